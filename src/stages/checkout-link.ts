// SPDX-License-Identifier: Apache-2.0
// A stage that runs nothing: its products are the files of the commit, and no other job has a say.
import { join } from 'node:path'
import { beginEnvironment } from './begin-environment.ts'
import { demandClean } from './checkout-recording.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { invalid } from '../base/inputs.ts'
import { handOverProducts } from './hand-over-products.ts'
import { productsToHandOver, tellHandedOver } from './intents/products-to-hand-over.ts'
import { refuseInputs } from './intents/refuse-inputs.ts'
import { endedWholeCheckout } from './intents/whole-checkout.ts'
import type { PlannedStep, StageTaken } from './taken-products.ts'
import { tellKept } from './kept-in-git.ts'
import { stageSettings } from './stage-settings.ts'
import {
  artifactNameOf,
  type CheckoutStage,
  type LinkToSign,
  type SignPlaces,
  type SignPorts
} from './stage-to-sign.ts'
import { beginStep, demandFiles, endStep } from './step-recording.ts'
import type { StepRecorder } from './step-recorder.ts'
import { withCheckout } from './with-checkout.ts'

/**
 * @param taken says how a step in intents is recorded, which must add source
 * @throws CHECKOUT_DIFFERS, RECORDING_NOTHING, INPUT_INVALID, RECORD_, SOURCE_, HAND_OVER_, FILE_ and ARTIFACT_ codes, GIT_FAILED
 */
export async function linkOfCheckout(
  stage: CheckoutStage,
  { workspace, temporary }: SignPlaces,
  { recorder, checkout, artifacts, runner }: SignPorts,
  { planned, layout }: Pick<StageTaken, 'planned' | 'layout'> = {}
): Promise<LinkToSign> {
  const { step, exclude } = stage
  if (planned !== undefined) demandAddsSource(step, exclude, planned)
  const settings = stageSettings(workspace, exclude)
  const begun = await beginStep(recorder, { name: step, materials: [], settings, run: stage.run })
  const commit = await checkout.commit()
  const kept = checkout.kept()
  tellKept(kept, runner, 'warning')
  const record: StepRecorder['record'] = async (request) => {
    const recorded = await checkout.record(request, planned === undefined ? 'all' : 'recorded', recorder)
    demandClean(recorded, workspace)
    for (const news of recorded.told) runner.log(news)
    return recorded
  }
  const ended =
    planned === undefined
      ? await endStep({ record }, begun, { products: ['.'], settings })
      : await endedWholeCheckout({ record }, begun, { workspace, request: {} })
  demandFiles(ended)
  const environment = beginEnvironment({
    environment: withCheckout(ended.environment, { commit, kept: kept.map(({ name }) => name) }),
    setup: '',
    workingDirectory: '.',
    variables: stage.variables
  })
  const link = { ...ended, environment }
  const selected = productsToHandOver(link, stage.handOver, planned?.plan)
  if (selected === undefined) return { link, handedOver: 0 }
  const handedOver = await handOverProducts({
    link,
    patterns: selected,
    layout,
    workspace,
    directory: join(temporary, 'products'),
    recorder,
    artifacts,
    name: artifactNameOf(stage, 'products'),
    retentionDays: stage.retentionDays
  })
  tellHandedOver(step, handedOver, stage.handOver, runner)
  return { link: handedOver.link, handedOver: handedOver.files }
}

/** @throws INPUT_INVALID */
function demandAddsSource(step: string, exclude: readonly string[], { plan, from }: PlannedStep): void {
  if (plan.takes?.addsSource !== true)
    throw invalid(
      'run',
      `with \`run: none\` the stage checks out, and the layout (${from}) does not say that step ${quoteUntrusted(step)} adds source`,
      'Write `takes: nothing` and `adds: source` at the step in layout.yml, or say what to run.'
    )
  refuseInputs({ step, takes: plan.takes, from }, { exclude })
}
