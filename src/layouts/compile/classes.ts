// SPDX-License-Identifier: Apache-2.0
// The classes of a set's files: patterns in the dialect of rules, in the order in which rules ask for them. A file is of the
// first class that it fits.
import { automatonOfMoved, automatonOfPrefix, automatonOfRule, type Automaton } from './automaton.ts'
import { kindsOfPath, WorkSpent, type AutomataWork, type KindOfPath } from './kinds-of-path.ts'
import { TooIntricate } from './too-intricate.ts'
import { PatternsThere } from './patterns-there.ts'
import type { Pipeline } from './pipeline.ts'
import { relationKey, type Relation } from './related-sets.ts'
import { escapedForRule } from './widened.ts'

/** Files that rules ask for together. */
export interface FileClass {
  /** In the dialect of rules. */
  readonly pattern: string
  /** One name of each sort of file in it that intents tell apart; another class of that sort has the same. */
  readonly samples: readonly string[]
  /** The later classes that names of this one fit as well, in order; one list for each sort of name. */
  readonly later: readonly (readonly string[])[]
}

const ALL = '*'
/** Of more, no pair is looked at. */
const MOST_PAIRS = 24
/** Work of the automata of one layout, at most. */
const MOST_WORK = 20_000_000

/** Reads classes, those of sets that have the same in common once. */
export class ClassReader {
  readonly #patterns: PatternsThere
  readonly #work: AutomataWork
  /** By relations, and by the patterns that follow from them. */
  readonly #known = new Map<string, readonly FileClass[] | undefined>()
  readonly #byPatterns = new Map<string, readonly FileClass[] | undefined>()

  constructor(pipeline: Pipeline, most = MOST_WORK) {
    this.#work = { left: most }
    this.#patterns = new PatternsThere(pipeline)
  }

