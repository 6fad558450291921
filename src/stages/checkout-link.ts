// SPDX-License-Identifier: Apache-2.0
// A stage that runs nothing: its products are the files of the commit, and no other job has a say.
import { realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import type { JsonValue } from '../intoto/json/json-value.ts'
import { readModes } from '../intoto/link/file-modes.ts'
import { isOutside } from '../recording/is-outside.ts'
import { beginEnvironment } from './begin-environment.ts'
import { handOverProducts } from './hand-over-products.ts'
import { isGitName } from './portable-names.ts'
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
  const ended = await endStep(recorder, begun, { products: asPlainPaths(paths), settings })
  demandFiles(ended)
  refuseLinksOut(workspace, readModes(ended.environment, 'products'))
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

/** A link is recorded by what it leads to, and only what the commit holds may count as a file of the commit. */
function refuseLinksOut(workspace: string, modes: ReadonlyMap<string, JsonValue> | undefined): void {
  const root = realpathSync(workspace)
  for (const [path, mode] of modes ?? []) {
    if (mode === 'executable') continue
    const real = realpathSync(join(root, path))
    if (!isOutside(root, real) && !relative(root, real).split(sep).some(isGitName)) continue
    throw new InTotoError('RECORD_OUTSIDE', `The symbolic link ${quoteUntrusted(path)} leads out of the commit.`, {
      hint: 'Exclude it, or replace it by what it leads to.'
    })
  }
}
