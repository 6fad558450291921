// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import type { BegunValue } from '../intoto/link/begun.ts'

/** A value that no beginning has had. */
export function newBegunValue(): BegunValue {
  return randomBytes(16).toString('hex') as BegunValue
}
