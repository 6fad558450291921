// SPDX-License-Identifier: Apache-2.0
import type { LinkStore } from './verification.ts'
import type { Work } from './work.ts'

/** Where one layout stands in a tree of layouts. */
export interface LayoutPosition {
  /** The steps of outer layouts, each followed by "/"; escaped. */
  readonly prefix: string
  readonly depth: number
  readonly links: LinkStore
  readonly parameters: ReadonlyMap<string, string> | undefined
  readonly summaryName: string
  /** Whether a layout around it speaks for the commit of the run, and no layout below it for another. */
  readonly ofRun: boolean
  /** Escaped names of the files of `links` that gave evidence. */
  readonly counted: Set<string>
  /** The files of `links` that were read for the steps of the layout, with their bytes. */
  readonly seen: Map<string, number>
  /** Is told what verifying it costs. */
  readonly work: Work
}
