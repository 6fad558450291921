// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'

/** An error about something that is not what the step left behind. */
export function takeOverDiffers(step: string, what: string): InTotoError {
  return new InTotoError(
    'TAKE_OVER_DIFFERS',
    `What step ${quoteUntrusted(step)} handed over is not what it made: ${what}.`,
    {
      hint: 'Something between the two jobs changed it. Find out what; nothing was put into the workspace.'
    }
  )
}
