// SPDX-License-Identifier: Apache-2.0
// Whether a step is recorded whole, as a layout in intents says, or as the inputs of its stage say.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid } from '../../base/inputs.ts'
import { yamlTexts } from '../../intoto/intents/yaml-text.ts'
import { planWithoutLayout, recordingPlan, type RecordingPlan } from './recording-plan.ts'
import type { SignedLayout } from './signed-layout.ts'

/** What is asked for. */
export interface RecordingQuestion {
  readonly step: string
  /** The layout that was found, if one was. */
  readonly layout: SignedLayout | undefined
  /** Lines of scratch of the inputs; undefined where they give none. */
  readonly scratch: readonly string[] | undefined
}

export interface HowRecorded {
  /** Undefined for a step that is recorded as the inputs say. */
  readonly plan: RecordingPlan | undefined
  /** What somebody should know, escaped. */
  readonly told: string | undefined
}

/** @throws INPUT_INVALID for lines of scratch beside a layout that knows the step */
export function howRecorded({ step, layout, scratch }: RecordingQuestion): HowRecorded {
  const plan = layout?.intents && recordingPlan(layout.intents, step)
  const isInRules = plan === undefined && layout?.steps.includes(step) === true
  if (scratch !== undefined && (plan !== undefined || isInRules)) throw scratchRefused(step, isInRules, scratch, layout)
  if (plan !== undefined || isInRules) return { plan, told: undefined }
  const told =
    layout?.intents === undefined
      ? undefined
      : `The layout (${layout.from}) has no step ${quoteUntrusted(step)}. The name of a leg holds the values of its matrix, like build-linux.`
  return { plan: scratch && planWithoutLayout(scratch), told }
}

function scratchRefused(
  step: string,
  isInRules: boolean,
  scratch: readonly string[],
  layout: SignedLayout | undefined
): Error {
  return isInRules
    ? invalid(
        'scratch',
        `step ${quoteUntrusted(step)} is written in rules (${layout?.from ?? ''}), which know no scratch`,
        'Write the lines into `exclude`, or write the step in intents.'
      )
    : invalid(
        'scratch',
        `the layout (${layout?.from ?? ''}) says what step ${quoteUntrusted(step)} leaves behind`,
        `Remove the input. If a line is missing there, write it into layout.yml and sign that: \`scratch: ${yamlTexts(scratch)}\`.`
      )
}
