// SPDX-License-Identifier: Apache-2.0
// Which automata one path can fit together: each combination with a shortest path that has it. Each automaton is followed
// by the sets of places that it can be in, which are numbered as they are met.
import { schemeOf } from '../../intoto/artifacts/uri-schemes.ts'
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

/** Combinations of places, and moves of one automaton by one character, at most: ten times what large layouts take. */
const MOST_STATES = 5_000
const MOST_MOVES = 20_000_000

interface Reached {
  readonly path: string
  readonly state: PathState
  /** For each automaton, the number of the set of places. */
  readonly at: readonly number[]
}

/**
 * All kinds of path that files can have, none of a scheme among them. Undefined where there are too many combinations to
 * look at.
 */
export function kindsOfPath(automata: readonly Automaton[], mostStates = MOST_STATES): KindOfPath[] | undefined {
  const tests = new Map<string, { number: number; test: CodePointTest }>()
  const walked = automata.map((automaton) => new Walked(automaton, tests))
  const classes = distinctClasses([...tests.values()].map(({ test }) => test))
  const kinds = new Map<string, KindOfPath>()
  const seen = new Set<string>()
  let moves = 0
  let layer: Reached[] = [{ path: '', state: PATH_START, at: walked.map(() => 0) }]
  while (layer.length > 0) {
    const next: Reached[] = []
    for (const { path, state, at } of layer) {
      for (const [letter, character] of classes.entries()) {
        const moved = nextPathState(state, character.character)
        const longer = path + character.character
        if (moved === undefined || schemeOf(longer) !== '') continue
        moves += automata.length
        if (moves > MOST_MOVES || seen.size > mostStates) return undefined
        const reached = at.map((set, index) => (walked[index] as Walked).move(set, letter, character))
        const key = `${moved} ${reached.join(',')}`
        if (seen.has(key)) continue
        seen.add(key)
        next.push({ path: longer, state: moved, at: reached })
        if (isWholePath(moved)) note(kinds, longer, reached, walked)
      }
    }
    layer = next
  }
  return [...kinds.values()]
}

function note(kinds: Map<string, KindOfPath>, path: string, at: readonly number[], walked: readonly Walked[]): void {
  const fits = at.map((set, index) => (walked[index] as Walked).isEnd(set))
  const key = fits.map(Number).join('')
  if (!kinds.has(key)) kinds.set(key, { path, fits })
}

/** One automaton, of which each set of places is looked at once. */
class Walked {
  readonly #automaton: Automaton
  readonly #tests: (readonly number[])[]
  readonly #numbers = new Map<string, number>()
  readonly #sets: (readonly number[])[] = []
  readonly #moved: number[][] = []

  constructor(automaton: Automaton, tests: Map<string, { number: number; test: CodePointTest }>) {
    this.#automaton = automaton
    this.#tests = automaton.places.map(({ moves }) => moves.map(({ test }) => numberOf(test, tests)))
    this.#numberOf(closure(automaton, [0]))
  }

  move(set: number, letter: number, { passed }: CharacterClass): number {
    const moved = this.#moved[set] as number[]
    const known = moved[letter]
    if (known !== undefined) return known
    const to = (this.#sets[set] as readonly number[]).flatMap((place) =>
      (this.#automaton.places[place]?.moves ?? [])
        .filter((_move, index) => passed[this.#tests[place]?.[index] as number] === true)
        .map((move) => move.to)
    )
    const number = this.#numberOf(closure(this.#automaton, to))
    moved[letter] = number
    return number
  }

  isEnd(set: number): boolean {
    return (this.#sets[set] as readonly number[]).includes(this.#automaton.places.length - 1)
  }

  #numberOf(places: readonly number[]): number {
    const key = places.join(',')
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#sets.push(places) - 1
    this.#numbers.set(key, number)
    this.#moved.push([])
    return number
  }
}

function numberOf(test: CodePointTest, tests: Map<string, { number: number; test: CodePointTest }>): number {
  const key = JSON.stringify([test.negated, test.ranges])
  const found = tests.get(key) ?? { number: tests.size, test }
  tests.set(key, found)
  return found.number
}
