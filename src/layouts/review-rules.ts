// SPDX-License-Identifier: Apache-2.0
// Rules that are valid and probably not meant. Most come from taking the rule dialect for that of a shell or of git.
import type { ArtifactKind, ArtifactRule } from '../intoto/rules/artifact-rule.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { analyseList, analysisBudget, type Example } from '../intoto/rules/analyse-list.ts'
import { bracketsHint } from '../intoto/rules/brackets-hint.ts'
import { deadRuleHint, neverFailingHint } from '../intoto/rules/dead-rule-hint.ts'
import { deadRuleText } from '../intoto/rules/dead-rule-text.ts'
import { quotedRule } from '../intoto/rules/rule-text.ts'
import { shortestPath } from '../intoto/rules/shortest-path.ts'
import { isNormalised } from '../intoto/verification/check-link.ts'

/** A rule and where it stands in the source. */
export interface PlacedRule {
  readonly rule: ArtifactRule
  readonly offset: number
}

export interface RuleRemark {
  readonly offset: number
  readonly message: string
  readonly hint: string
  /** A problem refuses the source, a warning does not. */
  readonly weight: 'problem' | 'warning'
}

/** Remarks on one list of rules of a step or inspection. */
export function reviewRules(list: ArtifactKind, owner: string, placed: readonly PlacedRule[]): RuleRemark[] {
  const rules = placed.map(({ rule }) => rule)
  const remarks = reviewList(list, owner, placed)
  const refused = new Set(remarks.map(({ offset }) => offset))
  for (const [index, { rule, offset }] of placed.entries()) {
    const remark = (message: string, hint: string): void =>
      void remarks.push({ offset, message, hint, weight: 'warning' })
    const earlier = rules.slice(0, index)
    if (rule.type === 'REQUIRE') {
      const never = unmeetable(rule.path, offset)
      if (never !== undefined) remarks.push(never)
      else if (/[*?]/.test(rule.path))
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
    if (
      source.slice(source.indexOf('{') + 1, Math.max(0, source.lastIndexOf('}'))).includes(',') &&
      source.includes('{')
    )
      remark('Braces mean themselves in a pattern.', 'Write one rule for each alternative.')
    const brackets = bracketsHint(rule.tokens)
    if (brackets !== undefined) remark(brackets.message, brackets.hint)
    if (source.includes('\\') && !refused.has(offset))
      remark('A backslash means itself in a pattern.', 'To match *, ? or [ write [*], [?] or [[].')
  }
  return remarks
}

/** A REQUIRE of a path that no link can have. */
function unmeetable(path: string, offset: number): RuleRemark | undefined {
  if (isNormalised(path)) return undefined
  const meant = shortestPath(path)
  const write = meant !== undefined && isNormalised(meant) ? ` Write ${quotedRule(['REQUIRE', meant])}.` : ''
  return {
    offset,
    message: `This rule can never be met: no file can be recorded as ${quoteUntrusted(path)}.`,
    hint: `Paths are relative, with forward slashes, without ./ at the start and / at the end.${write}`,
    weight: 'problem'
  }
}

/** What makes a list worthless, and rules that can do nothing. */
function reviewList(list: ArtifactKind, owner: string, placed: readonly PlacedRule[]): RuleRemark[] {
  const rules = placed.map(({ rule }) => rule)
  const [first] = placed
  // Of a list that takes too long nothing is said.
  const whole = { owner, kind: list, rules }
  const analysis = first === undefined ? undefined : analyseList(whole)
  if (first === undefined || analysis === undefined) return []
  const { failing, passing, dead } = analysis
  // Shared, so that hints for many rules cost no more than for one.
  const budget = analysisBudget()
  const remarks: RuleRemark[] = []
  if (failing === undefined) {
    // What no rule forbids gets through, so there is an example.
    const through = quoteUntrusted((passing as Example).path)
    remarks.push({
      offset: first.offset,
      message: `These rules for ${list} can never fail: what no rule takes is allowed. ${through} gets through, for example.`,
      hint: neverFailingHint(whole, analysis, `write "${list}: anything" if nothing is to be checked`, budget),
      weight: 'problem'
    })
  }
  for (const [index, { rule, offset }] of placed.entries()) {
    const why = dead[index]
    if (why === undefined) continue
    // Here no path has a backslash. Who writes one in brackets knows, and thinks of other implementations.
    const meant = why.because === 'fits-nothing' && 'pattern' in rule && rule.pattern.source.includes('[\\]')
    remarks.push({
      offset,
      message: `This rule can never take anything: ${deadRuleText(why, rules, index)}.`,
      hint: deadRuleHint(whole, index, analysis, budget),
      weight: meant ? 'warning' : 'problem'
    })
  }
  return remarks
}
