// SPDX-License-Identifier: Apache-2.0
// An object that maps names to SHA-256, as nearly all that links record does. Beside a Map of objects with one member
// each it takes a tenth of the memory, and two of them can share their names.
import { toHex } from '../bytes/hex.ts'
import type { JsonValue } from './json-value.ts'
import { OneMember } from './one-member.ts'

/** Bytes of one digest. */
export const DIGEST_BYTES = 32

/** ASCII names, each after the one before it, so none stands twice. */
export class NameList {
  readonly names: readonly string[]
  #characters: number | undefined

  /** @param names in strictly rising order, ASCII */
  constructor(names: readonly string[]) {
    this.names = names
  }

  /** Characters of all names. */
  get characters(): number {
    return (this.#characters ??= this.names.reduce((sum, { length }) => sum + length, 0))
  }

  /** Where a name stands; -1 where it does not. */
  positionOf(name: string): number {
    const { names } = this
    let [low, high] = [0, names.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((names[middle] as string) < name) low = middle + 1
      else high = middle
    }
    return names[low] === name ? low : -1
  }
}

/** `{"name": {"sha256": "…"}, …}`; to whoever reads JSON an object like any other. */
export class DigestSection implements ReadonlyMap<string, JsonValue> {
  readonly list: NameList
  /** In order of the names, 32 bytes each, at the beginning of their array. Nobody changes them. */
  readonly digests: Uint8Array
  /** Bytes of memory that the reader of JSON estimates for it, as for any object. */
  readonly memory: number

  constructor(list: NameList, digests: Uint8Array, memory: number) {
    this.list = list
    this.digests = digests
    this.memory = memory
  }

  get size(): number {
    return this.list.names.length
  }

  get(name: string): JsonValue | undefined {
    const position = this.list.positionOf(name)
    return position < 0 ? undefined : this.#valueAt(position)
  }

  has(name: string): boolean {
    return this.list.positionOf(name) >= 0
  }

  forEach(callback: (value: JsonValue, name: string, map: ReadonlyMap<string, JsonValue>) => void): void {
    for (const [name, value] of this.entries()) callback(value, name, this)
  }

  entries(): MapIterator<[string, JsonValue]> {
    return this.list.names.map((name, position): [string, JsonValue] => [name, this.#valueAt(position)]).values()
  }

  keys(): MapIterator<string> {
    return this.list.names.values()
  }

  values(): MapIterator<JsonValue> {
    return this.list.names.map((_, position): JsonValue => this.#valueAt(position)).values()
  }

  [Symbol.iterator](): MapIterator<[string, JsonValue]> {
    return this.entries()
  }

  #valueAt(position: number): OneMember {
    const start = position * DIGEST_BYTES
    return new OneMember('sha256', toHex(this.digests.subarray(start, start + DIGEST_BYTES)))
  }
}

/** The same of a list of resources, `[{"name": "…", "digest": {"sha256": "…"}}, …]`, for whoever asks for it in its place. */
export class ResourceSection extends DigestSection {}
