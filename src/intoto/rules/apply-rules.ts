// SPDX-License-Identifier: Apache-2.0
// Artifact rules (in-toto v1.0, 4.3.3). A list works on a queue of the artifacts of one kind: most rules take out what
// they match, DISALLOW and REQUIRE judge what is left when their turn comes, and what is left at the end is allowed.
import { ArtifactTable } from '../artifacts/artifact-table.ts'
import type { ArtifactPath, DigestSet } from '../artifacts/artifacts.ts'
import type { ArtifactQueue, QueueRequest } from './artifact-queue.ts'
import type { ArtifactKind, ArtifactRule } from './artifact-rule.ts'
import { counterpartOf } from './counterpart.ts'
import { PathQueue } from './path-queue.ts'
import { TableQueue } from './table-queue.ts'

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

export interface ApplyRulesRequest extends QueueRequest {
  readonly rules: readonly ArtifactRule[]
}

/** Applies one list of rules. */
export function applyRules(request: ApplyRulesRequest): {
  trace: RuleEffect[]
  failure: RuleFailure | undefined
} {
  const { rules, kind, item, work } = request
  const trace: RuleEffect[] = []
  const own = item[kind]
  const queue = own instanceof ArtifactTable ? new TableQueue(own, request) : new PathQueue(request)
  for (const [index, rule] of rules.entries()) {
    const before = queue.size
    work?.spend(1 + before)
    const failure = judge(rule, index, queue, request)
    if (failure !== undefined) {
      trace.push({ list: kind, index, rule, before, consumed: 0, consumedPaths: [] })
      return { trace, failure }
    }
    const consumedPaths = queue.take(rule)
    trace.push({ list: kind, index, rule, before, consumed: before - queue.size, consumedPaths })
  }
  return { trace, failure: undefined }
}

function judge(
  rule: ArtifactRule,
  index: number,
  queue: ArtifactQueue,
  request: ApplyRulesRequest
): RuleFailure | undefined {
  if (rule.type === 'DISALLOW') {
    const found = queue.matching(rule.pattern)
    if (found.length === 0) return undefined
    const artifacts = found
      .sort()
      .slice(0, NAMED)
      .map((path) => explainArtifact(path, index, request))
    return { type: 'disallowed', index, rule, count: found.length, artifacts }
  }
  if (rule.type === 'REQUIRE' && !queue.has(rule.path)) {
    const alreadyConsumed = request.item[request.kind].has(rule.path as ArtifactPath)
    return { type: 'required', index, rule, path: rule.path, alreadyConsumed }
  }
  return undefined
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
