// SPDX-License-Identifier: Apache-2.0
// Signs a step whose command ran in another job. What may be signed is decided in stages/link-to-sign.ts; this brings
// the real ports, and stores what was signed.
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { linkToSign } from '../stages/link-to-sign.ts'
import { artifactNameOf } from '../stages/stage-to-sign.ts'
import { checkedOutCommit, trackedFiles } from '../stages/tracked-files.ts'
import { Inputs, invalid } from '../github/inputs.ts'
import { readRunContext, type Environment } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { readSignInputs } from './sign-inputs.ts'
import { linkOutputs, report } from './stage-report.ts'
import { readSigning, signAndWrite, warnOfEnvironment } from './stage-signing.ts'
import { takeOverProducts } from './take-over-products.ts'

/**
 * @throws INPUT_, RUNNER_, SIGN_, SIGNING_, KEY_, KEYLESS_, BUNDLE_, TRUSTED_ROOT_, RECORD_, TAKE_OVER_, HAND_OVER_, FILE_,
 * JSON_, METADATA_ and ARTIFACT_ codes, GIT_FAILED, RECORDING_NOTHING, WORKING_DIRECTORY_OUTSIDE, STEP_NAME_UNSAFE
 */
export async function signStage(runner: Runner, environment: Environment): Promise<void> {
  const context = readRunContext(environment)
  const reader = new Inputs(runner)
  const signing = readSigning(reader, context, environment)
  if (signing.kind === 'later')
    throw invalid('sign', '"later" leaves signing to another job, and this is that job', 'Say keyless, key or auto.')
  const ownKey = signing.kind === 'key' ? signing.signer.publicKey : undefined
  const { stage, takeOver, summary } = readSignInputs(reader, context, environment, ownKey)
  warnOfEnvironment(runner, environment)
  const { workspace } = context
  const directory = join(context.temporary, `in-toto-${randomUUID()}`)
  const temporary = join(directory, 'work')
  mkdirSync(temporary, { recursive: true })
  const recorder = new Recorder()
  try {
    const { RunArtifacts } = await import('../github/run-artifacts.ts')
    const artifacts = new RunArtifacts(directory)
    const places = { workspace, temporary }
    const { link, handedOver } = await linkToSign(stage, places, {
      recorder,
      artifacts,
      checkout: {
        commit: () => checkedOutCommit(workspace, environment),
        tracked: () => trackedFiles(workspace, environment)
      },
      takeOver: takeOver === undefined ? undefined : () => takeOverProducts(takeOver, context, recorder, runner),
      now: Date.now
    })
    runner.log(`Step ${quoteUntrusted(stage.step)}: ${link.materials.size} materials recorded by this job.`)
    const { path, signedBy } = await signAndWrite(signing, link, directory, { context, environment, runner })
    const stored = await artifacts.upload({
      name: artifactNameOf(stage, 'link'),
      files: [path],
      root: directory,
      retentionDays: stage.retentionDays
    })
    const outputs = linkOutputs(link, path, stored)
    for (const [output, value] of Object.entries(outputs)) runner.output(output, value)
    await report(runner, link, { signing, summary }, { linkFile: basename(path), signedBy, handedOver, outputs })
  } finally {
    await recorder.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
