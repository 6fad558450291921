// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath, DigestSet } from '../intoto/artifacts/artifacts.ts'
import type { FileMode } from '../intoto/link/file-modes.ts'
import type { FileToHash } from './hash-run.ts'

/** A file to hash, or a link whose digest is known. */
export interface PlannedFile extends FileToHash {
  readonly sha256?: string
}

/** Files to hash, and what becomes of their digests. */
export interface Plan {
  /** How much there is: files, and whatever else counts. */
  readonly entries: number
  readonly files: readonly PlannedFile[]
  /** @param digestsOf those of a file, by its place in `files` */
  readonly finish: (digestsOf: (file: number) => DigestSet) => [ArtifactPath, DigestSet][]
  readonly modes: () => [ArtifactPath, FileMode][]
}
