// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from './limits.ts'

/** The first lines of a list, and one that says how many more there are. */
export function firstOf(lines: readonly string[], most: number = LIMITS.details): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), `… and ${lines.length - most} more`]
}
