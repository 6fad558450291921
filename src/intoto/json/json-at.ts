// SPDX-License-Identifier: Apache-2.0
// A JSON value that knows where it stands, so that each complaint names file and JSON path. The path is a chain of
// parents and is put into words only when something is wrong.
import { CoreError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { LIMITS } from '../../base/limits.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts'

const PLAIN_MEMBER = /^[A-Za-z_][A-Za-z0-9_-]*$/

/** A value, the document it was read from, and its path in there. */
export class JsonAt {
  readonly value: JsonValue
  readonly #parent: JsonAt | undefined
  readonly #step: string | number

  private constructor(value: JsonValue, parent: JsonAt | undefined, step: string | number) {
    this.value = value
    this.#parent = parent
    this.#step = step
  }

  /** The root of a document; `source` is a file name or another name that the user knows it by. */
  static root(value: JsonValue, source: string): JsonAt {
    return new JsonAt(value, undefined, source)
  }

  /** The value one step down. */
  child(step: string | number, value: JsonValue): JsonAt {
    return new JsonAt(value, this, step)
  }

  /** The JSON path alone, `$` for the root. */
  get path(): string {
    if (this.#parent === undefined) return '$'
    if (typeof this.#step === 'number') return `${this.#parent.path}[${this.#step}]`
    return PLAIN_MEMBER.test(this.#step)
      ? `${this.#parent.path}.${this.#step}`
      : `${this.#parent.path}[${quoteUntrusted(this.#step, 100)}]`
  }

  /** Document and JSON path, escaped, for messages. */
  get where(): string {
    return `${escapeUntrusted(this.source)}: ${this.path}`
  }

  /** The name of the document. */
  get source(): string {
    return this.#parent === undefined ? String(this.#step) : this.#parent.source
  }

  /** @throws METADATA_TYPE_WRONG */
  object(): JsonObject {
    if (isJsonObject(this.value)) return this.value
    throw this.wrongType('an object')
  }

  /** @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING */
  member(name: string): JsonAt {
    const found = this.optional(name)
    if (found !== undefined) return found
    throw new CoreError('METADATA_MEMBER_MISSING', `The member "${name}" is missing.`, { at: this.where })
  }

  /** The member, or undefined when it is absent. @throws METADATA_TYPE_WRONG */
  optional(name: string): JsonAt | undefined {
    const value = this.object().get(name)
    return value === undefined ? undefined : this.child(name, value)
  }

  /** All members in document order. @throws METADATA_TYPE_WRONG */
  *members(): Generator<[string, JsonAt]> {
    for (const [name, value] of this.object()) yield [name, this.child(name, value)]
  }

  /** The items of a list. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID when there are more than `most` */
  list(most: number): JsonAt[] {
    if (!Array.isArray(this.value)) throw this.wrongType('a list')
    const items = this.value as readonly JsonValue[]
    if (items.length > most) throw this.invalid(`The list has ${items.length} items; at most ${most} are read.`)
    return items.map((item, index) => this.child(index, item))
  }

  /** @throws METADATA_TYPE_WRONG */
  string(): string {
    if (typeof this.value === 'string') return this.value
    throw this.wrongType('a string')
  }

  /** @throws METADATA_TYPE_WRONG */
  integer(): number | bigint {
    if (typeof this.value === 'number' || typeof this.value === 'bigint') return this.value
    throw this.wrongType('an integer')
  }

  /** A list of strings. @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
  strings(most: number = LIMITS.rulesPerList): string[] {
    return this.list(most).map((item) => item.string())
  }

  /** An error about the value found here. */
  invalid(message: string, hint?: string): CoreError {
    return new CoreError('METADATA_VALUE_INVALID', message, { at: this.where, hint })
  }

  /** An error about the type found here. */
  wrongType(expected: string): CoreError {
    return new CoreError('METADATA_TYPE_WRONG', `Expected ${expected}, found ${describe(this.value)}.`, {
      at: this.where
    })
  }
}

/** A value in a few words, safe to show. */
export function describe(value: JsonValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `the string ${quoteUntrusted(value, 80)}`
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' || typeof value === 'bigint') return `the integer ${value}`
  return Array.isArray(value) ? 'a list' : 'an object'
}
