// SPDX-License-Identifier: Apache-2.0
// The first workflow step of a stage: takes over products, records materials, and leaves a recording whose digest
// travels through the outputs.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { Link } from '../intoto/link/link.ts'
import { writeWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { loadPrivateKey } from '../signing/key-signer.ts'
import { beginEnvironment } from '../stages/begin-environment.ts'
import { steeringVariables } from '../stages/steering-variables.ts'
import { writeStageRecording } from '../stages/stage-recording.ts'
import { artifactsDigest } from '../stages/products-digest.ts'
import { commandWords, recordedVariables, stageSettings } from '../stages/stage-settings.ts'
import { beginStep } from '../stages/step-recording.ts'
import { checkWorkingDirectory, parseWorkingDirectory } from '../stages/working-directory.ts'
import { checkStepName } from '../stages/write-link.ts'
import { Inputs } from '../github/inputs.ts'
import { readRunContext, runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { checkCommand, checkVariables, matrixKey, SHELLS } from './stage-inputs.ts'
import { readTakeOver, takeOverProducts, type TakeOverInputs } from './take-over-products.ts'

interface BeginInputs {
  readonly step: string
  readonly shell: string
  readonly setup: string
  /** In its shortest form. */
  readonly workingDirectory: string
  readonly command: readonly string[]
  /** Whether the command is one that must run and succeed, and not only a name for other workflow steps. */
  readonly demandsOutcome: boolean
  readonly materials: readonly string[]
  readonly exclude: readonly string[]
  readonly variables: readonly string[]
  readonly matrix: string
  readonly takeOver: TakeOverInputs | undefined
}

/**
 * @throws INPUT_, RUNNER_, RECORD_, TAKE_OVER_, ARTIFACT_, TRUSTED_ROOT_, BUNDLE_, JSON_, METADATA_, FILE_ and KEY_ codes,
 * WORKING_DIRECTORY_OUTSIDE
 */
export async function beginStage(runner: Runner, environment: Environment): Promise<void> {
  const context = readRunContext(environment)
  const inputs = readInputs(runner, context, environment)
  const recorder = new Recorder()
  try {
    if (inputs.takeOver !== undefined) await takeOverProducts(inputs.takeOver, context, recorder, runner)
    const { setup, workingDirectory } = inputs
    // What was taken over may have made the directory.
    const place = checkWorkingDirectory(context.workspace, workingDirectory)
    const begun = await beginStep(recorder, {
      name: inputs.step,
      materials: inputs.materials,
      settings: stageSettings(context.workspace, inputs.exclude),
      run: runBindingOf(context)
    })
    const variables = recordedVariables(inputs.variables, environment)
    const link = {
      ...begun,
      command: inputs.command,
      environment: beginEnvironment({ environment: begun.environment, setup, workingDirectory, variables })
    }
    const path = join(context.temporary, `in-toto-${randomUUID()}.json`)
    const digest = writeStageRecording(path, {
      link,
      exclude: inputs.exclude,
      matrix: inputs.matrix,
      demandsOutcome: inputs.demandsOutcome,
      steering: steeringVariables(environment)
    })
    runner.output('shell', inputs.shell)
    runner.output('working-directory', workingDirectory)
    // setup may create the working directory, so it runs at the top while that is missing: no shell starts there.
    runner.output('setup-directory', place === 'there' ? workingDirectory : '.')
    runner.output('recording', path)
    runner.output('recording-digest', digest)
    runner.output('materials-digest', artifactsDigest(link.materials))
    runner.output('material-count', String(link.materials.size))
    if (startsFromNothing(inputs, link)) {
      runner.annotate(
        'warning',
        'No materials',
        `Step ${quoteUntrusted(inputs.step)} starts from nothing: no file lies in what it records, and it takes nothing over. Check out before it, or name a step in take-over.`
      )
    }
    const where = workingDirectory === '.' ? '' : `; its command runs in ${quoteUntrusted(`${workingDirectory}/`)}`
    runner.log(`Step ${quoteUntrusted(inputs.step)}: ${link.materials.size} materials recorded${where}.`)
  } finally {
    await recorder.close()
  }
}

/** A rule that matches materials with those of an earlier step passes when there are none, so somebody must be told. */
function startsFromNothing({ demandsOutcome, takeOver, materials }: BeginInputs, link: Link): boolean {
  return demandsOutcome && takeOver === undefined && materials.length > 0 && link.materials.size === 0
}

function readInputs(runner: Runner, { job, attempt }: RunContext, environment: Environment): BeginInputs {
  const inputs = new Inputs(runner)
  const step = inputs.required('step-name')
  checkStepName(step)
  const matrix = matrixKey(inputs.text('matrix'))
  // A name that is too long is found out before the work, not after it.
  for (const kind of ['link', 'products'] as const) writeWorkflowArtifactName({ kind, step, job, matrix, attempt })
  const shell = inputs.choice('shell', SHELLS)
  const command = commandWords(shell, inputs.text('run'))
  // GitHub does not enforce `required`, and an expression that is misspelled gives an empty command, which succeeds.
  const demandsOutcome = inputs.choice('command', ['required', 'optional']) === 'required'
  if (demandsOutcome && command.length === 0) inputs.required('run')
  checkCommand('run', inputs.text('run'))
  checkCommand('setup', inputs.text('setup'))
  const variables = inputs.lines('environment-variables')
  checkVariables(variables, environment)
  const from = inputs.text('take-over')
  const ownKey = readOwnKey(inputs)
  return {
    step,
    shell,
    setup: inputs.text('setup'),
    workingDirectory: parseWorkingDirectory(inputs.text('working-directory')),
    command,
    demandsOutcome,
    materials: inputs.lines('materials'),
    exclude: inputs.lines('exclude'),
    variables,
    matrix,
    takeOver: from === '' ? undefined : readTakeOver(inputs, from, ownKey, environment)
  }
}

/** The public half of the signing key, which a stage that takes over is given at its beginning. */
function readOwnKey(inputs: Inputs): PublicKey | undefined {
  const pem = inputs.secret('signing-key')
  const passphrase = inputs.secret('signing-key-passphrase')
  return pem === '' ? undefined : loadPrivateKey({ pem, passphrase, source: 'input signing-key' }).publicKey
}
