// SPDX-License-Identifier: Apache-2.0
// Patterns of intents and of rules as automata, so that it can be asked which of them one path fits together.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { passes, patternTokens, testOf, type CodePointTest } from '../../intoto/rules/pattern-tokens.ts'
import { segmentsOf, withoutSlash } from './widened.ts'

/** Where in a pattern one is. */
interface State {
  /** What a character leads to. */
  readonly transitions: readonly Transition[]
  /** What is reached with this state, without a character: its empty transitions. */
  readonly skips: readonly number[]
  /**
   * The states from the first to before the second, of which none accepts what this one does not, because its star takes
   * whatever they take: what is in them beside this one is not followed.
   */
  readonly covers?: readonly [number, number]
}

interface Transition {
  readonly test: CodePointTest
  readonly to: number
}

/** It begins in its first state, and its last is the accepting one. */
export interface Automaton {
  readonly states: readonly State[]
}

const SLASH = 0x2f
const ANY: CodePointTest = { ranges: [], negated: true }
const OF_NAME: CodePointTest = { ranges: [[SLASH, SLASH]], negated: true }
const ACCEPTING: State = { transitions: [], skips: [] }

/** What fits a pattern in the dialect of rules. */
export function automatonOfRule(pattern: string): Automaton {
  const states = patternTokens(pattern).map((token, at) => (token === '*' ? run(ANY, at, 0) : one(testOf(token), at)))
  return { states: [...states, ACCEPTING] }
}

/** What fits a pattern of intents. */
export function automatonOfIntent(pattern: IntentPattern): Automaton {
  const states: State[] = []
  const segments = segmentsOf(pattern)
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1
    const at = states.length
    if (segment === '**') {
      if (isLast) states.push(one(ANY, at), run(ANY, at + 1, 0))
      else
        states.push(
          { transitions: [{ test: ANY, to: at + 1 }], skips: [at + 2] },
          {
            transitions: [
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
      states.push(token === '*' ? run(OF_NAME, states.length, at) : one(withinName(testOf(token)), states.length))
    if (!isLast) states.push(one(literal('/'), states.length))
  }
  return { states: [...states, ACCEPTING] }
}

/** What starts with a text. */
export function automatonOfPrefix(prefix: string): Automaton {
  const states = [...prefix].map((character, at) => one(literal(character), at))
  return { states: [...states, run(ANY, states.length, 0), ACCEPTING] }
}

/** What fits once its beginning, `prefix`, is replaced by `by`. */
export function automatonOfMoved(automaton: Automaton, prefix: string, by: string): Automaton {
  if (prefix === '' && by === '') return automaton
  const reached = reachedBy(automaton, by)
  const chain = [...prefix].map((character, at) => one(literal(character), at))
  const shift = chain.length + 1
  const states = automaton.states.map(({ transitions, skips, covers }) => ({
    transitions: transitions.map(({ test, to }) => ({ test, to: to + shift })),
    skips: skips.map((to) => to + shift),
    ...(covers === undefined ? {} : { covers: [covers[0] + shift, covers[1] + shift] as const })
  }))
  return { states: [...chain, { transitions: [], skips: reached.map((to) => to + shift) }, ...states] }
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

/** All states that are reached with some, but for those that another covers, in order. */
export function closure({ states }: Automaton, from: Iterable<number>): number[] {
  const reached = new Set(from)
  for (const state of reached) for (const skip of states[state]?.skips ?? []) reached.add(skip)
  const kept: number[] = []
  let covering: readonly (readonly [number, number])[] = []
  for (const state of [...reached].sort((a, b) => b - a)) {
    if (covering.some(([first, end]) => first <= state && state < end)) continue
    kept.push(state)
    const covers = states[state]?.covers
    // Whatever a later one covers further up is behind us.
    if (covers !== undefined) covering = [...covering.filter(([first]) => first < covers[0]), covers]
  }
  return kept.reverse()
}

function after(automaton: Automaton, reached: readonly number[], codePoint: number): number[] {
  const transitions = reached.flatMap((state) => automaton.states[state]?.transitions ?? [])
  return closure(
    automaton,
    transitions.filter(({ test }) => passes(test, codePoint)).map(({ to }) => to)
  )
}

function one(test: CodePointTest, at: number): State {
  return { transitions: [{ test, to: at + 1 }], skips: [] }
}

function run(test: CodePointTest, at: number, first: number): State {
  return { transitions: [{ test, to: at }], skips: [at + 1], covers: [first, at] }
}

function literal(character: string): CodePointTest {
  return testOf(character.codePointAt(0) as number)
}

function withinName({ ranges, negated }: CodePointTest): CodePointTest {
  return negated ? { ranges: [...ranges, [SLASH, SLASH]], negated } : { ranges: ranges.flatMap(withoutSlash), negated }
}
