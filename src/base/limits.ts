// SPDX-License-Identifier: Apache-2.0
// Every bound of the suite in one place. Each is far above honest use and far below what hurts.

const MiB = 1024 * 1024

export const LIMITS = {
  /** Bytes of one link file. A link of a million files is about 130 MiB. */
  linkBytes: 384 * MiB,
  /** Bytes of one layout file. */
  layoutBytes: 16 * MiB,
  /** Bytes of a key file or of a parameters file. */
  smallFileBytes: 1 * MiB,
  /** Bytes that the core hashes by itself; more are for the machine's own code. */
  hashedInCore: 1 * MiB,
  /** Nesting of JSON values. In-toto metadata needs six levels; by-products may add some. */
  jsonDepth: 64,
  /** Signatures on one envelope. */
  signatures: 256,
  /** Steps and inspections of one layout together. */
  layoutItems: 10_000,
  /** Rules in one list. */
  rulesPerList: 10_000,
  /** Keys of one layout. */
  layoutKeys: 10_000,
  /** Directories that one recording enters through symbolic links. Links that fan out double with each. */
  followedLinks: 10_000,
  /** Files that one recording finds through symbolic links to directories. A link costs a commit a few bytes. */
  linkedFiles: 500_000,
  /** Files left out of one recording that are counted. A directory of packages has some tens of thousands. */
  countedLeftOut: 100_000,
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
  /** Bytes of one answer of GitHub's REST interface. */
  restAnswerBytes: 32 * MiB,
  /** Materials or subjects of one Statement. */
  statementResources: 2_000_000,
  /** Bytes of one Sigstore bundle: a link and some kilobytes. */
  bundleBytes: 512 * MiB,
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
  nameLength: 4096
} as const
