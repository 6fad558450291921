// SPDX-License-Identifier: Apache-2.0
// What each list asks of each class. A list can say of a file only that one of several others has it, so as many sets can
// be held equal as there are lists: in a ring, each is asked whether the one before has its files.
import { keyThere, type Cell } from './cells.ts'
import { groupsOf, inOrderOfNext } from './groups.ts'
import { doingOf, type Histories, type Place } from './histories.ts'
import { Holders } from './holders.ts'
import { SOURCE, type Pipeline } from './pipeline.ts'
import { nameThere, shortened, type Relation } from './related-sets.ts'

/** What is asked of the files of one cell. */
export type Tie =
  /** One of these sets has them. */
  | { readonly kind: 'held'; readonly by: readonly Relation[] }
  /** The step did with them what it says. */
  | { readonly kind: 'own'; readonly creates: boolean; readonly changes: boolean; readonly keeps: boolean }
  /** There are none. */
  | { readonly kind: 'none' }
  /** Nothing can be asked. */
  | { readonly kind: 'anything' }

interface Group {
  /** In the order of the layout. */
  readonly cells: readonly Cell[]
  /** In the order in which one asks the next, in a ring. */
  readonly ring: readonly Cell[]
  /** What the whole group is asked about, outside of it. */
  readonly outside: readonly Relation[] | undefined
}

/** The ties of all cells, by their keys. */
export function readTies(pipeline: Pipeline, histories: Histories, cells: readonly Cell[]): ReadonlyMap<string, Tie> {
  return new TieMaker(pipeline, histories, cells).ties
}

class TieMaker {
  readonly ties = new Map<string, Tie>()
  readonly #pipeline: Pipeline
  readonly #histories: Histories
  readonly #holders: Holders
  readonly #groupOf = new Map<string, Group>()

  constructor(pipeline: Pipeline, histories: Histories, cells: readonly Cell[]) {
    this.#pipeline = pipeline
    this.#histories = histories
    this.#holders = new Holders(histories)
    const found = groupsOf(cells, this.#holders)
    const rings = inOrderOfNext(found)
    const groups = found.map((group, index) => ({
      cells: group,
      ring: rings[index] as readonly Cell[],
      outside: this.#outsideOf(group)
    }))
    for (const group of groups) for (const { key } of group.cells) this.#groupOf.set(key, group)
    for (const cell of cells) if (cell.samples.length === 0) this.#tie(cell, { kind: 'none' })
    for (const group of groups) this.#tieGroup(group)
  }

  #tie({ key }: Cell, tie: Tie): void {
    this.ties.set(key, tie)
  }

  #tieGroup(group: Group): void {
    const { cells, ring, outside } = group
    const [first] = cells as readonly [Cell, ...Cell[]]
    if (outside !== undefined) {
      const end = cells.at(-1) as Cell
      const there = movedRelations(outside, first, end, this.#holders)
      // Against the order of the layout: what is removed somewhere is then missing where the list before asks.
      for (const [index, cell] of cells.entries()) {
        const [before, next] = [cells[index - 1], cells[index + 1]]
        if (there !== undefined)
          this.#tie(cell, next === undefined ? { kind: 'held', by: there } : this.#heldBy(cell, next))
        else this.#tie(cell, before === undefined ? { kind: 'held', by: outside } : this.#heldBy(cell, before))
      }
      return
    }
    const beyond = this.#beyond(group)
    if (beyond !== undefined) {
      for (const [index, cell] of cells.entries())
        this.#tie(cell, index === 0 ? { kind: 'held', by: [beyond] } : this.#heldBy(cell, cells[index - 1] as Cell))
    } else if (cells.length === 1) this.#tie(first, this.#alone(first))
    else for (const [index, cell] of ring.entries()) this.#tie(cell, this.#heldBy(cell, ring.at(index - 1) as Cell))
  }

