// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'

const HINT = 'Find out what the job that recorded it did. Nothing is signed.'

/** The error of a signing job that is not handed what it was told to sign. */
export function signRefused(step: string, what: string, hint: string = HINT): InTotoError {
  return new InTotoError('SIGN_REFUSED', `Step ${quoteUntrusted(step)} is not signed: ${what}.`, { hint })
}
