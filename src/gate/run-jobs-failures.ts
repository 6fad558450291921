// SPDX-License-Identifier: Apache-2.0
// What is said, and to whom it matters, of links whose jobs do not speak for them.
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { listed } from '../base/listed.ts'
import { GateError } from './codes.ts'
import type { GateFailure } from './gate-failure.ts'
import type { RunJob } from './gate-server.ts'
import type { JobClaim } from './run-jobs-claims.ts'
import { callerOf, isNamedAfter, isUnfinished } from './run-jobs-executions.ts'
import type { JudgedClaim } from './run-jobs-of-links.ts'

export interface JobFindings {
  readonly failures: readonly GateFailure[]
  readonly notes: readonly string[]
}

/**
 * Failures for links whose jobs do not speak for them, and notes on those for which `needs` speaks in their place.
 *
 * @param needs ids of the jobs that the gate needs; undefined where nobody told
 * @param attempt the newest
 * @throws GITHUB_UNAVAILABLE where not enough attempts could be looked at
 */
export function findingsOf(
  judged: readonly JudgedClaim[],
  needs: ReadonlySet<string> | undefined,
  attempt: number
): JobFindings {
  const failures: GateFailure[] = []
  const untold: string[] = []
  for (const { claim, finding } of judged) {
    switch (finding.kind) {
      case 'counts':
        break
      case 'failed':
        failures.push(notSuccessful(claim, finding.job))
        break
      case 'ran again':
        failures.push(ranAgain(claim, finding.job))
        break
      case 'unknown':
        failures.push(unknownJob(claim, finding.why))
        break
      case 'not read':
        throw tooManyAttempts(claim, attempt)
      case 'ambiguous':
        if (needs !== undefined && isNeeded(needs, claim, finding.jobs)) untold.push(claim.link.listed.name)
        else failures.push(ambiguous(claim, finding.jobs, finding.others))
    }
  }
  return { failures: mergeAlike(failures), notes: notesOf(untold) }
}

/**
 * Whether the job is among those that the gate needs: by its id, or by that of the job that calls it, of which a job that
 * is called there may have the same id as another one. A name with a slash may also be one that somebody gave it.
 *
 * @param jobs those that may be meant; where it is needed, nothing that ran since under another name matters
 */
export function isNeeded(needs: ReadonlySet<string>, { job }: JobClaim, jobs: readonly RunJob[]): boolean {
  return jobs.every((candidate) => {
    const [caller = '', ...called] = candidate.name.split(' / ')
    if (called.length === 0) return needs.has(job)
    return needs.has(caller.replace(/ \(.*$/s, '')) && (isNamedAfter(candidate, job) || needs.has(job))
  })
}

function notSuccessful(claim: JobClaim, job: RunJob): GateFailure {
  const { name, attempt, conclusion, status } = job
  const ended = isUnfinished(job)
    ? `has not ended in attempt ${attempt}: it is ${quoteUntrusted(String(status), 40)}`
    : `ended with ${quoteUntrusted(String(conclusion), 40)} in attempt ${attempt}, not with success`
  return {
    code: 'LINK_JOB_NOT_SUCCESSFUL',
    step: escapeUntrusted(claim.link.name.step),
    message: `The job ${quoteUntrusted(name)}, which ${partOf(claim)}, ${ended}.`,
    details: [artifactOf(claim)],
    hint: isUnfinished(job)
      ? 'Let the job of the gate need this job, so that it waits for its end.'
      : 'Look at the log of that job, and run it again. Only what a job stores in its newest attempt counts.'
  }
}

function ranAgain(claim: JobClaim, { name, attempt }: RunJob): GateFailure {
  return {
    code: 'LINK_JOB_RAN_AGAIN',
    step: escapeUntrusted(claim.link.name.step),
    message: `The job ${quoteUntrusted(name)} ran again in attempt ${attempt} and stored no new link of step ${quoteUntrusted(claim.link.name.step)}; the one of attempt ${claim.attempt} says nothing about what it made then.`,
    details: [artifactOf(claim)],
    hint: 'See in the log of that job why the stage did not store a link: it was skipped by an `if:`, or it failed under `continue-on-error`. Then run the job again.'
  }
}

function unknownJob(claim: JobClaim, why: string): GateFailure {
  return {
    code: 'LINK_JOB_UNKNOWN',
    step: escapeUntrusted(claim.link.name.step),
    message: `The server does not list the job ${quoteUntrusted(claim.job)} of attempt ${claim.attempt}, which ${partOf(claim)} as it says.`,
    details: [escapeUntrusted(why), artifactOf(claim)],
    hint: 'Find out which job stored the link. If the run is right, run the job of that step again.'
  }
}

function ambiguous(claim: JobClaim, jobs: readonly RunJob[], others: readonly RunJob[]): GateFailure {
  const isCalled = jobs.some(({ name }) => callerOf(name) !== '')
  return {
    code: 'LINK_OF_OLDER_ATTEMPT',
    step: escapeUntrusted(claim.link.name.step),
    message: `The link in ${quoteUntrusted(claim.link.listed.name)} may be of a job that failed or ran again since: the jobs of the run do not tell, and needs does not speak for the job ${quoteUntrusted(claim.job)}.`,
    details: [...jobs.slice(0, 5), ...others.slice(0, 5)].map(describe),
    hint: `Let the gate need the jobs of all stages, and give it needs: \${{ toJSON(needs) }}. Jobs of names that differ, and that stay the same in each attempt, can be told apart.${isCalled ? ' A job that calls a workflow is known to needs by its id: give it no name of its own.' : ''}`
  }
}

function tooManyAttempts({ link }: JobClaim, attempt: number): GateError {
  return new GateError(
    'GITHUB_UNAVAILABLE',
    `The link in ${quoteUntrusted(link.listed.name)} is of attempt ${link.name.attempt}, and a run of so many jobs and attempts (${attempt}) is not looked through whole: whether its job ran again since is not known.`,
    { hint: 'Run all jobs again, so that every link is of the newest attempt.' }
  )
}

function partOf({ part, link }: JobClaim): string {
  const step = quoteUntrusted(link.name.step)
  return part === 'stored' ? `stored the link of step ${step}` : `worked for the link of step ${step}`
}

const artifactOf = ({ link }: JobClaim): string => quoteUntrusted(link.listed.name)

function describe({ name, attempt, status, conclusion }: RunJob): string {
  const state = status === 'completed' ? conclusion : status
  return `${quoteUntrusted(name)}, attempt ${attempt}: ${quoteUntrusted(String(state), 40)}`
}

/** One job may have stored the links of several steps, or worked and signed. */
function mergeAlike(failures: readonly GateFailure[]): GateFailure[] {
  const merged = new Map<string, GateFailure>()
  for (const failure of failures) {
    const key = `${failure.code} ${failure.message}`
    const other = merged.get(key)
    merged.set(
      key,
      other === undefined
        ? failure
        : { ...other, details: [...new Set([...other.details, ...failure.details])].slice(0, 20) }
    )
  }
  return [...merged.values()]
}

const MOST_NAMES = 5

function notesOf(untold: readonly string[]): string[] {
  if (untold.length === 0) return []
  const names = listed(untold, MOST_NAMES, (name) => quoteUntrusted(name))
  return [
    `The jobs of the run do not tell older links apart from those of jobs that ran again: ${names}. They count, since needs says that their jobs succeeded.`
  ]
}
