// SPDX-License-Identifier: Apache-2.0
// The relations of a set, found by what is asked of them: large layouts have hundreds for each set, and hundreds of classes.
import type { SetNumber } from './pipeline.ts'
import { listIn } from './pipeline.ts'
import type { Relation } from './related-sets.ts'
import { escapedForRule } from './widened.ts'

/** A relation and its place among all. */
type PlacedRelation = readonly [number, Relation]

/** The relations of one set, in order, and found by the sets that they lead to. */
export class IndexedRelations {
  readonly all: readonly Relation[]
  /** Sets whose files have the same names; it is the same value for sets with the same of them. */
  readonly plain: PlainSets
  readonly #bySet = new Map<SetNumber, Relation[]>()
  /** By the pattern that their files begin with here, with their places among all. */
  readonly #byBeginning = new Map<string, PlacedRelation[]>()
  readonly #withPrefix = new Map<string, PlacedRelation[]>()

  constructor(all: readonly Relation[], known: Map<string, PlainSets>) {
    this.all = all
    const plain: SetNumber[] = []
    for (const [place, relation] of all.entries()) {
      listIn(this.#bySet, relation.set).push(relation)
      const beginning = escapedForRule(relation.here)
      listIn(this.#byBeginning, beginning).push([place, relation])
      if (relation.here === '' && relation.there === '') plain.push(relation.set)
      else listIn(this.#withPrefix, beginning).push([place, relation])
    }
    const key = plain.sort((a, b) => a - b).join(',')
    this.plain = known.get(key) ?? { number: known.size, sets: new Set(plain) }
    known.set(key, this.plain)
  }

  /** Those to a set, in order. */
  to(set: SetNumber): readonly Relation[] {
    return this.#bySet.get(set) ?? []
  }

  /** Those that are about all files of a pattern of rules, in order. */
  about(pattern: string): readonly Relation[] {
    return chosen(this.#byBeginning, pattern)
  }

  /** Those of them that give files other names, or are about a directory alone. */
  withPrefixAbout(pattern: string): readonly Relation[] {
    return chosen(this.#withPrefix, pattern)
  }
}

function chosen(byBeginning: ReadonlyMap<string, readonly PlacedRelation[]>, pattern: string): Relation[] {
  const found: PlacedRelation[] = []
  for (const [beginning, placed] of byBeginning) if (pattern.startsWith(beginning)) found.push(...placed)
  return found.sort(([one], [other]) => one - other).map(([, relation]) => relation)
}

/** Sets by number. */
export interface PlainSets {
  readonly number: number
  readonly sets: ReadonlySet<SetNumber>
}
