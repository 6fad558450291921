// SPDX-License-Identifier: Apache-2.0
// What Fulcio writes into certificates beside the holder's name: the one table of it. Functionaries are constrained by
// these names, in key objects, in layout.yml and where identities are written.

/** An extension of Fulcio's certificates. */
export interface FulcioExtension {
  /** The last number of its identifier, 1.3.6.1.4.1.57264.1.N. */
  readonly number: number
  /** The first ones hold bare bytes, the later ones a DER UTF8String. */
  readonly form: 'bare' | 'der'
  /** What it holds for a run of GitHub Actions: what the documentation shows. */
  readonly meaning: string
}

/**
 * All extensions with a text of their own, .1 to .6 and .8 to .24 (.7 is a form of the holder's name), by our names
 * (sigstore/fulcio, docs/oid-info.md).
 */
export const CERTIFICATE_EXTENSIONS = {
  issuer_v1: { number: 1, form: 'bare', meaning: 'who vouches, in the form of old certificates' },
  github_workflow_trigger: { number: 2, form: 'bare', meaning: 'the event; old form of build_trigger' },
  github_workflow_sha: { number: 3, form: 'bare', meaning: 'the commit; old form of source_repository_digest' },
  github_workflow_name: {
    number: 4,
    form: 'bare',
    meaning: 'what the workflow calls itself; a change of the file changes it'
  },
  github_workflow_repository: { number: 5, form: 'bare', meaning: 'owner/name; old form of source_repository_uri' },
  github_workflow_ref: { number: 6, form: 'bare', meaning: 'the ref; old form of source_repository_ref' },
  issuer_v2: { number: 8, form: 'der', meaning: 'who vouches; always compared with issuer' },
  build_signer_uri: { number: 9, form: 'der', meaning: 'the workflow that signs, with its ref: the identity' },
  build_signer_digest: { number: 10, form: 'der', meaning: 'the commit of the workflow that signs' },
  runner_environment: { number: 11, form: 'der', meaning: 'github-hosted or self-hosted' },
  source_repository_uri: { number: 12, form: 'der', meaning: 'the repository of the run, as an address' },
  source_repository_digest: { number: 13, form: 'der', meaning: 'the commit of the run' },
  source_repository_ref: { number: 14, form: 'der', meaning: 'the branch, tag or pull request of the run' },
  source_repository_id: { number: 15, form: 'der', meaning: 'the number of the repository, which no renaming changes' },
  source_repository_owner_uri: { number: 16, form: 'der', meaning: 'the owner of the repository, as an address' },
  source_repository_owner_id: {
    number: 17,
    form: 'der',
    meaning: 'the number of the owner, which no renaming changes'
  },
  build_config_uri: { number: 18, form: 'der', meaning: 'the workflow that the run began with, with its ref' },
  build_config_digest: { number: 19, form: 'der', meaning: 'the commit of that workflow' },
  build_trigger: { number: 20, form: 'der', meaning: 'the event that started the run' },
  run_invocation_uri: { number: 21, form: 'der', meaning: 'the run and its attempt, as an address' },
  source_repository_visibility: { number: 22, form: 'der', meaning: 'public, private or internal, when it was signed' },
  deployment_environment: { number: 23, form: 'der', meaning: 'the environment of the job' },
  token_subject: { number: 24, form: 'der', meaning: 'the subject of the identity token' }
} as const satisfies Readonly<Record<string, FulcioExtension>>

export type CertificateExtension = keyof typeof CERTIFICATE_EXTENSIONS

/** All of them as people spell them, in layout.yml and where identities are written. */
export const WRITTEN_EXTENSIONS: readonly string[] = Object.keys(CERTIFICATE_EXTENSIONS).map((name) =>
  name.replaceAll('_', '-')
)

export function isCertificateExtension(name: string): name is CertificateExtension {
  return Object.hasOwn(CERTIFICATE_EXTENSIONS, name)
}
