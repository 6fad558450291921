// SPDX-License-Identifier: Apache-2.0
// Rules on positions in tables: lists of names are walked side by side, digests compared as words, and what a pattern fits
// in a list of names is kept for the next table of that list. It leaves a twentieth of the time that paths take, and
// decides what they decide; nothing is put into words here.
import { ArtifactTable, joinNames } from '../artifacts/artifact-table.ts'
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import type { NameList } from '../json/digest-section.ts'
import { SAMPLE, type ArtifactQueue, type QueueRequest } from './artifact-queue.ts'
import type { ArtifactRule } from './artifact-rule.ts'
import { counterpartOf, type MatchRule } from './counterpart.ts'
import type { Pattern } from './pattern.ts'

/** Says of a position whether it is one. */
type Test = (position: number) => boolean

const NONE: Test = () => false

/** A queue of the artifacts of a table. */
export class TableQueue implements ArtifactQueue {
  readonly #own: ArtifactTable
  readonly #request: QueueRequest
  /** Positions in the table, rising; those up to `size`. */
  readonly #positions: Int32Array
  size: number

  /** @param own the artifacts that the rules are about */
  constructor(own: ArtifactTable, request: QueueRequest) {
    this.#own = own
    this.#request = request
    this.size = own.size
    this.#positions = new Int32Array(own.size)
    for (let position = 0; position < own.size; position += 1) this.#positions[position] = position
  }

  has(path: string): boolean {
    const position = this.#own.list.positionOf(path)
    return position >= 0 && this.#positions.subarray(0, this.size).includes(position)
  }

  matching(pattern: Pattern): ArtifactPath[] {
    const fits = this.#fits(pattern)
    return [...this.#positions.subarray(0, this.size)].filter(fits).map((position) => this.#nameAt(position))
  }

  take(rule: ArtifactRule): readonly ArtifactPath[] {
    const consumes = this.#consumer(rule)
    if (consumes === NONE) return []
    const positions = this.#positions
    const first: ArtifactPath[] = []
    let left = 0
    for (let index = 0; index < this.size; index += 1) {
      const position = positions[index] as number
      if (!consumes(position)) {
        positions[left] = position
        left += 1
      } else if (first.length < SAMPLE) first.push(this.#nameAt(position))
    }
    this.size = left
    return first
  }

  #nameAt(position: number): ArtifactPath {
    return this.#own.names[position] as ArtifactPath
  }

  /** What `consumer` of paths says, for positions. */
  #consumer(rule: ArtifactRule): Test {
    const { item, kind } = this.#request
    switch (rule.type) {
      case 'ALLOW':
        return this.#fits(rule.pattern)
      case 'CREATE':
      case 'DELETE': {
        const fits = this.#fits(rule.pattern)
        // What is created is among the products alone, so among the materials nothing is.
        const there = this.#isThere(rule.type === 'CREATE' ? item.materials : item.products)
        return (position) => fits(position) && !there(position)
      }
      case 'MODIFY': {
        const fits = this.#fits(rule.pattern)
        const other = kind === 'products' ? item.materials : item.products
        const [there, same] = [this.#isThere(other), this.#isSame(other)]
        return (position) => fits(position) && there(position) && !same(position)
      }
      case 'MATCH':
        return this.#matches(rule)
      case 'DISALLOW':
      case 'REQUIRE':
        return NONE
    }
  }

  #matches(rule: MatchRule): Test {
    const there = this.#request.links.get(rule.from)?.[rule.destinationKind]
    if (there === undefined) return NONE
    if (rule.sourcePrefix === '' && rule.destinationPrefix === '') {
      const [fits, same] = [this.#fits(rule.pattern), this.#isSame(there)]
      return (position) => fits(position) && same(position)
    }
    const counterpart = counterpartOf(rule, this.#request.work)
    const own = this.#own
    return (position) => {
      const name = counterpart(this.#nameAt(position))
      if (name === undefined) return false
      if (!(there instanceof ArtifactTable)) return there.get(name) === own.digestsAt(position)
      const other = there.list.positionOf(name)
      return other >= 0 && own.isSame(position, there, other)
    }
  }

  /** Whether a path is among other artifacts. */
  #isThere(others: Artifacts): Test {
    const own = this.#own
    if (!(others instanceof ArtifactTable)) return (position) => others.has(this.#nameAt(position))
    if (others.list === own.list) return () => true
    const positions = joinNames(own.list, others.list)
    return (position) => (positions[position] as number) >= 0
  }

  /** Whether a path is among other artifacts with the same digest. One is SHA-256, which resists collisions. */
  #isSame(others: Artifacts): Test {
    const own = this.#own
    if (others === own) return () => true
    if (!(others instanceof ArtifactTable))
      return (position) => others.get(this.#nameAt(position)) === own.digestsAt(position)
    if (others.list === own.list) return (position) => own.isSame(position, others, position)
    const positions = joinNames(own.list, others.list)
    return (position) => {
      const there = positions[position] as number
      return there >= 0 && own.isSame(position, others, there)
    }
  }

  #fits(pattern: Pattern): Test {
    const { work } = this.#request
    const { list } = this.#own
    // Where somebody counts the steps that patterns take, they are taken.
    if (pattern.isFree !== true && work !== undefined && work.isUnbounded !== true)
      return (position) => pattern.matches(this.#nameAt(position), work)
    const mask = maskOf(list, pattern)
    return (position) => mask[position] === 1
  }
}

/** Bytes of all masks that are kept for one list of names, beside the last. */
const KEPT_BYTES = 64 * 1024

const MASKS = new WeakMap<NameList, Map<string, Uint8Array>>()

/** By position in a list of names: 1 where a pattern fits. */
function maskOf(list: NameList, pattern: Pattern): Uint8Array {
  const masks = MASKS.get(list) ?? new Map<string, Uint8Array>()
  MASKS.set(list, masks)
  const before = masks.get(pattern.source)
  if (before !== undefined) return before
  const mask = Uint8Array.from(list.names, (name) => (pattern.matches(name) ? 1 : 0))
  if ((masks.size + 1) * mask.length > KEPT_BYTES) masks.clear()
  masks.set(pattern.source, mask)
  return mask
}
