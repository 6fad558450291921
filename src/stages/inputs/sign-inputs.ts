// SPDX-License-Identifier: Apache-2.0
// The inputs of the job that signs for another one, which are those of that job.
import type { Environment } from '../../base/environment.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { SourceMode } from '../commit-notes.ts'
import type { ArtifactReference } from '../find-artifact.ts'
import type { SummaryChoice } from '../link-report.ts'
import type { StageRun } from '../stage-run.ts'
import { commandWords, recordedVariables } from '../stage-settings.ts'
import { artifactNameOf, type StageToSign } from '../stage-to-sign.ts'
import { parseWorkingDirectory } from '../working-directory.ts'
import { checkStepName } from '../write-link.ts'
import { FILE_NONE, invalid, NONE, type Inputs } from '../../base/inputs.ts'
import { readDependencies } from './dependency-inputs.ts'
import { withCheckRunId } from './job-inputs.ts'
import { readLayoutInputs, type LayoutInputs } from './layout-inputs.ts'
import { readShell } from './shell-inputs.ts'
import { checkCommand, checkVariables, matrixKey } from './stage-inputs.ts'
import { readHandOverLines } from './hand-over-inputs.ts'
import { readStoring } from './storing-inputs.ts'
import { readTakeOver, type OwnSigning, type TakeOverInputs } from './take-over-inputs.ts'

export interface SignInputs {
  readonly stage: StageToSign
  readonly takeOver: TakeOverInputs | undefined
  readonly layout: LayoutInputs
  readonly summary: SummaryChoice
}

/** What the inputs are held against. */
export interface SignFacts extends OwnSigning {
  readonly run: Pick<StageRun, 'binding'>
  readonly environment: Environment
}

/** @throws INPUT_MISSING, INPUT_INVALID, STEP_NAME_UNSAFE, ARTIFACT_NAME, WORKING_DIRECTORY_OUTSIDE, KEY_ codes */
export function readSignInputs(inputs: Inputs, facts: SignFacts): SignInputs {
  const { environment } = facts
  const step = inputs.required('step-name')
  checkStepName(step)
  const run = readRun(inputs)
  const shell = readShell(inputs)
  const { summary, retentionDays } = readStoring(inputs)
  const names = inputs.lines('environment-variables')
  checkVariables(names, environment)
  const takenOver = inputs.control('take-over', NONE)
  const handOver = readHandOverLines(inputs)
  const common = {
    step,
    exclude: inputs.lines('exclude'),
    handOver,
    matrix: matrixKey(inputs.text('matrix')),
    run: withCheckRunId(inputs, facts.run.binding),
    retentionDays
  }
  const worked = {
    command: commandWords(shell, run),
    setup: inputs.control('setup', NONE) ?? '',
    workingDirectory: readWorkingDirectory(inputs.control('working-directory', '.') ?? '.'),
    materials: readPaths(inputs, 'materials'),
    products: readPaths(inputs, 'products'),
    ...readDependencies(inputs),
    source: inputs.choice('checkout', ['true', 'false']) === 'true' ? 'commit' : 'nothing',
    claims: inputs.choice('source', ['auto', 'none'], 'auto')
  } as const
  const reference = { id: fromOutput(inputs, 'link-artifact-id'), digest: fromOutput(inputs, 'link-artifact-digest') }
  checkCommand('run', run)
  checkCommand('setup', worked.setup)
  const takeOver = readTakeOver(inputs, takenOver, facts)
  const layout = readLayoutInputs(inputs)
  const stage: StageToSign =
    run === NONE
      ? { kind: 'checkout', ...common, variables: recordedVariables(names, environment) }
      : { kind: 'worked', ...common, ...worked, variables: names, record: existing(reference) }
  if (run === NONE) checkRunsNothing({ ...worked, ...reference, takeOver: takenOver })
  // A name that is too long is found out before the work, not after it.
  for (const kind of ['link', 'products'] as const) artifactNameOf(stage, kind)
  return { stage, takeOver, layout, summary }
}

/** Expressions of workflows compare without regard to letter case, so another spelling would start no working job. */
function readRun(inputs: Inputs): string {
  const run = inputs.text('run')
  if (run === NONE || run.toLowerCase() !== NONE) return run
  throw invalid(
    'run',
    `it is ${quoteUntrusted(run)}`,
    'Write `none` in these very letters for a stage that only checks out.'
  )
}

/** As the working job reads it, which may run Windows; there are no backslashes elsewhere. */
function readWorkingDirectory(text: string): string {
  return parseWorkingDirectory(text, text.includes('\\') ? 'windows' : 'posix')
}

function readPaths(inputs: Inputs, name: 'materials' | 'products'): string[] {
  const paths = inputs.controlLines(name, { itself: FILE_NONE })
  if (!paths.some((path) => path.includes('\\'))) return paths
  throw invalid(name, 'it holds a backslash', 'Use forward slashes, also for a working job on Windows.')
}

const OUTPUTS =
  'Let this job need the working job, and pass on the outputs link-artifact-id and link-artifact-digest of the latter. The runner drops an output since it may contain a secret, and a short secret is contained in many: look for "Skip output" in the log of the working job, and give that job no short secret.'

function fromOutput(inputs: Inputs, name: 'link-artifact-id' | 'link-artifact-digest'): string {
  return inputs.required(name, OUTPUTS)
}

/** The place of a record, which every command has. `stage.yml` says `none` for an output that did not come. */
function existing(reference: ArtifactReference): ArtifactReference {
  for (const [input, value] of [
    ['link-artifact-id', reference.id],
    ['link-artifact-digest', reference.digest]
  ] as const)
    if (value === NONE) throw invalid(input, 'the step ran a command, and no output of its working job came', OUTPUTS)
  return reference
}

/** What has no meaning where nothing runs is refused, so that nobody takes it for done. */
function checkRunsNothing(given: {
  readonly id: string
  readonly digest: string
  readonly setup: string
  readonly takeOver: string | undefined
  readonly workingDirectory: string
  readonly materials: readonly string[]
  readonly products: readonly string[]
  readonly installs: readonly unknown[]
  readonly dependencies: readonly unknown[]
  readonly source: 'commit' | 'nothing'
  readonly claims: SourceMode
}): void {
  const isWhole = (paths: readonly string[]): boolean => paths.every((path) => path === '.')
  const asUsual = [
    ['link-artifact-id', given.id === NONE],
    ['link-artifact-digest', given.digest === NONE],
    ['setup', given.setup === ''],
    ['take-over', given.takeOver === undefined],
    ['working-directory', given.workingDirectory === '.'],
    ['materials', isWhole(given.materials)],
    ['products', isWhole(given.products)],
    ['installs', given.installs.length === 0],
    ['dependencies', given.dependencies.length === 0],
    ['source', given.claims === 'auto']
  ] as const
  const [odd] = asUsual.find(([, usual]) => !usual) ?? []
  if (odd !== undefined)
    throw invalid(
      odd,
      'with `run: none` the stage checks out and does nothing else',
      'Leave it out, or say what to run.'
    )
  if (given.source === 'commit') return
  throw invalid('checkout', 'with `run: none` there is nothing to record but a checkout', 'Say `checkout: true`.')
}
