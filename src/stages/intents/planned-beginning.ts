// SPDX-License-Identifier: Apache-2.0
// The beginning of a step in intents, wherever it begins: all that lies in the workspace, and nothing that it may leave
// behind as scratch.
import type { Environment } from '../../base/environment.ts'
import type { Runner } from '../../base/runner.ts'
import type { Link } from '../../intoto/link/link.ts'
import { scratchNote, withScratchNote } from '../../intoto/link/recording-notes.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import { readTreesOnce } from '../../recording/source/commit-tree.ts'
import type { BegunDirectories } from '../begun-directories.ts'
import { besideWorkspace, materialsRecorder } from '../commit-recorder.ts'
import type { KnownOfCommit } from '../known-of-commit.ts'
import type { StepRecorder } from '../step-recorder.ts'
import type { BeginRequest } from '../step-recording.ts'
import { beginPlannedDirectories } from './planned-directories.ts'
import type { RecordingPlan } from './recording-plan.ts'
import { tellingUncommitted } from './uncommitted.ts'
import { beginningRecorder, WHOLE, wholeSettings } from './whole-recording.ts'

export interface PlannedBeginning {
  readonly step: string
  readonly plan: RecordingPlan
  readonly workspace: string
  readonly environment: Environment
  readonly runner: Pick<Runner, 'log' | 'annotate'>
  /** Links of steps whose products were taken over. */
  readonly takenOver: readonly Link[]
  readonly known: KnownOfCommit
  /** Whether a file was taken over, and is recorded whatever leaves it out. */
  readonly isPlaced: (path: string) => boolean
  /** Sees what is recorded beside the commit, before the plan says what of it counts. */
  readonly seeing?: (recorder: StepRecorder) => StepRecorder
}

/** What is recorded of a beginning, and how. */
export type PlannedMaterials = Required<Pick<BeginRequest, 'materials' | 'settings' | 'directories'>>

/**
 * Records the beginning of a step in intents.
 *
 * @param begin makes the link
 * @throws SCRATCH_PRESENT, CHECKOUT_DIFFERS, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, RECORD_ codes
 */
export async function beginPlanned(
  recorder: Recorder,
  beginning: PlannedBeginning,
  begin: (recorder: StepRecorder, planned: PlannedMaterials) => Promise<Link>
): Promise<{ readonly link: Link; readonly directories: BegunDirectories }> {
  const { step, plan, workspace, environment, runner, takenOver, known, isPlaced } = beginning
  const isCheckout = plan.takes?.addsSource === true
  const readTree = readTreesOnce()
  const places = { step, plan, workspace, environment, takenOver, readTree }
  const directories = await beginPlannedDirectories(recorder, places)
  const beside = besideWorkspace(workspace, environment, readTree)
  const ofCommit = materialsRecorder({ recorder, workspace, source: 'auto', known, runner, beside })
  const seen = beginning.seeing?.(ofCommit) ?? ofCommit
  const telling = tellingUncommitted(seen, { step, takes: plan.takes, workspace, environment, readTree, runner })
  const whole = beginningRecorder(telling, { step, plan })
  const begun = await begin(whole, {
    materials: isCheckout ? [] : WHOLE,
    settings: wholeSettings(workspace, plan, isPlaced),
    directories: directories.recorded
  })
  const link = { ...begun, environment: withScratchNote(begun.environment, scratchNote(isCheckout)) }
  return { link, directories: directories.begun }
}
