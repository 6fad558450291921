// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted } from '../escape-untrusted.ts'
import type { Inspection, Step } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import { applyRules, type RuleEffect } from '../rules/apply-rules.ts'
import type { ArtifactKind, ArtifactRule } from '../rules/artifact-rule.ts'
import type { Failure } from './failure.ts'

export interface CheckRulesRequest {
  readonly item: Step | Inspection
  readonly link: Link
  /** The links that MATCH rules may name. */
  readonly links: ReadonlyMap<string, Link>
  /** Steps of the layout without an accepted link; a list that compares with one of them would only repeat its failure. */
  readonly unavailable: ReadonlySet<string>
}

/** Applies both rule lists of a step or inspection (in-toto v1.0, 4.3.3), materials first. */
export function checkRules({ item, link, links, unavailable }: CheckRulesRequest): { failures: Failure[]; trace: RuleEffect[] } {
  const lists: readonly (readonly [ArtifactKind, readonly ArtifactRule[]])[] = [
    ['materials', item.expectedMaterials],
    ['products', item.expectedProducts]
  ]
  const failures: Failure[] = []
  const trace: RuleEffect[] = []
  for (const [kind, rules] of lists) {
    if (rules.some((rule) => rule.type === 'MATCH' && unavailable.has(rule.from))) continue
    const applied = applyRules({ rules, kind, item: link, links })
    trace.push(...applied.trace)
    if (applied.failure !== undefined) failures.push(describeFailure(escapeUntrusted(item.name), kind, applied.failure))
  }
  return { failures, trace }
}
