// SPDX-License-Identifier: Apache-2.0
// The jobs of a run, of all its attempts.
import { count } from '../base/count.ts'
import { LIMITS } from '../base/limits.ts'
import { GateError } from '../gate/codes.ts'
import type { RunJob } from '../gate/gate-server.ts'
import type { Rest } from './rest.ts'

export interface RunOfRepository {
  readonly owner: string
  readonly repo: string
  readonly runId: string
}

const PAGE = 100

/** @throws GITHUB_ codes */
export async function runJobs(rest: Rest, { owner, repo, runId }: RunOfRepository): Promise<readonly RunJob[]> {
  const found = new Map<number, RunJob>()
  for (let page = 1, seen = 0; ; page += 1) {
    const { data } = await rest.call({
      route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
      parameters: { owner, repo, run_id: Number(runId), filter: 'all', per_page: PAGE, page },
      what: `the jobs of run ${runId}`,
      permission: 'actions: read'
    })
    const { jobs, total_count: total } = (data ?? {}) as { jobs?: unknown; total_count?: unknown }
    if (!Array.isArray(jobs) || typeof total !== 'number') throw unreadable(runId)
    if (total > LIMITS.runJobs)
      throw new GateError(
        'GITHUB_UNAVAILABLE',
        `Run ${runId} has ${count(total, 'job')}; at most ${LIMITS.runJobs} are read.`,
        {
          hint: 'Give the gate needs: ${{ toJSON(needs) }}, so that it need not ask.'
        }
      )
    for (const job of jobs) {
      const read = readJob(job, runId)
      found.set(read.id, read)
    }
    seen += jobs.length
    if (seen < total && jobs.length > 0) continue
    // A list that ends before its own count, or names one twice, hides another.
    if (found.size === total) return [...found.values()]
    throw new GateError('GITHUB_UNAVAILABLE', `GitHub's list of the jobs of run ${runId} changed while it was read.`, {
      hint: 'Run the job again.'
    })
  }
}

function readJob(value: unknown, runId: string): RunJob {
  const job = (value ?? {}) as Record<string, unknown>
  const { id, name, run_attempt: attempt, status, conclusion, started_at: started, completed_at: completed } = job
  if (!isWhole(id) || typeof name !== 'string' || !isWhole(attempt)) throw unreadable(runId)
  return {
    id,
    name,
    attempt,
    status,
    conclusion,
    started: typeof started === 'string' ? started : undefined,
    completed: typeof completed === 'string' ? completed : undefined
  }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

function unreadable(runId: string): GateError {
  return new GateError(
    'GITHUB_UNAVAILABLE',
    `GitHub's answer for the jobs of run ${runId} is not of the form that its documentation gives.`,
    { hint: 'Run the job again. If it lasts, something between this job and GitHub changes the answers.' }
  )
}
