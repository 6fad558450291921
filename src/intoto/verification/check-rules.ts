// SPDX-License-Identifier: Apache-2.0
import { digestPairs, type DigestSet } from '../artifacts/artifacts.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Inspection, Step } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import {
  applyRules,
  type DisallowedArtifact,
  type MatchMiss,
  type RuleEffect,
  type RuleFailure
} from '../rules/apply-rules.ts'
import type { ArtifactKind, ArtifactRule } from '../rules/artifact-rule.ts'
import type { MatchingWork } from '../rules/pattern.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Failure } from './failure.ts'

export interface CheckRulesRequest {
  readonly item: Step | Inspection
  readonly link: Link
  /** The links that MATCH rules may name. */
  readonly links: ReadonlyMap<string, Link>
  /** Steps of the layout without an accepted link; a list that compares with one of them would only repeat its failure. */
  readonly unavailable: ReadonlySet<string>
  /** Is told what applying them costs. */
  readonly work: MatchingWork
}

/** Applies both rule lists of a step or inspection (in-toto v1.0, 4.3.3), materials first. */
export function checkRules({ item, link, links, unavailable, work }: CheckRulesRequest): {
  failures: Failure[]
  trace: RuleEffect[]
} {
  const lists: readonly (readonly [ArtifactKind, readonly ArtifactRule[]])[] = [
    ['materials', item.expectedMaterials],
    ['products', item.expectedProducts]
  ]
  const failures: Failure[] = []
  const trace: RuleEffect[] = []
  for (const [kind, rules] of lists) {
    if (rules.some((rule) => rule.type === 'MATCH' && unavailable.has(rule.from))) continue
    const applied = applyRules({ rules, kind, item: link, links, work })
    for (const line of applied.trace) trace.push(line)
    if (applied.failure !== undefined) failures.push(describeFailure(escapeUntrusted(item.name), kind, applied.failure))
  }
  return { failures, trace }
}

/** A rule's failure in words: which rule, which artifacts, and why no earlier rule took them. */
function describeFailure(step: string, list: ArtifactKind, failure: RuleFailure): Failure {
  const rule = escapeUntrusted(joinWords(failure.rule.tokens))
  const place = { step, list, ruleIndex: failure.index, rule }
  if (failure.type === 'required') {
    const path = quoteUntrusted(failure.path)
    return {
      ...place,
      code: 'RULE_ARTIFACT_REQUIRED',
      artifacts: [escapeUntrusted(failure.path)],
      message: failure.alreadyConsumed
        ? `Step "${step}": ${path} is demanded by expected_${list}[${failure.index}] (${rule}), but an earlier rule of the list has taken it.`
        : `Step "${step}": ${path} is demanded by expected_${list}[${failure.index}] (${rule}) and is not among the ${list}.`,
      details: [],
      hint: failure.alreadyConsumed
        ? 'Put the REQUIRE rule before the rule that takes the artifact.'
        : 'Find out why the step did not have the file. REQUIRE takes a path, not a pattern.'
    }
  }
  const hidden = failure.count - failure.artifacts.length
  return {
    ...place,
    code: 'RULE_ARTIFACT_DISALLOWED',
    artifacts: failure.artifacts.map(({ path }) => escapeUntrusted(path)),
    message: `Step "${step}": ${failure.count} of the ${list} ${failure.count === 1 ? 'is' : 'are'} forbidden by expected_${list}[${failure.index}] (${rule}).`,
    details: [
      ...failure.artifacts.map((artifact) => explainArtifact(artifact, list)),
      ...(hidden > 0 ? [`… and ${hidden} more`] : [])
    ],
    hint: `If these files are expected, put a rule that takes them before rule ${failure.index} and sign the layout again; if not, find out what wrote or changed them.`
  }
}

function explainArtifact({ path, change, misses }: DisallowedArtifact, list: ArtifactKind): string {
  const reasons = misses.map(explainMiss)
  const treated = list === 'products' ? `${change} by the step` : ''
  const why = [...reasons, ...(reasons.length === 0 || list === 'products' ? [treated] : [])].filter(
    (text) => text !== ''
  )
  return `${escapeUntrusted(path)}${why.length === 0 ? '' : `: ${why.join('; ')}`}`
}

function explainMiss(miss: MatchMiss): string {
  const from = `step "${escapeUntrusted(miss.from)}" (rule ${miss.ruleIndex})`
  switch (miss.because) {
    case 'no-link':
      return `${from} has no link to compare with`
    case 'absent':
      return `not there in ${from}`
    case 'differs':
      return `differs from ${from}: ${shortDigest(miss.here)} here, ${shortDigest(miss.there)} there`
  }
}

function shortDigest(digests: DigestSet): string {
  return digestPairs(digests)
    .slice(0, 4)
    .map(([algorithm, hex]) => `${escapeUntrusted(algorithm)} ${hex.slice(0, 12)}`)
    .join('+')
}
