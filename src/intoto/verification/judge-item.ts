// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted } from '../../base/escape-untrusted.ts'
import type { Inspection, Step } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import { checkRules, type CheckRulesRequest } from './check-rules.ts'
import type { Failure } from './failure.ts'
import type { Findings } from './findings.ts'
import { hiddenFilesOf } from './hidden-files.ts'
import type { ItemReport } from './verification.ts'

/** What is known of a step or inspection when its rules are applied. */
export interface ItemFacts {
  readonly link: Link
  readonly kind: ItemReport['kind']
  readonly functionaries: readonly string[]
  readonly threshold: number | bigint
  /** Whether its rules were compiled from what the layout says of it in intents. */
  readonly isInIntents?: boolean
}

/** Applies the rules of one step or inspection, and reports on it. */
export function judgeItem(
  item: Step | Inspection,
  { link, kind, functionaries, threshold, isInIntents = false }: ItemFacts,
  others: Pick<CheckRulesRequest, 'links' | 'unavailable' | 'compatibility' | 'work'>,
  { findings, prefix }: { readonly findings: Findings; readonly prefix: string }
): void {
  const { failures, trace } = checkRules({ item, link, ...others })
  findings.fail(prefix, isInIntents ? failures.map(withHintOfIntents) : failures)
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

/** Whoever writes intents writes no rules: what he can do about one stands at the step. */
function withHintOfIntents(failure: Failure): Failure {
  const { step, list } = failure
  const keys = list === 'materials' ? '`takes`' : '`adds`, `may-add`, `changes`, `removes` or `may-remove`'
  return {
    ...failure,
    hint: `The rule was made from what layout.yml says; there is none to write. It holds files of step "${step}" against those of other steps, so if another failure names the cause, look there. Else find out what wrote, changed or removed these files; only if that is meant, say so at the step in layout.yml (${keys}), and sign it again.`
  }
}
