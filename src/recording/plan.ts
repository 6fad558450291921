// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath, DigestSet } from '../intoto/artifacts/artifacts.ts'
import type { FileMode } from '../intoto/link/file-modes.ts'
import type { FileToHash } from './hash-run.ts'

/** A file to hash, or a link whose digest is known. */
export interface PlannedFile extends FileToHash {
  readonly sha256?: string
}

/** The digests of a file, by its place in a list. */
export type DigestsOf = (file: number) => DigestSet

/** Files to hash, and what becomes of their digests. */
export interface Plan {
  /** How much there is: files, and whatever else counts. */
  readonly entries: number
  readonly files: readonly PlannedFile[]
  readonly artifacts: PlannedArtifacts
  readonly modes: () => [ArtifactPath, FileMode][]
}

/** One artifact for each of the files, by the names of artifacts in their order; or one for all of them. */
export type PlannedArtifacts =
  | { readonly kind: 'each'; readonly names: readonly ArtifactPath[] }
  | { readonly kind: 'one'; readonly name: ArtifactPath; readonly digests: (of: DigestsOf) => DigestSet }
