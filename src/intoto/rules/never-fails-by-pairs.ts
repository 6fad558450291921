// SPDX-License-Identifier: Apache-2.0
// A proof that a list cannot fail which needs no look at the whole list: every DISALLOW by itself fits nothing, or stands
// behind one rule that takes all it fits. For lists whose patterns are too intricate to be tried together; it finds less
// than that, and is never wrong.
import type { ArtifactRule } from './artifact-rule.ts'
import type { DeadRule, Example, ListAnalysis, RuleList } from './analyse-list.ts'
import { asDirectory } from './counterpart.ts'
import { atomsOf, type Budget } from './atoms.ts'
import { patternTokens } from './pattern-tokens.ts'

/** Which files get through is not known here; this one stands for all. */
const ANY: Example = { path: 'any/file', treatment: 'unchanged' }

/** The analysis of a list that is proven to pass whatever the links say; undefined where there is no such proof. */
export function neverFailsByPairs({ owner, kind, rules }: RuleList, budget: Budget): ListAnalysis | undefined {
  const dead: (DeadRule | undefined)[] = rules.map(() => undefined)
  for (const [index, rule] of rules.entries()) {
    if (rule.type === 'REQUIRE') return undefined
    if (rule.type !== 'DISALLOW') continue
    const why = whyDead(rule.pattern.source, rules.slice(0, index), { owner, kind, budget })
    if (why === undefined) return undefined
    dead[index] = why
  }
  return { failing: undefined, passing: ANY, taken: rules.map(() => undefined), dead }
}

function whyDead(
  source: string,
  before: readonly ArtifactRule[],
  { owner, kind, budget }: Pick<RuleList, 'owner' | 'kind'> & { readonly budget: Budget }
): DeadRule | undefined {
  const takers = before.flatMap((rule, by) =>
    takesAllThatFits(rule, owner, kind) ? [{ by, taker: rule.pattern }] : []
  )
  const every = takers.find(({ taker }) => /^\*+$/.test(taker.source))
  if (every !== undefined) return { because: 'taken', by: every.by, example: ANY }
  const alone = atomsOf([patternTokens(source)], budget)
  if (alone?.some(({ fits: [here] }) => here === true) === false) return { because: 'fits-nothing' }
  for (const { by, taker } of takers) {
    const together = atomsOf([patternTokens(taker.source), patternTokens(source)], budget)
    if (together?.some(({ fits: [there, here] }) => here === true && there !== true) === false)
      return { because: 'taken', by, example: ANY }
  }
  return undefined
}

type Taker = Extract<ArtifactRule, { type: 'ALLOW' | 'DISALLOW' | 'MATCH' }>

/** Whether a rule ends the way of every file that fits its pattern, whatever the links say. */
function takesAllThatFits(rule: ArtifactRule, owner: string, kind: RuleList['kind']): rule is Taker {
  if (rule.type === 'ALLOW' || rule.type === 'DISALLOW') return true
  return (
    rule.type === 'MATCH' &&
    rule.from === owner &&
    rule.destinationKind === kind &&
    asDirectory(rule.sourcePrefix) === '' &&
    asDirectory(rule.destinationPrefix) === ''
  )
}
