// SPDX-License-Identifier: Apache-2.0
// Signs a step whose command ran in another job. What may be signed is decided in link-to-sign.ts.
import { join } from 'node:path'
import { makeDirectory } from '../files/make-directory.ts'
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { Inputs, invalid } from '../base/inputs.ts'
import { withScratch } from '../files/with-scratch.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { checkedOutCommit } from './checked-out-commit.ts'
import { readSignInputs, type SignInputs } from './inputs/sign-inputs.ts'
import { readSigning, type Signing } from './inputs/signing-inputs.ts'
import { takenByLayout } from './intents/take-over-by-layout.ts'
import { keptInGit } from './kept-in-git.ts'
import { linkToSign } from './link-to-sign.ts'
import type { StagePorts } from './stage-ports.ts'
import { artifactNameOf, type LinkToSign } from './stage-to-sign.ts'
import { storeLink } from './store-link.ts'
import { recordWithSource } from '../recording/source/record-with-source.ts'
import { trackedIn } from './tracked-in.ts'
import { warnOfEnvironment } from './warn-of-environment.ts'
import type { HashingArtifacts } from './workflow-artifacts.ts'

/**
 * @throws INPUT_, SIGN_, SIGNING_, KEY_, KEYLESS_, BUNDLE_, TRUSTED_ROOT_, RECORD_, TAKE_OVER_, HAND_OVER_, FILE_, JSON_,
 * METADATA_ and ARTIFACT_ codes, GIT_FAILED, RECORDING_NOTHING, WORKING_DIRECTORY_OUTSIDE, STEP_NAME_UNSAFE
 */
export async function signStage(ports: StagePorts): Promise<void> {
  const { runner, environment, run } = ports
  const { signing, inputs } = readInputs(ports)
  const { stage, summary } = inputs
  warnOfEnvironment(runner, environment)
  const recorder = new Recorder()
  try {
    await withScratch(run.temporary, async (directory) => {
      const artifacts = await ports.artifacts(directory)
      const { link, handedOver } = await toSign(inputs, { directory, artifacts, recorder }, ports)
      runner.log(`Step ${quoteUntrusted(stage.step)}: ${count(link.materials.size, 'material')} recorded by this job.`)
      const { retentionDays } = stage
      const name = artifactNameOf(stage, 'link')
      await storeLink({ link, handedOver, signing, name, retentionDays, summary, directory, artifacts }, ports)
    })
  } finally {
    await recorder.close()
  }
}

function readInputs({ runner, environment, run, identity }: StagePorts): { signing: Signing; inputs: SignInputs } {
  const reader = new Inputs(runner)
  const canIdentify = identity.isAvailable
  const signing = readSigning(reader, { run, canIdentify })
  if (signing.kind === 'later')
    throw invalid('sign', '"later" leaves signing to another job, and this is that job', 'Say keyless, key or auto.')
  const ownKey = signing.kind === 'key' ? signing.signer.publicKey : undefined
  return { signing, inputs: readSignInputs(reader, { run, environment, ownKey, canIdentify }) }
}

interface SigningPlace {
  readonly directory: string
  readonly artifacts: HashingArtifacts
  readonly recorder: Recorder
}

function toSign(
  { stage, takeOver, layout }: SignInputs,
  { directory, artifacts, recorder }: SigningPlace,
  ports: StagePorts
): Promise<LinkToSign> {
  const { environment, runner, now } = ports
  const { workspace } = ports.run
  const temporary = join(directory, 'work')
  makeDirectory(temporary)
  return linkToSign(
    stage,
    { workspace, temporary },
    {
      recorder,
      artifacts,
      checkout: {
        commit: () => checkedOutCommit(workspace, environment),
        record: (request, tracked, by) =>
          recordWithSource(by, request, {
            directory: workspace,
            prefix: '',
            environment,
            encodings: tracked === 'all' ? 'demanded' : 'told',
            tracked
          }),
        tracked: () => trackedIn(workspace, environment),
        kept: () => keptInGit(workspace, ports.run.binding.ref)
      },
      takeOver: () => takenByLayout({ step: stage.step, takeOver, ...layout }, recorder, ports),
      runner,
      now
    }
  )
}
