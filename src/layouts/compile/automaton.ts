// SPDX-License-Identifier: Apache-2.0
// Patterns of intents and of rules as automata, so that it can be asked which of them one path fits together.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { passes, patternTokens, testOf, type CodePointTest } from '../../intoto/rules/pattern-tokens.ts'
import { segmentsOf, withoutSlash } from './widened.ts'

/** Where in a pattern one is. */
interface Place {
  /** What a character leads to. */
  readonly moves: readonly Move[]
  /** What is reached with this place, without a character. */
  readonly skips: readonly number[]
  /**
   * The places from the first to before the second, of which none accepts what this one does not, because its star takes
   * whatever they take: what is in them beside this one is not followed.
   */
  readonly covers?: readonly [number, number]
}

interface Move {
  readonly test: CodePointTest
  readonly to: number
}

/** It begins at its first place, and a path fits that ends at its last. */
export interface Automaton {
  readonly places: readonly Place[]
}

const SLASH = 0x2f
const ANY: CodePointTest = { ranges: [], negated: true }
const OF_NAME: CodePointTest = { ranges: [[SLASH, SLASH]], negated: true }
const END: Place = { moves: [], skips: [] }

/** What fits a pattern in the dialect of rules. */
export function automatonOfRule(pattern: string): Automaton {
  const places = patternTokens(pattern).map((token, at) => (token === '*' ? run(ANY, at, 0) : one(testOf(token), at)))
  return { places: [...places, END] }
}

/** What fits a pattern of intents. */
export function automatonOfIntent(pattern: IntentPattern): Automaton {
  const places: Place[] = []
  const segments = segmentsOf(pattern)
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1
    const at = places.length
    if (segment === '**') {
      if (isLast) places.push(one(ANY, at), run(ANY, at + 1, 0))
      else
        places.push(
          { moves: [{ test: ANY, to: at + 1 }], skips: [at + 2] },
          {
            moves: [
              { test: ANY, to: at + 1 },
              { test: literal('/'), to: at + 2 }
            ],
            skips: [],
            // Not that before it, from which the next name begins at once.
            covers: [0, at]
          }
        )
      continue
    }
    for (const token of segment)
      places.push(token === '*' ? run(OF_NAME, places.length, at) : one(withinName(testOf(token)), places.length))
    if (!isLast) places.push(one(literal('/'), places.length))
  }
  return { places: [...places, END] }
}

/** What starts with a text. */
export function automatonOfPrefix(prefix: string): Automaton {
  const places = [...prefix].map((character, at) => one(literal(character), at))
  return { places: [...places, run(ANY, places.length, 0), END] }
}

/** What fits once its beginning, `prefix`, is replaced by `by`. */
export function automatonOfMoved(automaton: Automaton, prefix: string, by: string): Automaton {
  if (prefix === '' && by === '') return automaton
  const reached = reachedBy(automaton, by)
  const chain = [...prefix].map((character, at) => one(literal(character), at))
  const shift = chain.length + 1
  const places = automaton.places.map(({ moves, skips, covers }) => ({
    moves: moves.map(({ test, to }) => ({ test, to: to + shift })),
    skips: skips.map((to) => to + shift),
    ...(covers === undefined ? {} : { covers: [covers[0] + shift, covers[1] + shift] as const })
  }))
  return { places: [...chain, { moves: [], skips: reached.map((to) => to + shift) }, ...places] }
}

/** Whether anything that begins with a text fits. */
export function canBeginWith(automaton: Automaton, text: string): boolean {
  return reachedBy(automaton, text).length > 0
}

function reachedBy(automaton: Automaton, text: string): number[] {
  let reached = closure(automaton, [0])
  for (const character of text) {
    if (reached.length === 0) return reached
    reached = after(automaton, reached, character.codePointAt(0) as number)
  }
  return reached
}

/** All places that are reached with some, but for those that another covers, in order. */
export function closure({ places }: Automaton, from: Iterable<number>): number[] {
  const reached = new Set(from)
  for (const place of reached) for (const skip of places[place]?.skips ?? []) reached.add(skip)
  const kept: number[] = []
  let covering: readonly (readonly [number, number])[] = []
  for (const place of [...reached].sort((a, b) => b - a)) {
    if (covering.some(([first, end]) => first <= place && place < end)) continue
    kept.push(place)
    const covers = places[place]?.covers
    // Whatever a later one covers further up is behind us.
    if (covers !== undefined) covering = [...covering.filter(([first]) => first < covers[0]), covers]
  }
  return kept.reverse()
}

function after(automaton: Automaton, reached: readonly number[], codePoint: number): number[] {
  const moves = reached.flatMap((place) => automaton.places[place]?.moves ?? [])
  return closure(
    automaton,
    moves.filter(({ test }) => passes(test, codePoint)).map(({ to }) => to)
  )
}

function one(test: CodePointTest, at: number): Place {
  return { moves: [{ test, to: at + 1 }], skips: [] }
}

function run(test: CodePointTest, at: number, first: number): Place {
  return { moves: [{ test, to: at }], skips: [at + 1], covers: [first, at] }
}

function literal(character: string): CodePointTest {
  return testOf(character.codePointAt(0) as number)
}

function withinName({ ranges, negated }: CodePointTest): CodePointTest {
  return negated ? { ranges: [...ranges, [SLASH, SLASH]], negated } : { ranges: ranges.flatMap(withoutSlash), negated }
}
