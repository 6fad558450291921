// SPDX-License-Identifier: Apache-2.0
// The first workflow step of a stage: takes over products, records materials, and leaves a recording whose digest
// travels through the outputs.
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { newScratchName } from '../files/with-scratch.ts'
import type { JsonObject } from '../intoto/json/json-value.ts'
import type { Link } from '../intoto/link/link.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { hasRepository } from '../recording/source/repository.ts'
import { beginWork } from './begin-work.ts'
import { beginDirectories, type BegunDirectories } from './begun-directories.ts'
import { cacheMode, withCacheMode } from './cache-mode.ts'
import { checkoutsBelow, type CheckoutsBelow } from './checkouts-below.ts'
import { besideWorkspace, materialsRecorder } from './commit-recorder.ts'
import { readBeginInputs, type BeginInputs } from './inputs/begin-inputs.ts'
import { beginWhole } from './intents/begin-whole.ts'
import { installedOf } from './intents/installed-changes.ts'
import { tellKnownFolders } from './intents/known-folders.ts'
import type { RecordingPlan } from './intents/recording-plan.ts'
import { takeOverByLayout, type TakenByLayout } from './intents/take-over-by-layout.ts'
import { keptBelow, keptInGit, tellKept } from './kept-in-git.ts'
import { artifactsDigest } from './products-digest.ts'
import type { StagePorts } from './stage-ports.ts'
import { writeStageRecording } from './stage-recording.ts'
import { recordedVariables } from './stage-settings.ts'
import { steeringVariables } from './steering-variables.ts'
import { newBegunValue } from './new-begun-value.ts'
import { markBegun, tellOverlap } from './open-stages.ts'
import { warnOfCommandEnvironment } from './warn-of-environment.ts'
import { checkWorkingDirectory } from './working-directory.ts'

/** What a stage begins with, of all that is outside. */
export type BeginPorts = Omit<StagePorts, 'post' | 'now'>

/**
 * @throws INPUT_, RECORD_, TAKE_OVER_, ARTIFACT_, TRUSTED_ROOT_, BUNDLE_, JSON_, METADATA_, FILE_ and KEY_ codes,
 * STEP_NAME_UNSAFE, WORKING_DIRECTORY_OUTSIDE, SCRATCH_PRESENT, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY
 */
export async function beginStage(ports: BeginPorts): Promise<void> {
  const { runner, run, environment, identity } = ports
  const inputs = readBeginInputs(runner, { run, environment, canIdentify: identity.isAvailable })
  if (inputs.command.length > 0) warnOfCommandEnvironment(runner, environment)
  const recorder = new Recorder()
  try {
    const taking = takeOverByLayout(inputs, recorder, ports)
    // Programs are read while the first git starts on another core, which hides 3 ms; what is taken over may be one of them.
    const early = inputs.takeOver === undefined ? steeringVariables(environment) : undefined
    const { taken, layout, plan, told } = await taking
    const steering = early ?? steeringVariables(environment)
    if (told !== undefined) runner.log(told)
    // What was taken over may have made the directory.
    const place = checkWorkingDirectory(run.workspace, inputs.workingDirectory)
    const beginning = { inputs, taken, variables: recordedVariables(inputs.variables, environment) }
    const { recorded, directories } =
      plan === undefined
        ? await beginByInputs(recorder, beginning, ports)
        : await beginByPlan(recorder, beginning, { plan, from: layout?.from ?? 'none' }, ports)
    const link = { ...recorded, environment: withCacheMode(recorded.environment, cacheMode(environment)) }
    if (layout === undefined) tellKnownFolders(link.name, link.materials, runner)
    const path = newScratchName(run.temporary)
    const { exclude, matrix, demandsOutcome, source } = inputs
    const value = newBegunValue()
    const notes = {
      commit: { source, takenOver: taken.known },
      directories,
      layout: {
        // Also one that says nothing of this step, or says it in rules: it travels on with what is handed over.
        found: layout?.intents === undefined ? undefined : layout,
        scratch: inputs.scratch,
        path: inputs.layout,
        file: inputs.layoutFile,
        installed: plan === undefined ? new Map() : installedOf(link, { workspace: run.workspace, ...directories })
      }
    }
    const begun = { value, link, exclude, matrix, demandsOutcome, steering, ...notes }
    const digest = writeStageRecording(`${path}.json`, begun)
    const others = markBegun({ step: link.name, value }, run)
    await tellOverlap(runner, link.name, others, { when: 'begin', summary: false })
    const takesNothing = plan?.takes !== undefined && plan.takes.steps.length === 0 && !plan.takes.source
    tell(ports, inputs, link, { path: `${path}.json`, digest, place, takesNothing })
  } finally {
    await recorder.close()
  }
}

