// SPDX-License-Identifier: Apache-2.0
// The classes of a set's files: patterns in the dialect of rules, in the order in which rules ask for them. A file is of the
// first class that it fits.
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import { automatonOfIntent, automatonOfMoved, automatonOfPrefix, automatonOfRule, type Automaton } from './automaton.ts'
import { kindsOfPath, type KindOfPath } from './kinds-of-path.ts'
import { compilePattern } from '../../intoto/rules/pattern.ts'
import type { Pipeline } from './pipeline.ts'
import type { Relation } from './related-sets.ts'
import { escapedForRule, widened } from './widened.ts'

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

/** Reads classes, those of sets that have the same in common once. */
export class ClassReader {
  readonly #pipeline: Pipeline
  readonly #known = new Map<string, readonly FileClass[] | undefined>()

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline
  }

  /** The classes of the files of a set by its relations; undefined where its patterns are too intricate to be told apart. */
  classesOf(relations: readonly Relation[]): readonly FileClass[] | undefined {
    const exact = exactTests(this.#pipeline, relations)
    const fine = [...rulePatterns(this.#pipeline, relations, true)]
    const key = JSON.stringify([fine, [...exact.keys()].sort()])
    if (this.#known.has(key)) return this.#known.get(key)
    const classes = classesBy(fine, exact) ?? classesBy([...rulePatterns(this.#pipeline, relations, false)], exact)
    this.#known.set(key, classes)
    return classes
  }
}

/** Undefined where there are too many combinations of patterns to look at. */
function classesBy(patterns: readonly string[], exact: ReadonlyMap<string, Automaton>): FileClass[] | undefined {
  const kinds = kindsOfPath([...patterns.map(automatonOfRule), ...exact.values()])
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

/** What decides over the fate of a file of a set, by a text that says the same. */
function exactTests(pipeline: Pipeline, relations: readonly Relation[]): Map<string, Automaton> {
  const tests = new Map<string, Automaton>()
  for (const relation of relations) {
    const { here, there } = relation
    if (here !== '') tests.set(JSON.stringify([here]), automatonOfPrefix(here))
    for (const pattern of patternsAt(pipeline, relation)) {
      const key = JSON.stringify([here, there, pattern.text])
      if (!tests.has(key)) tests.set(key, automatonOfMoved(automatonOfIntent(pattern), here, there))
    }
  }
  return tests
}

/** The patterns of intents that are asked of the names of a set. */
function patternsAt(pipeline: Pipeline, { set }: Relation): IntentPattern[] {
  const taken = pipeline.waysFrom(set).flatMap(({ only }) => only)
  const step = pipeline.intentsOf(set)
  if (step === undefined || pipeline.kindOf(set) === 'materials') return taken
  const { adds, mayAdd, changes, removes, mayRemove } = step
  return [...adds, ...mayAdd, ...changes, ...removes, ...mayRemove, ...taken]
}

/** Patterns of rules that tell the files of a set apart, in the order of the layout; those of what lies deeper come last. */
function rulePatterns(pipeline: Pipeline, relations: readonly Relation[], isFine: boolean): Set<string> {
  const patterns = new Set<string>()
  const deeper = new Set<string>()
  for (const relation of [...relations].sort((a, b) => a.set - b.set)) {
    const { here, there, set } = relation
    const add = (to: Set<string>, pattern: string): void => {
      for (const rest of withoutBeginning(pattern, there)) to.add(escapedForRule(here) + rest)
    }
    if (here !== '') patterns.add(`${escapedForRule(here)}*`)
    for (const pattern of patternsAt(pipeline, relation)) {
      const wide = widened(pattern)
      for (const one of wide.patterns) add(patterns, one)
      if (isFine) for (const one of wide.deeper) add(deeper, one)
    }
    const directories = [
      ...pipeline.waysFrom(set).map(({ from }) => from),
      ...pipeline.waysTo(set).map(({ into }) => into)
    ]
    for (const directory of directories) if (directory !== '') add(patterns, `${escapedForRule(directory)}*`)
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

/** The patterns of what follows a text in the names that fit a pattern. */
export function withoutBeginning(pattern: string, beginning: string): string[] {
  let forms = [pattern]
  for (const character of beginning) {
    forms = forms.flatMap((form) => {
      if (form.startsWith('*')) return [form, ...withoutBeginning(form.slice(1), character)]
      const escaped = escapedForRule(character)
      if (form.startsWith(escaped)) return [form.slice(escaped.length)]
      const brackets = /^\[[^\]]+\]/.exec(form)?.[0]
      const isOne = form.startsWith('?') || brackets !== undefined
      return isOne && compilePattern(brackets ?? '?').matches(character) ? [form.slice((brackets ?? '?').length)] : []
    })
  }
  const unique = [...new Set(forms)]
  return unique.includes(ALL) ? [ALL] : unique
}
