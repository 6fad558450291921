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
  /** Those with a prefix: by set, then by the patterns that their files begin with here, and there. */
  readonly #byPrefixes = new Map<SetNumber, ReadonlyMap<string, ReadonlyMap<string, Relation>>>()

  constructor(all: readonly Relation[], known: Map<string, PlainSets>) {
    this.all = all
    const plain: SetNumber[] = []
    for (const [place, relation] of all.entries()) {
      listIn(this.#bySet, relation.set).push(relation)
      const beginning = escapedForRule(relation.here)
      listIn(this.#byBeginning, beginning).push([place, relation])
      if (isPlain(relation)) plain.push(relation.set)
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

  /** Those that give files other names, or are about a directory alone, and lead files of one pattern to another. */
  leading(pattern: string, set: SetNumber, other: string): readonly Relation[] {
    const byHere = this.#byPrefixes.get(set) ?? byPrefixes(this.to(set))
    this.#byPrefixes.set(set, byHere)
    const found: Relation[] = []
    for (const [here, there] of replacedBeginnings(pattern, other)) {
      const relation = byHere.get(here)?.get(there)
      if (relation !== undefined) found.push(relation)
    }
    return found
  }
}

function byPrefixes(relations: readonly Relation[]): ReadonlyMap<string, ReadonlyMap<string, Relation>> {
  const byHere = new Map<string, Map<string, Relation>>()
  for (const relation of relations) {
    if (isPlain(relation)) continue
    const here = escapedForRule(relation.here)
    const byThere = byHere.get(here) ?? new Map<string, Relation>()
    byHere.set(here, byThere.set(escapedForRule(relation.there), relation))
  }
  return byHere
}

function isPlain({ here, there }: Relation): boolean {
  return here === '' && there === ''
}

/** The directories that two patterns can begin with and be the same behind; looking at each pair of relations costs more. */
function* replacedBeginnings(pattern: string, other: string): Generator<readonly [here: string, there: string]> {
  let [at, there] = [pattern.length, other.length]
  for (;;) {
    const [here, replaced] = [pattern.slice(0, at), other.slice(0, there)]
    if (isDirectory(here) && isDirectory(replaced)) yield [here, replaced]
    if (at === 0 || there === 0 || pattern[at - 1] !== other[there - 1]) return
    at -= 1
    there -= 1
  }
}

function isDirectory(beginning: string): boolean {
  return beginning === '' || beginning.endsWith('/')
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
