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

export const oddPath = (chance: Chance): string => chance.pick(ODD)

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789']

export function letters(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => chance.pick(LETTERS)).join('')
}

/** A path that fits a pattern and that `refused` does not refuse; undefined when none is found. */
export function pathFor(pattern: string, chance: Chance, refused: (path: string) => boolean): string | undefined {
  for (let tries = 0; tries < 40; tries += 1) {
    const segments = pattern.split('/').flatMap((segment, index, all) => {
      if (segment !== '**') return [nameFor(segment, chance)]
      const fewest = index === all.length - 1 ? 1 : 0
      return Array.from({ length: fewest + chance.below(3) }, () => randomName(chance))
    })
    const path = segments.join('/')
    const isPath = segments.every(
      (segment) => segment !== '' && segment !== '.' && segment !== '..' && segment !== '.git'
    )
    if (isPath && pathFits(pattern, path) && !refused(path)) return path
  }
  return undefined
}

function randomName(chance: Chance): string {
  const end = chance.pick(['', '.js', '.txt', '.map', '.tgz'])
  return `${chance.once(6) ? '.' : ''}${letters(chance, 1 + chance.below(3))}${end}`
}

function nameFor(segment: string, chance: Chance): string {
  let text = ''
  for (let at = 0; at < segment.length; at += 1) {
    const character = segment[at] as string
    if (character === '*') text += chance.once(5) ? '' : letters(chance, 1 + chance.below(3))
    else if (character === '?') text += letters(chance, 1)
    else if (character === '[') {
      const close = segment.indexOf(']', at + 1)
      text += inBrackets(segment.slice(at + 1, close), chance)
      at = close
    } else text += character
  }
  return text
}

function inBrackets(inside: string, chance: Chance): string {
  if (inside.startsWith('!')) return chance.pick(LETTERS)
  const [low = '', dash, high] = inside
  if (dash !== '-' || high === undefined) return chance.pick([...inside.replaceAll('-', '')])
  const [from, to] = [low.charCodeAt(0), high.charCodeAt(0)]
  return String.fromCharCode(from + chance.below(to - from + 1))
}
