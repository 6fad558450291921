// SPDX-License-Identifier: Apache-2.0
// How many workflow artifacts a run may have. Whoever lists them looks at the count first, by whatever interface.
import { BaseError } from '../base/codes.ts'
import { LIMITS } from '../base/limits.ts'

/** @throws ARTIFACT_TOO_MANY */
export function checkArtifactCount(count: number): void {
  if (count > LIMITS.workflowArtifacts)
    throw tooManyArtifacts(
      `The run has ${count} workflow artifacts; at most ${LIMITS.workflowArtifacts} are looked through.`
    )
}

/** The error about a list that is too long to be believed or looked through. */
export function tooManyArtifacts(message: string): BaseError {
  return new BaseError('ARTIFACT_TOO_MANY', message, {
    hint: 'Store fewer in one run, or delete some that no later job needs. Find out which job stores so many.'
  })
}
