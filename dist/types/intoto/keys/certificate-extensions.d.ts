/** An extension of Fulcio's certificates. */
export interface FulcioExtension {
    /** The last number of its identifier, 1.3.6.1.4.1.57264.1.N. */
    readonly number: number;
    /** The first ones hold bare bytes, the later ones a DER UTF8String. */
    readonly form: 'bare' | 'der';
    /** What it holds for a run of GitHub Actions: what the documentation shows. */
    readonly meaning: string;
}
/**
 * All extensions with a text of their own, .1 to .6 and .8 to .24 (.7 is a form of the holder's name), by our names
 * (sigstore/fulcio, docs/oid-info.md).
 */
export declare const CERTIFICATE_EXTENSIONS: {
    readonly issuer_v1: {
        readonly number: 1;
        readonly form: 'bare';
        readonly meaning: 'who vouches, in the form of old certificates';
    };
    readonly github_workflow_trigger: {
        readonly number: 2;
        readonly form: 'bare';
        readonly meaning: 'the event; old form of build_trigger';
    };
    readonly github_workflow_sha: {
        readonly number: 3;
        readonly form: 'bare';
        readonly meaning: 'the commit; old form of source_repository_digest';
    };
    readonly github_workflow_name: {
        readonly number: 4;
        readonly form: 'bare';
        readonly meaning: 'what the workflow calls itself; a change of the file changes it';
    };
    readonly github_workflow_repository: {
        readonly number: 5;
        readonly form: 'bare';
        readonly meaning: 'owner/name; old form of source_repository_uri';
    };
    readonly github_workflow_ref: {
        readonly number: 6;
        readonly form: 'bare';
        readonly meaning: 'the ref; old form of source_repository_ref';
    };
    readonly issuer_v2: {
        readonly number: 8;
        readonly form: 'der';
        readonly meaning: 'who vouches; always compared with issuer';
    };
    readonly build_signer_uri: {
        readonly number: 9;
        readonly form: 'der';
        readonly meaning: 'the workflow that signs, with its ref: the identity';
    };
    readonly build_signer_digest: {
        readonly number: 10;
        readonly form: 'der';
        readonly meaning: 'the commit of the workflow that signs';
    };
    readonly runner_environment: {
        readonly number: 11;
        readonly form: 'der';
        readonly meaning: 'github-hosted or self-hosted';
    };
    readonly source_repository_uri: {
        readonly number: 12;
        readonly form: 'der';
        readonly meaning: 'the repository of the run, as an address';
    };
    readonly source_repository_digest: {
        readonly number: 13;
        readonly form: 'der';
        readonly meaning: 'the commit of the run';
    };
    readonly source_repository_ref: {
        readonly number: 14;
        readonly form: 'der';
        readonly meaning: 'the branch, tag or pull request of the run';
    };
    readonly source_repository_id: {
        readonly number: 15;
        readonly form: 'der';
        readonly meaning: 'the number of the repository, which no renaming changes';
    };
    readonly source_repository_owner_uri: {
        readonly number: 16;
        readonly form: 'der';
        readonly meaning: 'the owner of the repository, as an address';
    };
    readonly source_repository_owner_id: {
        readonly number: 17;
        readonly form: 'der';
        readonly meaning: 'the number of the owner, which no renaming changes';
    };
    readonly build_config_uri: {
        readonly number: 18;
        readonly form: 'der';
        readonly meaning: 'the workflow that the run began with, with its ref';
    };
    readonly build_config_digest: {
        readonly number: 19;
        readonly form: 'der';
        readonly meaning: 'the commit of that workflow';
    };
    readonly build_trigger: {
        readonly number: 20;
        readonly form: 'der';
        readonly meaning: 'the event that started the run';
    };
    readonly run_invocation_uri: {
        readonly number: 21;
        readonly form: 'der';
        readonly meaning: 'the run and its attempt, as an address';
    };
    readonly source_repository_visibility: {
        readonly number: 22;
        readonly form: 'der';
        readonly meaning: 'public, private or internal, when it was signed';
    };
    readonly deployment_environment: {
        readonly number: 23;
        readonly form: 'der';
        readonly meaning: 'the environment of the job';
    };
    readonly token_subject: {
        readonly number: 24;
        readonly form: 'der';
        readonly meaning: 'the subject of the identity token';
    };
};
export type CertificateExtension = keyof typeof CERTIFICATE_EXTENSIONS;
/** All of them as people spell them, in layout.yml and where identities are written. */
export declare const WRITTEN_EXTENSIONS: readonly string[];
export declare function isCertificateExtension(name: string): name is CertificateExtension;
