// SPDX-License-Identifier: Apache-2.0
// The stage of a step that adds source. It begins with nothing, and ends with all that lies there, which is to be the
// commit and nothing else.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid } from '../../base/inputs.ts'
import { jsonObject } from '../../intoto/json/json-value.ts'
import { NO_ARTIFACTS } from '../../intoto/artifacts/build-artifacts.ts'
import type { Link } from '../../intoto/link/link.ts'
import { scratchNote, withScratchNote } from '../../intoto/link/recording-notes.ts'
import type { SparseCheckout } from '../../recording/source/recorded-source.ts'
import type { CheckoutPlace } from '../checkout-recording.ts'
import { beginStep, endStep, type EndRequest } from '../step-recording.ts'
import type { StepRecorder } from '../step-recorder.ts'
import { recordingPlan } from './recording-plan.ts'
import type { SignedLayout } from './signed-layout.ts'
import { WHOLE, wholeSettings } from './whole-recording.ts'

export interface CheckoutOfStep {
  readonly place: Pick<CheckoutPlace, 'name'>
  /** Whether it is a checkout of the repository that the run belongs to. */
  readonly isOwn: boolean
  readonly sparse: SparseCheckout | undefined
}

/**
 * Whether a stage that checks out is that of a step in intents, which then must add source.
 *
 * @throws INPUT_INVALID for another step in intents, and for a checkout that is not the whole commit at the top
 */
export function addsSource(
  step: string,
  layout: SignedLayout | undefined,
  { place, isOwn, sparse }: CheckoutOfStep
): boolean {
  const takes = layout?.intents && recordingPlan(layout.intents, step)?.takes
  if (layout === undefined || takes === undefined) return false
  const by = `by the layout (${layout.from}) step ${quoteUntrusted(step)} adds source`
  if (!takes.addsSource)
    throw invalid(
      'product-source',
      `the stage checks out, and the layout (${layout.from}) does not say that step ${quoteUntrusted(step)} adds source`,
      'Write `takes: nothing` and `adds: source` at the step in layout.yml, or name the step that does.'
    )
  if (sparse !== undefined)
    throw invalid(
      'sparse-checkout',
      `${by}, which is all of the commit`,
      'Leave `sparse-checkout` away, or write the step in rules.'
    )
  if (place.name !== '.')
    throw invalid(
      'products',
      `${by}, whose files lie at the top of the workspace`,
      'Leave `path` of the checkout away.'
    )
  if (!isOwn)
    throw invalid(
      'repository',
      `${by}, which is that of the repository of the run`,
      'Check the other repository out in a step of its own, which says its files as `adds`.'
    )
  return true
}

export interface WholeCheckout {
  readonly workspace: string
  readonly request: Pick<EndRequest, 'command' | 'byproducts'>
}

/** The link of a checkout, whatever was recorded when its stage began. @throws RECORD_ codes */
export async function endedWholeCheckout(
  recorder: StepRecorder,
  begun: Link,
  { workspace, request }: WholeCheckout
): Promise<Link> {
  const settings = wholeSettings(workspace, { scratch: [], isAdded: () => false }, () => false)
  const nothing: StepRecorder['record'] = async ({ exclude }) => ({
    artifacts: NO_ARTIFACTS,
    excluded: exclude === 'default' ? [] : exclude,
    leftOut: new Map(),
    modes: new Map(),
    converted: new Map()
  })
  const { environment } = await beginStep({ record: nothing }, { name: begun.name, materials: [], settings })
  // The run, and whatever else was known before, is as it was.
  const own = new Map([...begun.environment, ...environment])
  own.delete('source')
  own.delete('converted')
  const fresh: Link = { ...begun, materials: NO_ARTIFACTS, environment: withScratchNote(own, scratchNote(true)) }
  const whole = { products: WHOLE, listed: WHOLE, settings }
  return endStep(recorder, fresh, { byproducts: jsonObject({}), ...request, ...whole })
}
