// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'

/** The SHA-256 of some content as GitHub and this suite write it: `sha256:<hex>`. */
export function sha256Digest(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}
