// SPDX-License-Identifier: Apache-2.0
// Which other cells have all that a cell has. It is not written down for each pair: a large layout has millions. Cells whose
// files merely pass from one to the other share one answer.
import { keyThere, type Cell } from './cells.ts'
import type { Held, Histories } from './histories.ts'
import { SOURCE, type SetNumber } from './pipeline.ts'
import { nameThere, type Relation } from './related-sets.ts'
import { escapedForRule } from './widened.ts'

/** Sets that have what a cell has, under the same names, itself among them. */
export type SameNames = ReadonlySet<SetNumber>

/** Finds the sets that have all that a cell has, under the same names. */
export class Holders {
  readonly #histories: Histories
  readonly #sameNames = new Map<Cell, SameNames>()
  readonly #known = new Map<string, SameNames>()
  readonly #numbers = new Map<Held, number>()

  constructor(histories: Histories) {
    this.#histories = histories
  }

  /** The relations that a rule about a cell can name, in order. */
  relationsOf(cell: Cell): readonly Relation[] {
    return cell.relations.about(cell.pattern).filter((relation) => this.isUsable(relation, cell))
  }

  /** Whether a rule about a cell can name what a relation is about. */
  isUsable({ set, here, there }: Relation, { set: own, pattern }: Cell): boolean {
    return (
      set !== SOURCE && (set !== own || here !== there) && (here === '' || pattern.startsWith(escapedForRule(here)))
    )
  }

  /** Those of them that lead to whatever has all that the cell has. */
  holdersOf(cell: Cell): readonly Relation[] {
    return this.relationsOf(cell).filter((relation) => this.isHolder(relation, cell))
  }

  /** Whether a rule can name a relation, which leads to whatever has all that the cell has. */
  isHolder(relation: Relation, cell: Cell): boolean {
    if (!this.isUsable(relation, cell)) return false
    if (relation.here === '' && relation.there === '') return this.sameNamesOf(cell).has(relation.set)
    return cell.samples.every((name) => {
      const there = nameThere(relation, name)
      if (there === undefined) return false
      return this.#histories.holds({ set: relation.set, name: there }, { set: cell.set, name })
    })
  }

  /** The first relation from one cell to another that has all of it. */
  between(cell: Cell, other: Cell): Relation | undefined {
    return cell.relations
      .to(other.set)
      .find((relation) => keyThere(relation, cell.pattern) === other.key && this.isHolder(relation, cell))
  }

  /** Whether two cells have the same files in every honest run, and each can be asked about the other. */
  areSame(cell: Cell, other: Cell): boolean {
    return this.#isHeldBy(cell, other) && this.#isHeldBy(other, cell)
  }

  #isHeldBy(cell: Cell, other: Cell): boolean {
    if (cell.pattern === other.pattern && cell.set !== other.set && this.sameNamesOf(cell).has(other.set)) return true
    const leading = cell.relations.leading(cell.pattern, other.set, other.pattern)
    return leading.some((relation) => this.isHolder(relation, cell))
  }

  /** The same value for cells of a class of which this is known together. */
  sameNamesOf(cell: Cell): SameNames {
    const known = this.#sameNames.get(cell) ?? this.#read(cell)
    this.#sameNames.set(cell, known)
    return known
  }

  #read({ set, samples, relations: { plain } }: Cell): SameNames {
    const held = samples.map((name) => [name, this.#histories.heldBy({ set, name })] as const)
    const key = JSON.stringify([plain.number, ...held.map(([name, places]) => [name, this.#numberOf(places)])])
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const sets = new Set<SetNumber>()
    for (const other of plain.sets)
      if (other !== SOURCE && held.every(([name, places]) => this.#histories.has(places, { set: other, name })))
        sets.add(other)
    this.#known.set(key, sets)
    return sets
  }

  #numberOf(held: Held): number {
    const number = this.#numbers.get(held) ?? this.#numbers.size
    this.#numbers.set(held, number)
    return number
  }
}
