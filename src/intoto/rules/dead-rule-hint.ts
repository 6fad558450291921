// SPDX-License-Identifier: Apache-2.0
// What to do about a rule that takes nothing, and about a list that cannot fail. A hint is worth something only where
// following it ends the complaint, so each change is tried before it is advised.
import { analyseList, type DeadRule, type ListAnalysis, type RuleList } from './analyse-list.ts'
import type { ArtifactRule } from './artifact-rule.ts'
import type { Budget } from './atoms.ts'
import { parseRuleTokens } from './parse-rule.ts'
import { quotedRule } from './rule-text.ts'
import { shortestPath } from './shortest-path.ts'

/** How to make a list fail that cannot; escaped. `otherwise` is what to write where nothing is to be checked. */
export function neverFailingHint(
  { rules }: RuleList,
  { dead }: ListAnalysis,
  otherwise: string,
  budget: Budget
): string {
  const last = rules.findLastIndex(({ type }) => type === 'DISALLOW')
  const rule = rules[last]
  const why = dead[last]
  if (rule === undefined || why === undefined) return `End the list with DISALLOW *, or ${otherwise}.`
  if (why.because !== 'taken') return hintForUnfit(rule, budget)
  return `${quotedRule(rule.tokens)} comes too late: narrow or remove ${takers(rules, why.by, rule, budget)}, or ${otherwise}.`
}

/** What to do about the rule at `index`, which is dead; escaped. */
export function deadRuleHint(
  list: RuleList,
  index: number,
  { dead }: Pick<ListAnalysis, 'dead'>,
  budget: Budget
): string {
  const { rules } = list
  const rule = rules[index] as ArtifactRule
  const why = dead[index] as DeadRule
  switch (why.because) {
    case 'fits-nothing':
      return hintForUnfit(rule, budget)
    case 'treatment':
      return 'CREATE belongs to products and DELETE to materials; leave it out here, or write ALLOW.'
    case 'taken': {
      const by = rules[why.by] as ArtifactRule
      const without = rules.toSpliced(index, 1)
      const better = (changed: readonly ArtifactRule[]): boolean => {
        const analysis = analyseList({ ...list, rules: changed }, budget)
        return analysis?.failing !== undefined && deadIn(analysis.dead) < deadIn(dead)
      }
      const leave = better(without) ? ', or leave this one out' : ''
      if (by.type === 'MATCH' && leave !== '') return 'Leave it out.'
      return better(without.toSpliced(why.by, 0, rule))
        ? `Put it before ${quotedRule(by.tokens)}${leave}.`
        : `Narrow or remove ${takers(rules, why.by, rule, budget)}${leave}.`
    }
  }
}

function deadIn(dead: ListAnalysis['dead']): number {
  return dead.filter((why) => why !== undefined).length
}

/** The rule that takes all that another one fits; or where it needs others for that, all of them. */
function takers(rules: readonly ArtifactRule[], by: number, rule: ArtifactRule, budget: Budget): string {
  const taker = rules[by] as ArtifactRule
  const alone = analyseList({ owner: '', kind: 'products', rules: [taker, rule] }, budget)?.dead[1] !== undefined
  return alone ? quotedRule(taker.tokens) : `the rules before it, such as ${quotedRule(taker.tokens)}`
}

/** How to write a rule whose pattern fits no path that can be recorded. */
function hintForUnfit(rule: ArtifactRule, budget: Budget): string {
  const meant = meantRule(rule.tokens, budget)
  const write = meant === undefined ? '' : ` Write ${quotedRule(meant)}.`
  return `No path that can be recorded fits ${quotedRule(rule.tokens)}: paths are relative, with forward slashes, without ./ at the start and / at the end.${write}`
}

/** The rule with paths as they are recorded; undefined where nobody can tell that it fits something then. */
function meantRule([keyword = '', ...words]: readonly string[], budget: Budget): readonly string[] | undefined {
  const tokens = [keyword, ...words.map((word, index) => (isPath(words, index) ? asRecorded(word, index) : word))]
  const list = { owner: '', kind: 'products', rules: [parseRuleTokens(tokens, '')] } as const
  const analysis = analyseList(list, budget)
  return analysis === undefined || analysis.dead[0]?.because === 'fits-nothing' ? undefined : tokens
}

/** The pattern, and what follows IN. */
function isPath(words: readonly string[], index: number): boolean {
  return index === 0 || (index % 2 === 0 && (words[index - 1] as string).toUpperCase() === 'IN')
}

/** A path or pattern as it is recorded. The first of a rule stands for files, so for those below a directory. */
function asRecorded(word: string, index: number): string {
  const short = word.length > LONGEST ? undefined : shortestPath(word.replaceAll('[\\]', '/'))
  if (short === undefined) return word
  return index === 0 && /[/\\]$/.test(word) ? `${short}/*` : short
}

/** UTF-16 code units of a path that is corrected, far below the bound of patterns. */
const LONGEST = 1_000
