// SPDX-License-Identifier: Apache-2.0
// Random trees, and random lines of gitignore that have something to do with them.
import type { Chance } from './cases.ts'

const NAMES = [
  'a', 'b', 'ab', 'abc', 'a.b', 'b.a', '.a', 'A', 'aB', 'a b', ' a', 'a ', 'a-b', '-', '^a', '!a', '#a', '[a]', '[', ']',
  'a]', 'a1', '1', '_', '~', 'a~', 'é', 'aéb', 'x.link', '*', '**', '?', 'a?', 'a\\b', '\\', '\\a', 'a\tb', 'build', 'tmp'
] as const // prettier-ignore

export type Kind = 'file' | 'directory' | 'link-to-directory'

/** Paths of a tree, those of directories before what lies in them. */
export type Tree = ReadonlyMap<string, Kind>

export function randomTree(chance: Chance): Tree {
  const tree = new Map<string, Kind>()
  const grow = (above: string, depth: number): void => {
    const names = new Set(Array.from({ length: 1 + chance.below(5) }, () => chance.pick(NAMES)))
    for (const name of names) {
      const path = above === '' ? name : `${above}/${name}`
      const kind = chance.once(12) ? 'link-to-directory' : depth < 3 && chance.below(5) < 2 ? 'directory' : 'file'
      tree.set(path, kind)
      if (kind === 'directory') grow(path, depth + 1)
    }
  }
  grow('', 0)
  return tree
}

const GARBAGE = [
  '*',
  '**',
  '?',
  '/',
  '[',
  ']',
  '\\',
  '!',
  '-',
  '^',
  'a',
  'b',
  '.',
  ' ',
  ':',
  '[:alpha:]',
  '[a',
  'é'
] as const
const CLASSES = [
  '[a-c]', '[!a]', '[^b]', '[[:alpha:]]', '[[:digit:]_]', '[![:upper:]]', '[]a]', '[a', '[[:nope:]]', '[a-]', '[-a]',
  '[\\]a]', '[!]', '[z-a]', '[[:space:]]', '[a\\-c]', '[[:punct:]]', '[[a]', '[/a]', '[^/]', '[[:graph:]]', '[a-b-c]',
  '[[:xdigit:]', '[é]', '[A-\\b]', '[[:]', '[[:]a]', '[]-a]', '[\\', '[[:blank:][:lower:]]'
] as const // prettier-ignore

/** One part of a path, or something like it. */
function bent(part: string, chance: Chance): string {
  switch (chance.below(9)) {
    case 0:
      return '*'
    case 1: {
      const at = chance.below(part.length + 1)
      return `${part.slice(0, at)}*${part.slice(at + chance.below(2))}`
    }
    case 2:
      return `${part.slice(0, -1)}?`
    case 3: {
      const at = chance.below(part.length)
      return `${part.slice(0, at)}${chance.pick(CLASSES)}${part.slice(at + 1)}`
    }
    case 4:
      return [...part].map((letter) => (chance.once(2) ? `\\${letter}` : letter)).join('')
    case 5:
      return chance.once(3) ? `${part}**` : chance.once(2) ? `**${part}` : part
    default:
      return part
  }
}

export function randomPattern(tree: Tree, chance: Chance): string {
  if (chance.once(10)) return Array.from({ length: chance.below(7) }, () => chance.pick(GARBAGE)).join('')
  const parts = chance.pick([...tree.keys()]).split('/')
  const from = chance.below(parts.length)
  let part = parts.slice(from, chance.once(2) ? from + 1 : parts.length).map((each) => bent(each, chance))
  if (chance.once(5)) part = ['**', ...part]
  if (chance.once(7)) part.splice(chance.below(part.length + 1), chance.below(2), '**')
  const text = part.join(chance.once(20) ? '\\/' : '/')
  const anchor = chance.once(5) ? '/' : ''
  const negation = chance.once(4) ? '!' : chance.once(30) ? '\\!' : ''
  const end = chance.once(5) ? '/' : chance.once(12) ? ['  ', '\\ ', '\\  ', ' \\ '][chance.below(4)] : ''
  return `${negation}${anchor}${text}${end}`
}
