// SPDX-License-Identifier: Apache-2.0
// A stage that runs nothing: its products are the files of the commit, and no other job has a say.
import { join } from 'node:path'
import { beginEnvironment } from './begin-environment.ts'
import { demandClean } from './checkout-recording.ts'
import { handOverProducts } from './hand-over-products.ts'
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
 * @throws CHECKOUT_DIFFERS, RECORDING_NOTHING, RECORD_, SOURCE_, HAND_OVER_, FILE_ and ARTIFACT_ codes, GIT_FAILED
 */
export async function linkOfCheckout(
  stage: CheckoutStage,
  { workspace, temporary }: SignPlaces,
  { recorder, checkout, artifacts, runner }: SignPorts
): Promise<LinkToSign> {
  const settings = stageSettings(workspace, stage.exclude)
  const begun = await beginStep(recorder, { name: stage.step, materials: [], settings, run: stage.run })
  const commit = await checkout.commit()
  const kept = checkout.kept()
  tellKept(kept, runner, 'warning')
  const record: StepRecorder['record'] = async (request) => {
    const recorded = await checkout.record(request, 'all')
    demandClean(recorded, workspace)
    for (const news of recorded.told) runner.log(news)
    return recorded
  }
  const ended = await endStep({ record }, begun, { products: ['.'], settings })
  demandFiles(ended)
  const environment = beginEnvironment({
    environment: withCheckout(ended.environment, { commit, kept: kept.map(({ name }) => name) }),
    setup: '',
    workingDirectory: '.',
    variables: stage.variables
  })
  const link = { ...ended, environment }
  if (stage.handOver.length === 0) return { link, handedOver: 0 }
  const handedOver = await handOverProducts({
    link,
    patterns: stage.handOver,
    workspace,
    directory: join(temporary, 'products'),
    recorder,
    artifacts,
    name: artifactNameOf(stage, 'products'),
    retentionDays: stage.retentionDays
  })
  return { link: handedOver.link, handedOver: handedOver.files }
}
