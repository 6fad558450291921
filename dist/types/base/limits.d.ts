export declare const LIMITS: {
    /** Bytes of one link file. A link of a million files is about 130 MiB. */
    readonly linkBytes: number;
    /** Bytes of one layout file. */
    readonly layoutBytes: number;
    /** Bytes of a key file or of a parameters file. */
    readonly smallFileBytes: number;
    /** Bytes that the core hashes by itself; more are for the machine's own code. */
    readonly hashedInCore: number;
    /** Nesting of JSON values. In-toto metadata needs six levels; by-products may add some. */
    readonly jsonDepth: 64;
    /** Signatures on one envelope. */
    readonly signatures: 256;
    /** Steps and inspections of one layout together. */
    readonly layoutItems: 10000;
    /** Rules in one list. */
    readonly rulesPerList: 10000;
    /** Keys of one layout. */
    readonly layoutKeys: 10000;
    /** Directories that one recording enters through symbolic links. Links that fan out double with each. */
    readonly followedLinks: 10000;
    /** Files that one recording finds through symbolic links to directories. A link costs a commit a few bytes. */
    readonly linkedFiles: 500000;
    /** Files left out of one recording that are counted. A directory of packages has some tens of thousands. */
    readonly countedLeftOut: 100000;
    /** Bytes of the command of a stage. Linux hands no longer variable to a program than 128 KiB. */
    readonly commandBytes: 100000;
    /** Bytes of the value of one variable that goes into a link. */
    readonly variableBytes: number;
    /** Marks of stages of one job that are looked at: more than a job has steps. */
    readonly stageMarks: 2000;
    /** Milliseconds for reading what was handed over, where it is hashed from its archive: twice what 32 GiB take. */
    readonly handOverReadMs: number;
    /** Bytes of one file of a repository of The Update Framework. */
    readonly tufFileBytes: number;
    /** Layouts within layouts. */
    readonly sublayoutDepth: 8;
    /** Workflow artifacts of one run that are looked through. GitHub keeps at most 500 a job. */
    readonly workflowArtifacts: 10000;
    /** Workflow artifacts with links that one verification reads. */
    readonly linkArtifacts: 2000;
    /** Jobs of a run, of all its attempts. */
    readonly runJobs: 10000;
    /** Bytes of one workflow artifact with a link, packed. */
    readonly linkArtifactBytes: number;
    /** Bytes of all links of one run, unpacked. */
    readonly allLinkBytes: number;
    /** Bytes of link files that are kept until they are verified, so that they are read once. Of more, each is read again. */
    readonly knownFileBytes: number;
    /** Bytes of one workflow artifact with products, packed. */
    readonly productArtifactBytes: number;
    /** Bytes of all products of one workflow artifact, unpacked. */
    readonly productBytes: number;
    /** Files in one workflow artifact with products. */
    readonly productFiles: 200000;
    /** Bytes that the directory of one archive takes: names, comments and the like. 200 000 files have about 40 MB. */
    readonly archiveDirectoryBytes: number;
    /** Bytes of one answer of GitHub's REST interface. */
    readonly restAnswerBytes: number;
    /** Materials or subjects of one Statement. */
    readonly statementResources: 2000000;
    /** Bytes of one Sigstore bundle: a link and some kilobytes. */
    readonly bundleBytes: number;
    /** Bundles of one step. */
    readonly bundlesPerStep: 256;
    /** Bytes of all link files that count for no functionary and are looked into for the step that they name. */
    readonly strayLinkBytes: number;
    /** Values of one constraint of a keyless functionary. */
    readonly identityConstraints: 100;
    /** UTF-16 code units of the name of a workflow artifact. */
    readonly workflowArtifactName: 240;
    /** Directories above one file of a list that somebody else made; each is held against every exclude pattern. */
    readonly pathDepth: 256;
    /** UTF-16 code units of a name or of an artifact path. */
    readonly nameLength: 4096;
};
