// SPDX-License-Identifier: Apache-2.0
// The last workflow step of a stage: records products, signs the link, and stores it. Nothing is signed unless the job
// has been a success so far and the recording is the one that the stage began with.
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { jsonObject } from '../intoto/json/json-value.ts'
import type { Link } from '../intoto/link/link.ts'
import { writeWorkflowArtifactName, type WorkflowArtifactKind } from '../intoto/link/link-artifact-name.ts'
import { readRunBinding } from '../intoto/link/run-binding.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { handOverProducts, type HandedOver } from '../stages/hand-over-products.ts'
import { changedSteering } from '../stages/steering-variables.ts'
import { readStageRecording, type StageRecording } from '../stages/stage-recording.ts'
import { stageSettings } from '../stages/stage-settings.ts'
import { demandFiles, endStep } from '../stages/step-recording.ts'
import { checkRecordedDirectory } from '../stages/working-directory.ts'
import { asPlainPaths, trackedFiles, withCheckout } from '../stages/tracked-files.ts'
import type { WorkflowArtifacts } from '../stages/workflow-artifacts.ts'
import { Inputs } from '../github/inputs.ts'
import { readRunContext, runBindingOf, type Environment, type RunContext } from '../github/run-context.ts'
import type { Runner } from '../github/runner.ts'
import { LONGEST_RETENTION_DAYS } from './stage-inputs.ts'
import { linkOutputs, report, type Stored } from './stage-report.ts'
import { readSigning, signAndWrite, type Signing, type Surroundings } from './stage-signing.ts'

interface EndInputs {
  readonly recording: string
  readonly digest: string
  readonly outcomes: readonly string[]
  readonly products: readonly string[]
  readonly productSource: 'paths' | 'git'
  readonly signing: Signing
  readonly summary: 'auto' | 'always' | 'never'
  readonly retentionDays: number
  readonly handOver: readonly string[]
}

/**
 * @throws INPUT_, RUNNER_, RECORD_, RECORDING_, HAND_OVER_, FILE_, SIGNING_, KEY_, ARTIFACT_ codes, JOB_NOT_SUCCESSFUL,
 * GIT_FAILED, WORKING_DIRECTORY_OUTSIDE
 */
export async function endStage(runner: Runner, environment: Environment): Promise<void> {
  const context = readRunContext(environment)
  const inputs = readInputs(runner, context, environment)
  const recording = readStageRecording(inputs.recording, inputs.digest)
  checkRun(recording, context, inputs.recording)
  checkSteering(recording, environment)
  checkRecordedDirectory(context.workspace, recording.link.environment)
  checkOutcomes(recording, inputs.outcomes)
  const recorder = new Recorder()
  const directory = join(context.temporary, `in-toto-${randomUUID()}`)
  mkdirSync(directory)
  try {
    const ended = await completeLink(recording, inputs, context, environment, recorder)
    const { RunArtifacts } = await import('../github/run-artifacts.ts')
    const place: StorePlace = { recording, inputs, context, directory, artifacts: new RunArtifacts(directory) }
    // Products come before the link, which says where they are; so there is a link only for what is there.
    const { link, files } = await handOver(place, ended, recorder)
    const stored = await store(place, link, files, { context, environment, runner })
    for (const [name, value] of Object.entries(stored.outputs)) runner.output(name, value)
    await report(runner, link, inputs, stored)
  } finally {
    await recorder.close()
    rmSync(directory, { recursive: true, force: true })
    rmSync(inputs.recording, { force: true })
  }
}

function readInputs(runner: Runner, context: RunContext, environment: Environment): EndInputs {
  const inputs = new Inputs(runner)
  const signing = readSigning(inputs, context, environment)
  const status = inputs.text('job-status')
  if (status !== 'success') {
    throw new InTotoError('JOB_NOT_SUCCESSFUL', `The job is ${quoteUntrusted(status)}, so no link is made.`, {
      hint: 'Look at the workflow step that failed. Only what succeeded is signed.'
    })
  }
  return {
    recording: inputs.required('recording'),
    digest: inputs.required('recording-digest'),
    outcomes: inputs.text('outcomes').match(/\S+/g) ?? [],
    products: inputs.lines('products'),
    productSource: inputs.choice('product-source', ['paths', 'git']),
    signing,
    summary: inputs.choice('summary', ['auto', 'always', 'never']),
    retentionDays: inputs.number('retention-days', LONGEST_RETENTION_DAYS),
    handOver: inputs.lines('hand-over')
  }
}

/** The run that the stage began in must be the one that it ends in. */
function checkRun({ link }: StageRecording, context: RunContext, path: string): void {
  const begun = readRunBinding(link.environment)
  const ended = runBindingOf(context)
  const same =
    begun !== undefined &&
    begun !== 'malformed' &&
    (['id', 'attempt', 'repository', 'commit', 'job'] as const).every((fact) => begun[fact] === ended[fact])
  if (same) return
  throw new InTotoError('RECORDING_TAMPERED', 'The recording that the step began with belongs to another run or job.', {
    at: escapeUntrusted(path),
    hint: 'Call begin and end in one job, and hand the outputs of begin to end.'
  })
}

