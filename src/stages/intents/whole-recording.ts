// SPDX-License-Identifier: Apache-2.0
// A step in intents is recorded whole, before and after: all that lies in the workspace but for the lines of scratch, and
// the administration of git at the top.
import { UNCOUNTED_AT_TOP } from '../../base/uncounted.ts'
import { workspaceSettings } from '../../recording/workspace-settings.ts'
import { unrecordedScratch } from '../scratch-present.ts'
import type { StepRecorder } from '../step-recorder.ts'
import type { RecordingSettings } from '../step-recording.ts'
import { ofItsKinds } from './kinds-of-source.ts'
import { withoutExclude } from './no-exclude.ts'
import type { RecordingPlan } from './recording-plan.ts'

/** What a step in intents records. */
export const WHOLE: readonly string[] = ['.']

/**
 * How a step in intents records.
 *
 * @param isKept what is recorded in any case, beside what the step may add and what the commit has
 */
export function wholeSettings(
  workspace: string,
  { scratch, isAdded }: Pick<RecordingPlan, 'scratch' | 'isAdded'>,
  isKept: (path: string) => boolean
): RecordingSettings {
  return {
    ...workspaceSettings(workspace),
    named: 'by-listing',
    exclude: [...scratch, UNCOUNTED_AT_TOP],
    also: (path) => isAdded(path) || isKept(path),
    submoduleFiles: 'passed-over'
  }
}

export interface Beginning {
  readonly step: string
  readonly plan: Pick<RecordingPlan, 'takes'>
}

/**
 * How the materials of a step in intents are recorded.
 *
 * @param materials records beside the commit that is checked out, and claims it
 */
export function beginningRecorder(materials: StepRecorder, { step, plan: { takes } }: Beginning): StepRecorder {
  const whole = withoutExclude(ofItsKinds(materials, step, takes))
  return withoutScratch(takes === undefined || takes.source ? whole : withoutClaim(whole), step)
}

/** Only a step that takes source says which commit it saw; where no layout tells, whoever sees one does. */
function withoutClaim(recorder: StepRecorder): StepRecorder {
  return {
    record: async (request) => {
      const { claim: _claim, ownBytes: _ownBytes, ...recorded } = await recorder.record(request)
      return recorded
    }
  }
}

/** Records a beginning, which nothing may be left out of. */
function withoutScratch(recorder: StepRecorder, step: string): StepRecorder {
  return {
    record: async (request) => {
      const recorded = await recorder.record(request)
      const [first] = recorded.examples ?? []
      if (first !== undefined) throw unrecordedScratch(step, first[1], first[0])
      return recorded
    }
  }
}
