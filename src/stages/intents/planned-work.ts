// SPDX-License-Identifier: Apache-2.0
// An isolated stage of a step in intents, as its signing job sees it: whole on both sides, by the layout that this job
// reads itself.
import type { Link } from '../../intoto/link/link.ts'
import { scratchNote, withScratchNote } from '../../intoto/link/recording-notes.ts'
import { UNCOUNTED_AT_TOP } from '../../base/uncounted.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid } from '../../base/inputs.ts'
import { beginWork, type WorkToBegin } from '../begin-work.ts'
import { recordedPlaces } from '../recorded-places.ts'
import type { WorkedStage } from '../stage-to-sign.ts'
import type { StepRecorder } from '../step-recorder.ts'
import type { PlannedStep } from '../taken-products.ts'
import type { ExpectedRecord } from '../work-record.ts'
import { refuseInputs } from './refuse-inputs.ts'
import { beginningRecorder, WHOLE, wholeSettings } from './whole-recording.ts'

/**
 * The stage with what the layout says of it in the place of inputs.
 *
 * @throws INPUT_INVALID for inputs that say what the layout is to say
 */
export function plannedWork(
  stage: WorkedStage,
  { plan, from }: PlannedStep
): WorkedStage & Pick<ExpectedRecord, 'isRecorded'> {
  const { step, claims } = stage
  refuseInputs({ step, takes: plan.takes, from }, { ...stage, source: claims })
  if (plan.takes?.addsSource === true)
    throw invalid(
      'run',
      `by the layout (${from}) step ${quoteUntrusted(step)} adds source, which no command does`,
      'Write `run: none`, so that the signing job checks out itself.'
    )
  return {
    ...stage,
    materials: WHOLE,
    products: WHOLE,
    exclude: [...plan.scratch, UNCOUNTED_AT_TOP],
    ...(plan.takes === undefined ? {} : { installs: plan.installs, dependencies: plan.dependencies }),
    // What is recorded is seen by the gate, wherever it lies.
    isRecorded: recordedPlaces(WHOLE, [UNCOUNTED_AT_TOP])
  }
}

export interface PlannedBeginning {
  readonly work: WorkToBegin
  readonly planned: PlannedStep
  readonly placed: ReadonlySet<string>
}

/** The beginning of the step, as this job sees it. @throws SCRATCH_PRESENT, RECORD_ codes */
export async function beginPlannedWork(
  materials: StepRecorder,
  workspace: string,
  { work, planned: { plan }, placed }: PlannedBeginning
): Promise<Link> {
  const whole = beginningRecorder(materials, { step: work.step, plan, workspace })
  const settings = wholeSettings(workspace, plan, (path) => placed.has(path))
  const link = await beginWork(whole, workspace, { ...work, settings })
  return { ...link, environment: withScratchNote(link.environment, scratchNote(false)) }
}
