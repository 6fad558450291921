import type { CommitFiles } from '../link/source-claim.js';
/** The files of a commit as the objects of a repository have them. */
export interface RepositoryFiles extends CommitFiles {
    /** Git's id of the commit's tree. */
    readonly tree: string;
    /**
     * SHA-256, 64 digits, of each file by its path, of a symbolic link that of its target's name; submodules are none. With
     * it, each product of a checkout is compared, and not only number and digest of all; it is asked of whole commits alone.
     */
    readonly digests?: ReadonlyMap<string, string>;
    /** Git's ids of the commits of submodules, by their paths. With it, submodules that are claimed must be there. */
    readonly submodules?: ReadonlyMap<string, string>;
}
/** @param only the patterns of a sparse checkout, for which alone the files count; the tree is that of the commit */
export type FilesOf = (commit: string, only?: readonly string[]) => Promise<RepositoryFiles>;
/**
 * `demanded`: a link of a checkout without a claim is refused, and a chain without any. `where-possible`: the same, but a
 * chain without any is only warned of when each link says that its step began without a repository, and a checkout of
 * another repository may claim nothing. `optional`: links without claims are taken. False claims are refused in any case.
 */
export type ClaimsWanted = 'demanded' | 'where-possible' | 'optional';
/** What the claims about source are held against. */
export interface ExpectedSource {
    /** Git's id that every claim must name; undefined: the one on which all claims agree. */
    readonly commit?: string | undefined;
    /**
     * What the repository has of the commit; or who can tell, and is asked for the commit that is expected, or else that all
     * claims name. Undefined: the files are what the recorders say, which is warned of.
     */
    readonly files?: RepositoryFiles | FilesOf | undefined;
    /** Who computed `files`, in a few words of one's own for the report, as "verify --source". */
    readonly checkedBy?: string | undefined;
    readonly claims: ClaimsWanted;
}
/** The source that the links of a chain claim, where they agree. */
export interface SourceReport {
    readonly commit: string;
    readonly tree: string;
    /** How many files the commit has; undefined where each claim is about some of them only. */
    readonly files: number | undefined;
    /** SHA-256 over their digests and paths, 64 digits; undefined where `files` is. */
    readonly digest: string | undefined;
    /** Who held it against a repository; undefined where nobody did. */
    readonly checkedBy: string | undefined;
}
