// SPDX-License-Identifier: Apache-2.0
import type { Look } from './disk.ts'
import type { SourceEntry } from './commit-tree.ts'
import type { Conversion } from './checkout-bytes.ts'

/** A file of a commit, and what lies in its place. */
export interface TrackedFile {
  /** From the top of the work tree, the path of a submodule included. */
  readonly path: string
  /** From the workspace on, as artifacts are named and differences told. */
  readonly name: string
  readonly kind: SourceEntry['kind']
  /** Of its blob. */
  readonly id: string
  readonly look: Look
  /** Undefined for a file that is the same on every machine, and for links. */
  readonly conversion: Conversion | undefined
  /** Whether attributes give it to Git LFS. */
  readonly lfs: boolean
}

/** A tracked file whose bytes were hashed. */
export interface ComparedFile extends TrackedFile {
  /** SHA-256 of what lies on the disk; of a link, of its target's name. */
  readonly disk: string
  /** Git's id of the same bytes; undefined where nobody asked for it, and the blob is read. */
  readonly diskId: string | undefined
}
