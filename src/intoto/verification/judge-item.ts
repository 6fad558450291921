// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { Inspection, Step } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import { checkRules, type CheckRulesRequest } from './check-rules.ts'
import type { Findings } from './findings.ts'
import { hiddenFilesOf } from './hidden-files.ts'
import type { ItemReport } from './verification.ts'

/** What is known of a step or inspection when its rules are applied. */
export interface ItemFacts {
  readonly link: Link
  readonly kind: ItemReport['kind']
  readonly functionaries: readonly string[]
  readonly threshold: number | bigint
}

/** Applies the rules of one step or inspection, and reports on it. */
export function judgeItem(
  item: Step | Inspection,
  { link, kind, functionaries, threshold }: ItemFacts,
  others: Pick<CheckRulesRequest, 'links' | 'unavailable' | 'compatibility' | 'work'>,
  { findings, prefix }: { readonly findings: Findings; readonly prefix: string }
): void {
  const { failures, trace } = checkRules({ item, link, ...others })
  findings.fail(prefix, failures)
  findings.report({
    name: `${prefix}${escapeUntrusted(item.name)}`,
    kind,
    functionaries,
    threshold,
    materials: link.materials.size,
    products: link.products.size,
    excluded: hiddenFilesOf(link),
    trace
  })
}
