// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'
import type { JsonAt } from './json-at.ts'

/** Checks the member `_type`, by which in-toto metadata says what it is. @throws METADATA_TYPE_UNKNOWN */
export function expectType(at: JsonAt, expected: string): void {
  const typeAt = at.member('_type')
  if (typeAt.value === expected) return
  throw new CoreError('METADATA_TYPE_UNKNOWN', `Expected _type "${expected}".`, { at: typeAt.where })
}
