// SPDX-License-Identifier: Apache-2.0
// The jobs of a run. One list has those of all attempts; where it is long, the lists of the attempts that matter are read
// in its place, the newest first, so that a gate asks a bounded number of times.
import { count } from '../base/count.ts'
import { LIMITS } from '../base/limits.ts'
import { GateError } from '../gate/codes.ts'
import type { RunJob, RunJobs, WantedAttempts } from '../gate/gate-server.ts'
import type { Rest } from './rest.ts'

export interface RunOfRepository {
  readonly owner: string
  readonly repo: string
  readonly runId: string
}

const PAGE = 100
/** Requests for the jobs of a run beyond its newest attempt, which is read whole. */
const MOST_PAGES = 5
/** How often a list is read that does not stay the same. */
const LISTINGS = 2

/** @throws GITHUB_ codes */
export async function runJobs(rest: Rest, run: RunOfRepository, attempts: WantedAttempts): Promise<RunJobs> {
  const all = new JobList(rest, run, 'all')
  const isThere = await knows(all)
  if (isThere && (all.pages <= MOST_PAGES || attempts.newest === 1))
    return { kind: 'told', jobs: await all.whole(), read: 'all' }
  if (!isThere && !(await knows(new JobList(rest, run, attempts.newest)))) return { kind: 'untold' }
  return ofAttempts(rest, run, attempts)
}

/** Whether the server has such a list. Before anything was told it says so by 404; later that would be a part missing. */
async function knows(list: JobList): Promise<boolean> {
  try {
    await list.readFirst()
    return true
  } catch (error) {
    if (error instanceof GateError && error.code === 'GITHUB_NOT_FOUND') return false
    throw error
  }
}

async function ofAttempts(rest: Rest, run: RunOfRepository, { newest, others }: WantedAttempts): Promise<RunJobs> {
  const found = new Map<number, RunJob>()
  const read = new Set<number>()
  let pages = 1
  let last = 0
  for (const attempt of inOrder(newest, others)) {
    if (read.size > 0 && pages + last > MOST_PAGES) break
    const list = new JobList(rest, run, attempt)
    for (const job of await list.whole()) {
      const before = found.get(job.id)
      found.set(job.id, { ...job, listedIn: Math.max(before?.listedIn ?? 0, attempt) })
    }
    read.add(attempt)
    last = list.pages
    pages += last
  }
  return { kind: 'told', jobs: [...found.values()], read }
}

/** The newest, those that matter, and what lies between, each newest first. */
function inOrder(newest: number, others: readonly number[]): ReadonlySet<number> {
  const wanted = others.filter((other) => other < newest).sort((a, b) => b - a)
  const oldest = wanted.at(-1) ?? newest
  return new Set([newest, ...wanted, ...Array.from({ length: newest - oldest }, (_, index) => newest - index)])
}

/** A list of jobs: of one attempt, or of all. */
class JobList {
  readonly #rest: Rest
  readonly #run: RunOfRepository
  readonly #which: number | 'all'
  #total = 0
  #first: readonly RunJob[] | undefined

  constructor(rest: Rest, run: RunOfRepository, which: number | 'all') {
    this.#rest = rest
    this.#run = run
    this.#which = which
  }

  get pages(): number {
    return Math.ceil(this.#total / PAGE)
  }

  async readFirst(): Promise<void> {
    this.#first ??= await this.#page(1)
  }

  /** @throws GITHUB_ codes */
  async whole(): Promise<readonly RunJob[]> {
    const { runId } = this.#run
    await this.readFirst()
    if (this.#total > LIMITS.runJobs) throw tooMany(runId, this.#total)
    for (let tried = 0; tried < LISTINGS; tried += 1) {
      const found = await this.#once()
      if (found !== undefined) return found
      this.#first = undefined
    }
    throw new GateError('GITHUB_UNAVAILABLE', `GitHub's list of the jobs of run ${runId} changed while it was read.`, {
      hint: 'Run the job again.'
    })
  }

  /** Undefined where it did not stay the same from its first page to its last. */
  async #once(): Promise<readonly RunJob[] | undefined> {
    await this.readFirst()
    const expected = this.#total
    const found = new Map((this.#first ?? []).map((job) => [job.id, job]))
    let seen = this.#first?.length ?? 0
    for (let page = 2; seen < this.#total; page += 1) {
      const jobs = await this.#page(page)
      // A list that ends before its own count hides some.
      if (jobs.length === 0 || this.#total !== expected) return undefined
      for (const job of jobs) found.set(job.id, job)
      seen += jobs.length
    }
    return found.size === expected ? [...found.values()] : undefined
  }

  async #page(page: number): Promise<readonly RunJob[]> {
    const { owner, repo, runId } = this.#run
    const run = { owner, repo, run_id: Number(runId), per_page: PAGE, page }
    const { data } = await this.#rest.call({
      ...(this.#which === 'all'
        ? { route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', parameters: { ...run, filter: 'all' } }
        : {
            route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
            parameters: { ...run, attempt_number: this.#which }
          }),
      what: `the jobs of run ${runId}${this.#which === 'all' ? '' : `, attempt ${this.#which}`}`,
      permission: 'actions: read'
    })
    const { jobs, total_count: total } = (data ?? {}) as { jobs?: unknown; total_count?: unknown }
    if (!Array.isArray(jobs) || typeof total !== 'number') throw unreadable(runId)
    this.#total = total
    return jobs.map((job) => readJob(job, runId))
  }
}

function readJob(value: unknown, runId: string): RunJob {
  const job = (value ?? {}) as Record<string, unknown>
  const { id, name, run_attempt: attempt, status, conclusion, labels } = job
  if (!isWhole(id) || typeof name !== 'string' || !isWhole(attempt)) throw unreadable(runId)
  return {
    id,
    name,
    attempt,
    status,
    conclusion,
    started: textOf(job['started_at']),
    completed: textOf(job['completed_at']),
    runnerName: textOf(job['runner_name']),
    runnerGroup: textOf(job['runner_group_name']),
    labels: Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : undefined
  }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

/** Nothing where the server has nothing: a job that no runner took has the name ''. */
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function tooMany(runId: string, total: number): GateError {
  return new GateError(
    'GITHUB_UNAVAILABLE',
    `Run ${runId} has ${count(total, 'job')}; at most ${LIMITS.runJobs} are read.`,
    { hint: 'Split the workflow, and verify each part of it in a run of its own.' }
  )
}

function unreadable(runId: string): GateError {
  return new GateError(
    'GITHUB_UNAVAILABLE',
    `GitHub's answer for the jobs of run ${runId} is not of the form that its documentation gives.`,
    { hint: 'Run the job again. If it lasts, something between this job and GitHub changes the answers.' }
  )
}
