// SPDX-License-Identifier: Apache-2.0
// The paths that strict verification lets into a link (relative, in their shortest form, after a scheme if they have one:
// `isNormalised` of verification), as an automaton, so that it can be asked which of them a pattern fits.
import { schemeOf, URI_SCHEMES } from '../artifacts/uri-schemes.ts'

/**
 * How far a path has been read: `=` and the beginning of a scheme of ours; `letter` or `word`, which may still become the
 * scheme of an address; `word:` and `word:/`; `body`, the beginning of what follows a scheme; `drive`, its first letter;
 * else the segment: begun, one dot, two dots, or a name.
 */
export type PathState = `=${string}` | 'letter' | 'word' | 'word:' | 'word:/' | 'body' | 'drive' | Segment
type Segment = 'segment' | 'dot' | 'dots' | 'name'

export const PATH_START: PathState = '='

const SCHEMES = Object.keys(URI_SCHEMES)
/** All characters of our schemes, each of which may matter by itself. */
const SCHEME_CHARACTERS = new Set(SCHEMES.join(''))
const COMPLETE: ReadonlySet<PathState> = new Set(['letter', 'word', 'word:', 'drive', 'name'])

/** Characters at which what `nextPathState` says may change: it says the same of all from one to the next. */
export const PATH_CUTS: readonly number[] = [
  ...[...SCHEME_CHARACTERS, '+', '-', '.', '/', ':'].flatMap((character) => [code(character), code(character) + 1]),
  ...['AZ', 'az', '09'].flatMap(([low = '', high = '']) => [code(low), code(high) + 1])
]

/** Whether a path may end here. */
export function isWholePath(state: PathState): boolean {
  return COMPLETE.has(state) || (state.startsWith('=') && state !== PATH_START)
}

/** The state after one more character; undefined when no such path is in its shortest form. No backslashes are asked for. */
export function nextPathState(state: PathState, character: string): PathState | undefined {
  if (state.startsWith('=')) return afterBeginning(state.slice(1), character)
  switch (state) {
    case 'letter':
    case 'word':
      if (character === ':') return state === 'word' ? 'word:' : undefined
      return /[A-Za-z0-9+.-]/.test(character) ? 'word' : inName(character)
    case 'word:':
      return character === '/' ? 'word:/' : 'name'
    case 'word:/':
      return character === '/' ? 'body' : inSegment('segment', character)
    case 'body':
      return /[A-Za-z]/.test(character) ? 'drive' : inSegment('segment', character)
    case 'drive':
      return character === ':' ? undefined : inName(character)
    default:
      return inSegment(state as Segment, character)
  }
}

/** After what may become one of our schemes. */
function afterBeginning(beginning: string, character: string): PathState | undefined {
  const text = beginning + character
  if (schemeOf(text) !== '') return 'body'
  if (SCHEMES.some((scheme) => scheme.startsWith(text))) return `=${text}`
  if (beginning !== '') return nextPathState(beginning.length === 1 ? 'letter' : 'word', character)
  return /[A-Za-z]/.test(character) ? 'letter' : inSegment('segment', character)
}

function inName(character: string): PathState {
  return character === '/' ? 'segment' : 'name'
}

function inSegment(state: Segment, character: string): PathState | undefined {
  if (state === 'name') return inName(character)
  if (character === '/') return undefined
  if (character !== '.' || state === 'dots') return 'name'
  return state === 'segment' ? 'dot' : 'dots'
}

function code(character: string): number {
  return character.codePointAt(0) as number
}
