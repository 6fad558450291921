// SPDX-License-Identifier: Apache-2.0
// Taking over for a step of which a layout may speak. The layout itself may come with what is taken over, so the products
// are fetched first, and put into the workspace when it is known where.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { InTotoError } from '../../base/errors.ts'
import { invalid } from '../../base/inputs.ts'
import type { Environment } from '../../base/environment.ts'
import type { Take } from '../../intoto/intents/intents.ts'
import { takesText } from '../../intoto/intents/yaml-text.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import type { LayoutInputs } from '../inputs/layout-inputs.ts'
import type { TakeOverInputs } from '../inputs/take-over-inputs.ts'
import type { StagePorts } from '../stage-ports.ts'
import type { FetchedProducts } from '../take-over.ts'
import { allAsNamed, takeOverProducts } from '../take-over-products.ts'
import { NOTHING_TAKEN, type AllTaken, type StageTaken } from '../taken-products.ts'
import { trackedIn } from '../tracked-in.ts'
import { findLayout } from './find-layout.ts'
import { howRecorded, type HowRecorded } from './how-recorded.ts'
import { placeTaken } from './place-taken.ts'
import type { PlannedTakes } from './recording-plan.ts'
import { readSignedLayout, type SignedLayout } from './signed-layout.ts'

export interface StageBeginning extends LayoutInputs {
  readonly step: string
  readonly takeOver: TakeOverInputs | undefined
}

export interface TakenByLayout extends HowRecorded {
  readonly taken: AllTaken
  /** The layout that was found. */
  readonly layout: SignedLayout | undefined
}

type Ports = Pick<StagePorts, 'runner' | 'run' | 'get' | 'artifacts'> & { readonly environment: Environment }

/**
 * Finds the layout, takes over, and says how the step is recorded.
 *
 * @throws what `findLayout`, `howRecorded` and `takeOverProducts` throw; INPUT_INVALID for a step that is not taken
 */
export async function takeOverByLayout(
  inputs: StageBeginning,
  recorder: Recorder,
  ports: Ports
): Promise<TakenByLayout> {
  const { step, takeOver, scratch } = inputs
  const { workspace } = ports.run
  const find = (copy?: SignedLayout): Promise<SignedLayout | undefined> =>
    findLayout(inputs, { directory: workspace, workspace, environment: ports.environment, runner: ports.runner, copy })
  if (takeOver === undefined) {
    const layout = await find()
    return { taken: NOTHING_TAKEN, layout, ...howRecorded({ step, layout, scratch }) }
  }
  let found: Omit<TakenByLayout, 'taken'> | undefined
  const taken = await takeOverProducts(takeOver, recorder, ports, async (fetched) => {
    const layout = await find(copyOf(step, fetched))
    const how = howRecorded({ step, layout, scratch })
    found = { layout, ...how }
    const takes = how.plan?.takes
    if (takes === undefined) return allAsNamed(workspace, fetched)
    refuseNotTaken(step, takes, fetched, layout)
    const tracked = await trackedIn(workspace, ports.environment)
    return placeTaken(fetched, { step, workspace, takes, tracked, runner: ports.runner })
  })
  return { taken, ...(found as Omit<TakenByLayout, 'taken'>) }
}

/** The same, for the job that signs for another one. */
export async function takenByLayout(inputs: StageBeginning, recorder: Recorder, ports: Ports): Promise<StageTaken> {
  const { taken, layout, plan, told } = await takeOverByLayout(inputs, recorder, ports)
  if (told !== undefined) ports.runner.log(told)
  const planned = plan && { plan, from: layout?.from ?? 'none' }
  return { ...taken, planned, layout: layout?.intents && layout.text }
}

/** The first copy of a layout that speaks of the step, else the first that can be read. */
function copyOf(step: string, fetched: readonly FetchedProducts[]): SignedLayout | undefined {
  const copies = fetched.flatMap(({ link, layout }) => {
    if (layout === undefined) return []
    try {
      const from = `the copy that came from step ${quoteUntrusted(link.name)}`
      return [readSignedLayout(layout, 'layout', from)]
    } catch (error) {
      // Whoever signed that link chose what lies beside it; without it the step is recorded as the inputs say.
      if (error instanceof InTotoError) return []
      throw error
    }
  })
  return copies.find(({ steps }) => steps.includes(step)) ?? copies[0]
}

function refuseNotTaken(
  step: string,
  { above, source, steps }: PlannedTakes,
  fetched: readonly FetchedProducts[],
  layout: SignedLayout | undefined
): void {
  const odd = fetched.find(({ link }) => !above.has(link.name))
  if (odd === undefined) return
  const name = odd.link.name
  const more: Take = { of: 'step', step: name, only: [], from: undefined, into: undefined }
  const line = takesText([...(source ? [{ of: 'source' } as const] : []), ...steps, more])
  throw invalid(
    'take-over',
    `by the layout (${layout?.from ?? ''}) step ${quoteUntrusted(step)} does not take step ${quoteUntrusted(name)}, directly or through others`,
    `Remove the name, or write it at the step in layout.yml and sign that: \`takes: ${line}\`.`
  )
}
