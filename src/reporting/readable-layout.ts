// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../base/errors.ts'
import { LIMITS } from '../base/limits.ts'
import { readSignedMetadata } from '../intoto/envelope/signed-metadata.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import { parseLayout } from '../intoto/layout/parse-layout.ts'

/**
 * A layout as far as it can be read, whoever signed it: for looking at only. Undefined where it cannot be read, which
 * verification says, too, and why.
 */
export function readableLayout(bytes: Uint8Array): Layout | undefined {
  try {
    const metadata = readSignedMetadata(bytes, { source: 'layout', maxBytes: LIMITS.layoutBytes })
    return parseLayout(metadata.payload).layout
  } catch (error) {
    if (error instanceof InTotoError) return undefined
    throw error
  }
}
