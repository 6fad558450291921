// SPDX-License-Identifier: Apache-2.0
import { firstOf } from '../../base/first-of.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { BINDING_FACTS, type readRunBinding, type RunBinding, type RunFact } from '../link/run-binding.ts'
import type { Failure } from './failure.ts'

/** The run that a link claims to belong to. */
export interface ClaimedRun {
  /** With the steps of outer layouts before it, escaped. */
  readonly step: string
  readonly run: ReturnType<typeof readRunBinding>
}

/**
 * Every link must claim the run that is verified, where that is known; a link that names no run is a stranger too.
 * All links must come from one run of the pipeline: the same id, repository and commit, or none of them bound to a run
 * at all.
 */
export function checkRuns(claims: readonly ClaimedRun[], expected?: RunBinding): Failure[] {
  const others = expected === undefined ? [] : claims.filter(({ run }) => !belongsTo(run, expected))
  if (others.length > 0) return others.map((claim) => ofOtherRun(claim, expected as RunBinding))
  const groups = new Map<string, ClaimedRun[]>()
  for (const claim of claims) {
    const key = identityOf(claim.run)
    const group = groups.get(key) ?? []
    group.push(claim)
    groups.set(key, group)
  }
  if (groups.size <= 1 && !claims.some(({ run }) => run === 'malformed')) return []
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length) as [ClaimedRun[]]
  const family = new Set(largest)
  const strangers = claims.filter((claim) => !family.has(claim) || claim.run === 'malformed')
  return [
    {
      code: 'LINKS_OF_DIFFERENT_RUNS',
      ...(strangers.length === 1 && strangers[0] !== undefined ? { step: strangers[0].step } : {}),
      message: `The links come from ${groups.size} different runs; ${strangers.length} of ${claims.length} ${strangers.length === 1 ? 'does' : 'do'} not belong to the run of the others.`,
      details: firstOf(claims.map(({ step, run }) => `${step}: ${describeRun(run)}`)),
      hint: 'Run the whole pipeline again, and verify only links of that run.'
    }
  ]
}

function belongsTo(run: ClaimedRun['run'], expected: RunBinding): boolean {
  if (run === undefined || run === 'malformed') return false
  // What binds must be there; other facts must not contradict.
  return (Object.keys(expected) as RunFact[]).every(
    (fact) => run[fact] === expected[fact] || (!DEMANDED_FACTS.includes(fact) && run[fact] === undefined)
  )
}

/** A link that does not tell its ref may be of a tag that is called like the branch. */
const DEMANDED_FACTS: readonly RunFact[] = [...BINDING_FACTS, 'ref']

function ofOtherRun({ step, run }: ClaimedRun, expected: RunBinding): Failure {
  return {
    code: 'LINK_OF_OTHER_RUN',
    step,
    message: `The link of step "${step}" does not belong to the run that is verified.`,
    details: [`claims:   ${describeRun(run, expected)}`, `expected: ${describeRun(expected, expected)}`],
    hint: 'Verify the links of the run that made them; a link of an earlier run says nothing about this one. Links that are kept with a release are verified with run-binding: any.'
  }
}

function identityOf(run: ClaimedRun['run']): string {
  if (run === undefined || run === 'malformed') return String(run)
  return JSON.stringify(BINDING_FACTS.map((fact) => run[fact] ?? null))
}

/**
 * What binds a link to a run, in words.
 *
 * @param expected names more facts to show than those that bind
 */
export function describeRun(run: ClaimedRun['run'], expected: RunBinding = {}): string {
  if (run === undefined) return 'names no run'
  if (run === 'malformed') return 'names a run in a form that cannot be read'
  const shown = new Set<RunFact>([...BINDING_FACTS, ...(Object.keys(expected) as RunFact[])])
  const facts = [...shown].flatMap((fact) => {
    const value = run[fact]
    return value === undefined ? [] : [`${fact} ${quoteUntrusted(value, 120)}`]
  })
  return facts.length === 0 ? 'names a run without id, repository and commit' : facts.join(', ')
}
