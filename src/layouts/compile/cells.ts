// SPDX-License-Identifier: Apache-2.0
// The files of each set by class.
import { ClassReader } from './classes.ts'
import type { Histories } from './histories.ts'
import type { Pipeline, SetNumber } from './pipeline.ts'
import { IndexedRelations, type PlainSets } from './indexed-relations.ts'
import { relationsOf, type Relation } from './related-sets.ts'
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
  /** In the order in which rules ask. Undefined where the patterns are too intricate: then nothing is known. */
  readonly cells: readonly Cell[] | undefined
}

/**
 * The cells of each set, in the order of the layout: for each class of its files one, in the order in which rules ask.
 * Sets with the same patterns share the names of their classes, so a cell also tells which of those its set never has.
 *
 * @throws TooIntricate
 */
export function readCells(pipeline: Pipeline, histories: Histories, mostWork?: number): CellsOfSet[] {
  const reader = new ClassReader(pipeline, mostWork)
  const plain = new Map<string, PlainSets>()
  return pipeline.sets.map((set) => {
    const relations = new IndexedRelations(relationsOf(pipeline, set), plain)
    const cells = reader.classesOf(relations.all)?.map(({ pattern, samples, later }) => {
      const there = samples.filter((name) => !histories.isAbsent({ set, name }))
      return { set, pattern, samples: there, names: samples, later, relations, key: cellKey(set, pattern) }
    })
    return { set, cells }
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
