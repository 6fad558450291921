// SPDX-License-Identifier: Apache-2.0
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { readWorkflowArtifactName, type WorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { StoredArtifact } from './workflow-artifacts.ts'

/** A workflow artifact that claims to hold a link, with what its name tells. */
export interface LinkArtifact {
  readonly stored: StoredArtifact
  readonly name: WorkflowArtifactName
}

/**
 * The one workflow artifact of the newest attempt that claims to hold the link of a step.
 *
 * @throws TAKE_OVER_NOT_FOUND, TAKE_OVER_AMBIGUOUS
 */
export function newestLinkArtifact(step: string, run: RunBinding, listed: readonly StoredArtifact[]): LinkArtifact {
  const named = listed.flatMap((stored) => {
    const name = readWorkflowArtifactName(stored.name)
    // What claims an attempt that there was not yet would win for ever.
    const claims = name?.kind === 'link' && name.step === step && name.attempt <= Number(run.attempt ?? Infinity)
    return claims ? [{ stored, name }] : []
  })
  const attempt = Math.max(...named.map(({ name }) => name.attempt))
  const [first, second] = named.filter(({ name }) => name.attempt === attempt)
  if (first === undefined) {
    throw new StagesError('TAKE_OVER_NOT_FOUND', `There is no link of step ${quoteUntrusted(step)} in this run.`, {
      hint: `Let this job need the job of that step, and check the name of the step. ${stepsIn(listed)}`
    })
  }
  if (second !== undefined) {
    throw new StagesError(
      'TAKE_OVER_AMBIGUOUS',
      `Two workflow artifacts claim step ${quoteUntrusted(step)}: ${quoteUntrusted(first.stored.name)} and ${quoteUntrusted(second.stored.name)}.`,
      { hint: 'Give each leg of a matrix, and each job, a step name of its own.' }
    )
  }
  return first
}

const MOST_STEPS = 10

/** The steps that are there, so that one sees a misspelled name. */
function stepsIn(listed: readonly StoredArtifact[]): string {
  const names = listed.flatMap((stored) => readWorkflowArtifactName(stored.name) ?? [])
  const steps = [...new Set(names.filter(({ kind }) => kind === 'link').map(({ step }) => step))]
  if (steps.length === 0) return 'The run has no link yet.'
  const shown = steps.slice(0, MOST_STEPS).map((step) => quoteUntrusted(step))
  return `The run has links of ${shown.join(', ')}${steps.length > MOST_STEPS ? ` and ${steps.length - MOST_STEPS} more` : ''}.`
}
