// SPDX-License-Identifier: Apache-2.0
// Which patterns of a set can fit one path at the same time. The automaton of normal paths and the positions in all
// patterns are walked together, breadth first, so that each combination comes with a shortest path that has it.
import { characterClasses, type CharacterClass } from './alphabet.ts'
import { isWholePath, nextPathState, PATH_START, type PathState } from './normal-paths.ts'
import { testOf, type CodePointTest, type PatternToken } from './pattern-tokens.ts'

/** A combination of patterns, and a shortest path that these fit and no others. */
export interface Atom {
  readonly path: string
  /** For each pattern, whether it fits. */
  readonly fits: readonly boolean[]
}

/** What an analysis may cost. It is spent by counting, never by a clock. */
export interface Budget {
  /** Combinations of positions. */
  states: number
  /** Positions that are moved by one character, and rules that are held against an example. */
  moves: number
}

/** Elements of all patterns together; more are not begun with. */
const MOST_TOKENS = 2_000

/** All combinations that a normal path can have. Undefined when the budget does not last. */
export function atomsOf(patterns: readonly (readonly PatternToken[])[], budget: Budget): Atom[] | undefined {
  if (patterns.reduce((sum, tokens) => sum + tokens.length, 0) > MOST_TOKENS) return undefined
  const walk = new PatternWalk(patterns)
  const atoms = new Map<string, Atom>()
  let layer = [{ path: '', state: PATH_START, positions: walk.start }]
  const seen = new Set<string>()
  while (layer.length > 0) {
    const next: typeof layer = []
    for (const { path, state, positions } of layer) {
      for (const letter of walk.classes) {
        const moved = nextPathState(state, letter.character)
        if (moved === undefined) continue
        budget.moves -= positions.length + 1
        const reached = walk.move(positions, letter)
        const key = `${moved} ${reached.join(',')}`
        if (seen.has(key)) continue
        seen.add(key)
        budget.states -= 1
        if (budget.states < 0 || budget.moves < 0) return undefined
        const longer = { path: path + letter.character, state: moved, positions: reached }
        next.push(longer)
        note(atoms, longer, walk)
      }
    }
    layer = next
  }
  return [...atoms.values()]
}

function note(
  atoms: Map<string, Atom>,
  { path, state, positions }: { path: string; state: PathState; positions: readonly number[] },
  walk: PatternWalk
): void {
  if (!isWholePath(state)) return
  const fits = walk.fits(positions)
  const key = fits.map(Number).join('')
  if (!atoms.has(key)) atoms.set(key, { path, fits })
}

/** The positions of all patterns, numbered one after the other. */
class PatternWalk {
  readonly classes: readonly CharacterClass[]
  readonly start: readonly number[]
  /** For each position: the number of its test, `*`, or undefined at the end of a pattern. */
  readonly #elements: (number | '*' | undefined)[] = []
  /** For each pattern, the position after its last element. */
  readonly #ends: number[] = []

  constructor(patterns: readonly (readonly PatternToken[])[]) {
    const tests = new Map<string, { number: number; test: CodePointTest }>()
    const starts: number[] = []
    for (const tokens of patterns) {
      starts.push(this.#elements.length)
      for (const token of tokens) this.#elements.push(token === '*' ? token : numberOf(testOf(token), tests))
      this.#ends.push(this.#elements.length)
      this.#elements.push(undefined)
    }
    this.classes = distinctClasses([...tests.values()].map(({ test }) => test))
    const reached = new Set<number>()
    for (const position of starts) this.#reach(position, reached)
    this.start = sorted(reached)
  }

  /** The positions after one character of a class. */
  move(positions: readonly number[], { passed }: CharacterClass): number[] {
    const reached = new Set<number>()
    for (const position of positions) {
      const element = this.#elements[position]
      if (element === '*') this.#reach(position, reached)
      else if (element !== undefined && passed[element] === true) this.#reach(position + 1, reached)
    }
    return sorted(reached)
  }

  fits(positions: readonly number[]): boolean[] {
    const reached = new Set(positions)
    return this.#ends.map((end) => reached.has(end))
  }

  /** A star may stand for nothing, so what follows it is reached with it. */
  #reach(position: number, reached: Set<number>): void {
    reached.add(position)
    if (this.#elements[position] === '*') reached.add(position + 1)
  }
}

function numberOf(test: CodePointTest, tests: Map<string, { number: number; test: CodePointTest }>): number {
  const key = JSON.stringify([test.negated, test.ranges])
  const found = tests.get(key) ?? { number: tests.size, test }
  tests.set(key, found)
  return found.number
}

/** The classes of characters that differ in something that tests or the automaton of paths ask; the most readable first. */
export function distinctClasses(tests: readonly CodePointTest[]): CharacterClass[] {
  const byKey = new Map<string, CharacterClass>()
  for (const one of characterClasses(tests)) {
    const key = `${pathClass(one.character)} ${one.passed.map(Number).join('')}`
    if (!byKey.has(key)) byKey.set(key, one)
  }
  return [...byKey.values()]
}

/** What the automaton of paths makes of a character, from each state that tells characters apart. */
function pathClass(character: string): string {
  return STATES.map((state) => nextPathState(state, character) ?? '-').join(' ')
}

const STATES: readonly PathState[] = reachableStates()

function reachableStates(): PathState[] {
  const found = new Set<PathState>([PATH_START])
  const characters = characterClasses([]).map(({ character }) => character)
  for (const state of found)
    for (const character of characters) {
      const next = nextPathState(state, character)
      if (next !== undefined) found.add(next)
    }
  return [...found]
}

function sorted(positions: ReadonlySet<number>): number[] {
  return [...positions].sort((a, b) => a - b)
}
