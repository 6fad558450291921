// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../base/errors.ts'
import type { Layout } from '../intoto/layout/layout.ts'
import type { LayoutFile } from '../intoto/layout/layout-file.ts'

/**
 * A layout as far as it can be read, whoever signed it: for looking at only. Undefined where it cannot be read, which
 * verification says, too, and why.
 */
export function readableLayout(file: LayoutFile): Layout | undefined {
  try {
    return file.parsed().layout
  } catch (error) {
    if (error instanceof InTotoError) return undefined
    throw error
  }
}
