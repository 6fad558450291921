// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../intoto/link/link.ts'
import type { TookOver } from '../intoto/link/took-over.ts'
import type { KnownOfCommit } from './known-of-commit.ts'

/** What a step knows of products that it took over. */
export interface TakenProducts {
  /** Of the step that made them. */
  readonly link: Link
  /** Which link that was, for the link of the step that takes. */
  readonly tookOver: TookOver
  /** How those of them that are the commit's are recorded, whatever lies on the disk. */
  readonly known: KnownOfCommit
}

/** The links of what was taken over, for the link of the step. */
export function linksTaken(taken: TakenProducts | undefined): readonly TookOver[] {
  return taken === undefined ? [] : [taken.tookOver]
}
