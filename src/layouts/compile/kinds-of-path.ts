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
  /** Where the automata are that can still fit, in their order; most of a large layout cannot after a few characters. */
  readonly at: readonly Spot[]
}

/**
 * All kinds of path that files can have, none of a scheme among them. Undefined where there are too many combinations to
 * look at.
 */
export function kindsOfPath(automata: readonly Automaton[], mostStates = MOST_STATES): KindOfPath[] | undefined {
  const tests = new Map<string, { number: number; test: CodePointTest }>()
  const spots = new Spots()
  const walked = automata.map((automaton, index) => new Walked(automaton, index, tests, spots))
  const classes = distinctClasses([...tests.values()].map(({ test }) => test))
  const kinds = new Map<string, KindOfPath>()
  const seen = new Set<string>()
  let moves = 0
  let layer: Reached[] = [{ path: '', state: PATH_START, at: walked.map(({ start }) => start) }]
  while (layer.length > 0) {
    const next: Reached[] = []
    for (const { path, state, at } of layer) {
      for (const [letter, character] of classes.entries()) {
        const moved = nextPathState(state, character.character)
        const longer = path + character.character
        if (moved === undefined || schemeOf(longer) !== '') continue
        moves += at.length
        if (moves > MOST_MOVES || seen.size > mostStates) return undefined
        const reached = at.flatMap((spot) => spot.of.move(spot, letter, character) ?? [])
        const key = `${moved} ${reached.map(({ number }) => number).join(',')}`
        if (seen.has(key)) continue
        seen.add(key)
        next.push({ path: longer, state: moved, at: reached })
        if (isWholePath(moved)) note(kinds, longer, reached, automata.length)
      }
    }
    layer = next
  }
  return [...kinds.values()]
}

function note(kinds: Map<string, KindOfPath>, path: string, at: readonly Spot[], automata: number): void {
  const fitting = at.filter(({ isEnd }) => isEnd).map(({ of }) => of.index)
  const key = fitting.join(',')
  if (kinds.has(key)) return
  const fits = Array.from({ length: automata }, () => false)
  for (const index of fitting) fits[index] = true
  kinds.set(key, { path, fits })
}

/** Places that one automaton can be in together. */
interface Spot {
  readonly of: Walked
  /** Over all automata. */
  readonly number: number
  readonly places: readonly number[]
  readonly isEnd: boolean
  /** By letter, where it leads; null: nowhere. */
  readonly moved: (Spot | null)[]
}

class Spots {
  #count = 0

  next(): number {
    this.#count += 1
    return this.#count
  }
}

/** One automaton, of which each set of places is looked at once. */
class Walked {
  readonly index: number
  readonly start: Spot
  readonly #automaton: Automaton
  readonly #tests: (readonly number[])[]
  readonly #spots = new Map<string, Spot>()
  readonly #numbers: Spots

  constructor(
    automaton: Automaton,
    index: number,
    tests: Map<string, { number: number; test: CodePointTest }>,
    numbers: Spots
  ) {
    this.index = index
    this.#automaton = automaton
    this.#numbers = numbers
    this.#tests = automaton.places.map(({ moves }) => moves.map(({ test }) => numberOf(test, tests)))
    this.start = this.#spotOf(closure(automaton, [0]))
  }

  /** Undefined where the automaton can fit no more. */
  move(from: Spot, letter: number, { passed }: CharacterClass): Spot | undefined {
    const known = from.moved[letter]
    if (known !== undefined) return known ?? undefined
    const to = from.places.flatMap((place) =>
      (this.#automaton.places[place]?.moves ?? [])
        .filter((_move, index) => passed[this.#tests[place]?.[index] as number] === true)
        .map((move) => move.to)
    )
    const spot = to.length === 0 ? null : this.#spotOf(closure(this.#automaton, to))
    from.moved[letter] = spot
    return spot ?? undefined
  }

  #spotOf(places: readonly number[]): Spot {
    const key = places.join(',')
    const known = this.#spots.get(key)
    if (known !== undefined) return known
    const isEnd = places.includes(this.#automaton.places.length - 1)
    const spot: Spot = { of: this, number: this.#numbers.next(), places, isEnd, moved: [] }
    this.#spots.set(key, spot)
    return spot
  }
}

function numberOf(test: CodePointTest, tests: Map<string, { number: number; test: CodePointTest }>): number {
  const key = JSON.stringify([test.negated, test.ranges])
  const found = tests.get(key) ?? { number: tests.size, test }
  tests.set(key, found)
  return found.number
}
