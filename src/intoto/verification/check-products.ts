// SPDX-License-Identifier: Apache-2.0
import type { Artifacts } from '../artifacts/artifacts.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Link } from '../link/link.ts'
import type { Failure } from './failure.ts'

/** Compares files at hand with the final products; each must be among them, byte for byte. No file at all is a failure. */
export function checkProducts(summary: Link, local: Artifacts): Failure[] {
  if (local.size === 0) {
    return [
      {
        code: 'PRODUCT_NONE',
        message: 'No file was found to compare with the final products.',
        details: [],
        hint: 'Check the paths given as products, the base path and the excludes.'
      }
    ]
  }
  const failures: Failure[] = []
  for (const [path, digests] of local) {
    const expected = summary.products.get(path)
    if (expected === digests) continue
    failures.push({
      code: expected === undefined ? 'PRODUCT_UNKNOWN' : 'PRODUCT_DIFFERS',
      artifacts: [escapeUntrusted(path)],
      message:
        expected === undefined
          ? `${quoteUntrusted(path)} ${summary.products.size === 1 ? 'is not the one product' : `is not among the ${summary.products.size} products`} of the last step.`
          : `${quoteUntrusted(path)} differs from what the last step recorded.`,
      details:
        expected === undefined
          ? []
          : [`recorded: ${escapeUntrusted(expected)}`, `found:    ${escapeUntrusted(digests)}`],
      hint:
        expected === undefined
          ? 'Give the path as the link spells it, and only files that the last step made.'
          : 'Do not use the file: it is not what the verified pipeline produced.'
    })
  }
  return failures
}
