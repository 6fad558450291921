// SPDX-License-Identifier: Apache-2.0
import type { ArtifactRule } from './artifact-rule.ts'

/** False for a list that passes whatever it is given: only DISALLOW and REQUIRE judge, the others only consume. */
export function canFail(rules: readonly ArtifactRule[]): boolean {
  return rules.some((rule) => rule.type === 'DISALLOW' || rule.type === 'REQUIRE')
}
