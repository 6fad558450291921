// SPDX-License-Identifier: Apache-2.0

/** UTF-16 code units of the longest word for which a near name is looked for. */
const LONGEST = 128

/**
 * The name that needs the fewest changes to become `word`, when it needs few. To swap two neighbours is one change. A
 * name that is too long or too short for that is not looked at closely, and for a long word nothing is looked for.
 */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined
  const most = Math.max(1, Math.floor(word.length / 3))
  const [best] = names
    .filter((name) => Math.abs(name.length - word.length) <= most)
    .map((name) => ({ name, distance: changesBetween(word, name) }))
    .sort((a, b) => a.distance - b.distance)
  return best !== undefined && best.distance <= most ? best.name : undefined
}

/** How many changes make one word of another, whichever case their letters have. To swap two neighbours is one. */
export function changesBetween(word: string, other: string): number {
  return editDistance([...word.toLowerCase()], [...other.toLowerCase()])
}

/** How many characters are added, taken, changed or swapped with their neighbour (optimal string alignment). */
function editDistance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, left] of a.entries()) {
    const next = [i + 1]
    for (const [j, right] of b.entries()) {
      const swapped = i > 0 && j > 0 && left === b[j - 1] && right === a[i - 1]
      next.push(
        Math.min(
          (row[j + 1] as number) + 1,
          (next[j] as number) + 1,
          (row[j] as number) + (left === right ? 0 : 1),
          swapped ? (before[j - 1] as number) + 1 : Infinity
        )
      )
    }
    before = row
    row = next
  }
  return row.at(-1) as number
}
