// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'

/** The same things in an order that the seed decides alone, whatever order they come in. */
export function seededOrder<Thing>(things: readonly Thing[], seed: string, name: (thing: Thing) => string): Thing[] {
  const rank = (thing: Thing): string =>
    createHash('sha256')
      .update(`${seed}\0${name(thing)}`)
      .digest('hex')
  return things
    .map((thing) => ({ thing, at: rank(thing) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ thing }) => thing)
}