  /** What the files of a group come from, where that is more than the group has. */
  #outsideOf(cells: readonly Cell[]): readonly Relation[] | undefined {
    const [first] = cells as readonly [Cell, ...Cell[]]
    const own = new Set(cells.map(({ key }) => key))
    const relations = this.#holders.relationsOf(first)
    const chosen: Relation[] = []
    let isOnlySource = true
    for (const name of this.#namesInFirst(cells)) {
      const parts = this.#histories.partsOf({ set: first.set, name })
      if (parts === undefined) return undefined
      for (const part of parts) {
        if (this.#histories.isAbsent(part)) continue
        if (part.set !== SOURCE || parts.length > 1) isOnlySource = false
        const holds = (relation: Relation): boolean => this.#holds(relation, name, part)
        if (chosen.some(holds)) continue
        const candidates = relations.filter(
          (relation) => holds(relation) && !own.has(keyThere(relation, first.pattern))
        )
        const best =
          candidates.find((relation) => relation.set === part.set && nameThere(relation, name) === part.name) ??
          candidates.find((relation) => !this.#isBelow(relation, first, name))
        if (best === undefined) return undefined
        chosen.push(best)
      }
    }
    return isOnlySource ? undefined : withoutRepeated(chosen)
  }

  /** What any of a group can have, by its names in the first of them, whose class may be narrower. */
  #namesInFirst(cells: readonly Cell[]): ReadonlySet<string> {
    const [first, ...others] = cells as readonly [Cell, ...Cell[]]
    const names = others.flatMap((cell) => {
      const relation = this.#holders.between(cell, first)
      return relation === undefined ? [] : cell.samples.flatMap((name) => nameThere(relation, name) ?? [])
    })
    return new Set([...first.samples, ...names])
  }

  #heldBy(cell: Cell, other: Cell): Tie {
    return { kind: 'held', by: [this.#holders.between(cell, other) as Relation] }
  }

  #holds(relation: Relation, name: string, part: Place): boolean {
    const there = nameThere(relation, name)
    return there !== undefined && this.#histories.holds({ set: relation.set, name: there }, part)
  }

  #isBelow(relation: Relation, { set }: Cell, name: string): boolean {
    const there = nameThere(relation, name)
    return there !== undefined && this.#histories.comesTo({ set: relation.set, name: there }, { set, name })
  }

  /** A set outside of the group to which all of its files come, so that whatever is lost on the way is missed. */
  #beyond({ cells }: Group): Relation | undefined {
    const [first] = cells as readonly [Cell, ...Cell[]]
    const own = new Set(cells.map(({ key }) => key))
    const holders = this.#holders.holdersOf(first)
    const found = [...holders]
      .sort((a, b) => a.set - b.set)
      .find(
        (relation) =>
          !own.has(keyThere(relation, first.pattern)) &&
          cells.every((cell) => {
            const key = keyThere(relation, first.pattern)
            const same = cell.relations
              .to(relation.set)
              .filter((other) => this.#holders.isHolder(other, cell) && keyThere(other, cell.pattern) === key)
            return same.some((other) => cell.samples.every((name) => this.#isBelow(other, cell, name)))
          })
      )
    if (found === undefined) return undefined
    const group = this.#groupOf.get(keyThere(found, first.pattern))
    // The end from which the others of that group are asked in turn.
    const end = group?.outside === undefined ? group?.cells.at(-1) : group.cells[0]
    return holders.find((relation) => end !== undefined && keyThere(relation, first.pattern) === end.key) ?? found
  }

  #alone(cell: Cell): Tie {
    const { set, samples } = cell
    const step = this.#pipeline.intentsOf(set)
    if (step === undefined || this.#pipeline.kindOf(set) === 'materials') return { kind: 'anything' }
    if (step.addsSource) return { kind: 'own', creates: true, changes: false, keeps: false }
    const doings = samples.map((name) => ({
      ...doingOf(step, name),
      stays: !doingOf(step, name).removes && !this.#histories.isAbsent({ set: set - 1, name })
    }))
    return {
      kind: 'own',
      creates: doings.some(({ adds }) => adds),
      changes: doings.some(({ changes, stays }) => changes && stays),
      keeps: doings.some(({ stays }) => stays)
    }
  }
}

/** Relations of one cell as those of another; undefined where that has not all of them. */
function movedRelations(
  outside: readonly Relation[],
  from: Cell,
  to: Cell,
  holders: Holders
): readonly Relation[] | undefined {
  if (from === to) return outside
  const moved = outside.map((relation) => {
    const key = keyThere(relation, from.pattern)
    return to.relations
      .to(relation.set)
      .find((other) => holders.isUsable(other, to) && keyThere(other, to.pattern) === key)
  })
  return moved.every((relation) => relation !== undefined) ? moved : undefined
}

/** Of relations that lead each file to the same place, the widest. */
function withoutRepeated(relations: readonly Relation[]): Relation[] {
  const byEffect = new Map<string, Relation>()
  for (const relation of [...relations].sort((a, b) => a.here.length - b.here.length)) {
    const key = JSON.stringify([relation.set, ...shortened(relation.here, relation.there)])
    if (!byEffect.has(key)) byEffect.set(key, relation)
  }
  return relations.filter((relation) => [...byEffect.values()].includes(relation))
}
