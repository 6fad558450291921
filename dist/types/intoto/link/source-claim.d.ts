import { type JsonObject } from '../json/json-value.js';
/** The files of one commit. */
export interface CommitFiles {
    /** Git's id of the commit, 40 or 64 digits. */
    readonly commit: string;
    /** How many there are. Links count by the name of their target, submodules do not count. */
    readonly files: number;
    /** SHA-256, 64 digits, over the lines that `sourceLines` writes. */
    readonly digest: string;
}
/** The member `source` of a link's environment. */
export interface SourceClaim extends CommitFiles {
    /** Git's id of the commit's tree. */
    readonly tree: string;
    /** Where the work tree lies in the workspace; undefined for the workspace itself. */
    readonly path?: string;
    /** The patterns of a sparse checkout, for which alone the files count; undefined for a whole one. */
    readonly only?: readonly string[];
    /** The submodules that were checked out, by their paths in the work tree, those within submodules, too. */
    readonly submodules: ReadonlyMap<string, CommitFiles>;
}
/** An environment with the claim. */
export declare function withSource(environment: JsonObject, { commit, tree, files, digest, path, only, submodules }: SourceClaim): JsonObject;
/** An environment that says why nothing is claimed: where the step began there was no repository. */
export declare function withoutRepository(environment: JsonObject): JsonObject;
/** Whether a link says that there was no repository where its step began. */
export declare function saysNoRepository(environment: JsonObject): boolean;
/** Undefined for a link that claims nothing; `malformed` for a claim that is not written as we write it. */
export declare function readSource(environment: JsonObject): SourceClaim | 'malformed' | undefined;
/**
 * Whether a claim may name these patterns. Whoever verifies tries each of them with every file of the commit; what stands
 * behind the first special character of one costs as many steps as it is long, for each character of a path.
 */
export declare function canClaimOnly(patterns: readonly string[]): boolean;
/**
 * The text whose SHA-256 is the digest of a claim: `<64 hex><two spaces><path><LF>` for each file.
 *
 * @param files SHA-256 in hex by path, in order of the paths' UTF-8 bytes, which is that of their code points
 */
export declare function sourceLines(files: Iterable<readonly [path: string, sha256: string]>): Generator<string>;
