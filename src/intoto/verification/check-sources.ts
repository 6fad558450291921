// SPDX-License-Identifier: Apache-2.0
// Claims about source against each other, against the commit that is verified, and against what a repository has of it.
import { firstOf } from '../../base/first-of.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { SourceClaim } from '../link/source-claim.ts'
import { filesText, type ClaimedSource } from './claimed-source.ts'
import type { ExpectedSource, RepositoryFiles } from './expected-source.ts'
import type { Failure } from './failure.ts'
import { recordedFalsely } from './recorded-files.ts'
import {
  checkoutWithoutClaim,
  claimOfPart,
  nobodyChecksOut,
  nobodyClaims,
  otherCommit,
  sourceFalse
} from './source-failures.ts'

/** What claims are held against, with nobody left to ask. */
export interface SourceDemands extends Pick<ExpectedSource, 'commit' | 'claims' | 'only'> {
  readonly files: RepositoryFiles | undefined
  /** What the repository has of parts of the commit, by `partOf`, as far as it was asked. */
  readonly parts: ReadonlyMap<string, RepositoryFiles>
  /** Whether the links are all that there are; else a link with a claim may still come. */
  readonly extent: 'all' | 'so far'
  /** Whether the run that is verified is known, so that links without claims are held against its commit elsewhere. */
  readonly run: 'known' | 'unknown'
}

/** A link that claims source in a way that can be compared. */
export interface GoodClaim extends ClaimedSource {
  readonly claim: SourceClaim
}

/** What is wrong with the claims, and those with which nothing is wrong by themselves. */
export interface CheckedSources {
  readonly failures: readonly Failure[]
  readonly good: readonly GoodClaim[]
}

/**
 * All claims must name one commit and one tree, whatever the directory of the work tree; number and digest of files are
 * compared among claims about the same part of the commit, submodules where two claims both have one.
 */
export function checkSources(sources: readonly ClaimedSource[], demands: SourceDemands): CheckedSources {
  const failures = sources.flatMap((source) => wrongsOf(source, demands))
  const wrong = new Set(failures.map(({ step }) => step))
  const good = sources.filter((source) => isGood(source) && !wrong.has(source.step)) as GoodClaim[]
  const claimed = sources.some(({ claim }) => claim !== undefined)
  if (!claimed && failures.length === 0) failures.push(...withoutClaims(sources, demands))
  if (claimed && failures.length === 0) failures.push(...withoutCheckout(sources, demands))
  return { failures: [...failures, ...differences(good)], good }
}

const isGood = ({ claim }: ClaimedSource): boolean => claim !== undefined && claim !== 'malformed'

/** What is wrong with one link, whatever the others say. */
function wrongsOf(source: ClaimedSource, demands: SourceDemands): Failure[] {
  const { claim, step, contradictions } = source
  if (claim === undefined) return mustClaim(source, demands) ? [checkoutWithoutClaim(source)] : []
  if (claim === 'malformed')
    return [sourceFalse(step, ['The claim is not written as the stages of this suite write it.'])]
  const commit = expectedOf(source, demands)
  if (commit !== undefined && claim.commit !== commit)
    return [otherCommit(step, `claims source of commit ${claim.commit}`, commit)]
  if (claim.only !== undefined && !mayBeOf(claim.only, demands)) return [claimOfPart(step, claim.only)]
  const wrongs = [
    ...contradictions,
    ...(demands.files === undefined ? [] : notInRepository({ ...source, claim }, demands.files, demands.parts))
  ]
  return wrongs.length === 0 ? [] : [sourceFalse(step, wrongs)]
}

function mustClaim({ checkout, otherRepository }: ClaimedSource, { claims }: SourceDemands): boolean {
  return checkout && (claims === 'demanded' || (claims === 'where-possible' && otherRepository === undefined))
}

/** Any functionary can claim a part of the commit, and say nothing of the rest. */
function mayBeOf(only: readonly string[], demands: SourceDemands): boolean {
  return demands.claims !== 'demanded' || (demands.only !== undefined && partOf(only) === partOf(demands.only))
}

/** Whoever demands claims and names no commit means that of the run. */
function expectedOf({ run }: ClaimedSource, { commit, claims }: SourceDemands): string | undefined {
  if (commit !== undefined || claims === 'optional') return commit
  return run === undefined || run === 'malformed' ? undefined : run.commit
}

/** A part of a commit as a text. */
export const partOf = (only: readonly string[]): string => JSON.stringify(only)

