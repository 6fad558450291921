// SPDX-License-Identifier: Apache-2.0
// The beginning of a step, between the two halves of a recording. It has a type of its own, so that half a step never
// counts as a whole one.
import { expectType } from '../json/expect-type.ts'
import type { JsonAt } from '../json/json-at.ts'
import type { Link } from './link.ts'
import { parseLink } from './parse-link.ts'

/** Tells one beginning from every other: 32 hexadecimal digits, chosen at random. */
export type BegunValue = string & { readonly __brand: 'BegunValue' }

export interface Begun {
  readonly value: BegunValue
  /** Without products. */
  readonly link: Link
}

/** Undefined for a text that is no value of a beginning. */
export function asBegunValue(text: string): BegunValue | undefined {
  return /^[0-9a-f]{32}$/.test(text) ? (text as BegunValue) : undefined
}

/** @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, METADATA_VALUE_INVALID, METADATA_TYPE_UNKNOWN */
export function parseBegun(at: JsonAt): Begun {
  expectType(at, 'begun')
  return { value: parseBegunValue(at.member('value')), link: parseLink(at.member('link')).link }
}

/** @throws METADATA_TYPE_WRONG, METADATA_VALUE_INVALID */
export function parseBegunValue(at: JsonAt): BegunValue {
  const value = asBegunValue(at.string())
  if (value !== undefined) return value
  throw at.invalid('The value of a beginning is 32 hexadecimal digits in lower case.')
}
