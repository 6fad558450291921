// SPDX-License-Identifier: Apache-2.0
import { digestPairs, type DigestSet } from '../artifacts/artifacts.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import { yamlText } from '../intents/yaml-text.ts'
import type { Inspection, Step } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import { readSource } from '../link/source-claim.ts'
import { outermost, submodulesNotInAll } from '../link/submodules-not-in-all.ts'
import {
  applyRules,
  type DisallowedArtifact,
  type MatchMiss,
  type RuleEffect,
  type RuleFailure
} from '../rules/apply-rules.ts'
import type { ArtifactKind, ArtifactRule } from '../rules/artifact-rule.ts'
import { bracketsHint } from '../rules/brackets-hint.ts'
import { asDirectory } from '../rules/counterpart.ts'
import { compilePattern, type MatchingWork } from '../rules/pattern.ts'
import { joinWords } from '../rules/rule-text.ts'
import type { Failure } from './failure.ts'
import type { Compatibility } from './verification.ts'

export interface CheckRulesRequest {
  readonly item: Step | Inspection
  readonly link: Link
  /** The links that MATCH rules may name. */
  readonly links: ReadonlyMap<string, Link>
  /** Steps of the layout without an accepted link; a list that compares with one of them would only repeat its failure. */
  readonly unavailable: ReadonlySet<string>
  readonly compatibility: Compatibility
  /** Is told what applying them costs. */
  readonly work: MatchingWork
}

/** Applies both rule lists of a step or inspection (in-toto v1.0, 4.3.3), materials first. */
export function checkRules({ item, link, links, unavailable, compatibility, work }: CheckRulesRequest): {
  failures: Failure[]
  trace: RuleEffect[]
} {
  const lists: readonly (readonly [ArtifactKind, readonly ArtifactRule[]])[] = [
    ['materials', item.expectedMaterials],
    ['products', item.expectedProducts]
  ]
  const digests = compatibility === 'strict' ? 'collision-resistant' : 'any'
  const failures: Failure[] = []
  const trace: RuleEffect[] = []
  for (const [kind, rules] of lists) {
    if (rules.some((rule) => rule.type === 'MATCH' && unavailable.has(rule.from))) continue
    const applied = applyRules({ rules, kind, item: link, links, digests, work })
    for (const line of applied.trace) trace.push(line)
    if (applied.failure !== undefined)
      failures.push(describeFailure(item.name, { list: kind, rules, work, links }, applied.failure))
  }
  return { failures, trace }
}

interface FailedList {
  readonly list: ArtifactKind
  readonly rules: readonly ArtifactRule[]
  readonly work: MatchingWork
  readonly links: ReadonlyMap<string, Link>
}

/** A rule's failure in words: which rule, which artifacts, and why no earlier rule took them. */
function describeFailure(name: string, { list, rules, work, links }: FailedList, failure: RuleFailure): Failure {
  const step = escapeUntrusted(name)
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
  const installed = list === 'materials' ? directoryOf(failure.artifacts, links) : undefined
  return {
    ...place,
    code: 'RULE_ARTIFACT_DISALLOWED',
    artifacts: failure.artifacts.map(({ path }) => escapeUntrusted(path)),
    message: `Step "${step}": ${failure.count} of the ${list} ${failure.count === 1 ? 'is' : 'are'} forbidden by expected_${list}[${failure.index}] (${rule}).`,
    details: [
      ...failure.artifacts.map((artifact) => explainArtifact(artifact, list)),
      ...(hidden > 0 ? [`… and ${hidden} more`] : []),
      ...bracketsMeant(failure.artifacts, rules.slice(0, failure.index), list, work)
    ],
    hint:
      installed ??
      ofSubmodules(failure.artifacts, links) ??
      changedBetween(failure.artifacts, list) ??
      `Find out what wrote or changed these files. Only if they are expected, let the layout say so, in intents at the step, in rules by one that takes them before expected_${list}[${failure.index}], and sign it again.`
  }
}

/** What to do where all that is forbidden lies in submodules that some of the links have and others do not. */
function ofSubmodules(artifacts: readonly DisallowedArtifact[], links: ReadonlyMap<string, Link>): string | undefined {
  const strange = outermost(inSome(links))
  if (strange.length === 0 || !artifacts.every(({ path }) => strange.some((one) => path.startsWith(`${one}/`))))
    return undefined
  const them = strange.length === 1 ? 'it' : 'them'
  const written = strange.map((one) => yamlText(one)).join(', ')
  return `Not all jobs have the ${strange.length === 1 ? 'submodule' : 'submodules'} ${listed(strange, 3, (one) => quoteUntrusted(one))}. Check ${them} out in all jobs or in none; or, where the layout is in intents, let \`source: { submodules: [${written}] }\` name ${them}, beside what it names already, and sign it again.`
}

