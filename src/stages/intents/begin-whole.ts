// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Link } from '../../intoto/link/link.ts'
import { scratchNote, withScratchNote } from '../../intoto/link/recording-notes.ts'
import type { Recorder } from '../../recording/record-artifacts.ts'
import { readTreesOnce } from '../../recording/source/commit-tree.ts'
import type { BegunDirectories } from '../begun-directories.ts'
import { beginWork, type WorkToBegin } from '../begin-work.ts'
import { besideWorkspace, materialsRecorder } from '../commit-recorder.ts'
import type { BeginInputs } from '../inputs/begin-inputs.ts'
import type { KnownOfCommit } from '../known-of-commit.ts'
import type { StagePorts } from '../stage-ports.ts'
import type { StepRecorder } from '../step-recorder.ts'
import { beginPlannedDirectories } from './planned-directories.ts'
import type { PlannedTakes, RecordingPlan } from './recording-plan.ts'
import { refuseInputs } from './refuse-inputs.ts'
import { tellingUncommitted } from './uncommitted.ts'
import { beginningRecorder, WHOLE, wholeSettings } from './whole-recording.ts'

export interface WholeBeginning {
  readonly inputs: BeginInputs
  readonly plan: RecordingPlan
  /** Where the layout was found, escaped. */
  readonly from: string
  readonly work: Pick<WorkToBegin, 'variables' | 'taken'>
  readonly takenOver: readonly Link[]
  readonly known: KnownOfCommit
  /** Whether a file was taken over, and is recorded whatever leaves it out. */
  readonly isPlaced: (path: string) => boolean
}

/**
 * The beginning of a step in intents: all that lies in the workspace, and nothing that it may leave behind as scratch.
 *
 * @throws INPUT_INVALID, SCRATCH_PRESENT, CHECKOUT_DIFFERS, DEPENDENCY_MISSING, DEPENDENCY_NOT_DIRECTORY, TAKE_OVER_DIFFERS, RECORD_ codes
 */
export async function beginWhole(
  recorder: Recorder,
  { inputs, plan, from, work, takenOver, known, isPlaced }: WholeBeginning,
  { runner, run, environment }: Pick<StagePorts, 'runner' | 'run' | 'environment'>
): Promise<{ readonly link: Link; readonly directories: BegunDirectories }> {
  const { workspace } = run
  const { step } = inputs
  refuseInputs({ step, takes: plan.takes, from }, inputs)
  const isCheckout = plan.takes?.addsSource === true
  const readTree = readTreesOnce()
  const places = { step, plan, workspace, environment, takenOver, readTree }
  const directories = await beginPlannedDirectories(recorder, places)
  const beside = besideWorkspace(workspace, environment, readTree)
  const ofCommit = materialsRecorder({ recorder, workspace, source: 'auto', known, runner, beside })
  const { takes } = plan
  const seen =
    takes?.source === true ? tellingSource(ofCommit, { step, commit: commitOf(takes, run), runner }) : ofCommit
  const telling = tellingUncommitted(seen, { step, takes, workspace, environment, readTree, runner })
  const whole = beginningRecorder(telling, { step, plan })
  const begun = await beginWork(whole, workspace, {
    ...inputs,
    ...work,
    materials: isCheckout ? [] : WHOLE,
    settings: wholeSettings(workspace, plan, isPlaced),
    directories: directories.recorded
  })
  const link = { ...begun, environment: withScratchNote(begun.environment, scratchNote(isCheckout)) }
  return { link, directories: directories.begun }
}

interface SourceToTell {
  readonly step: string
  /** The commit that the gate goes by; undefined where the caller names one. */
  readonly commit: string | undefined
  readonly runner: Pick<StagePorts['runner'], 'annotate'>
}

/** What the gate refuses of a step that takes source; whoever forgot the checkout, or has another commit, learns here. */
function tellingSource(recorder: StepRecorder, { step, commit, runner }: SourceToTell): StepRecorder {
  const tell = (title: string, what: string): void =>
    runner.annotate('warning', title, `Step ${quoteUntrusted(step)} takes source by the layout, and ${what}`)
  return {
    record: async (request) => {
      const recorded = await recorder.record(request)
      const { claim } = recorded
      if (claim === 'no-repository')
        tell(
          'No commit is checked out',
          'no commit is checked out at the top of the workspace. The gate refuses that (SOURCE_UNKNOWN): let actions/checkout run in this job before the stage begins.'
        )
      else if (claim !== undefined && commit !== undefined && claim.commit !== commit)
        tell(
          'Another commit is checked out',
          `commit ${claim.commit} is checked out, where that of the run is ${quoteUntrusted(commit, 80)}. The gate refuses that (SOURCE_OTHER_COMMIT): remove \`ref\` from the checkout, or let the layout say \`source: { commit: head }\` or \`named\`.`
        )
      return recorded
    }
  }
}

function commitOf({ commit }: PlannedTakes, { binding, headCommit }: StagePorts['run']): string | undefined {
  if (commit === 'named') return undefined
  return commit === 'head' && headCommit !== '' ? headCommit : binding.commit
}
