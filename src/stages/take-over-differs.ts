// SPDX-License-Identifier: Apache-2.0
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { Failure } from '../intoto/verification/failure.ts'

/** An error about files that are not those that the step left behind. */
export function takeOverDiffers(step: string, what: string): StagesError {
  return new StagesError(
    'TAKE_OVER_DIFFERS',
    `What step ${quoteUntrusted(step)} handed over is not what it made: ${what}.`,
    {
      hint: 'Something between the two jobs changed it. Find out what; nothing was put into the workspace.'
    }
  )
}

/** An error about a link that the step did not make in this run. */
export function linkNotOfRun(step: string, what: string): StagesError {
  return new StagesError(
    'TAKE_OVER_DIFFERS',
    `The link of step ${quoteUntrusted(step)} is not one of this run: ${what}.`,
    { hint: 'Run the job of that step again in this run.' }
  )
}

/** An error about a link that verification would refuse in any run. */
export function linkFlawed(step: string, { message, hint }: Pick<Failure, 'message' | 'hint'>): StagesError {
  return new StagesError('TAKE_OVER_DIFFERS', `The link of step ${quoteUntrusted(step)} cannot be used: ${message}`, {
    hint
  })
}
