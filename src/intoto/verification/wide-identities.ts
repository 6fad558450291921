// SPDX-License-Identifier: Apache-2.0
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { firstOf } from '../../base/first-of.ts'
import { isKeyless } from '../keys/functionary-key.ts'
import { openNames } from '../keys/open-names.ts'
import type { ParsedLayout } from '../layout/parse-layout.ts'
import type { Failure } from './failure.ts'

/** Functionaries that anybody's workflow can be, because wildcards stand where owner, repository and workflow should be named. */
export function wideIdentities({ layout }: ParsedLayout): Failure[] {
  const wide = [...layout.keys.values()].flatMap((key) => (isKeyless(key) ? openNames(key) : []))
  if (wide.length === 0) return []
  return [
    {
      code: 'LAYOUT_IDENTITY_TOO_WIDE',
      message:
        'A functionary of the layout may be the workflow of any repository, or be called by one: what it names has a "**" before the "@", or a "*" for the owner.',
      details: firstOf(wide.map((text) => quoteUntrusted(text))),
      hint: 'Name owner, repository and workflow before the "@", where "*" stops at "/", as in "https://github.com/owner/name/.github/workflows/*@refs/**", and sign the layout again.'
    }
  ]
}
