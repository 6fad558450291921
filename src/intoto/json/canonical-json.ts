// SPDX-License-Identifier: Apache-2.0
// OLPC canonical JSON as securesystemslib writes it: members in order of code points, no white space, and only `"` and
// `\` escaped. Control characters stand raw, so the result is not always JSON; see write-json.ts for what is.
import { concatAll } from '../bytes/concat-bytes.ts'
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { isJsonObject, type JsonValue } from './json-value.ts'

const UTF8 = new TextEncoder()

/**
 * The canonical form of a value, in UTF-8; what a Metablock signature covers and what key ids are computed from.
 *
 * @throws JSON_NUMBER_NOT_INTEGER, JSON_STRING_LONE_SURROGATE
 */
export function canonicalJson(value: JsonValue): Uint8Array {
  const chunks: Uint8Array[] = []
  serialise(
    value,
    (text) => text.replace(/["\\]/g, '\\$&'),
    (text) => chunks.push(UTF8.encode(text))
  )
  return concatAll(chunks)
}

/** Parts that are put together at once: each is a text of its own as long as it waits. */
const PARTS = 4096

/** A value in canonical order and without white space, piece by piece, with strings escaped as the caller needs. */
export function serialise(value: JsonValue, escape: (text: string) => string, take: (piece: string) => unknown): void {
  const parts: string[] = []
  const flush = (): void => {
    take(parts.join(''))
    parts.length = 0
  }
  const string = (text: string): string => {
    if (!text.isWellFormed()) {
      throw new CoreError('JSON_STRING_LONE_SURROGATE', `${quoteUntrusted(text)} holds half of a surrogate pair.`)
    }
    return `"${escape(text)}"`
  }
  const write = (item: JsonValue): void => {
    if (parts.length >= PARTS) flush()
    if (typeof item === 'string') {
      parts.push(string(item))
    } else if (isJsonObject(item)) {
      let separator = '{'
      for (const name of sortedByCodePoint([...item.keys()])) {
        parts.push(separator, string(name), ':')
        write(item.get(name) as JsonValue)
        separator = ','
      }
      parts.push(separator === '{' ? '{}' : '}')
    } else if (Array.isArray(item)) {
      let separator = '['
      for (const element of item as readonly JsonValue[]) {
        parts.push(separator)
        write(element)
        separator = ','
      }
      parts.push(separator === '[' ? '[]' : ']')
    } else {
      if (typeof item === 'number' && (!Number.isSafeInteger(item) || Object.is(item, -0))) {
        throw new CoreError('JSON_NUMBER_NOT_INTEGER', `${item} has no canonical form; only exact integers have.`)
      }
      parts.push(`${item as number | bigint | boolean | null}`)
    }
  }
  write(value)
  flush()
}

/** Sorts in place by Unicode code point; the language's own order is by UTF-16 unit and differs beyond U+FFFF. */
export function sortedByCodePoint(names: string[]): string[] {
  for (let index = 1; index < names.length; index += 1) {
    if (compareCodePoints(names[index - 1] as string, names[index] as string) > 0) return names.sort(compareCodePoints)
  }
  return names
}

/** Negative, zero or positive as `a` comes before, with or after `b` in order of code points. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index += 1) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

/** Lifts surrogates above the rest of the basic plane, which makes the order of units that of code points. */
function rank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
