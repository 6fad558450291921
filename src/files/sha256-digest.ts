// SPDX-License-Identifier: Apache-2.0
// SHA-256 digests of whole contents as GitHub and this suite write them: `sha256:<hex>`.
import { createHash } from 'node:crypto'

/** The digest of some content. */
export function sha256Digest(content: string | Uint8Array): string {
  return digestOfHex(createHash('sha256').update(content).digest('hex'))
}

/** The digest that has these hexadecimal digits. */
export function digestOfHex(hex: string): string {
  return `sha256:${hex}`
}

/** Whether a text is such a digest in its one spelling. */
export function isSha256Digest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}