interface Beginning {
  readonly inputs: BeginInputs
  readonly taken: TakenByLayout['taken']
  readonly variables: JsonObject
}

interface BegunWork {
  /** Of the materials. */
  readonly recorded: Link
  readonly directories: BegunDirectories
}

async function beginByInputs(
  recorder: Recorder,
  { inputs, taken, variables }: Beginning,
  { runner, run, environment }: BeginPorts
): Promise<BegunWork> {
  const { source } = inputs
  const { workspace } = run
  const below = checkoutsBelow(workspace, inputs)
  const directories = await beginDirectories(recorder, {
    ...inputs,
    below,
    mayCheckOut: inputs.materials.length === 0 && inputs.command.length === 0,
    workspace,
    environment,
    takenOver: taken.links
  })
  const beside = besideWorkspace(workspace, environment)
  const further = { environment, commit: run.binding.commit, seen: below }
  const { known } = taken
  const materials = materialsRecorder({ recorder, workspace, source, known, runner, beside, below: further })
  tellAllKept({ runner, run }, below)
  const work = { ...inputs, variables, taken: taken.tookOver, directories: directories.recorded }
  return { recorded: await beginWork(materials, workspace, work), directories: directories.begun }
}

async function beginByPlan(
  recorder: Recorder,
  { inputs, taken, variables }: Beginning,
  { plan, from }: { readonly plan: RecordingPlan; readonly from: string },
  ports: BeginPorts
): Promise<BegunWork> {
  tellAllKept(ports, checkoutsBelow(ports.run.workspace, { exclude: [] }))
  const { link, directories } = await beginWhole(
    recorder,
    {
      inputs,
      plan: plan.takes === undefined ? { ...plan, installs: inputs.installs, dependencies: inputs.dependencies } : plan,
      from,
      work: { variables, taken: taken.tookOver },
      takenOver: taken.links,
      known: taken.known,
      isPlaced: (path) => taken.placed.has(path)
    },
    ports
  )
  return { recorded: link, directories }
}

/** What steers git at the top, which is expected where somebody works, and further down. */
function tellAllKept({ runner, run }: Pick<BeginPorts, 'runner' | 'run'>, below: CheckoutsBelow): void {
  const { workspace } = run
  if (hasRepository(workspace)) tellKept(keptInGit(workspace, run.binding.ref), runner, 'log')
  tellKept(keptBelow(workspace, below), runner, 'warning')
}

interface Begun {
  readonly path: string
  readonly digest: string
  readonly place: 'there' | 'missing'
  /** By its layout. */
  readonly takesNothing: boolean
}

function tell(
  { runner }: BeginPorts,
  inputs: BeginInputs,
  link: Link,
  { path, digest, place, takesNothing }: Begun
): void {
  const { step, shell, workingDirectory } = inputs
  runner.output('shell', shell)
  runner.output('working-directory', workingDirectory)
  // setup may create the working directory, so it runs at the top while that is missing: no shell starts there.
  runner.output('setup-directory', place === 'there' ? workingDirectory : '.')
  runner.output('recording', path)
  runner.output('recording-digest', digest)
  runner.output('materials-digest', artifactsDigest(link.materials))
  runner.output('material-count', String(link.materials.size))
  if (!takesNothing && startsFromNothing(inputs, link)) {
    runner.annotate(
      'warning',
      'No materials',
      `Step ${quoteUntrusted(step)} starts from nothing: no file lies in what it records, and it takes nothing over. Check out before it, or name a step in take-over.`
    )
  }
  const where = workingDirectory === '.' ? '' : `; its command runs in ${quoteUntrusted(`${workingDirectory}/`)}`
  runner.log(`Step ${quoteUntrusted(step)}: ${count(link.materials.size, 'material')} recorded${where}.`)
}

/** A rule that matches materials with those of an earlier step passes when there are none, so somebody must be told. */
function startsFromNothing({ demandsOutcome, takeOver, materials }: BeginInputs, link: Link): boolean {
  return demandsOutcome && takeOver === undefined && materials.length > 0 && link.materials.size === 0
}
