// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from './json-value.ts'
import { OneMember } from './one-member.ts'

const LONGEST = 160
const FEW = 1 << 6
const MANY = 1 << 15

/** Bytes, and the texts in them. */
export interface TextSource {
  readonly bytes: Uint8Array
  readonly text: (start: number, end: number) => string
}

/**
 * Strings that were read lately. What one step makes is given to the next, so the same paths and digests come again
 * and again; kept once each, a supply chain of millions of artifacts fits into memory. A later string takes the place
 * of an earlier one in its slot, so the cache never grows.
 */
export class StringCache {
  readonly #most: number
  #mask = FEW - 1
  #slots: (string | undefined)[] = []
  #objects: (OneMember | undefined)[] = []
  #made = 0
  #lastSlot = 0

  /**
   * There are few slots at first: most supply chains are small, and to make thousands takes as long as to verify one.
   *
   * @param size for one document alone a few slots do, for the links of a supply chain it takes thousands
   */
  constructor(size: 'document' | 'supply-chain') {
    this.#most = size === 'document' ? FEW : MANY
  }

  /** The ASCII text of some bytes, which `text` gives; `hash` is any number computed from them. */
  text({ bytes, text }: TextSource, start: number, end: number, hash: number): string {
    const slot = hash & this.#mask
    this.#lastSlot = slot
    const known = this.#slots[slot]
    if (known !== undefined && isText(known, bytes, start, end)) return known
    const found = text(start, end)
    if (found.length <= LONGEST) {
      this.#slots[slot] = found
      this.#made += 1
      if (this.#made > this.#mask && this.#mask + 1 < this.#most) this.#grow()
    }
    return found
  }

  /** What was kept is forgotten; there was little. */
  #grow(): void {
    this.#mask = this.#most - 1
    this.#slots = Array.from({ length: this.#most })
    this.#objects = Array.from({ length: this.#most })
  }

  /** The object with one member; the same one as before, if its value is a string that was just read again. */
  object(name: string, value: JsonValue): OneMember {
    const known = this.#objects[this.#lastSlot]
    if (known !== undefined && known.get(name) === value) return known
    const object = new OneMember(name, value)
    if (typeof value === 'string') this.#objects[this.#lastSlot] = object
    return object
  }
}

function isText(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== bytes[start + index]) return false
  }
  return true
}
