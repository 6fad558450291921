// SPDX-License-Identifier: Apache-2.0
// Which links count by the jobs that ran. A link counts as long as the job that stored it ended well, and did not run
// again since: a job that ran again and stored no new link has undone what the older one says.
import type { Pattern } from '../intoto/rules/pattern.ts'
import { UNBOUNDED } from '../intoto/verification/work.ts'
import type { RunJob } from './gate-server.ts'
import { legOf, recordingJob, storingJob, type JobClaim, type StoredLink } from './run-jobs-claims.ts'
import { callerOf, Executions, isGood, isNamedAfter, isUnfinished } from './run-jobs-executions.ts'
import { strangersAmong, type Stranger } from './run-jobs-names.ts'

/** What is known of the run beside the list of its jobs. */
export interface JobFacts {
  /** The newest attempt. */
  readonly attempt: number
  /** The attempts whose jobs were read. */
  readonly read: 'all' | ReadonlySet<number>
  /** Steps whose links verification does not look at: anybody may have made them. */
  readonly otherSteps: readonly Pattern[]
  /** The job that asks; undefined where another run is asked about. */
  readonly own: { readonly job: string; readonly checkRunId: string | undefined } | undefined
}

/** What the jobs say of one link. */
export type JobFinding =
  /** Each of the jobs that may be meant, one at least: it does not matter which it is. */
  | { readonly kind: 'counts'; readonly jobs: readonly RunJob[] }
  /** It did not succeed; or it ran again since, which is what the job that is told then did. */
  | { readonly kind: 'failed' | 'ran again'; readonly job: RunJob }
  | { readonly kind: 'unknown'; readonly why: string }
  /**
   * Several jobs may be meant, and they do not agree; or others may be what ran again. What is true of each of the first
   * decides.
   */
  | { readonly kind: 'ambiguous'; readonly jobs: readonly RunJob[]; readonly others: readonly RunJob[] }
  /** Not all attempts that matter were looked at. */
  | { readonly kind: 'not read' }

export interface JudgedClaim {
  readonly claim: JobClaim
  readonly finding: JobFinding
}

/**
 * What the jobs say of each link: of the job that stored it, and of the one that recorded it where that is another.
 *
 * @param jobs as the server lists them
 */
export function judgeJobs(
  links: readonly StoredLink[],
  jobs: readonly RunJob[],
  facts: JobFacts
): readonly JudgedClaim[] {
  const history = new JobHistory(links, jobs, facts)
  return links.flatMap((link) => {
    const stored = { claim: storingJob(link), finding: history.findingFor(storingJob(link)) }
    const recorded = recordingJob(link)
    if (recorded === undefined) return [stored]
    return [stored, { claim: recorded, finding: history.findingFor(recorded, stored.finding) }]
  })
}

/** What the jobs of a run did, attempt after attempt. */
class JobHistory {
  readonly #executions: Executions
  readonly #strangers: readonly Stranger[]
  readonly #facts: JobFacts
  readonly #own: RunJob | undefined
  /** From ids of jobs to the leg whose links name them, by those links for which somebody answers. */
  readonly #legs = new Map<string, Set<string>>()

  constructor(links: readonly StoredLink[], jobs: readonly RunJob[], facts: JobFacts) {
    this.#executions = new Executions(jobs)
    this.#strangers = strangersAmong(this.#executions)
    this.#facts = facts
    this.#own = this.#ownExecution()
    for (const link of links) {
      const id = link.run.check_run_id
      if (id === undefined || facts.otherSteps.some((other) => other.matches(link.name.step, UNBOUNDED))) continue
      this.#legs.set(id, (this.#legs.get(id) ?? new Set()).add(legOf(link)))
    }
  }

  /**
   * What became of the job that a link says it comes from.
   *
   * @param signed what was found of the job that signed, for one that recorded
   */
  findingFor(claim: JobClaim, signed?: JobFinding): JobFinding {
    const candidates = this.#candidates(claim, signersOf(signed))
    if (typeof candidates === 'string')
      return this.#isRead(claim.attempt) ? { kind: 'unknown', why: candidates } : { kind: 'not read' }
    const findings = this.#judgeJobs(candidates, claim)
    const [first] = findings
    if (first === undefined) return { kind: 'unknown', why: 'no job of that name' }
    const kinds = new Set(findings.map(({ kind }) => kind))
    if (kinds.has('not read')) return { kind: 'not read' }
    // Whichever of them it is, the answer may be the same.
    if (kinds.size === 1 && kinds.has('counts')) return { kind: 'counts', jobs: candidates }
    if (!kinds.has('counts') && !kinds.has('ambiguous')) return first
    const others = new Set(findings.flatMap((finding) => (finding.kind === 'ambiguous' ? finding.others : [])))
    return { kind: 'ambiguous', jobs: candidates, others: [...others] }
  }

