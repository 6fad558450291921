// SPDX-License-Identifier: Apache-2.0
// Artifact rules (in-toto v1.0, 4.3.3). A list works on a queue of the artifacts of one kind: most rules take out what
// they match, DISALLOW and REQUIRE judge what is left when their turn comes, and what is left at the end is allowed.
import type { ArtifactPath, Artifacts, DigestSet } from '../artifacts/artifacts.ts'
import { areCollisionResistant } from '../artifacts/digest-algorithms.ts'
import type { ArtifactKind, ArtifactRule } from './artifact-rule.ts'
import type { MatchingWork } from './pattern.ts'

/** How many paths a trace keeps of each rule; counts are exact. */
const SAMPLE = 10
/** How many artifacts a failure names. */
const NAMED = 100
/** How many MATCH rules a failure explains for each artifact. */
const MISSES = 10

/** What one rule did. */
export interface RuleEffect {
  readonly list: ArtifactKind
  readonly index: number
  readonly rule: ArtifactRule
  /** Artifacts in the queue before the rule. */
  readonly before: number
  readonly consumed: number
  /** The first consumed paths. */
  readonly consumedPaths: readonly ArtifactPath[]
}

/** Why an artifact was not taken by a MATCH rule whose pattern fits it. */
export type MatchMiss =
  | { readonly ruleIndex: number; readonly from: string; readonly because: 'no-link' | 'absent' }
  /** The digests are equal, and nobody knows whether the files are. */
  | { readonly ruleIndex: number; readonly from: string; readonly because: 'weak'; readonly here: DigestSet }
  | {
      readonly ruleIndex: number
      readonly from: string
      readonly because: 'differs'
      readonly here: DigestSet
      readonly there: DigestSet
    }

/** An artifact that a DISALLOW rule forbade. */
export interface DisallowedArtifact {
  readonly path: ArtifactPath
  /** How the step treated it. */
  readonly change: 'created' | 'deleted' | 'modified' | 'unchanged'
  readonly misses: readonly MatchMiss[]
}

/** The rule at which a list failed. Later rules of the list are not applied. */
export type RuleFailure =
  | {
      readonly type: 'disallowed'
      readonly index: number
      readonly rule: ArtifactRule
      readonly count: number
      /** The first of them in order. */
      readonly artifacts: readonly DisallowedArtifact[]
    }
  | {
      readonly type: 'required'
      readonly index: number
      readonly rule: ArtifactRule
      readonly path: string
      /** The artifact was there and an earlier rule had taken it. */
      readonly alreadyConsumed: boolean
    }

/** What rules look at: the artifacts of a step or inspection, as its link has them. */
export type ItemArtifacts = Readonly<Record<ArtifactKind, Artifacts>>

export interface ApplyRulesRequest {
  readonly rules: readonly ArtifactRule[]
  readonly kind: ArtifactKind
  /** The artifacts of the step or inspection that the rules belong to. */
  readonly item: ItemArtifacts
  /** The artifacts of what MATCH may name. */
  readonly links: ReadonlyMap<string, ItemArtifacts>
  /** Which digests MATCH compares: all, or only those of which one resists collisions. */
  readonly digests?: 'any' | 'collision-resistant'
  /** Is told the work: one for each artifact that a rule is held against, and the steps of patterns. */
  readonly work?: MatchingWork | undefined
}

/** Applies one list of rules. */
export function applyRules(request: ApplyRulesRequest): {
  trace: RuleEffect[]
  failure: RuleFailure | undefined
} {
  const { rules, kind, item, work } = request
  const trace: RuleEffect[] = []
  let queue: ArtifactPath[] = [...item[kind].paths()]
  for (const [index, rule] of rules.entries()) {
    work?.spend(1 + queue.length)
    const failure = judge(rule, index, queue, request)
    if (failure !== undefined) {
      trace.push({ list: kind, index, rule, before: queue.length, consumed: 0, consumedPaths: [] })
      return { trace, failure }
    }
    const consumes = consumer(rule, request)
    const before = queue.length
    const consumedPaths: ArtifactPath[] = []
    queue = queue.filter((path) => {
      if (!consumes(path)) return true
      if (consumedPaths.length < SAMPLE) consumedPaths.push(path)
      return false
    })
    trace.push({ list: kind, index, rule, before, consumed: before - queue.length, consumedPaths })
  }
  return { trace, failure: undefined }
}

