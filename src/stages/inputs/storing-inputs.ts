// SPDX-License-Identifier: Apache-2.0
import type { Inputs } from '../../base/inputs.ts'
import type { SummaryChoice } from '../link-report.ts'

/** What becomes of a link that is made. */
export interface StoringInputs {
  /** When the summary of the job tells of it. */
  readonly summary: SummaryChoice
  /** How many days it is kept; 0 takes the default of the repository. */
  readonly retentionDays: number
}

/** Days that GitHub keeps a workflow artifact at most. */
const LONGEST_RETENTION_DAYS = 400

/** @throws INPUT_INVALID */
export function readStoring(inputs: Inputs): StoringInputs {
  return {
    summary: inputs.choice('summary', ['auto', 'always', 'never']),
    retentionDays: inputs.number('retention-days', LONGEST_RETENTION_DAYS)
  }
}