  /**
   * The executions that a link may come from; or why there is none.
   *
   * @param signers the jobs of which one signed for this one; none where nothing is known of it
   */
  #candidates(claim: JobClaim, signers: readonly RunJob[]): readonly RunJob[] | string {
    const { job, attempt, checkRunId, runnerName } = claim
    const isOwn = (other: RunJob): boolean => other === this.#own && job !== this.#facts.own?.job
    // Who signed is another job of the same workflow, be it called or not.
    const isWithSigner = (other: RunJob): boolean =>
      signers.length === 0 ||
      signers.some((signer) => signer !== other && callerOf(signer.name) === callerOf(other.name))
    if (checkRunId !== undefined) {
      const found = this.#executions.byId(checkRunId)
      if (found === undefined) return `no job has the id ${checkRunId}`
      if (found.attempt !== attempt) return `the job ${checkRunId} is of attempt ${found.attempt}`
      if (isOwn(found)) return `the job ${checkRunId} is the one that verifies`
      if (signers.length === 1 && found === signers[0]) return `the job ${checkRunId} is the one that signed`
      return isWithSigner(found) ? [found] : `the job ${checkRunId} does not belong to the workflow whose job signed`
    }
    const ran = this.#executions
      .in(attempt)
      .filter((other) => other.conclusion !== 'skipped' && !isOwn(other) && isWithSigner(other))
    const named = ran.filter((other) => isNamedAfter(other, job))
    const possible = named.length > 0 ? named : ran
    if (runnerName === undefined || possible.some((other) => other.runnerName === undefined)) return possible
    return possible.filter((other) => other.runnerName === runnerName)
  }

  /** What is found of jobs of one attempt that a link may come from. What came after it is the same for all of a name. */
  #judgeJobs(jobs: readonly RunJob[], claim: JobClaim): readonly JobFinding[] {
    const untilOf = (job: RunJob): number => Math.max(job.attempt, this.#executions.listedIn(job))
    const alike = Map.groupBy(jobs, (job) => `${untilOf(job)} ${job.name}`)
    return [...alike.values()].flatMap((group) => {
      const [job] = group
      const since = job === undefined ? undefined : this.#foundSince(job, untilOf(job), claim)
      if (since !== undefined) return [since]
      return group.map((one): JobFinding =>
        this.#isWell(one) ? { kind: 'counts', jobs: [one] } : { kind: 'failed', job: one }
      )
    })
  }

  /** What the attempts after one say of a job that the list of that one has as it was; undefined where that is nothing. */
  #foundSince(job: RunJob, until: number, claim: JobClaim): JobFinding | undefined {
    const { link } = claim
    if (!this.#isReadAfter(until)) return { kind: 'not read' }
    const sameName = this.#executions.named(job.name)
    // Where no other execution of its attempt has its name, whatever is called so later is the same job again.
    const hasLegs = sameName.filter(({ attempt }) => attempt === job.attempt).length > 1
    const isLater = (other: RunJob): boolean =>
      other.attempt > until && !((hasLegs || other.name !== job.name) && this.#isOfAnotherLeg(other, link))
    const again = sameName.filter(isLater)
    const worst = worstOfNewest(again)
    if (worst !== undefined) {
      const isSibling = (other: RunJob): boolean => other.attempt === job.attempt && !this.#isOfAnotherLeg(other, link)
      if (hasLegs && mostInOneAttempt(again) < sameName.filter(isSibling).length)
        return { kind: 'ambiguous', jobs: [job], others: [worst] }
      return { kind: this.#isWell(worst) ? 'ran again' : 'failed', job: worst }
    }
    const isCalled = callerOf(job.name) !== '' && isNamedAfter(job, claim.job)
    const suspect = this.#strangers.find(
      ({ job: other, knownIn }) =>
        isLater(other) &&
        this.#mayBeAgain(other, claim) &&
        !(isCalled && isOfWorkflow(other)) &&
        (knownIn === undefined || knownIn > job.attempt)
    )?.job
    if (suspect !== undefined) return { kind: 'ambiguous', jobs: [job], others: [suspect] }
    return undefined
  }

  /** The job that asks goes on while it does. */
  #isWell(job: RunJob): boolean {
    return isGood(job) || (job === this.#own && isUnfinished(job))
  }

  #isRead(attempt: number): boolean {
    return this.#facts.read === 'all' || this.#facts.read.has(attempt)
  }

  #isReadAfter(attempt: number): boolean {
    for (let later = attempt + 1; later <= this.#facts.attempt; later += 1) if (!this.#isRead(later)) return false
    return true
  }

  /** The links of an execution say which leg of which job it is. */
  #isOfAnotherLeg({ id }: RunJob, link: StoredLink): boolean {
    const legs = this.#legs.get(String(id))
    return legs !== undefined && !legs.has(legOf(link))
  }

  /** Whether it may be what ran again, if its name is new: names, and those of callers, can change with the attempt. */
  #mayBeAgain(other: RunJob, claim: JobClaim): boolean {
    return other !== this.#own || claim.job === this.#facts.own?.job
  }

  #ownExecution(): RunJob | undefined {
    const { own, attempt } = this.#facts
    if (own === undefined) return undefined
    if (own.checkRunId !== undefined) return this.#executions.byId(own.checkRunId)
    const running = this.#executions.in(attempt).filter(isUnfinished)
    const named = running.filter((job) => isNamedAfter(job, own.job))
    // It runs while it asks, and where it is the only one that does, its name does not matter.
    const [only, ...more] = named.length > 0 ? named : running
    return more.length === 0 ? only : undefined
  }
}

/** Whether a job is of the workflow itself: it ran, and nobody called it. One that calls is listed so where it did not run. */
function isOfWorkflow(job: RunJob): boolean {
  return callerOf(job.name) === '' && (job.runnerName !== undefined || isGood(job))
}

/** The jobs of which one signed, by what was found of it. */
function signersOf(signed: JobFinding | undefined): readonly RunJob[] {
  if (signed === undefined) return []
  if (signed.kind === 'counts') return signed.jobs
  return 'job' in signed ? [signed.job] : []
}

function mostInOneAttempt(jobs: readonly RunJob[]): number {
  const byAttempt = Map.groupBy(jobs, ({ attempt }) => attempt)
  return Math.max(...[...byAttempt.values()].map(({ length }) => length))
}

/** Of the newest executions one that did not succeed, if there is one. */
function worstOfNewest(jobs: readonly RunJob[]): RunJob | undefined {
  const newest = Math.max(...jobs.map(({ attempt }) => attempt))
  const last = jobs.filter(({ attempt }) => attempt === newest)
  return last.find((job) => !isGood(job)) ?? last[0]
}
