// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { firstOf } from '../../base/first-of.ts'
import { isKeyless } from '../keys/functionary-key.ts'
import { isTooWide } from '../keys/identity-pattern.ts'
import type { ParsedLayout } from '../layout/parse-layout.ts'
import type { Failure } from './failure.ts'

/** Functionaries that anybody's workflow can be, because a `**` stands where repository and workflow should be named. */
export function wideIdentities({ layout }: ParsedLayout): Failure[] {
  const wide = [...layout.keys.values()].flatMap((key) =>
    isKeyless(key) && key.subject.kind === 'pattern' && isTooWide(key.subject.text) ? [key.subject.text] : []
  )
  if (wide.length === 0) return []
  return [
    {
      code: 'LAYOUT_IDENTITY_TOO_WIDE',
      message:
        'A functionary of the layout may be the workflow of any repository: "**" stands before the "@" of its identity.',
      details: firstOf(wide.map((text) => quoteUntrusted(text))),
      hint: 'Name repository and workflow before the "@", where "*" stops at "/", as in "https://github.com/owner/name/.github/workflows/*@refs/**", and sign the layout again.'
    }
  ]
}
