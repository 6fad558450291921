// SPDX-License-Identifier: Apache-2.0
// The classes of all sets, and which other sets have all that a set has of a class. What has the same of a class in every
// honest run makes a group.
import { ClassReader } from './classes.ts'
import type { Histories } from './histories.ts'
import type { Pipeline, SetNumber } from './pipeline.ts'
import { SOURCE } from './pipeline.ts'
import { nameThere, relationsOf, type Relation } from './related-sets.ts'
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
  /** Sets that a rule of the class can name, whatever is there. */
  readonly relations: readonly Relation[]
  /** Those of them that have whatever this set has of the class. */
  readonly holders: readonly Relation[]
}

export interface CellsOfSet {
  readonly set: SetNumber
  /** In the order in which rules ask. Undefined where the patterns are too intricate: then nothing is known. */
  readonly cells: readonly Cell[] | undefined
}

/** All cells of a pipeline by set. */
export function readCells(pipeline: Pipeline, histories: Histories): CellsOfSet[] {
  const reader = new ClassReader(pipeline)
  return pipeline.sets.map((set) => {
    const relations = relationsOf(pipeline, set)
    const classes = reader.classesOf(relations)
    const cells = classes?.map(({ pattern, samples, later }) => {
      const there = samples.filter((name) => !histories.isAbsent({ set, name }))
      const usable = relations.filter((relation) => isUsable(relation, set, pattern))
      const holders = usable.filter((relation) => holdsAll(relation, { set, samples: there }, histories))
      return { set, pattern, samples: there, names: samples, later, relations: usable, holders }
    })
    return { set, cells }
  })
}

/** Whether a rule about a pattern of a set can name what a relation is about. */
function isUsable({ set, here, there }: Relation, own: SetNumber, pattern: string): boolean {
  return set !== SOURCE && (set !== own || here !== there) && (here === '' || pattern.startsWith(escapedForRule(here)))
}

function holdsAll(relation: Relation, cell: Pick<Cell, 'set' | 'samples'>, histories: Histories): boolean {
  return cell.samples.every((name) => {
    const there = nameThere(relation, name)
    return there !== undefined && histories.holds({ set: relation.set, name: there }, { set: cell.set, name })
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

/** Cells that have the same files in every honest run, in the order of the layout; each is related to each other one. */
export function groupsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const keyOf = ({ set, pattern }: Cell): string => cellKey(set, pattern)
  const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]))
  const holdersOf = new Map(
    cells.map((cell) => [cell, new Set(cell.holders.map((relation) => keyThere(relation, cell.pattern)))])
  )
  const samesOf = new Map<Cell, ReadonlySet<Cell>>()
  for (const cell of cells) {
    const others = [...(holdersOf.get(cell) ?? [])].flatMap((key) => byKey.get(key) ?? [])
    const key = keyOf(cell)
    samesOf.set(
      cell,
      new Set(others.filter((other) => other.samples.length > 0 && holdersOf.get(other)?.has(key) === true))
    )
  }
  const grouped = new Set<Cell>()
  return cells.flatMap((first) => {
    if (first.samples.length === 0 || grouped.has(first)) return []
    const group = [first]
    for (const other of samesOf.get(first) ?? [])
      if (!grouped.has(other) && group.every((member) => samesOf.get(member)?.has(other) === true)) group.push(other)
    for (const cell of group) grouped.add(cell)
    return [group.sort((a, b) => a.set - b.set)]
  })
}

/**
 * Groups whose cells stand in the order in which those of the next class do, wherever they can: so most lists ask the same
 * of both, and need no rules of their own for the first.
 */
export function inOrderOfNext(groups: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const groupOf = new Map(groups.flatMap((group) => group.map((cell) => [cellKey(cell.set, cell.pattern), group])))
  const ordered = new Map<readonly Cell[], readonly Cell[]>()
  const orderOf = (group: readonly Cell[]): readonly Cell[] => {
    const known = ordered.get(group)
    if (known !== undefined) return known
    const blocks = new Map<readonly Cell[] | undefined, Cell[]>()
    for (const cell of group) {
      const next = groupOf.get(cellKey(cell.set, cell.later[0]?.[0] ?? ''))
      blocks.set(next, [...(blocks.get(next) ?? []), cell])
    }
    const order = [...blocks].flatMap(([next, cells]) => {
      if (next === undefined) return cells
      const sets = orderOf(next).map(({ set }) => set)
      return cells.sort((a, b) => sets.indexOf(a.set) - sets.indexOf(b.set))
    })
    ordered.set(group, order)
    return order
  }
  return groups.map(orderOf)
}
