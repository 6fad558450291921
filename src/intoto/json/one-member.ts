// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from './json-value.ts'

/**
 * An object with a single member. Links hold millions of them (`{"sha256": "…"}`), and a Map for each takes several times
 * the memory and time of everything else about it.
 */
export class OneMember implements ReadonlyMap<string, JsonValue> {
  readonly size = 1
  /** What a parser made of this object. The reader gives equal objects out once, so it is made once for all of them. */
  derived: string | undefined
  readonly #name: string
  readonly #value: JsonValue

  constructor(name: string, value: JsonValue) {
    this.#name = name
    this.#value = value
  }

  get(name: string): JsonValue | undefined {
    return name === this.#name ? this.#value : undefined
  }

  has(name: string): boolean {
    return name === this.#name
  }

  forEach(callback: (value: JsonValue, name: string, map: ReadonlyMap<string, JsonValue>) => void): void {
    callback(this.#value, this.#name, this)
  }

  entries(): MapIterator<[string, JsonValue]> {
    return new Map([[this.#name, this.#value]]).entries()
  }

  keys(): MapIterator<string> {
    return new Map([[this.#name, this.#value]]).keys()
  }

  values(): MapIterator<JsonValue> {
    return new Map([[this.#name, this.#value]]).values()
  }

  [Symbol.iterator](): MapIterator<[string, JsonValue]> {
    return this.entries()
  }

  /** Name and value, without an iterator. */
  get only(): readonly [name: string, value: JsonValue] {
    return [this.#name, this.#value]
  }
}
