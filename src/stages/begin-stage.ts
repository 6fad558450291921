// SPDX-License-Identifier: Apache-2.0
// The first workflow step of a stage: takes over products, records materials, and leaves a recording whose digest
// travels through the outputs.
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { newScratchName } from '../files/with-scratch.ts'
import type { Link } from '../intoto/link/link.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { hasRepository } from '../recording/source/repository.ts'
import { beginWork } from './begin-work.ts'
import { beginDirectories } from './begun-directories.ts'
import { cacheMode, withCacheMode } from './cache-mode.ts'
import { besideWorkspace, materialsRecorder } from './commit-recorder.ts'
import { NOTHING_KNOWN } from './known-of-commit.ts'
import { readBeginInputs, type BeginInputs } from './inputs/begin-inputs.ts'
import { keptBelow, keptInGit, tellKept } from './kept-in-git.ts'
import { artifactsDigest } from './products-digest.ts'
import type { StagePorts } from './stage-ports.ts'
import { writeStageRecording } from './stage-recording.ts'
import { recordedVariables } from './stage-settings.ts'
import { steeringVariables } from './steering-variables.ts'
import { linksTaken } from './taken-products.ts'
import { newBegunValue } from './new-begun-value.ts'
import { markBegun, tellOverlap } from './open-stages.ts'
import { takeOverProducts } from './take-over-products.ts'
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
    const taken = inputs.takeOver === undefined ? undefined : await takeOverProducts(inputs.takeOver, recorder, ports)
    // What was taken over may have made the directory.
    const place = checkWorkingDirectory(run.workspace, inputs.workingDirectory)
    const variables = recordedVariables(inputs.variables, environment)
    const { source } = inputs
    const { workspace } = run
    const directories = await beginDirectories(recorder, {
      ...inputs,
      mayCheckOut: inputs.materials.length === 0 && inputs.command.length === 0,
      workspace,
      environment,
      takenOver: taken?.link
    })
    const beside = besideWorkspace(workspace, environment)
    const below = { environment, commit: run.binding.commit }
    const known = taken?.known ?? NOTHING_KNOWN
    const materials = materialsRecorder({ recorder, workspace, source, known, runner, beside, below })
    if (hasRepository(workspace)) tellKept(keptInGit(workspace, run.binding.ref), runner, 'log')
    tellKept(keptBelow(workspace, inputs.exclude), runner, 'warning')
    const work = { ...inputs, variables, taken: linksTaken(taken), directories: directories.recorded }
    const recorded = await beginWork(materials, workspace, work)
    const link = { ...recorded, environment: withCacheMode(recorded.environment, cacheMode(environment)) }
    const path = newScratchName(run.temporary)
    const { exclude, matrix, demandsOutcome } = inputs
    const steering = steeringVariables(environment)
    const value = newBegunValue()
    const notes = { commit: { source, takenOver: known }, directories: directories.begun }
    const begun = { value, link, exclude, matrix, demandsOutcome, steering, ...notes }
    const digest = writeStageRecording(`${path}.json`, begun)
    const others = markBegun({ step: link.name, value }, run)
    await tellOverlap(runner, link.name, others, { when: 'begin', summary: false })
    tell(ports, inputs, link, { path: `${path}.json`, digest, place })
  } finally {
    await recorder.close()
  }
}

interface Begun {
  readonly path: string
  readonly digest: string
  readonly place: 'there' | 'missing'
}

function tell({ runner }: BeginPorts, inputs: BeginInputs, link: Link, { path, digest, place }: Begun): void {
  const { step, shell, workingDirectory } = inputs
  runner.output('shell', shell)
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
