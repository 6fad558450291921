// SPDX-License-Identifier: Apache-2.0
// Every bound of the suite in one place. Each is far above honest use and far below what hurts.

const MiB = 1024 * 1024

export const LIMITS = {
  /**
   * Bytes of one link file. A link of a million files has 120 to 180 MiB in an envelope. While its signature is checked,
   * the file and what it decodes to lie in memory at once, which is 7 bytes for 4: within 512 MB with Node beside it.
   */
  linkBytes: 184 * MiB,
  /**
   * Bytes of memory, estimated, that a document may take before anybody's signature on it was checked: its own and those
   * of the values that are built of it. JSON of two bytes a value grows to a hundred times its size. Of links whose members
   * are in order, as every tool writes them, nothing is built before.
   */
  unsignedMemory: 300 * MiB,
  /**
   * The same for a payload that a functionary has signed, but for the artifacts of a link. The largest leaves 156 MiB for
   * by-products and environment.
   */
  signedMemory: 300 * MiB,
  /**
   * Bytes of memory, estimated, that the artifacts of a link may take beside, with the bytes that they are read from: a
   * link of a million files takes about 440. Only paths with digests count as artifacts, each of them so long that it
   * could be honest; nothing else that is signed grows so large.
   */
  artifactMemory: 560 * MiB,
  /** Digits of the shortest digest that counts as one of an artifact, MD5's, and digests of one file that do. */
  shortestDigest: 32,
  digestsOfArtifact: 20,
  /** Bytes of a link file that is read whole, and kept, to see what it says before it is verified. Of a larger one only its name and run are read. */
  keptLinkBytes: 32 * MiB,
  /** Members that the specification does not know, of which a document's report names so many. One is as bad as all. */
  unknownMembers: 100,
  /** Bytes that are hashed to try signatures with one key, each signature costs the whole message: see `signatureTrials`. */
  signatureTrialBytes: 512 * MiB,
  /** Signatures without a hint of their key that are tried at least with one key, however large the message is. */
  signatureTrials: 4,
  /** Characters of one key id or signature as text: an RSA key of 16 384 bits signs 4 096 hexadecimal digits. */
  signatureText: 16_384,
  /** Layouts in the place of links, in one verification. A layout of 6 kB can stand in the place of each of its own links. */
  sublayouts: 100,
  /**
   * Work that layouts in the place of links may cause in one verification: one for each byte of a link that is read, each
   * rule held against an artifact, and each step of a pattern. Some ten nanoseconds each.
   */
  sublayoutWork: 400_000_000,
  /**
   * Bytes of memory, estimated, that the links of layouts in the place of links may take at one time beside those of the
   * root layout: their by-products, environments and commands, and their artifacts.
   */
  sublayoutValues: 64 * MiB,
  sublayoutArtifacts: 560 * MiB,
  /** Failures that a report lists; of more, it says how many there were. */
  failures: 1000,
  /** Warnings that a report lists. */
  warnings: 1000,
  /** Effects of rules that a report keeps. */
  traceLines: 100_000,
  /** Lines of details below one failure. */
  details: 100,
  /** Names in one sentence. A hint for each of 10 000 steps that named them all would have a gigabyte. */
  sentenceNames: 10,
  /** Rules of one layout. Each takes some hundred bytes once it is read. */
  layoutRules: 100_000,
  /** Milliseconds for the command of one inspection. A scan of a large product takes minutes. */
  inspectionMs: 10 * 60_000,
  /** Milliseconds for one line of a batch. A chain with links of a million files takes half a minute. */
  batchCaseMs: 10 * 60_000,
  /** Bytes of memory that the language's machine may use for one line of a batch: three times what `signedMemory` and `artifactMemory` allow. */
  batchHeapBytes: 3072 * MiB,
  /** UTF-16 code units of the pattern of a rule or of an identity. Matching takes the product of pattern and text. */
  patternLength: 4096,
  /** Bundles of one step times the identities that may sign it. */
  identityTrials: 4096,
  /** Bytes of one layout file. */
  layoutBytes: 8 * MiB,
  /** Bytes of a key file or of a parameters file. */
  smallFileBytes: 1 * MiB,
  /** Bytes that the core hashes by itself; more are for the machine's own code. */
  hashedInCore: 1 * MiB,
  /** Nesting of JSON values. In-toto metadata needs six levels; by-products may add some. */
  jsonDepth: 64,
  /** Nesting of a layout source. Honest ones have about eight levels, each a key or an item. */
  sourceDepth: 64,
  /** Signatures on one envelope. */
  signatures: 256,
  /** Steps and inspections of one layout together. */
  layoutItems: 10_000,
  /** Rules in one list. */
  rulesPerList: 10_000,
  /** Keys of one layout. To see that a point lies on its curve takes a millisecond. */
  layoutKeys: 2000,
  /** Directories that one recording enters through symbolic links. Links that fan out double with each. */
  followedLinks: 10_000,
  /** Files that one recording finds through symbolic links to directories. A link costs a commit a few bytes. */
  linkedFiles: 500_000,
  /** Bytes of a file whose line ends, `$Id$` or encoding are undone to see whether it is the commit's. Each form is hashed. */
  undoneBytes: 64 * MiB,
  /** Files left out of one recording that are counted. A directory of packages has some tens of thousands. */
  countedLeftOut: 100_000,
  /** Files of one commit. */
  sourceFiles: 1_000_000,
  /** Bytes of all files of one commit: what one archive of products may hold. */
  sourceBytes: 32 * 1024 * MiB,
  /** Bytes of one file of a commit whose line ends or encoding are converted to compare it; Git does so in memory, too. */
  convertedBytes: 512 * MiB,
  /** Bytes of all directories of one commit, each of which git keeps as an object. A million files take about 60 MiB. */
  sourceTreeBytes: 512 * MiB,
  /** Patterns of one sparse checkout, and how many characters all of them may have from the first wildcard of each on. */
  sparsePatterns: 1000,
  sparseWildcards: 2048,
  /** Submodules of one commit that are compared, those within others, too. */
  claimedSubmodules: 10_000,
  /** Lines of gitignore that one list of a link says hid files, or were to hide them. A layout has some tens. */
  leftOutLines: 10_000,
  /** Directories that one half of a link notes, together with the lines of what their digests leave out. */
  directoryNotes: 50_000,
  /** Lines of attributes tried on the files of one commit to find unknown encodings: some 100 nanoseconds each. */
  attributeTrials: 50_000_000,
  /** Lines that name directories of installed packages in one stage. */
  directoryLines: 1000,
  /** Directories of installed packages that one stage records. A large workspace has some hundreds. */
  installedDirectories: 10_000,
  /** Bytes of the list of packed references of a repository. A hundred thousand tags have about 8 MB. */
  packedRefsBytes: 64 * MiB,
  /** Checkouts in directories of a workspace that a stage records beside. */
  checkoutsBelow: 50,
  /** Bytes of the command of a stage. Linux hands no longer variable to a program than 128 KiB. */
  commandBytes: 100_000,
  /** Bytes of the value of one variable that goes into a link. */
  variableBytes: 64 * 1024,
  /** Marks of stages of one job that are looked at: more than a job has steps. */
  stageMarks: 2_000,
  /** Milliseconds for reading what was handed over, where it is hashed from its archive: twice what 32 GiB take. */
  handOverReadMs: 20 * 60_000,
  /** Bytes of one file of a repository of The Update Framework. */
  tufFileBytes: 8 * MiB,
  /** Layouts within layouts. */
  sublayoutDepth: 8,
  /** Workflow artifacts of one run that are looked through. GitHub keeps at most 500 a job. */
  workflowArtifacts: 10_000,
  /** Workflow artifacts with links that one verification reads. */
  linkArtifacts: 2_000,
  /** Jobs of a run, of all its attempts. */
  runJobs: 10_000,
  /** Bytes of one workflow artifact with a link, packed. */
  linkArtifactBytes: 128 * MiB,
  /** Bytes of all links of one run, unpacked. */
  allLinkBytes: 4 * 1024 * MiB,
  /** Bytes of link files that are kept until they are verified, so that they are read once. Of more, each is read again. */
  knownFileBytes: 512 * MiB,
  /** Bytes of one workflow artifact with products, packed. */
  productArtifactBytes: 8 * 1024 * MiB,
  /** Bytes of all products of one workflow artifact, unpacked. */
  productBytes: 32 * 1024 * MiB,
  /** Files in one workflow artifact with products. */
  productFiles: 200_000,
  /** Bytes that the directory of one archive takes: names, comments and the like. 200 000 files have about 40 MB. */
  archiveDirectoryBytes: 128 * MiB,
  /**
   * Bytes of the objects of one commit, as git packs them, that the gate fetches. The sources of Linux take 0.3 GB. Of more
   * it is told that nobody looked.
   */
  fetchedBytes: 2 * 1024 * MiB,
  /** Milliseconds for fetching them. */
  fetchMs: 10 * 60_000,
  /** How long git may take for an answer of a few lines, and for all objects of a commit. */
  gitAskedMs: 60_000,
  gitReadMs: 30 * 60_000,
  /** Bytes of one answer of GitHub's REST interface. */
  restAnswerBytes: 32 * MiB,
  /** Materials or subjects of one Statement. */
  statementResources: 2_000_000,
  /**
   * Bytes of one Sigstore bundle: a link and some kilobytes. The libraries that read it make several copies of the whole
   * before they look at a signature.
   */
  bundleBytes: 64 * MiB,
  /** Bundles of one step. */
  bundlesPerStep: 256,
  /** Bytes of all link files that count for no functionary and are looked into for the step that they name. */
  strayLinkBytes: 8 * MiB,
  /** Values of one constraint of a keyless functionary. */
  identityConstraints: 100,
  /** UTF-16 code units of the name of a workflow artifact. */
  workflowArtifactName: 240,
  /** Directories above one file of a list that somebody else made; each is held against every exclude pattern. */
  pathDepth: 256,
  /** UTF-16 code units of a name or of an artifact path. */
  nameLength: 4096,
  /** Characters of a key id. Those in use have 64. */
  keyIdLength: 256
} as const
