// SPDX-License-Identifier: Apache-2.0
// Random paths: such as fit a pattern, and odd ones.
import type { Chance } from '../cases.ts'
import { pathFits } from './path-fits.ts'

/** Names that patterns of somebody overlap, that are hidden, or lie deep. */
const ODD = [
  '.hidden',
  '.config/settings.json',
  'a/b/c/d/e/f.txt',
  'dist/.gitkeep',
  'dist/docs/index.md',
  'out/nested/.keep',
  'notes.tgz.txt',
  'src/dist/x.js',
  'distant/file.js',
  'README',
  'größe.txt',
  'with space.txt',
  'UPPER.MD',
  'x.js.map',
  'packages/a/README.md',
  '.github/workflows/ci.yml',
  'lib/a.pyc',
  'notes~',
  'old.link'
]

/** An odd path; of some characters where a pipeline names them. */
export function oddPath(chance: Chance, characters?: readonly string[]): string {
  for (;;) {
    const path = characters === undefined ? chance.pick(ODD) : randomPath(chance, characters)
    if (isPath(path)) return path
  }
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789']

export function letters(chance: Chance, count: number, of: readonly string[] = LETTERS): string {
  return Array.from({ length: count }, () => chance.pick(of)).join('')
}

function randomPath(chance: Chance, characters: readonly string[]): string {
  return Array.from({ length: 1 + chance.below(3) }, () => letters(chance, 1 + chance.below(4), characters)).join('/')
}

/** Whether somebody can record a file of the name. */
function isPath(path: string): boolean {
  return !/(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)|^(?:file|dir|[A-Za-z]):|\\/.test(path)
}

/** A path that fits a pattern and that `refused` does not refuse; undefined when none is found. */
export function pathFor(
  pattern: string,
  chance: Chance,
  refused: (path: string) => boolean,
  characters: readonly string[] = LETTERS
): string | undefined {
  for (let tries = 0; tries < 40; tries += 1) {
    const segments = pattern.split('/').flatMap((segment, index, all) => {
      if (segment !== '**') return [nameFor(segment, chance, characters)]
      const fewest = index === all.length - 1 ? 1 : 0
      return Array.from({ length: fewest + chance.below(3) }, () => randomName(chance, characters))
    })
    const path = segments.join('/')
    if (isPath(path) && pathFits(pattern, path) && !refused(path)) return path
  }
  return undefined
}

function randomName(chance: Chance, characters: readonly string[]): string {
  const end = chance.pick(['', '.js', '.txt', '.map', '.tgz'])
  return `${chance.once(6) ? '.' : ''}${letters(chance, 1 + chance.below(3), characters)}${end}`
}

function nameFor(segment: string, chance: Chance, characters: readonly string[]): string {
  let text = ''
  for (let at = 0; at < segment.length; at += 1) {
    const character = segment[at] as string
    if (character === '*') text += chance.once(5) ? '' : letters(chance, 1 + chance.below(3), characters)
    else if (character === '?') text += letters(chance, 1, characters)
    else if (character === '[') {
      const close = segment.indexOf(']', at + 1)
      text += inBrackets(segment.slice(at + 1, close), chance, characters)
      at = close
    } else text += character
  }
  return text
}

function inBrackets(inside: string, chance: Chance, characters: readonly string[]): string {
  if (inside.startsWith('!')) return chance.pick(characters)
  const [low = '', dash, high] = inside
  if (dash !== '-' || high === undefined) return chance.pick([...inside.replaceAll('-', '')])
  const [from, to] = [low, high].map((character) => character.codePointAt(0) as number) as [number, number]
  return String.fromCodePoint(from + chance.below(to - from + 1))
}
