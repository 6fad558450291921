// SPDX-License-Identifier: Apache-2.0
import type { Link } from '../intoto/link/link.ts'
import type { TookOver } from '../intoto/link/took-over.ts'
import type { RecordingPlan } from './intents/recording-plan.ts'
import { NOTHING_KNOWN, type KnownOfCommit } from './known-of-commit.ts'

/** What a step knows of products that it took over. */
export interface TakenProducts {
  /** Of the step that made them. */
  readonly link: Link
  /** Which link that was, for the link of the step that takes. */
  readonly tookOver: TookOver
  /** How those of them that are the commit's are recorded, whatever lies on the disk. */
  readonly known: KnownOfCommit
}

/** The same of all steps that were taken over from. */
export interface AllTaken {
  readonly links: readonly Link[]
  readonly tookOver: readonly TookOver[]
  readonly known: KnownOfCommit
  /** Names of the files that were put into the workspace. */
  readonly placed: ReadonlySet<string>
}

export const NOTHING_TAKEN: AllTaken = { links: [], tookOver: [], known: NOTHING_KNOWN, placed: new Set() }

/** How a step is recorded whole. */
export interface PlannedStep {
  readonly plan: RecordingPlan
  /** Where the layout was found, escaped. */
  readonly from: string
}

/** What was taken over, and for a step that is recorded whole, how. */
export interface StageTaken extends AllTaken {
  readonly planned?: PlannedStep | undefined
  /** The text of the layout in intents that was found, which travels with what is handed over. */
  readonly layout?: string | undefined
}
