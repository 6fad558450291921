// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../../base/environment.ts'
import type { ConvertedFiles } from '../../intoto/link/converted-files.ts'
import type { SourceClaim } from '../../intoto/link/source-claim.ts'
import type { ReadTree } from './commit-tree.ts'
import type { Recorded } from '../record-artifacts.ts'

/** What a work tree is compared with, and how strictly. */
export interface SourceOptions {
  /** The top of the work tree. */
  readonly directory: string
  /** Where it lies in the workspace: empty, or with a slash at its end. */
  readonly prefix: string
  readonly environment: Environment
  /** The commit whose files the work tree must have; without it, the one that is checked out. */
  readonly commit?: string
  /** Whether files in an encoding that only git's own library knows are differences, or told. */
  readonly encodings: 'demanded' | 'told'
  /** Whether all files of the commit are recorded, and no others, or what the request names. */
  readonly tracked: 'all' | 'recorded'
  /** Of a sparse checkout, what it was given. */
  readonly only?: SparseCheckout
  /** Reads the names of its commit, where somebody else reads them, too. */
  readonly readTree?: ReadTree | undefined
}

/** What a sparse checkout was given: directories, or patterns in the manner of gitignore. */
export interface SparseCheckout {
  readonly patterns: readonly string[]
  readonly cone: boolean
}

export type DifferenceKind = 'content' | 'missing' | 'mode' | 'type' | 'target' | 'lfs' | 'encoding'

/** One way in which a work tree is not what a clean checkout of the commit writes. */
export interface SourceDifference {
  /** As artifacts are named: with the prefix. */
  readonly path: string
  readonly kind: DifferenceKind
  /** A sentence, with everything from outside escaped. */
  readonly message: string
}

/** A recording, and what it says of the commit. */
export interface RecordedSource extends Recorded {
  readonly claim: SourceClaim
  readonly converted: ConvertedFiles
  /** In order of their paths. Empty for what is exactly a clean checkout. */
  readonly differences: readonly SourceDifference[]
  /** Files in an encoding that cannot be checked, recorded by their own bytes; as artifacts are named. */
  readonly ownBytes?: readonly string[]
  /** What somebody should know although nothing differs; sentences, escaped. */
  readonly told: readonly string[]
}
