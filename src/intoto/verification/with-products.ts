// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../artifacts/artifacts.ts'
import { checkProducts } from './check-products.ts'
import type { Verification } from './verification.ts'

/** The answer when files at hand must be final products, too; a chain that failed stays as it is. */
export function withProducts(verification: Verification, local: Artifacts): Verification {
  if (verification.outcome === 'failed') return verification
  const [first, ...rest] = checkProducts(verification.summary, local)
  if (first === undefined) return verification
  const { items, warnings, source } = verification
  return { outcome: 'failed', failures: [first, ...rest], items, warnings, source }
}
