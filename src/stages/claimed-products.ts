// SPDX-License-Identifier: Apache-2.0
// Of the recording of products, what no one but the working job can know: how many files the exclude patterns hid.
import type { Link } from '../intoto/link/link.ts'
import { readLeftOut } from '../intoto/link/recording-notes.ts'
import { signRefused } from './sign-refused.ts'
import type { WorkedStage } from './stage-to-sign.ts'

/**
 * Files that were left out of the products by the word of the working job; which paths and patterns there are is this
 * job's own.
 *
 * @throws SIGN_REFUSED
 */
export function claimedLeftOut(
  { name, environment }: Link,
  { exclude }: Pick<WorkedStage, 'exclude'>
): ReadonlyMap<string, number> {
  const leftOut = readLeftOut(environment, 'products')
  if (leftOut !== undefined && [...leftOut.keys()].every((pattern) => exclude.includes(pattern))) return leftOut
  throw signRefused(name, 'its record does not say as a stage says it which products were recorded and left out', {
    hint: 'Give both jobs the same `products` and `exclude`, and the same version of this action. If they have them, the working job changed its record. Nothing is signed.'
  })
}
