// SPDX-License-Identifier: Apache-2.0

import { SCRATCH_PRESENT } from '../../base/scratch-present.ts'

/** The failures of the check, with their one-line meanings; `FAILURE_CODES` of verification takes them in. */
export const INTENT_FAILURE_CODES = {
  TAKES_EXTRA: 'A step began with a file that nothing it takes has.',
  TAKES_MISSING: 'A step began without a file that it takes.',
  TAKES_DIFFERS: 'A step began with other bytes than what it takes has.',
  TAKES_CONFLICT: 'Two things that a step takes have other bytes under one name.',
  SOURCE_AMBIGUOUS: 'No link tells the files of source apart from the others that a step takes.',
  BRANCH_OTHER: 'The run is of a branch or tag for which the layout does not speak.',
  ADDED_UNEXPECTED: 'A step ended with a new file that it does not say it adds.',
  REMOVED_UNEXPECTED: 'A step ended without a file that it does not say it removes.',
  CHANGED_UNEXPECTED: 'A step ended with other bytes in a file that it does not say it changes.',
  NOT_REMOVED: 'A step ended with a file that it says it removes.',
  TOOK_NOTHING: 'Nothing fits a pattern of what a step adds, changes, removes or installs.',
  EXCLUDED_UNEXPECTED: 'A recording left out files by a line that the layout does not have as scratch.',
  ...SCRATCH_PRESENT,
  RECORDING_UNKNOWN: 'A link does not say as we write it what it recorded and what it left out.',
  LINK_NAME: 'The name within a link is not that of the step.',
  COMMAND_DIFFERS: 'A step ran another command than the layout demands.',
  DEFINITION_DIFFERS: 'The definition of a job is not the one that the layout demands.',
  SUBLAYOUT_UNEXPECTED: 'A layout stands in the place of a link of a step that is not delegated.',
  STEP_UNKNOWN: 'There is a link of a step that the layout does not know.',
  RELEASE_CONFLICT: 'Two released steps have other bytes under one name.'
} as const

export type IntentFailureCode = keyof typeof INTENT_FAILURE_CODES

/** One reason why a run is not what the layout says in intents. Texts are escaped. */
export interface IntentFailure {
  readonly code: IntentFailureCode | 'SOURCE_UNKNOWN' | 'SOURCE_DIFFERS' | 'SOURCE_OTHER_COMMIT' | 'SOURCE_FALSE'
  readonly step: string | undefined
  /** The statement that it breaks, as `writeStatements` writes it. */
  readonly statement: string | undefined
  /** At most 100, escaped. */
  readonly artifacts: readonly string[]
  readonly message: string
  readonly details: readonly string[]
  readonly hint: string
}