  /**
   * The classes of the files of a set by its relations; undefined where its patterns are too intricate to be told apart.
   *
   * @throws TooIntricate where those of all sets are
   */
  classesOf(relations: readonly Relation[]): readonly FileClass[] | undefined {
    const sorted = [...relations].sort((a, b) => a.set - b.set)
    const key = sorted.map(relationKey).join('\n')
    if (this.#known.has(key)) return this.#known.get(key)
    const classes = this.#classesOf(sorted)
    this.#known.set(key, classes)
    return classes
  }

  #classesOf(relations: readonly Relation[]): readonly FileClass[] | undefined {
    const exact = exactTests(relations, this.#patterns)
    const fine = [...rulePatterns(relations, this.#patterns, true)]
    const key = JSON.stringify([fine, [...exact.keys()].sort()])
    if (this.#byPatterns.has(key)) return this.#byPatterns.get(key)
    const tests = [...exact.values()].map(({ automaton }) => automaton())
    const byPatterns = (patterns: readonly string[]): FileClass[] | undefined => {
      try {
        return classesBy(patterns, tests, this.#work)
      } catch (error) {
        if (!(error instanceof WorkSpent)) throw error
        const texts = error.heaviest.flatMap((index) => [...exact.values()][index - patterns.length]?.text ?? [])
        throw new TooIntricate(texts[0])
      }
    }
    const classes = byPatterns(fine) ?? byPatterns([...rulePatterns(relations, this.#patterns, false)])
    this.#byPatterns.set(key, classes)
    return classes
  }
}

/** Undefined where there are too many combinations of patterns to look at. */
function classesBy(
  patterns: readonly string[],
  exact: readonly Automaton[],
  work: AutomataWork
): FileClass[] | undefined {
  const kinds = kindsOfPath([...patterns.map(automatonOfRule), ...exact], { work })
  if (kinds === undefined) return undefined
  const ordered = inOrder(patterns, kinds)
  const samples = new Map<string, string>()
  const found = new Map(ordered.map(({ pattern }) => [pattern, { samples: new Set<string>(), later: new Map() }]))
  for (const { path, fits } of kinds) {
    const sort = fits.slice(patterns.length).map(Number).join('')
    // One name stands for all of its sort, in whatever class: so less is looked at.
    const sample = samples.get(sort) ?? path
    samples.set(sort, sample)
    const [first, ...later] = ordered.filter(({ index }) => fits[index] === true).map(({ pattern }) => pattern)
    const one = first === undefined ? undefined : found.get(first)
    one?.samples.add(sample)
    one?.later.set(JSON.stringify(later), later)
  }
  return [...found].flatMap(([pattern, one]) =>
    one.samples.size === 0 ? [] : [{ pattern, samples: [...one.samples], later: [...one.later.values()] }]
  )
}

/**
 * Patterns that fit something; of several that fit the same, one. Those that fit less come before those that fit the same
 * and more, else they keep their order.
 */
function inOrder(patterns: readonly string[], kinds: readonly KindOfPath[]): { pattern: string; index: number }[] {
  const byFiles = new Map<string, { pattern: string; index: number; fitting: readonly number[] }>()
  for (const [index, pattern] of patterns.entries()) {
    const fitting = kinds.flatMap(({ fits }, kind) => (fits[index] === true ? [kind] : []))
    const key = fitting.join(',')
    if (fitting.length > 0 && !byFiles.has(key)) byFiles.set(key, { pattern, index, fitting })
  }
  let waiting = [...byFiles.values()].map((one) => ({ ...one, files: new Set(one.fitting) }))
  const ordered: typeof waiting = []
  while (waiting.length > 0) {
    const next = waiting.find((one) =>
      waiting.every(
        ({ fitting }) => fitting.length >= one.fitting.length || !fitting.every((kind) => one.files.has(kind))
      )
    )
    // Of finitely many sets one has no other within it.
    ordered.push(next as (typeof waiting)[number])
    waiting = waiting.filter((one) => one !== next)
  }
  return ordered
}

interface ExactOf {
  /** The pattern of intents, where it is of one. */
  readonly text: string | undefined
  readonly automaton: () => Automaton
}

/** What decides over the fate of a file of a set, by a text that says the same. */
function exactTests(relations: readonly Relation[], patterns: PatternsThere): Map<string, ExactOf> {
  const tests = new Map<string, ExactOf>()
  for (const { set, here, there } of relations) {
    if (here !== '') tests.set(JSON.stringify([here]), { text: undefined, automaton: () => automatonOfPrefix(here) })
    for (const { text, automaton } of patterns.exactAt(set, there))
      tests.set(JSON.stringify([here, there, text]), {
        text,
        automaton: () => automatonOfMoved(automaton, here, there)
      })
  }
  return tests
}

/** Patterns of rules that tell the files of a set apart, in the order of the layout; those of what lies deeper come last. */
function rulePatterns(relations: readonly Relation[], there: PatternsThere, isFine: boolean): Set<string> {
  const patterns = new Set<string>()
  const deeper = new Set<string>()
  for (const relation of relations) {
    const here = escapedForRule(relation.here)
    if (here !== '') patterns.add(`${here}*`)
    const rests = there.widenedAt(relation.set, relation.there)
    for (const rest of rests.patterns) patterns.add(here + rest)
    if (isFine) for (const rest of rests.deeper) deeper.add(here + rest)
  }
  return new Set([...(isFine ? together(patterns) : []), ...patterns, ...deeper, ALL])
}

/** Patterns of what fits two of some, where one says how names begin and the other how they end. */
function together(patterns: ReadonlySet<string>): string[] {
  const beginnings = [...patterns].filter((pattern) => /^[^*?[]+\*$/.test(pattern))
  const endings = [...patterns].filter((pattern) => /^\*[^*?[]+$/.test(pattern))
  if (beginnings.length * endings.length > MOST_PAIRS) return []
  return beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending.slice(1)))
}
