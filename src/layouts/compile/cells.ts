// SPDX-License-Identifier: Apache-2.0
// The files of each set by class.
import { ClassReader } from './classes.ts'
import type { Histories } from './histories.ts'
import type { Pipeline, SetNumber } from './pipeline.ts'
import { IndexedRelations, type PlainSets } from './indexed-relations.ts'
import { RelationBudget, type Relation } from './related-sets.ts'
import { escapedForRule } from './widened.ts'

/** The files of one class in one set. */
export interface Cell {
  readonly set: SetNumber
  readonly pattern: string
  /** Names, one of each sort, that the set has in some honest run; none: it never has any of this class. */
  readonly samples: readonly string[]
  /** The same with names that the set never has. */
  readonly names: readonly string[]
  readonly later: readonly (readonly string[])[]
  /** Those of the set. */
  readonly relations: IndexedRelations
  /** What names the cell. */
  readonly key: string
}

export interface CellsOfSet {
  readonly set: SetNumber
  /** In the order in which rules ask. Undefined where nothing is known. */
  readonly cells: readonly Cell[] | undefined
  /** Why nothing is known: its patterns are too intricate, or the files of the layout come by too many ways. */
  readonly unknown: 'patterns' | 'ways' | undefined
}

/** What may be spent on one layout; undefined: what every layout may. */
interface CellBounds {
  readonly mostWork?: number | undefined
  readonly mostRelations?: number | undefined
}

/**
 * The cells of each set, in the order of the layout: for each class of its files one, in the order in which rules ask.
 * Sets with the same patterns share the names of their classes, so a cell also tells which of those its set never has.
 *
 * @throws TooIntricate
 */
export function readCells(
  pipeline: Pipeline,
  histories: Histories,
  { mostWork, mostRelations }: CellBounds = {}
): CellsOfSet[] {
  const reader = new ClassReader(pipeline, mostWork)
  const budget = new RelationBudget(mostRelations)
  const plain = new Map<string, PlainSets>()
  const found = pipeline.sets.map((set) => budget.relationsOf(pipeline, set))
  // What one set cannot be asked about, another cannot be asked about it.
  if (found.includes(undefined)) return pipeline.sets.map((set) => ({ set, cells: undefined, unknown: 'ways' }))
  return pipeline.sets.map((set, index) => {
    const relations = new IndexedRelations(found[index] ?? [], plain)
    const cells = reader.classesOf(relations.all)?.map(({ pattern, samples, later }) => {
      const there = samples.filter((name) => !histories.isAbsent({ set, name }))
      return { set, pattern, samples: there, names: samples, later, relations, key: cellKey(set, pattern) }
    })
    return { set, cells, unknown: cells === undefined ? 'patterns' : undefined }
  })
}

/** What names a cell. */
export function cellKey(set: SetNumber, pattern: string): string {
  return `${set} ${pattern}`
}

/** The cell that a relation leads to from another. */
export function keyThere({ set, here, there }: Relation, pattern: string): string {
  if (here === there) return cellKey(set, pattern)
  return cellKey(set, escapedForRule(there) + pattern.slice(escapedForRule(here).length))
}
