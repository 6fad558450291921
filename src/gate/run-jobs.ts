// SPDX-License-Identifier: Apache-2.0
// Asks the platform about the jobs behind the links of a run. What no server tells is said to be so; what a server that
// tells it did not tell is an error.
import { setTimeout } from 'node:timers/promises'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
import type { Sleep } from '../base/retry.ts'
import type { GateFailure } from './gate-failure.ts'
import type { GateServer } from './gate-server.ts'
import type { StoredLink } from './run-jobs-claims.ts'
import { isUnfinished } from './run-jobs-executions.ts'
import { findingsOf, isNeeded } from './run-jobs-failures.ts'
import { judgeJobs, type JobFacts, type JudgedClaim } from './run-jobs-of-links.ts'
import type { NamedArtifact } from './named-artifacts.ts'
import { malformedMember } from './malformed-member.ts'
import { ofOlderAttempt } from './older-attempts.ts'
import { checkRunners, type JobsOfLink } from './runners-of-jobs.ts'
import { counts, type StepsThatCount } from './steps-that-count.ts'
import { checkTakenOver } from './taken-over.ts'
import { checkUploaders, linksInName } from './uploading-ids.ts'

export interface RunJobsRequest extends StepsThatCount {
  readonly server: Pick<GateServer, 'jobs' | 'uploaders'>
  readonly runId: string
  /** The newest. */
  readonly attempt: number
  /** The job that asks; undefined for the links of another run. */
  readonly own: JobFacts['own']
  /** Ids of the jobs that the gate needs; undefined where nobody told. */
  readonly needs: ReadonlySet<string> | undefined
  /** What jobs recorded and left for another one to sign. */
  readonly records: readonly NamedArtifact[]
}

export interface RunJobsAnswer {
  readonly failures: readonly GateFailure[]
  readonly notes: readonly string[]
  /** Whether the server told which jobs ran. */
  readonly told: boolean
  /** By the names of link files; those that may count. */
  readonly jobs: ReadonlyMap<string, JobsOfLink>
}

const NOTHING_ASKED: RunJobsAnswer = { failures: [], notes: [], told: true, jobs: new Map() }

/** Milliseconds between looks at a list that is behind what `needs` tells. */
const LATE_MS = [2000, 5000]

/**
 * Asks which jobs ran and which of them stored what, and holds against it what the links say of their jobs.
 *
 * A link that does not count, since its step is not of the layout, must still be stored by the job that it names: what it
 * names tells whose the other links of that job are. What became of that job, and from what it took over, does not matter.
 *
 * @param links of each leg, the newest
 * @throws GITHUB_ and ARTIFACT_ codes
 */
export async function askRunJobs(
  links: readonly StoredLink[],
  request: RunJobsRequest,
  sleep: Sleep = setTimeout
): Promise<RunJobsAnswer> {
  if (links.length === 0) return NOTHING_ASKED
  const counted = links.filter(({ name }) => counts(name.step, request))
  const judging = counted.length === 0 ? Promise.resolve(NOTHING_ASKED) : judged(counted, request, sleep)
  const uploading = uploadersOf(links, request)
  // Two servers are asked at a time. Should both fail, what the first said is told.
  await Promise.allSettled([judging, uploading])
  const [jobs, uploaded] = [await judging, await uploading]
  const unreadable = counted.filter(({ recordedBy }) => recordedBy === 'malformed')
  return {
    ...jobs,
    failures: [
      ...jobs.failures,
      ...unreadable.map((link) => malformedMember(link, 'recorded_by')),
      ...checkRunners(counted, jobs.jobs),
      ...uploaded.failures,
      ...checkTakenOver(counted, links)
    ],
    notes: [...jobs.notes, ...uploaded.notes]
  }
}

