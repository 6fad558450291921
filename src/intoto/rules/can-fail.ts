// SPDX-License-Identifier: Apache-2.0
import type { ArtifactRule } from './artifact-rule.ts'

/** False for a list that passes whatever it is given: only DISALLOW and REQUIRE judge, the others only consume. */
export function canFail(rules: readonly ArtifactRule[]): boolean {
  return rules.some((rule) => rule.type === 'DISALLOW' || rule.type === 'REQUIRE')
}

/** True for a list whose author says that anything may pass: its only rule is `ALLOW *` or `CREATE *`. */
export function allowsOpenly(rules: readonly ArtifactRule[]): boolean {
  const [rule] = rules
  return (
    rules.length === 1 &&
    rule !== undefined &&
    (rule.type === 'ALLOW' || rule.type === 'CREATE') &&
    rule.pattern.source === '*'
  )
}
