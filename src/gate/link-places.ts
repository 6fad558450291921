// SPDX-License-Identifier: Apache-2.0
// The places that links come from: the one table of them. The input `links` takes what each of them takes.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { invalid } from '../base/inputs.ts'
import { LINKS_OF_DIRECTORY } from './links-of-directory.ts'
import { LINKS_OF_RUN } from './links-of-run.ts'
import type { LinkPlace, LinkPlaceKind } from './link-place.ts'

export const LINK_PLACES: readonly LinkPlaceKind[] = [LINKS_OF_RUN, LINKS_OF_DIRECTORY]

/** The place that the input `links` names. @throws INPUT_INVALID */
export function readLinkPlace(text: string): LinkPlace {
  for (const { read } of LINK_PLACES) {
    const place = read(text)
    if (place !== undefined) return place
  }
  // A word that is not known must not turn into a weaker way of looking.
  const takes = LINK_PLACES.flatMap((kind) => kind.takes)
  const hints = LINK_PLACES.flatMap(({ hint }) => hint ?? [])
  throw invalid('links', `${quoteUntrusted(text, 100)} is neither ${takes.join(', nor ')}`, hints.join(' '))
}