async function judged(
  links: readonly StoredLink[],
  { server, runId, attempt, own, needs, otherSteps }: RunJobsRequest,
  sleep: Sleep
): Promise<RunJobsAnswer> {
  const others = links.flatMap(({ name, recordedBy }) =>
    recordedBy === undefined || recordedBy === 'malformed' ? [name.attempt] : [name.attempt, Number(recordedBy.attempt)]
  )
  for (let looks = 0; ; looks += 1) {
    const answer = await server.jobs(runId, { newest: attempt, others: [...new Set(others)] })
    if (answer.kind === 'untold') return withoutJobs(links, { attempt, needs, isOwn: own !== undefined })
    const claims = judgeJobs(links, answer.jobs, { attempt, read: answer.read, own, otherSteps })
    const wait = LATE_MS[looks]
    if (wait === undefined || needs === undefined || !claims.some((claim) => isLate(claim, needs)))
      return { ...findingsOf(claims, needs, attempt), told: true, jobs: jobsOf(claims) }
    await sleep(wait)
  }
}

/** A job that this one needs has ended, or this one would not run: the list is behind. */
function isLate({ claim, finding }: JudgedClaim, needs: ReadonlySet<string>): boolean {
  return (
    finding.kind === 'failed' &&
    isUnfinished(finding.job) &&
    finding.job.attempt === claim.attempt &&
    isNeeded(needs, claim, [finding.job])
  )
}

/** Those that links may come from, also where `needs` has to say what became of them. */
function jobsOf(claims: readonly JudgedClaim[]): ReadonlyMap<string, JobsOfLink> {
  const jobs = new Map<string, JobsOfLink>()
  for (const { claim, finding } of claims) {
    const { part, link } = claim
    if (finding.kind !== 'counts' && finding.kind !== 'ambiguous') continue
    const before = jobs.get(link.file)
    if (part === 'stored') jobs.set(link.file, { stored: finding.jobs, recorded: [] })
    else if (before !== undefined) jobs.set(link.file, { ...before, recorded: finding.jobs })
  }
  return jobs
}

/** Where the server has no list of jobs, `needs` decides, as it did before servers had one. */
function withoutJobs(
  links: readonly StoredLink[],
  { attempt, needs, isOwn }: { readonly attempt: number; readonly needs: unknown; readonly isOwn: boolean }
): RunJobsAnswer {
  const older = links.filter(({ name }) => name.attempt < attempt).map(({ listed }) => listed.name)
  const failures = needs === undefined && older.length > 0 ? [ofOlderAttempt(older, attempt, isOwn)] : []
  const instead = isOwn
    ? 'Let the gate need the jobs of all stages, and give it needs: ${{ toJSON(needs) }}, which decides in its place.'
    : 'That the run as a whole succeeded is all that is known of them.'
  const note = `The server cannot list the jobs of a run, so the gate could not check that each link's job succeeded and was not re-run. ${instead}`
  return { failures, notes: [note], told: false, jobs: new Map() }
}

/** Those whose job the service left out, where it named the jobs of others. */
function untold(stored: readonly NamedArtifact[], uploaders: ReadonlyMap<string, string>): string[] {
  const names = stored.flatMap(({ listed: { id, name } }) => (uploaders.has(id) ? [] : [name]))
  if (names.length === 0) return []
  const which = listed(names, MOST_NAMES, (name) => quoteUntrusted(name))
  return [
    `The service for workflow artifacts does not say which job stored ${which}, so the gate could not check that no other job stored them in that job's name. Run the job of each again to have that checked.`
  ]
}

const MOST_NAMES = 5

async function uploadersOf(
  links: readonly StoredLink[],
  { server, own, records }: RunJobsRequest
): Promise<Pick<RunJobsAnswer, 'failures' | 'notes'>> {
  const stored = [...linksInName(links), ...records.map((record) => ({ ...record, checkRunId: undefined }))]
  // The service tells a job of its own run alone.
  const uploaders = own === undefined ? undefined : await server.uploaders(stored.map(({ listed }) => listed))
  if (uploaders !== undefined) return { failures: checkUploaders(stored, uploaders), notes: untold(stored, uploaders) }
  const cause =
    own === undefined
      ? 'The service for workflow artifacts says which job stored a link to jobs of that run alone'
      : 'The service for workflow artifacts does not say which job stored which link'
  const remedy =
    own === undefined ? ' Verify the links in the run that stored them, with links: run, to have that checked.' : ''
  return {
    failures: [],
    notes: [`${cause}, so the gate could not check that no job stored one in the name of another.${remedy}`]
  }
}