const SUBMODULES_IN_SOME = new WeakMap<ReadonlyMap<string, Link>, readonly string[]>()

/** Submodules that not all links that claim source have; read once for all failures of a layout. */
function inSome(links: ReadonlyMap<string, Link>): readonly string[] {
  const known = SUBMODULES_IN_SOME.get(links)
  if (known !== undefined) return known
  const jobs = [...links.values()].flatMap(({ environment }) => {
    const claim = readSource(environment)
    return claim === undefined || claim === 'malformed' ? [] : [new Set(claim.submodules.keys())]
  })
  const found = submodulesNotInAll(jobs)
  SUBMODULES_IN_SOME.set(links, found)
  return found
}

/** What to look at where a file that an earlier step has was changed before this one began. */
function changedBetween(artifacts: readonly DisallowedArtifact[], list: ArtifactKind): string | undefined {
  if (list !== 'materials') return undefined
  const steps = new Set(artifacts.map(({ misses }) => misses.find(({ because }) => because === 'differs')?.from))
  const [from] = steps
  if (steps.size !== 1 || from === undefined) return undefined
  return `Something changed these files between step "${escapeUntrusted(from)}" and this one: look at what runs between them. Only if that is meant, record it as a step of its own in the layout.`
}

/** What to do where all that is forbidden lies in a directory that a step installed, and that was not named again. */
function directoryOf(artifacts: readonly DisallowedArtifact[], links: ReadonlyMap<string, Link>): string | undefined {
  for (const [step, { products }] of links) {
    for (const name of products.paths()) {
      const directory = name.startsWith('dir:') ? name.slice('dir:'.length) : undefined
      if (directory === undefined || !artifacts.every(({ path }) => path.startsWith(`${directory}/`))) continue
      return `Step "${escapeUntrusted(step)}" recorded ${quoteUntrusted(directory)} as one digest. Name ${quoteUntrusted(directory)} in \`dependencies\` of this step, too (--dependencies on the command line).`
    }
  }
  return undefined
}

/** Earlier rules that would fit a forbidden file if their brackets meant themselves. */
function bracketsMeant(
  artifacts: readonly DisallowedArtifact[],
  earlier: readonly ArtifactRule[],
  list: ArtifactKind,
  work: MatchingWork
): string[] {
  const meant: string[] = []
  for (const [index, rule] of earlier.entries()) {
    const brackets = 'pattern' in rule ? bracketsHint(rule.tokens) : undefined
    if (brackets === undefined) continue
    if (meant.length >= BRACKETS) break
    work.spend(artifacts.length)
    const pattern = compilePattern(brackets.meant)
    const prefix = rule.type === 'MATCH' ? asDirectory(rule.sourcePrefix) : ''
    const fits = ({ path }: DisallowedArtifact): boolean =>
      path.startsWith(prefix) && pattern.matches(path.slice(prefix.length), work)
    if (artifacts.some(fits)) meant.push(`expected_${list}[${index}]: ${brackets.message} ${brackets.hint}`)
  }
  return meant
}

/** Of how many rules a failure says that their brackets mean something else. */
const BRACKETS = 10

function explainArtifact({ path, change, misses }: DisallowedArtifact, list: ArtifactKind): string {
  const reasons = misses.map((miss) => explainMiss(miss, list))
  const treated = list === 'products' ? `${change} by the step` : ''
  const why = [...reasons, ...(reasons.length === 0 || list === 'products' ? [treated] : [])].filter(
    (text) => text !== ''
  )
  return `${escapeUntrusted(path)}${why.length === 0 ? '' : `: ${why.join('; ')}`}`
}

function explainMiss(miss: MatchMiss, list: ArtifactKind): string {
  const from = `step "${escapeUntrusted(miss.from)}" (by expected_${list}[${miss.ruleIndex}])`
  switch (miss.because) {
    case 'no-link':
      return `${from} has no link to compare with`
    case 'absent':
      return `not there in ${from}`
    case 'weak':
      return `equal in ${from} only by ${shortDigest(miss.here)}, which other files can have as well; record with sha256`
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
