// SPDX-License-Identifier: Apache-2.0
// Which sets can have the files of another set, and under which names: what its files come from, and where those go.
import { SOURCE, type Pipeline, type SetNumber, type Way } from './pipeline.ts'

/** The file `here` + rest of one set can be `there` + rest of another. Both are empty or end with a slash. */
export interface Relation {
  readonly set: SetNumber
  readonly here: string
  readonly there: string
}

/**
 * Relations of the sets of one layout, at most, some microseconds each. One step takes 256 legs `into` directories of
 * their own with a million; where each of many legs does so and is taken so again, they multiply with every leg.
 */
const MOST_RELATIONS = 1_500_000

/** Relations that are left to be looked at; of a layout with more of them none is known. */
export class RelationBudget {
  #left: number

  constructor(most: number = MOST_RELATIONS) {
    this.#left = most
  }

  /**
   * All relations of a set, that to itself among them, up to what its files come from and down from there; undefined where
   * those of the layout are too many.
   */
  relationsOf(pipeline: Pipeline, set: SetNumber): readonly Relation[] | undefined {
    const above = this.#spread([{ set, here: '', there: '' }], (relation) => upwards(pipeline, relation))
    const all = this.#spread(above, (relation) => downwards(pipeline, relation))
    this.#left -= all.length
    return this.#left < 0 ? undefined : all
  }

  /** Of more than are left only some. */
  #spread(from: readonly Relation[], next: (relation: Relation) => readonly Relation[]): Relation[] {
    const found = new Map(from.map((relation) => [relationKey(relation), relation]))
    for (const relation of found.values()) {
      if (found.size > this.#left) break
      for (const other of next(relation)) {
        const key = relationKey(other)
        if (!found.has(key)) found.set(key, other)
      }
    }
    return [...found.values()]
  }
}

/** The name that a file of the set has in the related one; undefined when the relation is about others. */
export function nameThere({ here, there }: Relation, name: string): string | undefined {
  return name.startsWith(here) ? there + name.slice(here.length) : undefined
}

/** What names a relation. */
export function relationKey(relation: Relation): string {
  // No path has this character.
  return `${relation.set}\0${relation.here}\0${relation.there}`
}

function upwards(pipeline: Pipeline, relation: Relation): Relation[] {
  const { set } = relation
  const step = pipeline.intentsOf(set)
  if (step === undefined) return []
  if (pipeline.kindOf(set) === 'materials')
    return pipeline.waysTo(set).flatMap((way) => replaced(relation, way.taken, way.into, way.from))
  return [{ ...relation, set: step.addsSource ? SOURCE : set - 1 }]
}

function downwards(pipeline: Pipeline, relation: Relation): Relation[] {
  const { set } = relation
  const taken = pipeline.waysFrom(set).flatMap((way: Way) => replaced(relation, way.taker, way.from, way.into))
  if (set === SOURCE) {
    const checkouts = pipeline.sets.filter(
      (other) => pipeline.kindOf(other) === 'products' && pipeline.intentsOf(other)?.addsSource === true
    )
    return [...taken, ...checkouts.map((checkout) => ({ ...relation, set: checkout }))]
  }
  const isMaterials = pipeline.intentsOf(set) !== undefined && pipeline.kindOf(set) === 'materials'
  return isMaterials ? [{ ...relation, set: set + 1 }] : taken
}

/** The relation one way on, where `prefix` becomes `by`. */
function replaced({ here, there }: Relation, set: SetNumber, prefix: string, by: string): Relation[] {
  if (there.startsWith(prefix)) return [{ set, here, there: by + there.slice(prefix.length) }]
  if (prefix.startsWith(there)) return [{ set, here: here + prefix.slice(there.length), there: by }]
  return []
}

/** Two prefixes without what both end with: `a/` for `b/a/` leads a file where nothing for `b/` does. */
export function shortened(here: string, there: string): readonly [string, string] {
  let same = 0
  while (same < Math.min(here.length, there.length) && here.at(-1 - same) === there.at(-1 - same)) same += 1
  return [here.slice(0, here.length - same), there.slice(0, there.length - same)]
}
