export declare const LIMITS: {
    /**
     * Bytes of one link file. A link of a million files has 120 to 180 MiB in an envelope. While its signature is checked,
     * the file and what it decodes to lie in memory at once, which is 7 bytes for 4: within 512 MB with Node beside it.
     */
    readonly linkBytes: number;
    /**
     * Bytes of memory, estimated, that a document may take before anybody's signature on it was checked: its own and those
     * of the values that are built of it. JSON of two bytes a value grows to a hundred times its size. Of links whose members
     * are in order, as every tool writes them, nothing is built before.
     */
    readonly unsignedMemory: number;
    /**
     * The same for a payload that a functionary has signed, but for the artifacts of a link. The largest leaves 156 MiB for
     * by-products and environment.
     */
    readonly signedMemory: number;
    /**
     * Bytes of memory, estimated, that the artifacts of a link may take beside, with the bytes that they are read from: a
     * link of a million files takes about 440. Only paths with digests count as artifacts, each of them so long that it
     * could be honest; nothing else that is signed grows so large.
     */
    readonly artifactMemory: number;
    /** Digits of the shortest digest that counts as one of an artifact, MD5's, and digests of one file that do. */
    readonly shortestDigest: 32;
    readonly digestsOfArtifact: 20;
    /** Bytes of a link file that is read whole, and kept, to see what it says before it is verified. Of a larger one only its name and run are read. */
    readonly keptLinkBytes: number;
    /** Members that the specification does not know, of which a document's report names so many. One is as bad as all. */
    readonly unknownMembers: 100;
    /** Bytes that are hashed to try signatures with one key, each signature costs the whole message: see `signatureTrials`. */
    readonly signatureTrialBytes: number;
    /** Signatures without a hint of their key that are tried at least with one key, however large the message is. */
    readonly signatureTrials: 4;
    /** Characters of one key id or signature as text: an RSA key of 16 384 bits signs 4 096 hexadecimal digits. */
    readonly signatureText: 16384;
    /** Layouts in the place of links, in one verification. A layout of 6 kB can stand in the place of each of its own links. */
    readonly sublayouts: 100;
    /**
     * Work that layouts in the place of links may cause in one verification: one for each byte of a link that is read, each
     * rule held against an artifact, and each step of a pattern. Some ten nanoseconds each.
     */
    readonly sublayoutWork: 400000000;
    /**
     * Bytes of memory, estimated, that the links of layouts in the place of links may take at one time beside those of the
     * root layout: their by-products, environments and commands, and their artifacts.
     */
    readonly sublayoutValues: number;
    readonly sublayoutArtifacts: number;
    /** Failures that a report lists; of more, it says how many there were. */
    readonly failures: 1000;
    /** Warnings that a report lists. */
    readonly warnings: 1000;
    /** Effects of rules that a report keeps. */
    readonly traceLines: 100000;
    /** Lines of details below one failure. */
    readonly details: 100;
    /** Names in one sentence. A hint for each of 10 000 steps that named them all would have a gigabyte. */
    readonly sentenceNames: 10;
    /** Rules of one layout. Each takes some hundred bytes once it is read. */
    readonly layoutRules: 100000;
    /** Milliseconds for the command of one inspection. A scan of a large product takes minutes. */
    readonly inspectionMs: number;
    /** Milliseconds for one line of a batch. A chain with links of a million files takes half a minute. */
    readonly batchCaseMs: number;
    /** Bytes of memory that the language's machine may use for one line of a batch: three times what `signedMemory` and `artifactMemory` allow. */
    readonly batchHeapBytes: number;
    /** UTF-16 code units of the pattern of a rule or of an identity. Matching takes the product of pattern and text. */
    readonly patternLength: 4096;
    /** Bundles of one step times the identities that may sign it. */
    readonly identityTrials: 4096;
    /** Bytes of one layout file. */
    readonly layoutBytes: number;
    /** Bytes of a key file or of a parameters file. */
    readonly smallFileBytes: number;
    /** Bytes that the core hashes by itself; more are for the machine's own code. */
    readonly hashedInCore: number;
    /** Nesting of JSON values. In-toto metadata needs six levels; by-products may add some. */
    readonly jsonDepth: 64;
    /** Nesting of a layout source. Honest ones have about eight levels, each a key or an item. */
    readonly sourceDepth: 64;
    /** Signatures on one envelope. */
    readonly signatures: 256;
    /** Steps and inspections of one layout together. */
    readonly layoutItems: 10000;
    /** Rules in one list. */
    readonly rulesPerList: 10000;
    /** Keys of one layout. To see that a point lies on its curve takes a millisecond. */
    readonly layoutKeys: 2000;
    /** Directories that one recording enters through symbolic links. Links that fan out double with each. */
    readonly followedLinks: 10000;
    /** Files that one recording finds through symbolic links to directories. A link costs a commit a few bytes. */
    readonly linkedFiles: 500000;
    /** Bytes of a file whose line ends, `$Id$` or encoding are undone to see whether it is the commit's. Each form is hashed. */
    readonly undoneBytes: number;
    /** Files left out of one recording that are counted. A directory of packages has some tens of thousands. */
    readonly countedLeftOut: 100000;
    /** Files of one commit. */
    readonly sourceFiles: 1000000;
    /** Bytes of all files of one commit: what one archive of products may hold. */
    readonly sourceBytes: number;
    /** Bytes of one file of a commit whose line ends or encoding are converted to compare it; Git does so in memory, too. */
    readonly convertedBytes: number;
    /** Bytes of all directories of one commit, each of which git keeps as an object. A million files take about 60 MiB. */
    readonly sourceTreeBytes: number;
    /** Patterns of one sparse checkout, and how many characters all of them may have from the first wildcard of each on. */
    readonly sparsePatterns: 1000;
    readonly sparseWildcards: 2048;
    /** Submodules of one commit that are compared, those within others, too. */
    readonly claimedSubmodules: 10000;
    /** Lines of gitignore that one list of a link says hid files, or were to hide them. A layout has some tens. */
    readonly leftOutLines: 10000;
    /** Directories that one half of a link notes, together with the lines of what their digests leave out. */
    readonly directoryNotes: 50000;
    /** Lines of attributes tried on the files of one commit to find unknown encodings: some 100 nanoseconds each. */
    readonly attributeTrials: 50000000;
    /** Lines that name directories of installed packages in one stage. */
    readonly directoryLines: 1000;
    /** Directories of installed packages that one stage records. A large workspace has some hundreds. */
    readonly installedDirectories: 10000;
    /** Bytes of the list of packed references of a repository. A hundred thousand tags have about 8 MB. */
    readonly packedRefsBytes: number;
    /** Checkouts in directories of a workspace that a stage records beside. */
    readonly checkoutsBelow: 50;
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
    /**
     * Bytes of the objects of one commit, as git packs them, that the gate fetches. The sources of Linux take 0.3 GB. Of more
     * it is told that nobody looked.
     */
    readonly fetchedBytes: number;
    /** Milliseconds for fetching them. */
    readonly fetchMs: number;
    /** How long git may take for an answer of a few lines, and for all objects of a commit. */
    readonly gitAskedMs: 60000;
    readonly gitReadMs: number;
    /** Bytes of one answer of GitHub's REST interface. */
    readonly restAnswerBytes: number;
    /** Materials or subjects of one Statement. */
    readonly statementResources: 2000000;
    /**
     * Bytes of one Sigstore bundle: a link and some kilobytes. The libraries that read it make several copies of the whole
     * before they look at a signature.
     */
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
    /** Characters of a key id. Those in use have 64. */
    readonly keyIdLength: 256;
};
