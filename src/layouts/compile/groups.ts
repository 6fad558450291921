// SPDX-License-Identifier: Apache-2.0
// What has the same of a class in every honest run makes a group.
import { cellKey, keyThere, type Cell } from './cells.ts'
import type { Holders } from './holders.ts'
import { listIn } from './pipeline.ts'

/** Cells that have the same files in every honest run, in the order of the layout; each is related to each other one. */
export function groupsOf(cells: readonly Cell[], holders: Holders): readonly (readonly Cell[])[] {
  const byKey = new Map(cells.map((cell) => [cell.key, cell]))
  const grouped = new Set<Cell>()
  return cells.flatMap((first) => {
    if (first.samples.length === 0 || grouped.has(first)) return []
    const group = groupFrom(first, byKey, holders, grouped)
    for (const cell of group) grouped.add(cell)
    return [group.sort((a, b) => a.set - b.set)]
  })
}

function groupFrom(
  first: Cell,
  byKey: ReadonlyMap<string, Cell>,
  holders: Holders,
  grouped: ReadonlySet<Cell>
): Cell[] {
  const sets = holders.sameNamesOf(first)
  /** Any two of these are the same, which needs no look at each pair. */
  const isPlain = (cell: Cell): boolean =>
    cell.pattern === first.pattern && sets.has(cell.set) && holders.sameNamesOf(cell) === sets
  const group = new Set([first])
  const others: Cell[] = []
  for (const relation of holders.relationsOf(first)) {
    if (!holders.isHolder(relation, first)) continue
    const other = byKey.get(keyThere(relation, first.pattern))
    if (other === undefined || other.samples.length === 0 || grouped.has(other) || group.has(other)) continue
    const plain = isPlain(other)
    if (![...(plain ? others : group)].every((member) => holders.areSame(member, other))) continue
    group.add(other)
    if (!plain) others.push(other)
  }
  return [...group]
}

/**
 * Groups whose cells stand in the order in which those of the next class do, wherever they can: so most lists ask the same
 * of both, and need no rules of their own for the first.
 */
export function inOrderOfNext(groups: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const groupOf = new Map(groups.flatMap((group) => group.map((cell) => [cell.key, group])))
  const ordered = new Map<readonly Cell[], readonly Cell[]>()
  const orderOf = (group: readonly Cell[]): readonly Cell[] => {
    const known = ordered.get(group)
    if (known !== undefined) return known
    const blocks = new Map<readonly Cell[] | undefined, Cell[]>()
    for (const cell of group) {
      const next = groupOf.get(cellKey(cell.set, cell.later[0]?.[0] ?? ''))
      listIn(blocks, next).push(cell)
    }
    const order = [...blocks].flatMap(([next, cells]) => {
      if (next === undefined) return cells
      const places = new Map<number, number>()
      for (const [place, { set }] of orderOf(next).entries()) if (!places.has(set)) places.set(set, place)
      const placeOf = ({ set }: Cell): number => places.get(set) ?? -1
      return cells.sort((a, b) => placeOf(a) - placeOf(b))
    })
    ordered.set(group, order)
    return order
  }
  return groups.map(orderOf)
}
