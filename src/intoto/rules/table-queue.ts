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
const ALL: Test = () => true

/**
 * Both. Where one says the same of all positions, as most do, nobody looks at each, which halves the time that the rules of
 * a chain take.
 */
function both(one: Test, other: Test): Test {
  if (one === NONE || other === NONE) return NONE
  if (one === ALL) return other
  return other === ALL ? one : (position) => one(position) && other(position)
}

function not(test: Test): Test {
  return test === ALL ? NONE : (position) => !test(position)
}

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
    this.#positions = firstPositions(own.size)
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
    if (consumes === ALL) {
      const first = [...positions.subarray(0, Math.min(this.size, SAMPLE))].map((position) => this.#nameAt(position))
      this.size = 0
      return first
    }
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
        // What is created is among the products alone, so among the materials nothing is.
        const there = this.#isThere(rule.type === 'CREATE' ? item.materials : item.products)
        return this.#fitting(rule.pattern, not(there))
      }
      case 'MODIFY': {
        const other = kind === 'products' ? item.materials : item.products
        return this.#fitting(rule.pattern, both(this.#isThere(other), not(this.#isSame(other))))
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
    if (rule.sourcePrefix === '' && rule.destinationPrefix === '')
      return this.#fitting(rule.pattern, this.#isSame(there))
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
    if (others.list === own.list) return ALL
    const positions = joinNames(own.list, others.list)
    return (position) => (positions[position] as number) >= 0
  }

  /** Whether a path is among other artifacts with the same digest. One is SHA-256, which resists collisions. */
  #isSame(others: Artifacts): Test {
    const own = this.#own
    if (others === own) return ALL
    if (!(others instanceof ArtifactTable))
      return (position) => others.get(this.#nameAt(position)) === own.digestsAt(position)
    if (others.list === own.list) return (position) => own.isSame(position, others, position)
    const positions = joinNames(own.list, others.list)
    return (position) => {
      const there = positions[position] as number
      return there >= 0 && own.isSame(position, others, there)
    }
  }

  /** What a pattern fits and a test says. */
  #fitting(pattern: Pattern, test: Test): Test {
    const fits = this.#fits(pattern)
    return this.#isCounted(pattern) ? (position) => fits(position) && test(position) : both(fits, test)
  }

  #fits(pattern: Pattern): Test {
    if (this.#isCounted(pattern)) return (position) => pattern.matches(this.#nameAt(position), this.#request.work)
    const mask = maskOf(this.#own.list, pattern)
    return mask === 'all' ? ALL : (position) => mask[position] === 1
  }

  /** Where somebody counts the steps that patterns take, they are taken. */
  #isCounted({ isFree }: Pattern): boolean {
    const { work } = this.#request
    return isFree !== true && work !== undefined && work.isUnbounded !== true
  }
}

/** Positions from 0 on, of which each queue begins with a copy. */
let rising = new Int32Array()

function firstPositions(size: number): Int32Array {
  if (rising.length < size) rising = Int32Array.from({ length: size }, (_, position) => position)
  return rising.slice(0, size)
}

/** Bytes of all masks that are kept for one list of names, beside the last. */
const KEPT_BYTES = 64 * 1024

/** By position: 1 where a pattern fits. */
type Mask = Uint8Array | 'all'

const MASKS = new WeakMap<NameList, Map<string, Mask>>()

/** What of a list of names a pattern fits. */
function maskOf(list: NameList, pattern: Pattern): Mask {
  const masks = MASKS.get(list) ?? new Map<string, Mask>()
  MASKS.set(list, masks)
  const before = masks.get(pattern.source)
  if (before !== undefined) return before
  const each = Uint8Array.from(list.names, (name) => (pattern.matches(name) ? 1 : 0))
  const mask = each.includes(0) ? each : 'all'
  if ((masks.size + 1) * each.length > KEPT_BYTES) masks.clear()
  masks.set(pattern.source, mask)
  return mask
}
