// SPDX-License-Identifier: Apache-2.0
// One list of rules: what is asked of each class of a set, as short as it says the same.
import { cellKey, type Cell } from './cells.ts'
import type { Pipeline } from './pipeline.ts'
import { shortened, type Relation } from './related-sets.ts'
import { statementsOf } from './statements-of-rule.ts'
import type { Tie } from './ties.ts'
import { escapedForRule } from './widened.ts'

/** A rule of a layout that is made, and what it comes from. */
export interface CompiledRule {
  readonly words: readonly string[]
  /** The statements that it comes from, as `writeStatements` writes them. */
  readonly statements: readonly string[]
}

/** The rules for the files of one set. */
export interface CompiledList {
  readonly rules: readonly CompiledRule[]
  /** What they ask of each class that they ask for, by its pattern. */
  readonly asked: ReadonlyMap<string, Tie>
}

interface TiedCell {
  readonly cell: Cell
  readonly tie: Tie
}

const ALL = '*'

/** Makes the rules for the sets of a pipeline. */
export class ListMaker {
  readonly #pipeline: Pipeline
  readonly #ties: ReadonlyMap<string, Tie>

  constructor(pipeline: Pipeline, ties: ReadonlyMap<string, Tie>) {
    this.#pipeline = pipeline
    this.#ties = ties
  }

  /** The rules for the files of a set, but for installed directories. */
  listOf(cells: readonly Cell[]): CompiledList {
    const tied = this.#withCommonEnd(cells.map((cell) => ({ cell, tie: this.#tieOf(cell) })))
    const kept = new Map<string, Tie>()
    /** By pattern, what its rules leave to later ones: also of the classes that have none of their own. */
    const left = new Map(cells.map(({ pattern, later }) => [pattern, [...later]]))
    for (const { cell, tie } of [...tied].reverse()) {
      const { pattern, later } = cell
      if (pattern === ALL || !this.#isSaidLater(cell, tie, kept)) kept.set(pattern, tie)
      else
        for (const patterns of later) {
          const at = patterns.findIndex((other) => kept.has(other))
          left.get(patterns[at] as string)?.push(patterns.slice(at + 1))
        }
    }
    const rules = tied.flatMap(({ cell, tie }) => {
      const later = left.get(cell.pattern) ?? []
      return kept.has(cell.pattern) ? this.#rulesOf({ ...cell, later }, tie, kept) : []
    })
    const end = kept.get(ALL)
    // No file is left for it by its classes, so nothing is said of it.
    const all = end === undefined ? [...rules, { words: ['DISALLOW', ALL], statements: [] }] : rules
    return { rules: withoutRepeatedEnds(all), asked: kept }
  }

  /** Where there is nothing but some classes, of which several ask one set before that has nothing else either, `*` asks it. */
  #withCommonEnd(tied: readonly TiedCell[]): readonly TiedCell[] {
    const last = tied.at(-1)
    if (last?.cell.pattern !== ALL || last.tie.kind !== 'none') return tied
    const asked = tied.map(({ tie }) => (tie.kind === 'held' && tie.by.length === 1 ? tie.by[0] : undefined))
    const common = asked.find(
      (one) =>
        one !== undefined &&
        one.set < last.cell.set &&
        one.here === '' &&
        one.there === '' &&
        this.#ties.get(cellKey(one.set, ALL))?.kind === 'none' &&
        asked.filter((other) => other?.set === one.set && other.here === other.there).length > 1
    )
    if (common === undefined) return tied
    return [...tied.slice(0, -1), { cell: last.cell, tie: { kind: 'held', by: [common] } }]
  }

  #tieOf({ set, pattern }: Cell): Tie {
    return this.#ties.get(cellKey(set, pattern)) ?? { kind: 'none' }
  }

  /** Whether the rules of later classes ask the same of the files of a class. */
  #isSaidLater(cell: Cell, tie: Tie, kept: ReadonlyMap<string, Tie>): boolean {
    return cell.later.every((patterns) => {
      const next = nextKept(patterns, kept)
      return this.#effect(tie) === this.#effect(next) || (tie.kind === 'none' && this.#takesNone(cell, next))
    })
  }

  /** Whether what is asked of files that a set never has can be met only by sets before, which never have them either. */
  #takesNone({ set, pattern }: Cell, next: Tie): boolean {
    if (next.kind !== 'held') return false
    return next.by.every((relation) => {
      if (relation.set >= set || relation.here !== relation.there) return false
      return this.#ties.get(cellKey(relation.set, pattern))?.kind === 'none'
    })
  }

  /** A text that is the same for ties that ask the same of the same file. */
  #effect(tie: Tie): string {
    if (tie.kind !== 'held') return JSON.stringify(tie)
    return tie.by
      .map(({ set, here, there }) => JSON.stringify([set, ...shortened(here, there)]))
      .sort()
      .join(' ')
  }

  #rulesOf(cell: Cell, tie: Tie, kept: ReadonlyMap<string, Tie>): CompiledRule[] {
    const { set, pattern } = cell
    const statements = statementsOf(this.#pipeline, cell, undefined)
    const rule = (keyword: string): CompiledRule => ({ words: [keyword, pattern], statements })
    const end = rule('DISALLOW')
    switch (tie.kind) {
      case 'none':
        return [end]
      case 'anything':
        return [rule('ALLOW')]
      case 'held':
        return [...tie.by.map((relation) => this.#match(cell, relation)), end]
      case 'own': {
        const made = [...(tie.creates ? [rule('CREATE')] : []), ...(tie.changes ? [rule('MODIFY')] : [])]
        if (this.#fallsOnOwn(cell, tie, kept)) return made
        const unchanged = this.#match(cell, { set: set - 1, here: '', there: '' })
        return [...made, ...(tie.keeps ? [unchanged] : []), end]
      }
    }
  }

  /** Whether what the step left as it was is asked for by the rules of later classes, and nothing else is. */
  #fallsOnOwn(
    { set, pattern, later }: Cell,
    { keeps }: Tie & { kind: 'own' },
    kept: ReadonlyMap<string, Tie>
  ): boolean {
    return (
      pattern !== ALL &&
      later.every((patterns) => {
        const next = nextKept(patterns, kept)
        if (next.kind === 'none') return !keeps
        return next.kind === 'held' && next.by.every((one) => one.set === set - 1 && one.here === one.there)
      })
    )
  }

  #match(cell: Cell, { set, here, there }: Relation): CompiledRule {
    const rest = cell.pattern.slice(escapedForRule(here).length)
    const prefix = (directory: string): string[] => (directory === '' ? [] : ['IN', directory.slice(0, -1)])
    const kind = this.#pipeline.kindOf(set).toUpperCase()
    const words = ['MATCH', rest, ...prefix(here), 'WITH', kind, ...prefix(there), 'FROM', this.#pipeline.stepOf(set)]
    return { words, statements: statementsOf(this.#pipeline, cell, set) }
  }
}

/** Before a last `DISALLOW *` no other needs to stand. */
function withoutRepeatedEnds(rules: readonly CompiledRule[]): CompiledRule[] {
  const last = rules.at(-1)
  if (last?.words.join(' ') !== 'DISALLOW *') return [...rules]
  const end = rules.findLastIndex(({ words: [keyword] }) => keyword !== 'DISALLOW')
  return [...rules.slice(0, end + 1), last]
}

function nextKept(patterns: readonly string[], kept: ReadonlyMap<string, Tie>): Tie {
  const next = patterns.find((pattern) => kept.has(pattern))
  return (next === undefined ? undefined : kept.get(next)) ?? { kind: 'none' }
}
