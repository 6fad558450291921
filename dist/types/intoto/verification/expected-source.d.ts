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
    /**
     * The paths of files in an encoding that only git's own library knows. A checkout may record these alone by bytes that
     * are not the commit's; without it, none.
     */
    readonly unknownEncodings?: ReadonlySet<string>;
}
/** @param only the patterns of a sparse checkout, for which alone the files count; the tree is that of the commit */
export type FilesOf = (commit: string, only?: readonly string[]) => Promise<RepositoryFiles>;
/**
 * `demanded`: some link must record a checkout, and claim all files of the commit, or those of the patterns that the
 * caller names; one without a claim is refused. `where-possible`: the link of a checkout must claim, unless it is of
 * another repository than the run, which is warned of; a chain without any claim is only warned of when each link says
 * that its step began without a repository. `optional`: links without claims are taken. False claims are refused in any
 * case, and a claim about some files of the commit is warned of.
 */
export type ClaimsWanted = 'demanded' | 'where-possible' | 'optional';
/** What the claims about source are held against. */
export type ExpectedSource = {
    /** Git's id that every claim must name; undefined: the one on which all claims agree. */
    readonly commit?: string | undefined;
    /** The patterns of a sparse checkout, as claims name them, for which alone a claim may be though claims are demanded. */
    readonly only?: readonly string[] | undefined;
    readonly claims: ClaimsWanted;
} & (FilesToAsk | NoFiles);
interface FilesToAsk {
    /** What the repository has of the commit; or who can tell, and is asked for the commit that is expected, or else that all claims name. */
    readonly files: RepositoryFiles | FilesOf;
    /** Who computes them, in a few words of one's own for the report, as "verify --source". */
    readonly checkedBy: string;
}
/** Then the claims are not held against a repository, which is warned of. */
interface NoFiles {
    readonly files?: undefined;
    readonly checkedBy?: undefined;
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
export {};
