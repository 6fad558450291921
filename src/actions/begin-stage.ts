// SPDX-License-Identifier: Apache-2.0
// The first workflow step of a stage: takes over products, records materials, and leaves a recording whose digest
// travels through the outputs.
import { Buffer } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { writeWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { LIMITS } from '../intoto/limits.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { loadPrivateKey } from '../signing/key-signer.ts'
import { beginEnvironment } from '../stages/begin-environment.ts'
import { begunDigest } from '../stages/begun-digest.ts'
import { secretKindIn } from '../stages/secret-shapes.ts'
import { steeringVariables } from '../stages/steering-variables.ts'
import { writeStageRecording } from '../stages/stage-recording.ts'
import { artifactsDigest } from '../stages/products-digest.ts'
import { commandWords, isRecordableVariable, recordedVariables, stageSettings } from '../stages/stage-settings.ts'
import { beginStep } from '../stages/step-recording.ts'
import { checkWorkingDirectory, parseWorkingDirectory } from '../stages/working-directory.ts'
import { checkStepName } from '../stages/write-link.ts'
import { Inputs, invalid } from '../github/inputs.ts'
import { readPublicKeys } from '../github/public-keys.ts'
import { canIdentify, readRunContext, runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { expectedSigners } from './expected-signers.ts'

export const SHELLS = ['bash', 'sh', 'pwsh', 'powershell', 'python'] as const

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

interface TakeOverInputs {
  readonly step: string
  readonly keys: readonly PublicKey[]
  /** Whether this stage can sign; then it takes over nothing that is unsigned. */
  readonly canSign: boolean
  readonly trustedRoot: string
  readonly identities: readonly string[]
  /** Of the workflow that the job belongs to; empty where the runner does not tell. */
  readonly jobWorkflowRef: string
}

/** @throws INPUT_, RUNNER_, RECORD_, TAKE_OVER_, ARTIFACT_ and KEY_ codes, WORKING_DIRECTORY_OUTSIDE */
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
    // In a directory that is not there no shell starts, so a setup that makes it runs at the top.
    runner.output('setup-directory', place === 'there' ? workingDirectory : '.')
    runner.output('recording', path)
    runner.output('recording-digest', digest)
    runner.output('materials-digest', artifactsDigest(link.materials))
    runner.output('begun-digest', begunDigest(link))
    runner.output('material-count', String(link.materials.size))
    const where = workingDirectory === '.' ? '' : `; its command runs in ${quoteUntrusted(`${workingDirectory}/`)}`
    runner.log(`Step ${quoteUntrusted(inputs.step)}: ${link.materials.size} materials recorded${where}.`)
  } finally {
    await recorder.close()
  }
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
  const secret = variables.find(
    (name) => !isRecordableVariable(name) || secretKindIn(environment[name] ?? '') !== undefined
  )
  if (secret !== undefined) {
    throw invalid(
      'environment-variables',
      `${quoteUntrusted(secret)} may not go into a link, which everybody can read`,
      'Name variables that hold no secret; names that look like one are refused.'
    )
  }
  const takeOver = inputs.text('take-over')
  const signingKey = inputs.secret('signing-key')
  const passphrase = inputs.secret('signing-key-passphrase')
  const keys = readPublicKeys('take-over-keys', inputs.text('take-over-keys'))
  const own = keys.length === 0 && takeOver !== '' && signingKey !== ''
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
    takeOver:
      takeOver === ''
        ? undefined
        : {
            step: takeOver,
            canSign: signingKey !== '' || canIdentify(environment),
            trustedRoot: inputs.text('trusted-root'),
            identities: inputs.lines('take-over-identities'),
            jobWorkflowRef: inputs.text('job-workflow-ref'),
            keys: own ? [loadPrivateKey({ pem: signingKey, passphrase, source: 'input signing-key' }).publicKey] : keys
          }
  }
}

/** The command goes into the link, which everybody can read; masks hide things in logs alone. */
function checkCommand(input: 'run' | 'setup', command: string): void {
  const bytes = Buffer.byteLength(command)
  if (bytes > LIMITS.commandBytes)
    throw invalid(
      input,
      `it has ${bytes} bytes, and at most ${LIMITS.commandBytes} reach the shell`,
      'Put the script into a file of the repository, and run that.'
    )
  const kind = secretKindIn(command)
  if (kind === undefined) return
  throw invalid(
    input,
    `it holds what looks like ${kind}, and the command goes into a link that everybody can read`,
    'Give secrets through `env:` of the job, and name the variable in the command. Replace this one if it is real.'
  )
}

/** Short and the same for the same leg; `0` without a matrix. */
function matrixKey(text: string): string {
  if (text === '' || text === 'null' || text === '{}') return '0'
  return createHash('sha256').update(text.replace(/\s+/g, ' ')).digest('hex').slice(0, 8)
}

async function takeOverProducts(
  { step, keys, canSign, trustedRoot, identities, jobWorkflowRef }: TakeOverInputs,
  context: RunContext,
  recorder: Recorder,
  runner: Runner
): Promise<void> {
  const [{ takeOver }, { RunArtifacts }, { BundleVerifier }, { trustedRoots }] = await Promise.all([
    import('../stages/take-over.ts'),
    import('../github/run-artifacts.ts'),
    import('../sigstore/bundle-verifier.ts'),
    import('./trusted-roots.ts')
  ])
  const roots = await trustedRoots(trustedRoot, undefined)
  const temporary = join(context.temporary, `in-toto-${randomUUID()}`)
  mkdirSync(temporary)
  runner.group(`Take over the products of step ${quoteUntrusted(step)}`)
  try {
    const { files, signed } = await takeOver({
      step,
      artifacts: new RunArtifacts(temporary),
      keys,
      unsigned: context.origin === 'own' || canSign ? 'refuse' : 'accept',
      run: runBindingOf(context),
      ...expectedSigners(identities, jobWorkflowRef, context),
      keyless: new BundleVerifier(roots),
      serverUrl: context.serverUrl,
      workspace: context.workspace,
      temporary,
      recorder
    })
    if (!signed) {
      runner.annotate(
        'warning',
        'Products of an unsigned step',
        `The link of step ${quoteUntrusted(step)} is not signed, since this run has no identity; its products were compared with it all the same.`
      )
    }
    runner.log(`${files} files of step ${quoteUntrusted(step)} are what its link says.`)
  } finally {
    runner.endGroup()
    rmSync(temporary, { recursive: true, force: true })
  }
}
