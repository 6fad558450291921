// SPDX-License-Identifier: Apache-2.0
// Rules that are valid and probably not meant. Most come from taking the rule dialect for that of a shell or of git.
import type { ArtifactKind, ArtifactRule } from '../intoto/rules/artifact-rule.ts'
import { allowsOpenly, canFail } from '../intoto/rules/can-fail.ts'
import { hasWildcard } from '../intoto/rules/pattern.ts'

/** A rule and where it stands in the source. */
export interface PlacedRule {
  readonly rule: ArtifactRule
  readonly offset: number
}

export interface RuleRemark {
  readonly offset: number
  readonly message: string
  readonly hint: string
}

/** Remarks on one list of rules. */
export function reviewRules(list: ArtifactKind, placed: readonly PlacedRule[]): RuleRemark[] {
  const rules = placed.map(({ rule }) => rule)
  const [first] = placed
  const remarks: RuleRemark[] = []
  if (first !== undefined && !canFail(rules) && !allowsOpenly(rules)) {
    remarks.push({
      offset: first.offset,
      message: `These rules for ${list} can never fail: what no rule takes is allowed. Verification refuses such a list.`,
      hint: 'End the list with DISALLOW *.'
    })
  }
  for (const [index, { rule, offset }] of placed.entries()) {
    const remark = (message: string, hint: string): void => void remarks.push({ offset, message, hint })
    const earlier = rules.slice(0, index)
    if (earlier.some((other) => other.type === 'ALLOW' && other.pattern.source === '*')) {
      remark('An earlier ALLOW * has taken everything, so this rule sees nothing.', 'Put it before ALLOW *.')
    }
    if (rule.type === 'CREATE' && list === 'materials')
      remark('CREATE takes nothing among materials.', 'Put it under products.')
    if (rule.type === 'DELETE' && list === 'products')
      remark('DELETE takes nothing among products.', 'Put it under materials.')
    if (rule.type === 'REQUIRE') {
      if (hasWildcard(rule.path))
        remark('REQUIRE takes a path as it is; * and ? mean themselves.', 'Write the path of one file.')
      if (
        earlier.some(
          (other) =>
            other.type !== 'MATCH' &&
            'pattern' in other &&
            other.type !== 'DISALLOW' &&
            other.pattern.matches(rule.path)
        )
      ) {
        remark('An earlier rule may take the file before REQUIRE looks for it.', 'Put REQUIRE first.')
      }
      continue
    }
    const { source } = rule.pattern
    if (source.includes('**')) remark('** is the same as * here; * crosses directories.', 'Write *.')
    if (/\{.*,.*\}/.test(source)) remark('Braces mean themselves in a pattern.', 'Write one rule for each alternative.')
    if (source.includes('\\'))
      remark('A backslash means itself in a pattern.', 'To match *, ? or [ write [*], [?] or [[].')
    if (/^\.?\//.test(source))
      remark('Recorded paths start neither with / nor with ./, so this matches nothing.', 'Leave that out.')
  }
  return remarks
}
