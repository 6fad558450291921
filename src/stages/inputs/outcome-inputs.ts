// SPDX-License-Identifier: Apache-2.0
// What became of the workflow steps that a step consists of, in the words of GitHub.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, NONE, oneOf, type Inputs } from '../../base/inputs.ts'

const OUTCOMES = ['success', 'failure', 'cancelled', 'skipped'] as const

/** How a workflow step ended, before `continue-on-error`. */
export type Outcome = (typeof OUTCOMES)[number]

/** What to do where no outcome came. */
export const TELL_OUTCOME =
  'Give end the outcome of the workflow step that runs the command: `outcomes: ${{ steps.ID.outcome }}`, where ID is the `id:` of that workflow step. Take outcome, not conclusion, which says success after a failure under continue-on-error.'

/** None where nobody tells of any. @throws INPUT_MISSING, INPUT_INVALID */
export function readOutcomes(inputs: Inputs): Outcome[] {
  const words = inputs.control('outcomes', NONE, `${TELL_OUTCOME} Only where begin names no command, \`none\` will do.`)
  return (words?.match(/\S+/g) ?? []).map(outcomeOf)
}

function outcomeOf(word: string): Outcome {
  const outcome = OUTCOMES.find((candidate) => candidate === word)
  if (outcome !== undefined) return outcome
  throw invalid(
    'outcomes',
    `a workflow step ends with ${oneOf(OUTCOMES)}, not with ${quoteUntrusted(word, 100)}`,
    TELL_OUTCOME
  )
}
