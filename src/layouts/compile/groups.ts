// SPDX-License-Identifier: Apache-2.0
// What has the same of a class in every honest run makes a group.
import { cellKey, keyThere, type Cell } from './cells.ts'
import type { Holders } from './holders.ts'
import { listIn } from './pipeline.ts'

/** Cells that have the same files in every honest run, in the order of the layout; each is related to each other one. */
type Group = readonly Cell[]

/**
 * The groups of cells, in the order of the first of each. A cell stands in one group, alone where it has files as no
 * other does; cells that never have files stand in none.
 *
 * @param cells of all sets, in the order of the layout
 */
export function groupsOf(cells: readonly Cell[], holders: Holders): readonly Group[] {
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
export function inOrderOfNext(groups: readonly Group[]): readonly Group[] {
  const groupOf = new Map(groups.flatMap((group) => group.map((cell) => [cell.key, group])))
  const nextOf = ({ set, later }: Cell): Group | undefined => groupOf.get(cellKey(set, later[0]?.[0] ?? ''))
  const ordered = new Map<Group, Group>()
  for (const group of nextFirst(groups, nextOf)) {
    const blocks = new Map<Group | undefined, Cell[]>()
    for (const cell of group) listIn(blocks, nextOf(cell)).push(cell)
    const order = [...blocks].flatMap(([next, cells]) => {
      if (next === undefined) return cells
      const places = new Map<number, number>()
      // In a cycle one is ordered before its next is, which stands in the order of the layout then.
      for (const [place, { set }] of (ordered.get(next) ?? next).entries()) if (!places.has(set)) places.set(set, place)
      const placeOf = ({ set }: Cell): number => places.get(set) ?? -1
      return cells.sort((a, b) => placeOf(a) - placeOf(b))
    })
    ordered.set(group, order)
  }
  return groups.map((group) => ordered.get(group) as Group)
}

/**
 * Groups, each after those that its cells fall to next. Sets order their classes each for itself, so that two groups can
 * be next to each other: of a cycle, whichever is met first comes last. A chain can be as long as a layout has patterns,
 * which is too deep for calls.
 */
function nextFirst(groups: readonly Group[], nextOf: (cell: Cell) => Group | undefined): ReadonlySet<Group> {
  const done = new Set<Group>()
  const met = new Set<Group>()
  const waiting = [...groups].reverse()
  for (let group = waiting.at(-1); group !== undefined; group = waiting.at(-1)) {
    const next = met.has(group)
      ? []
      : [...new Set(group.map(nextOf))].filter((one) => one !== undefined && !met.has(one))
    met.add(group)
    waiting.push(...(next as Group[]).reverse())
    if (next.length > 0) continue
    waiting.pop()
    done.add(group)
  }
  return done
}
