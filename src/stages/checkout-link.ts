// SPDX-License-Identifier: Apache-2.0
// A stage that runs nothing: its products are the files of the commit, and no other job has a say.
import { join } from 'node:path'
import { beginEnvironment } from './begin-environment.ts'
import { handOverProducts } from './hand-over-products.ts'
import { stageSettings } from './stage-settings.ts'
import {
  artifactNameOf,
  type CheckoutStage,
  type LinkToSign,
  type SignPlaces,
  type SignPorts
} from './stage-to-sign.ts'
import { beginStep, demandFiles, endStep } from './step-recording.ts'
import { asPlainPaths, withCheckout } from './tracked-files.ts'

/** @throws RECORDING_NOTHING, RECORD_, HAND_OVER_, FILE_ and ARTIFACT_ codes, GIT_FAILED */
export async function linkOfCheckout(
  stage: CheckoutStage,
  { workspace, temporary }: SignPlaces,
  { recorder, checkout, artifacts }: SignPorts
): Promise<LinkToSign> {
  const settings = stageSettings(workspace, stage.exclude)
  const begun = await beginStep(recorder, { name: stage.step, materials: [], settings, run: stage.run })
  const { commit, paths } = await checkout.tracked()
  const ended = await endStep(recorder, begun, { products: ['.'], listed: asPlainPaths(paths), settings })
  demandFiles(ended)
  const environment = beginEnvironment({
    environment: withCheckout(ended.environment, commit),
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
