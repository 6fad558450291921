// SPDX-License-Identifier: Apache-2.0
// The jobs of a run as GitHub pages them.
import { expect, test } from '@jest/globals'
import { LIMITS } from '../../src/base/limits.ts'
import type { RunJob } from '../../src/gate/gate-server.ts'
import { gateServer } from '../../src/github/gate-server.ts'
import type { Rest, RestCall } from '../../src/github/rest.ts'
import { rejectionOf } from '../support/errors.ts'

const listed = (id: number): Record<string, unknown> => ({
  id,
  name: `job ${id}`,
  run_attempt: 1,
  status: 'completed',
  conclusion: 'success',
  started_at: '2026-01-01T00:00:00Z',
  completed_at: '2026-01-01T00:01:00Z',
  runner_name: 'GitHub Actions 3',
  runner_group_name: 'GitHub Actions',
  labels: ['ubuntu-latest']
})

/** A server that answers one page after the other. */
function paging(...pages: readonly unknown[]): Rest & { readonly calls: RestCall[] } {
  const calls: RestCall[] = []
  return {
    calls,
    call: (call) => {
      calls.push(call)
      return Promise.resolve({ status: 200, data: pages[calls.length - 1], headers: {} })
    }
  }
}

async function jobsBy(rest: Rest): Promise<readonly RunJob[]> {
  const answer = await gateServer(rest, { owner: 'o', repo: 'r' }).jobs('7', { newest: 1, others: [1] })
  return answer.kind === 'told' ? answer.jobs : []
}

test('come from all pages, of all attempts', async () => {
  const all = Array.from({ length: 101 }, (_, id) => listed(id))
  const rest = paging({ total_count: 101, jobs: all.slice(0, 100) }, { total_count: 101, jobs: all.slice(100) })
  const jobs = await jobsBy(rest)
  expect([jobs.length, jobs[100]]).toEqual([
    101,
    {
      id: 100,
      name: 'job 100',
      attempt: 1,
      status: 'completed',
      conclusion: 'success',
      started: '2026-01-01T00:00:00Z',
      completed: '2026-01-01T00:01:00Z',
      runnerName: 'GitHub Actions 3',
      runnerGroup: 'GitHub Actions',
      labels: ['ubuntu-latest']
    }
  ])
  expect(rest.calls.map(({ parameters }) => [parameters['run_id'], parameters['filter'], parameters['page']])).toEqual([
    [7, 'all', 1],
    [7, 'all', 2]
  ])
  expect(rest.calls[0]?.permission).toBe('actions: read')
})
test('may lack times', async () => {
  const [job] = await jobsBy(paging({ total_count: 1, jobs: [{ ...listed(1), completed_at: null, started_at: 7 }] }))
  expect([job?.started, job?.completed]).toEqual([undefined, undefined])
})
test.each<[string, ...unknown[]]>([
  ['no answer', undefined],
  ['no list', { total_count: 1 }],
  ['no count', { jobs: [] }],
  ['a job without a name', { total_count: 1, jobs: [{ ...listed(1), name: null }] }],
  ['a job without an attempt', { total_count: 1, jobs: [{ ...listed(1), run_attempt: '1' }] }],
  ['a job without an id', { total_count: 1, jobs: [{ ...listed(1), id: 1.5 }] }],
  ['no job at all', { total_count: 1, jobs: [null] }],
  ['a list that ends early', { total_count: 2, jobs: [listed(1)] }, { total_count: 2, jobs: [] }],
  ['one job twice', { total_count: 2, jobs: [listed(1)] }, { total_count: 2, jobs: [listed(1)] }],
  ['too many', { total_count: LIMITS.runJobs + 1, jobs: [listed(1)] }]
])('cannot be told from %s', async (_what, ...pages) =>
  expect((await rejectionOf(jobsBy(paging(...pages)))).code).toBe('GITHUB_UNAVAILABLE')
)