function judge(
  rule: ArtifactRule,
  index: number,
  queue: readonly ArtifactPath[],
  request: ApplyRulesRequest
): RuleFailure | undefined {
  if (rule.type === 'DISALLOW') {
    const found = queue.filter((path) => rule.pattern.matches(path, request.work))
    if (found.length === 0) return undefined
    const artifacts = found
      .sort()
      .slice(0, NAMED)
      .map((path) => explainArtifact(path, index, request))
    return { type: 'disallowed', index, rule, count: found.length, artifacts }
  }
  if (rule.type === 'REQUIRE' && !(queue as readonly string[]).includes(rule.path)) {
    const alreadyConsumed = request.item[request.kind].has(rule.path as ArtifactPath)
    return { type: 'required', index, rule, path: rule.path, alreadyConsumed }
  }
  return undefined
}

/** Which artifacts of the queue a rule takes out. */
function consumer(
  rule: ArtifactRule,
  { item, kind, links, digests, work }: ApplyRulesRequest
): (path: ArtifactPath) => boolean {
  const { materials, products } = item
  const own = item[kind]
  const counts = digests === 'collision-resistant' ? areCollisionResistant : () => true
  switch (rule.type) {
    case 'ALLOW':
      return (path) => rule.pattern.matches(path, work)
    case 'CREATE':
      return (path) => rule.pattern.matches(path, work) && products.has(path) && !materials.has(path)
    case 'DELETE':
      return (path) => rule.pattern.matches(path, work) && materials.has(path) && !products.has(path)
    case 'MODIFY':
      return (path) =>
        rule.pattern.matches(path, work) &&
        materials.has(path) &&
        products.has(path) &&
        materials.get(path) !== products.get(path)
    case 'MATCH': {
      const there = links.get(rule.from)?.[rule.destinationKind]
      if (there === undefined) return () => false
      const counterpart = counterpartOf(rule, work)
      return (path) => {
        const name = counterpart(path)
        if (name === undefined) return false
        const found = there.get(name)
        return found !== undefined && found === own.get(path) && counts(found)
      }
    }
    case 'DISALLOW':
    case 'REQUIRE':
      return () => false
  }
}

type MatchRule = Extract<ArtifactRule, { type: 'MATCH' }>

/**
 * For a MATCH rule, the path that an artifact has at the destination, or undefined when prefix or pattern do not fit.
 * Prefixes are literal and the pattern applies to what follows them. An absolute remainder would make the reference
 * leave the prefix behind and crash; here it does not fit.
 */
function counterpartOf(
  { pattern, sourcePrefix, destinationPrefix }: MatchRule,
  work: MatchingWork | undefined
): (path: ArtifactPath) => ArtifactPath | undefined {
  const source = asDirectory(sourcePrefix)
  const destination = asDirectory(destinationPrefix)
  return (path) => {
    if (!path.startsWith(source)) return undefined
    const name = path.slice(source.length)
    if (!pattern.matches(name, work) || (source !== '' && /^\/|\\/.test(name))) return undefined
    return `${destination}${name}` as ArtifactPath
  }
}

/** A prefix of a MATCH rule with the slash that the reference adds. */
export function asDirectory(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
}

function explainArtifact(
  path: ArtifactPath,
  before: number,
  { rules, kind, item, links, work }: ApplyRulesRequest
): DisallowedArtifact {
  const material = item.materials.get(path)
  const product = item.products.get(path)
  const here = item[kind].get(path) as DigestSet
  const misses: MatchMiss[] = []
  for (const [ruleIndex, rule] of rules.slice(0, before).entries()) {
    if (rule.type !== 'MATCH') continue
    if (misses.length >= MISSES) break
    work?.spend(1)
    const name = counterpartOf(rule, work)(path)
    if (name === undefined) continue
    const { from } = rule
    const link = links.get(from)
    const there = link?.[rule.destinationKind].get(name)
    if (there !== undefined && there === here) misses.push({ ruleIndex, from, because: 'weak', here })
    else if (there !== undefined) misses.push({ ruleIndex, from, because: 'differs', here, there })
    else misses.push({ ruleIndex, from, because: link === undefined ? 'no-link' : 'absent' })
  }
  return { path, change: changeOf(material, product), misses }
}

function changeOf(material: DigestSet | undefined, product: DigestSet | undefined): DisallowedArtifact['change'] {
  if (material === undefined) return 'created'
  if (product === undefined) return 'deleted'
  return material === product ? 'unchanged' : 'modified'
}
