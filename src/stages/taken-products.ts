// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../intoto/link/link.ts'
import type { TookOver } from '../intoto/link/took-over.ts'
import type { ConvertedByName } from './converted-products.ts'

/** What a step knows of products that it took over. */
export interface TakenProducts {
  /** Of the step that made them. */
  readonly link: Link
  /** Which link that was, for the link of the step that takes. */
  readonly tookOver: TookOver
  /** Those of them that are files of the commit, and that the step that made them has with other bytes. */
  readonly converted: ConvertedByName
}

/** The links of what was taken over, for the link of the step. */
export function linksTaken(taken: TakenProducts | undefined): readonly TookOver[] {
  return taken === undefined ? [] : [taken.tookOver]
}