/** What an earlier workflow step puts into the environment through GITHUB_ENV reaches this action, too. */
function checkSteering({ steering }: StageRecording, environment: Environment): void {
  const changed = changedSteering(steering, environment)
  if (changed.length === 0) return
  throw new InTotoError(
    'ENVIRONMENT_CHANGED',
    `While the step ran, ${changed.join(', ')} changed for the actions after it; what is signed could be watched or led elsewhere.`,
    { hint: steeringHint(changed) }
  )
}

function steeringHint(changed: readonly string[]): string {
  const ofRequest = changed.filter((name) => name.toUpperCase().startsWith('ACTIONS_ID_TOKEN_REQUEST_'))
  return [
    'Find out which command writes that to GITHUB_ENV.',
    ...(ofRequest.length < changed.length ? ['If it must be set, set it for the whole job.'] : []),
    ...(ofRequest.length > 0
      ? [`Only the runner may set ${ofRequest.join(' and ')}; it does so with \`permissions: id-token: write\`.`]
      : []),
    'Nothing was signed.'
  ].join(' ')
}

/** Only what is seen to have succeeded may be said to have. */
function checkOutcomes({ demandsOutcome }: StageRecording, outcomes: readonly string[]): void {
  const odd = outcomes.find((outcome) => outcome !== 'success' && outcome !== 'skipped')
  const successes = outcomes.filter((outcome) => outcome === 'success').length
  const missing = demandsOutcome ? successes !== 1 : outcomes.length > 0 && successes === 0
  if (odd === undefined && !missing) return
  throw new InTotoError(
    'JOB_NOT_SUCCESSFUL',
    odd === undefined
      ? `${successes} commands of the step succeeded where ${demandsOutcome ? 'exactly one' : 'one'} was expected, so no link is made.`
      : `A command of the step ended with ${quoteUntrusted(odd)}, so no link is made.`,
    { hint: 'Look at the workflow steps before this one. Only what succeeded is signed.' }
  )
}

async function completeLink(
  recording: StageRecording,
  inputs: EndInputs,
  context: RunContext,
  environment: Environment,
  recorder: Recorder
): Promise<Link> {
  const settings = stageSettings(context.workspace, recording.exclude)
  const checkout = inputs.productSource === 'git' ? await checkedOut(inputs.products, context, environment) : undefined
  const ended = await endStep(recorder, recording.link, {
    products: checkout?.paths ?? inputs.products,
    settings,
    byproducts: jsonObject(inputs.outcomes.length > 0 ? { 'return-value': 0 } : {})
  })
  demandFiles(ended)
  return checkout === undefined ? ended : { ...ended, environment: withCheckout(ended.environment, checkout.commit) }
}

/** The files that git tracks, relative to the workspace. */
async function checkedOut(
  [directory = '.', ...more]: readonly string[],
  { workspace }: RunContext,
  environment: Environment
): Promise<{ commit: string; paths: readonly string[] }> {
  if (more.length > 0)
    throw new InTotoError('INPUT_INVALID', 'With product-source git, products names one directory.', {
      at: 'input products',
      hint: 'Name the directory of the checkout.'
    })
  const { commit, paths } = await trackedFiles(join(workspace, directory), environment)
  return { commit, paths: asPlainPaths(paths, directory) }
}

/** What everything that this stage stores has in common. */
interface StorePlace {
  readonly recording: StageRecording
  readonly inputs: EndInputs
  readonly context: RunContext
  readonly directory: string
  readonly artifacts: WorkflowArtifacts
}

function artifactName(kind: WorkflowArtifactKind, { recording, context }: StorePlace): string {
  const { job, attempt } = context
  return writeWorkflowArtifactName({ kind, step: recording.link.name, job, matrix: recording.matrix, attempt })
}

async function handOver(place: StorePlace, link: Link, recorder: Recorder): Promise<HandedOver> {
  const { inputs, context, directory, artifacts } = place
  if (inputs.handOver.length === 0) return { link, files: 0 }
  return handOverProducts({
    link,
    patterns: inputs.handOver,
    workspace: context.workspace,
    directory: join(directory, 'products'),
    recorder,
    artifacts,
    name: artifactName('products', place),
    retentionDays: inputs.retentionDays
  })
}

async function store(place: StorePlace, link: Link, handedOver: number, surroundings: Surroundings): Promise<Stored> {
  const { inputs, directory, artifacts } = place
  const { path, signedBy } = await signAndWrite(inputs.signing, link, directory, surroundings)
  const { id, digest } = await artifacts.upload({
    name: artifactName(inputs.signing.kind === 'later' ? 'unsigned' : 'link', place),
    files: [path],
    root: directory,
    retentionDays: inputs.retentionDays
  })
  return { linkFile: basename(path), signedBy, handedOver, outputs: linkOutputs(link, path, { id, digest }) }
}
