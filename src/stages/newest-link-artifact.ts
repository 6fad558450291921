// SPDX-License-Identifier: Apache-2.0
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { listed as listedNames } from '../base/listed.ts'
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
    throw new StagesError('TAKE_OVER_NOT_FOUND', `This run has stored no link of step ${quoteUntrusted(step)}.`, {
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
  return `The run has links of ${listedNames(steps, MOST_STEPS, (step) => quoteUntrusted(step))}.`
}
