// SPDX-License-Identifier: Apache-2.0
// Whether links of an older attempt still count where nobody gave the results of jobs: GitHub lists every execution of
// every job, and a link counts as long as the job that stored it ran last when it did so, and every job ended well.
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { readWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import type { RunJob } from './gate-server.ts'

/**
 * What speaks against the links, escaped; none where all count.
 *
 * @param older names of the workflow artifacts with links that an older attempt stored
 * @param jobs every execution of every job, in any order
 * @param attempt the attempt in which this is asked
 */
export function doubtsOfOlderLinks(older: readonly string[], jobs: readonly RunJob[], attempt: number): string[] {
  const executions = withoutCopies(jobs)
  const legs = [...Map.groupBy(executions, ({ name }) => name).values()].flatMap(lastExecutions)
  return [
    ...doubtsOfUnfinished(legs, attempt),
    ...legs.flatMap((leg) => doubtsOfEnd(leg, executions)),
    ...doubtsOfLinks(older, legs)
  ]
}

/** A job that did not run again may be listed with each later attempt, under another id; it ran in the first of them. */
function withoutCopies(jobs: readonly RunJob[]): RunJob[] {
  const first = new Map<string, RunJob>()
  for (const job of [...jobs].sort((a, b) => a.attempt - b.attempt)) {
    const { id, name, started, completed } = job
    // What did not end, or does not say when, is no copy of anything.
    const key = JSON.stringify(started === undefined || completed === undefined ? [id] : [name, started, completed])
    const other = first.get(key)
    // Two of one name may begin and end together; two of one attempt are no copies of one another.
    if (other === undefined || other.attempt === job.attempt) first.set(other === undefined ? key : `${key} ${id}`, job)
  }
  return [...first.values()]
}

/** Jobs of one name, each as it ran last. Where fewer ran again than before, it is not told which, and the worst is taken. */
function lastExecutions(executions: readonly RunJob[]): RunJob[] {
  const attempts = Map.groupBy(executions, ({ attempt }) => attempt)
  const most = Math.max(...[...attempts.values()].map(({ length }) => length))
  const isGood = ({ conclusion }: RunJob): number => (conclusion === 'success' ? 1 : 0)
  return [...executions]
    .sort((a, b) => (a.attempt === b.attempt ? isGood(a) - isGood(b) : b.attempt - a.attempt))
    .slice(0, most)
}

const isUnfinished = ({ status }: RunJob): boolean => status !== 'completed'

/** The job that asks runs itself, and is the only one that may. */
function doubtsOfUnfinished(legs: readonly RunJob[], attempt: number): string[] {
  const unfinished = legs.filter(isUnfinished)
  const [only] = unfinished
  if (unfinished.length === 1 && only?.attempt === attempt) return []
  if (unfinished.length === 0) return ['GitHub lists no job of this run that goes on, so its list is not of now.']
  return unfinished.map(({ name }) => `The job ${quoteUntrusted(name)} has not ended, or is the one that verifies.`)
}

function doubtsOfEnd(leg: RunJob, executions: readonly RunJob[]): string[] {
  const { name, attempt, conclusion } = leg
  if (isUnfinished(leg) || conclusion === 'success') return []
  // What was skipped whenever its turn came never stored a link.
  const everRan = executions.some((other) => other.name === name && other.conclusion !== 'skipped')
  if (conclusion === 'skipped' && !everRan) return []
  return [`The job ${quoteUntrusted(name)} ended with ${quoteUntrusted(String(conclusion), 40)} in attempt ${attempt}.`]
}

/** Of each step, as many legs of the job must have run last in an attempt as there are links of it. */
function doubtsOfLinks(older: readonly string[], legs: readonly RunJob[]): string[] {
  const names = older.flatMap((name) => readWorkflowArtifactName(name) ?? [])
  const stored = Map.groupBy(names, ({ step, job, attempt }) => JSON.stringify([step, job, attempt]))
  return [...stored.values()].flatMap((links) => {
    const [link] = links
    if (link === undefined) return []
    const { step, job, attempt } = link
    const mine = legs.filter(({ name }) => isNamedAfter(name, job))
    const counts =
      mine.length === 0
        ? // The job has a name of its own, so it may be any that ran since.
          !legs.some((leg) => leg.attempt > attempt && !isUnfinished(leg))
        : mine.filter((leg) => leg.attempt === attempt && !isUnfinished(leg)).length >= links.length
    return counts
      ? []
      : [
          `The job ${quoteUntrusted(job)} ran again after attempt ${attempt} and stored no link of step ${quoteUntrusted(step)}.`
        ]
  })
}

/** Without a name of its own a job is listed by its id, with the values of its matrix, after the jobs that called it. */
function isNamedAfter(name: string, job: string): boolean {
  const own = name.slice(name.lastIndexOf(' / ') < 0 ? 0 : name.lastIndexOf(' / ') + 3)
  return own === job || own.startsWith(`${job} (`)
}
