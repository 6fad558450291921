// SPDX-License-Identifier: Apache-2.0
// Remedies that help whatever document it is, for errors that do not say one themselves.
import type { InTotoError } from './errors.ts'

const DAMAGED =
  'If you wrote the document yourself, correct it there. Otherwise it is damaged, or was not written by an in-toto tool: get the original, or record or sign it again.'
const INTENTS = 'Let the owners of the layout build it again from `layout.yml`, and sign it.'

/** The remedy for all errors of a kind; undefined where each says its own. */
export function generalHint(code: string): string | undefined {
  if (code === 'INTENTS_INVALID') return INTENTS
  return /^(?:JSON|METADATA)_/.test(code) ? DAMAGED : undefined
}

/** The remedy of an error; `instead` where it has none but the general one of its kind, for who knows the document. */
export function hintOr({ code, hint }: InTotoError, instead: string): string {
  return hint === undefined || hint === generalHint(code) ? instead : hint
}
