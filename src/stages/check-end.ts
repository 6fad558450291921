// SPDX-License-Identifier: Apache-2.0
// What must hold at the end of a stage before anything of it is recorded or signed.
import type { Environment } from '../base/environment.ts'
import { StagesError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { Link } from '../intoto/link/link.ts'
import { readRunBinding, type RunBinding } from '../intoto/link/run-binding.ts'
import { TELL_OUTCOME, type Outcome } from './inputs/outcome-inputs.ts'
import type { StageRecording } from './stage-recording.ts'
import { environmentChanged } from './environment-changed.ts'
import { changedSteering } from './steering-variables.ts'

/** The run that the stage began in must be the one that it ends in. @throws RECORDING_OTHER */
export function checkSameRun({ link }: StageRecording, ended: RunBinding, path: string): void {
  const begun = readRunBinding(link.environment)
  const same =
    begun !== undefined &&
    begun !== 'malformed' &&
    (['id', 'attempt', 'repository', 'commit', 'job'] as const).every((fact) => begun[fact] === ended[fact])
  if (same) return
  throw new StagesError('RECORDING_OTHER', 'The recording that the step began with belongs to another run or job.', {
    at: escapeUntrusted(path),
    hint: 'Call begin and end in one job, and hand the outputs of begin to end.'
  })
}

/** An end that is told which step it ends takes no other one. @throws RECORDING_OTHER */
export function checkSameStep({ link }: StageRecording, step: string | undefined, path: string): void {
  if (step === undefined || step === link.name) return
  throw new StagesError(
    'RECORDING_OTHER',
    `The recording is the beginning of step ${quoteUntrusted(link.name)}, and step ${quoteUntrusted(step)} was to end.`,
    {
      at: escapeUntrusted(path),
      hint: `Take recording and recording-digest from the begin of step ${quoteUntrusted(step)}. Nothing was signed.`
    }
  )
}

/**
 * What an earlier workflow step puts into the environment through GITHUB_ENV reaches this action, too.
 *
 * @throws ENVIRONMENT_CHANGED
 */
export function checkSteering({ steering }: StageRecording, environment: Environment): void {
  const changed = changedSteering(steering, environment)
  if (changed.length > 0) throw environmentChanged(changed)
}

/**
 * Only what is seen to have succeeded may be said to have. A step that names its command is believed to have run it only
 * when its outcome is told.
 *
 * @throws JOB_NOT_SUCCESSFUL
 */
export function checkOutcomes({ demandsOutcome, link }: StageRecording, outcomes: readonly Outcome[]): void {
  const odd = outcomes.find((outcome) => outcome !== 'success' && outcome !== 'skipped')
  const successes = outcomes.filter((outcome) => outcome === 'success').length
  const isNamed = link.command.length > 0
  const missing = demandsOutcome ? successes !== 1 : (isNamed || outcomes.length > 0) && successes === 0
  if (odd === undefined && !missing) return
  if (odd === undefined && outcomes.length === 0) throw outcomesMissing(link)
  throw new StagesError(
    'JOB_NOT_SUCCESSFUL',
    odd === undefined
      ? `${successes} commands of the step succeeded where ${demandsOutcome ? 'exactly one' : 'one'} was expected, so no link is made.`
      : `A command of the step ended with ${quoteUntrusted(odd)}, so no link is made.`,
    { hint: 'Look at the workflow steps before this one. Only what succeeded is signed.' }
  )
}

function outcomesMissing({ name, command }: Link): StagesError {
  return new StagesError(
    'JOB_NOT_SUCCESSFUL',
    `Step ${quoteUntrusted(name)} names the command ${quoteUntrusted(command.join(' '))}, and end was not told whether it succeeded, so no link is made.`,
    {
      at: 'input outcomes',
      hint: `${TELL_OUTCOME} Where nothing runs, leave \`run\` of begin empty.`
    }
  )
}
