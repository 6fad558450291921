// SPDX-License-Identifier: Apache-2.0
// Which automata accept one path together: each combination with a shortest path that has it. The product of all is walked
// breadth first, each automaton by the sets of states that it can be in, which are numbered as they are met.
import type { CharacterClass } from '../../intoto/rules/alphabet.ts'
import { distinctClasses } from '../../intoto/rules/atoms.ts'
import { isWholePath, nextPathState, PATH_START, type PathState } from '../../intoto/rules/normal-paths.ts'
import type { CodePointTest } from '../../intoto/rules/pattern-tokens.ts'
import { closure, type Automaton } from './automaton.ts'

/** Paths that fit the same automata. */
export interface KindOfPath {
  /** A shortest of them. */
  readonly path: string
  /** For each automaton, whether they fit. */
  readonly fits: readonly boolean[]
}

/** States of the product, and transitions of one automaton in it, at most: ten times what large layouts take. */
const MOST_STATES = 5_000
const MOST_MOVES = 20_000_000

/**
 * What automata may cost, counted in moves and in the states that are looked at, some hundred nanoseconds each. It is
 * shared by all that is asked of one layout.
 */
export interface AutomataWork {
  left: number
}

/** Work has run out; it holds which of the automata took the most of it. */
export class WorkSpent extends Error {
  readonly heaviest: readonly number[]

  constructor(heaviest: readonly number[]) {
    super('the work of automata has run out')
    this.heaviest = heaviest
  }
}

interface Bounds {
  readonly mostStates?: number
  readonly work?: AutomataWork
}

interface Reached {
  readonly path: string
  readonly state: PathState
  /** Where the automata are that can still fit, in their order; most of a large layout cannot after a few characters. */
  readonly at: readonly StateSet[]
}

/**
 * All kinds of path that files can have, none of a scheme among them. Undefined where there are too many combinations to
 * look at.
 *
 * @throws WorkSpent
 */
export function kindsOfPath(
  automata: readonly Automaton[],
  { mostStates = MOST_STATES, work = { left: Infinity } }: Bounds = {}
): KindOfPath[] | undefined {
  const tests = new Map<string, { number: number; test: CodePointTest }>()
  const numbers = new Numbers()
  const walked = automata.map((automaton, index) => new Walked(automaton, index, tests, numbers))
  const alphabet = distinctClasses([...tests.values()].map(({ test }) => test))
  const kinds = new Map<string, KindOfPath>()
  const seen = new Set<string>()
  const spent = (): number => walked.reduce((sum, { looked }) => sum + looked, moves)
  let moves = 0
  let layer: Reached[] = [{ path: '', state: PATH_START, at: walked.map(({ start }) => start) }]
  while (layer.length > 0) {
    const next: Reached[] = []
    for (const { path, state, at } of layer) {
      if (spent() > work.left)
        throw new WorkSpent(walked.toSorted((a, b) => b.looked - a.looked).map(({ index }) => index))
      for (const [letter, character] of alphabet.entries()) {
        const moved = nextPathState(state, character.character)
        const longer = path + character.character
        // What follows a scheme, as in `word://`: strict verification takes it, and no pattern fits such a path.
        if (moved === undefined || moved === 'body') continue
        moves += at.length
        if (moves > MOST_MOVES || seen.size > mostStates) {
          work.left -= spent()
          return undefined
        }
        const reached = at.flatMap((states) => states.of.move(states, letter, character) ?? [])
        const key = `${moved} ${reached.map(({ number }) => number).join(',')}`
        if (seen.has(key)) continue
        seen.add(key)
        next.push({ path: longer, state: moved, at: reached })
        if (isWholePath(moved)) note(kinds, longer, reached, automata.length)
      }
    }
    layer = next
  }
  work.left -= spent()
  return [...kinds.values()]
}

function note(kinds: Map<string, KindOfPath>, path: string, at: readonly StateSet[], automata: number): void {
  const fitting = at.filter(({ isAccepting }) => isAccepting).map(({ of }) => of.index)
  const key = fitting.join(',')
  if (kinds.has(key)) return
  const fits = Array.from({ length: automata }, () => false)
  for (const index of fitting) fits[index] = true
  kinds.set(key, { path, fits })
}

/** States that one automaton can be in together: one state once it is deterministic. */
interface StateSet {
  readonly of: Walked
  /** Over all automata. */
  readonly number: number
  readonly states: readonly number[]
  readonly isAccepting: boolean
  /** By letter of the alphabet, where it leads; null: nowhere. */
  readonly moved: (StateSet | null)[]
}

class Numbers {
  #count = 0

  next(): number {
    this.#count += 1
    return this.#count
  }
}

/** One automaton, made deterministic as far as it is walked: each set of states is looked at once. */
class Walked {
  readonly index: number
  readonly start: StateSet
  /** States that were looked at. */
  looked: number
  readonly #automaton: Automaton
  readonly #tests: (readonly number[])[]
  readonly #sets = new Map<string, StateSet>()
  readonly #numbers: Numbers

  constructor(
    automaton: Automaton,
    index: number,
    tests: Map<string, { number: number; test: CodePointTest }>,
    numbers: Numbers
  ) {
    this.index = index
    this.looked = automaton.states.length
    this.#automaton = automaton
    this.#numbers = numbers
    this.#tests = automaton.states.map(({ transitions }) => transitions.map(({ test }) => numberOf(test, tests)))
    this.start = this.#setOf(closure(automaton, [0]))
  }

  /** Undefined where the automaton can accept no more. */
  move(from: StateSet, letter: number, { passed }: CharacterClass): StateSet | undefined {
    const known = from.moved[letter]
    if (known !== undefined) return known ?? undefined
    this.looked += from.states.length
    const to = from.states.flatMap((state) =>
      (this.#automaton.states[state]?.transitions ?? [])
        .filter((_transition, index) => passed[this.#tests[state]?.[index] as number] === true)
        .map((transition) => transition.to)
    )
    const set = to.length === 0 ? null : this.#setOf(closure(this.#automaton, to))
    from.moved[letter] = set
    return set ?? undefined
  }

  #setOf(states: readonly number[]): StateSet {
    const key = states.join(',')
    const known = this.#sets.get(key)
    if (known !== undefined) return known
    const isAccepting = states.includes(this.#automaton.states.length - 1)
    const set: StateSet = { of: this, number: this.#numbers.next(), states, isAccepting, moved: [] }
    this.#sets.set(key, set)
    return set
  }
}

function numberOf(test: CodePointTest, tests: Map<string, { number: number; test: CodePointTest }>): number {
  const key = JSON.stringify([test.negated, test.ranges])
  const found = tests.get(key) ?? { number: tests.size, test }
  tests.set(key, found)
  return found.number
}
