// SPDX-License-Identifier: Apache-2.0
// Signs a step whose command ran in another job. What is decided here is decided in stages/sign-stage.ts; this reads
// inputs, brings the real ports, and stores what was signed.
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { jsonObject } from '../intoto/json/json-value.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { artifactNameOf, linkToSign, type StageToSign } from '../stages/sign-stage.ts'
import { commandWords, recordedVariables } from '../stages/stage-settings.ts'
import { checkedOutCommit, trackedFiles } from '../stages/tracked-files.ts'
import { parseWorkingDirectory } from '../stages/working-directory.ts'
import { checkStepName } from '../stages/write-link.ts'
import { Inputs, invalid } from '../github/inputs.ts'
import { readRunContext, runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { checkCommand, checkVariables, LONGEST_RETENTION_DAYS, matrixKey, SHELLS } from './stage-inputs.ts'
import { linkOutputs, report } from './stage-report.ts'
import { readSigning, signAndWrite, warnOfEnvironment } from './stage-signing.ts'
import { readTakeOver, takeOverProducts, type TakeOverInputs } from './take-over-products.ts'

interface SignInputs {
  readonly stage: StageToSign
  readonly takeOver: TakeOverInputs | undefined
  readonly summary: 'auto' | 'always' | 'never'
}

/**
 * @throws INPUT_, RUNNER_, SIGN_, SIGNING_, KEY_, KEYLESS_, BUNDLE_, RECORD_, TAKE_OVER_, HAND_OVER_ and ARTIFACT_ codes
 */
export async function signStage(runner: Runner, environment: Environment): Promise<void> {
  const context = readRunContext(environment)
  const reader = new Inputs(runner)
  const signing = readSigning(reader, context, environment)
  if (signing.kind === 'later') {
    throw new InTotoError('INPUT_INVALID', 'The input sign cannot be used: this action is the one that signs.', {
      at: 'input sign',
      hint: 'Say keyless, key or auto.'
    })
  }
  const ownKey = signing.kind === 'key' ? signing.signer.publicKey : undefined
  const { stage, takeOver, summary } = readInputs(reader, context, environment, ownKey)
  warnOfEnvironment(runner, environment)
  const { workspace } = context
  const directory = join(context.temporary, `in-toto-${randomUUID()}`)
  const temporary = join(directory, 'work')
  mkdirSync(temporary, { recursive: true })
  const recorder = new Recorder()
  try {
    const { RunArtifacts } = await import('../github/run-artifacts.ts')
    const artifacts = new RunArtifacts(directory)
    const { link, handedOver } = await linkToSign(stage, {
      workspace,
      temporary,
      recorder,
      artifacts,
      checkout: {
        commit: () => checkedOutCommit(workspace, environment),
        tracked: () => trackedFiles(workspace, environment)
      },
      takeOver: takeOver === undefined ? undefined : () => takeOverProducts(takeOver, context, recorder, runner),
      variables: stage.record === undefined ? recordedVariables(stage.variables, environment) : jsonObject({}),
      now: Date.now
    })
    runner.log(`Step ${quoteUntrusted(stage.step)}: ${link.materials.size} materials worked out by this job.`)
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

const NONE = 'none'

function readInputs(
  inputs: Inputs,
  context: RunContext,
  environment: Environment,
  ownKey: PublicKey | undefined
): SignInputs {
  const step = inputs.required('step-name')
  checkStepName(step)
  const run = inputs.text('run')
  const setup = inputs.required('setup')
  checkCommand('run', run)
  checkCommand('setup', setup)
  const shell = inputs.choice('shell', SHELLS)
  const handOver = inputs.lines('hand-over')
  if (handOver.length === 0) inputs.required('hand-over')
  const variables = inputs.lines('environment-variables')
  checkVariables(variables, environment)
  const stage: StageToSign = {
    step,
    command: run === NONE ? [] : commandWords(shell, run),
    setup: setup === NONE ? '' : setup,
    workingDirectory: readPlace(inputs.text('working-directory')),
    materials: inputs.lines('materials'),
    products: inputs.lines('products'),
    exclude: inputs.lines('exclude'),
    variables,
    handOver: handOver.length === 1 && handOver[0] === NONE ? [] : handOver,
    source: inputs.choice('checkout', ['true', 'false']) === 'true' ? 'commit' : 'nothing',
    record: readRecord(inputs, run),
    matrix: matrixKey(inputs.text('matrix')),
    run: runBindingOf(context),
    retentionDays: inputs.number('retention-days', LONGEST_RETENTION_DAYS)
  }
  // A name that is too long is found out before the work, not after it.
  for (const kind of ['link', 'products'] as const) artifactNameOf(stage, kind)
  const from = inputs.required('take-over')
  const takeOver = readTakeOver(inputs, from === NONE ? '' : from, ownKey, environment)
  if (run === NONE) checkRunsNothing(stage, takeOver)
  return { stage, takeOver, summary: inputs.choice('summary', ['auto', 'always', 'never']) }
}

/** As the other job read it, which may run Windows; there are no backslashes elsewhere. */
function readPlace(text: string): string {
  return parseWorkingDirectory(text, text.includes('\\') ? 'windows' : 'posix')
}

/** Both halves or neither, and neither only where nothing ran. */
function readRecord(inputs: Inputs, run: string): StageToSign['record'] {
  const [artifactId, artifactDigest] = [
    fromOutput(inputs, 'link-artifact-id'),
    fromOutput(inputs, 'link-artifact-digest')
  ]
  if (run === NONE) {
    if (artifactId === NONE && artifactDigest === NONE) return undefined
    throw invalid('link-artifact-id', 'with `run: none` there is no other job that could have recorded anything')
  }
  if (artifactId !== NONE) return { artifactId, artifactDigest }
  throw invalid(
    'link-artifact-id',
    'the step ran a command, so another job must have recorded it',
    'Hand on the outputs of that job. A stage that only checks out says `run: none`, in these very letters.'
  )
}

function fromOutput(inputs: Inputs, name: 'link-artifact-id' | 'link-artifact-digest'): string {
  const value = inputs.text(name)
  if (value !== '') return value
  throw new InTotoError('INPUT_MISSING', `The input ${name} is empty.`, {
    at: `input ${name}`,
    hint: 'It comes from the outputs of the job that recorded the step. See that this job needs that one, and that its outputs are handed on. GitHub drops an output that contains a secret of that job: give that job no secret of a few characters.'
  })
}

/** What has no meaning where nothing runs is refused, so that nobody takes it for done. */
function checkRunsNothing(stage: StageToSign, takeOver: TakeOverInputs | undefined): void {
  const whole = (paths: readonly string[]): boolean => paths.every((path) => path === '.')
  const odd =
    stage.setup !== ''
      ? 'setup'
      : takeOver !== undefined
        ? 'take-over'
        : stage.workingDirectory !== '.'
          ? 'working-directory'
          : !whole(stage.materials)
            ? 'materials'
            : !whole(stage.products)
              ? 'products'
              : undefined
  if (odd !== undefined)
    throw invalid(
      odd,
      'with `run: none` the stage checks out and does nothing else',
      'Leave it out, or say what to run.'
    )
  if (stage.source === 'commit') return
  throw invalid('checkout', 'with `run: none` there is nothing to record but a checkout', 'Say `checkout: true`.')
}