/** A claim about some files of the commit that nobody computed again is told as unchecked elsewhere. */
function notInRepository(source: GoodClaim, whole: RepositoryFiles, parts: SourceDemands['parts']): string[] {
  const { claim } = source
  const { commit, tree } = whole
  if (claim.commit !== commit)
    return [`It claims commit ${claim.commit}; the repository was asked for commit ${commit}.`]
  if (claim.tree !== tree) return [`It claims tree ${claim.tree}; in the repository the commit has tree ${tree}.`]
  const files = claim.only === undefined ? whole : parts.get(partOf(claim.only))
  const wrongs = recordedFalsely(source, claim, whole)
  if (files === undefined || (claim.files === files.files && claim.digest === files.digest)) return wrongs
  return [
    `It claims ${filesText(claim)}; in the repository the commit has ${filesText(files)}${claim.only === undefined ? '' : ' for these patterns'}.`,
    ...wrongs
  ]
}

/** Links of which none claims anything. */
function withoutClaims(sources: readonly ClaimedSource[], { claims, commit, extent, run }: SourceDemands): Failure[] {
  if (sources.length === 0 || extent === 'so far') return []
  const silent = claims === 'demanded' ? sources : sources.filter(({ noRepository }) => !noRepository)
  if (claims !== 'optional' && silent.length > 0) return [nobodyClaims(sources.length)]
  if (commit === undefined || run === 'known') return []
  // Then the run speaks for the commit, or nobody does.
  return sources.flatMap(({ step, run: bound }) => {
    const named = bound === undefined || bound === 'malformed' ? undefined : bound.commit
    if (named === commit) return []
    return [
      named === undefined
        ? otherCommit(step, 'claims no source, and notes no commit', commit, 'notes none')
        : otherCommit(step, `claims no source, and belongs to a run of commit ${quoteUntrusted(named, 80)}`, commit)
    ]
  })
}

/** A claim alone says nothing of what was built: that a link recorded these files does. */
function withoutCheckout(sources: readonly ClaimedSource[], { claims, extent }: SourceDemands): Failure[] {
  if (claims !== 'demanded' || extent === 'so far') return []
  if (sources.some(({ checkout, takesSource }) => checkout || takesSource)) return []
  return [nobodyChecksOut()]
}

/** By what is claimed, who claims what. */
type Facts = Map<string, Map<string, string[]>>

function differences(sources: readonly GoodClaim[]): Failure[] {
  const facts: Facts = new Map()
  for (const { step, claim } of sources) {
    for (const [fact, value] of factsOf(claim)) {
      const values = facts.get(fact) ?? new Map<string, string[]>()
      const steps = values.get(value) ?? []
      steps.push(step)
      facts.set(fact, values.set(value, steps))
    }
  }
  const differing = [...facts].filter(([, values]) => values.size > 1)
  if (differing.length === 0) return []
  const [stranger, ...strangers] = new Set(differing.flatMap(([, values]) => strangersIn(values)))
  return [
    {
      code: 'SOURCE_DIFFERS',
      ...(strangers.length === 0 ? { step: stranger as string } : {}),
      message: `The links claim different source: they do not agree on ${differing
        .slice(0, 3)
        .map(([fact]) => fact)
        .join(', ')}${differing.length > 3 ? ` and ${differing.length - 3} more` : ''}.`,
      details: firstOf(
        differing.flatMap(([fact, values]) =>
          [...values].map(([value, steps]) => `${fact}: ${value} in the link of ${firstOf(steps, 3).join(', ')}`)
        )
      ),
      hint: 'All jobs of a run must check out the same commit. Run the whole pipeline again, and find out what changed the checkout of the job that stands alone.'
    }
  ]
}

/** All but the largest group. */
function strangersIn(values: ReadonlyMap<string, readonly string[]>): string[] {
  const [, ...others] = [...values.values()].sort((a, b) => b.length - a.length)
  return others.flat()
}

function* factsOf({ commit, tree, files, digest, only, submodules }: SourceClaim): Generator<[string, string]> {
  yield ['commit', commit]
  yield ['tree', tree]
  const of = only === undefined ? 'files' : `files of the patterns ${quoteUntrusted(only.join(' '), 200)}`
  yield [of, filesText({ files, digest })]
  for (const [path, submodule] of submodules)
    yield [`submodule ${quoteUntrusted(path)}`, `commit ${submodule.commit}, ${filesText(submodule)}`]
}
