// SPDX-License-Identifier: Apache-2.0
import { invalid } from '../../base/inputs.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Link } from '../../intoto/link/link.ts'
import { endStep, type EndRequest } from '../step-recording.ts'
import type { StepRecorder } from '../step-recorder.ts'
import { withoutExclude } from './no-exclude.ts'
import type { RecordingPlan } from './recording-plan.ts'
import { refuseInputs } from './refuse-inputs.ts'
import { WHOLE, wholeSettings } from './whole-recording.ts'

export interface WholeEnd {
  readonly plan: RecordingPlan
  /** Where the layout was found, escaped. */
  readonly from: string
  readonly workspace: string
  readonly request: Omit<EndRequest, 'settings' | 'listed'>
}

/**
 * The end of a step in intents: all that lies in the workspace but scratch. What the step began with is recorded again,
 * wherever it lies.
 *
 * @throws INPUT_INVALID, RECORD_ codes
 */
export function endWhole(
  recorder: StepRecorder,
  begun: Link,
  { plan, from, workspace, request }: WholeEnd
): Promise<Link> {
  refuseInputs({ step: begun.name, takes: plan.takes, from }, { products: request.products })
  if (plan.takes?.addsSource === true)
    throw invalid(
      'product-source',
      `by the layout (${from}) step ${quoteUntrusted(begun.name)} adds source, and its products are not said to be a checkout`,
      'Use actions/checkout of this suite for the step, or write `product-source: git`.'
    )
  const { materials } = begun
  return endStep(withoutExclude(recorder), begun, {
    ...request,
    products: WHOLE,
    listed: WHOLE,
    settings: wholeSettings(workspace, plan, (path) => materials.has(path as never))
  })
}
