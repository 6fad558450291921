// SPDX-License-Identifier: Apache-2.0

/** One place of a pattern: any run of items, also an empty one, or one item that passes a test. */
export type Place<Item> = 'any run' | ((item: Item) => boolean)

/**
 * Whether items fit the places of a pattern, one behind the other. It returns only to the last run, so no item is held
 * against a place twice for one run: at most the product of both lengths in steps.
 */
export function greedyMatch<Item>(places: readonly Place<Item>[], items: readonly Item[]): boolean {
  let [place, at] = [0, 0]
  let run = -1
  let retry = 0
  while (at < items.length) {
    const current = places[place]
    if (current === 'any run') {
      run = place
      place += 1
      retry = at
    } else if (current?.(items[at] as Item) === true) {
      place += 1
      at += 1
    } else if (run >= 0) {
      place = run + 1
      retry += 1
      at = retry
    } else {
      return false
    }
  }
  while (places[place] === 'any run') place += 1
  return place === places.length
}
