// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../base/errors.ts'
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'

const HINT = 'Find out what the working job did. Nothing is signed.'

/**
 * The error of a signing job that is not handed what it was told to sign.
 *
 * @param what the rest of the sentence, escaped, with or without its full stop
 */
export function signRefused(step: string, what: string, details: ErrorDetails = {}): StagesError {
  const sentence = `Step ${quoteUntrusted(step)} is not signed: ${what}`
  return new StagesError('SIGN_REFUSED', sentence.endsWith('.') ? sentence : `${sentence}.`, { hint: HINT, ...details })
}
