// SPDX-License-Identifier: Apache-2.0
// The relations of a set, found by what is asked of them: large layouts have hundreds for each set, and hundreds of classes.
import type { SetNumber } from './pipeline.ts'
import { listIn } from './pipeline.ts'
import type { Relation } from './related-sets.ts'

export class IndexedRelations {
  readonly all: readonly Relation[]
  /** Sets whose files have the same names; it is the same value for sets with the same of them. */
  readonly plain: PlainSets
  readonly #bySet = new Map<SetNumber, Relation[]>()
  readonly #withPrefix = new Map<SetNumber, Relation[]>()

  constructor(all: readonly Relation[], known: Map<string, PlainSets>) {
    this.all = all
    const plain: SetNumber[] = []
    for (const relation of all) {
      listIn(this.#bySet, relation.set).push(relation)
      if (relation.here === '' && relation.there === '') plain.push(relation.set)
      else listIn(this.#withPrefix, relation.set).push(relation)
    }
    const key = plain.sort((a, b) => a - b).join(',')
    this.plain = known.get(key) ?? { number: known.size, sets: new Set(plain) }
    known.set(key, this.plain)
  }

  /** Those to a set, in order. */
  to(set: SetNumber): readonly Relation[] {
    return this.#bySet.get(set) ?? []
  }

  /** Those of them that give files other names, or are about a directory alone. */
  withPrefixTo(set: SetNumber): readonly Relation[] {
    return this.#withPrefix.get(set) ?? []
  }
}

/** Sets by number. */
export interface PlainSets {
  readonly number: number
  readonly sets: ReadonlySet<SetNumber>
}
