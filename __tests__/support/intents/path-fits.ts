// SPDX-License-Identifier: Apache-2.0
// The oracle's own reading of patterns of intents, written from what the language says of them: by recursion, without
// any thought of cost.

/** Whether a path fits a pattern: `*` and `?` stop at a slash, `**` stands for any number of segments. */
export function pathFits(pattern: string, path: string): boolean {
  if (path.startsWith('dir:')) return false
  return segmentsFit(pattern.split('/'), path.split('/'))
}

export const fitsAny = (patterns: readonly string[] | undefined, path: string): boolean =>
  (patterns ?? []).some((pattern) => pathFits(pattern, path))

function segmentsFit(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return path.length === 0
  if (first === '**') {
    // Everything below a directory is not the directory.
    const fewest = rest.length === 0 ? 1 : 0
    return (
      path.some((_, count) => count >= fewest && segmentsFit(rest, path.slice(count))) ||
      (rest.length === 0 && path.length > 0)
    )
  }
  const [name, ...below] = path
  return name !== undefined && charactersFit([...first], [...name]) && segmentsFit(rest, below)
}

function charactersFit(pattern: readonly string[], text: readonly string[]): boolean {
  const [first] = pattern
  if (first === undefined) return text.length === 0
  if (first === '*')
    return charactersFit(pattern.slice(1), text) || (text.length > 0 && charactersFit(pattern, text.slice(1)))
  const [character] = text
  if (character === undefined) return false
  if (first !== '[') return (first === '?' || first === character) && charactersFit(pattern.slice(1), text.slice(1))
  const close = pattern.indexOf(']', 1)
  return inBrackets(pattern.slice(1, close), character) && charactersFit(pattern.slice(close + 1), text.slice(1))
}

function inBrackets(inside: readonly string[], character: string): boolean {
  if (inside[0] === '!') return !inBrackets(inside.slice(1), character)
  const point = (text: string): number => text.codePointAt(0) as number
  for (let at = 0; at < inside.length; at += 1) {
    const [low, dash, high] = [inside[at] as string, inside[at + 1], inside[at + 2]]
    if (dash === '-' && high !== undefined) {
      if (point(low) <= point(character) && point(character) <= point(high)) return true
      at += 2
    } else if (low === character) return true
  }
  return false
}

/**
 * Whether a gitignore line hides a directory; of such lines only those without wildcards but `*` in one segment, which
 * the pipelines here use.
 */
export function lineHidesDirectory(line: string, directory: string): boolean {
  const bare = line.replace(/\/$/, '')
  const anchored = bare.includes('/')
  const pattern = bare.replace(/^\//, '')
  const segments = directory.split('/')
  const places = segments.map((_, index) => segments.slice(0, index + 1).join('/'))
  return places.some((place) => pathFits(pattern, place) || (!anchored && pathFits(`**/${pattern}`, place)))
}
