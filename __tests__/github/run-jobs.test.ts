// SPDX-License-Identifier: Apache-2.0
// The jobs of a run as GitHub pages them.
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/base/limits.ts'
import { GateError, type GateCode } from '../../src/gate/codes.ts'
import type { RunJob, RunJobs } from '../../src/gate/gate-server.ts'
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

const nothing = (): Promise<never> => Promise.reject(new Error('nothing is fetched'))

async function jobsBy(rest: Rest): Promise<readonly RunJob[]> {
  const answer = await gateServer(rest, { owner: 'o', repo: 'r' }, nothing).jobs('7', { newest: 1, others: [1] })
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

describe('a list that is long', () => {
  /** Attempts of a hundred jobs and one that asks; those that did not run again are listed under a new id. */
  function attempts(newest: number, lists: 'kept' | 'copied'): Rest & { readonly calls: RestCall[] } {
    const calls: RestCall[] = []
    const jobsOf = (attempt: number): Record<string, unknown>[] => [
      ...Array.from({ length: 100 }, (_, index) =>
        lists === 'kept'
          ? listed(index)
          : { ...listed(attempt * 1000 + index), name: `job ${index}`, run_attempt: attempt }
      ),
      {
        ...listed(attempt * 1000 + 999),
        name: 'release',
        run_attempt: attempt,
        completed_at: null,
        status: 'in_progress'
      }
    ]
    return {
      calls,
      call: (call) => {
        calls.push(call)
        const { attempt_number: of, page } = call.parameters as { attempt_number?: number; page: number }
        const jobs =
          of === undefined ? Array.from({ length: newest }, (_, index) => jobsOf(index + 1)).flat() : jobsOf(of)
        const data = { total_count: jobs.length, jobs: jobs.slice((page - 1) * 100, page * 100) }
        return Promise.resolve({ status: 200, data, headers: {} })
      }
    }
  }
  const ask = (rest: Rest, newest: number, others: readonly number[]): Promise<RunJobs> =>
    gateServer(rest, { owner: 'o', repo: 'r' }, nothing).jobs('7', { newest, others })

  test.each([1, 2, 3, 4])('is read whole for %s attempts', async (newest) => {
    const rest = attempts(newest, 'copied')
    const answer = await ask(rest, newest, [1])
    expect([answer.kind === 'told' && answer.read, answer.kind === 'told' && answer.jobs.length]).toEqual([
      'all',
      101 * newest
    ])
    expect(rest.calls.length).toBeLessThanOrEqual(5)
  })
  test.each(['kept', 'copied'] as const)('is read by the attempts that matter, where jobs are %s', async (lists) => {
    const rest = attempts(20, lists)
    const answer = await ask(rest, 20, [1, 7, 20])
    if (answer.kind !== 'told') throw new Error('nothing was told')
    expect([answer.read, rest.calls.length]).toEqual([new Set([20, 7]), 5])
    expect(answer.jobs.find(({ name }) => name === 'job 0')?.listedIn).toBe(20)
    expect(rest.calls.slice(1).map(({ parameters }) => [parameters['attempt_number'], parameters['page']])).toEqual([
      [20, 1],
      [20, 2],
      [7, 1],
      [7, 2]
    ])
  })
})

describe('a server without a list of jobs', () => {
  const refusing = (code: GateCode): Rest => ({ call: () => Promise.reject(new GateError(code, 'x')) })
  const ask = (rest: Rest): Promise<RunJobs> =>
    gateServer(rest, { owner: 'o', repo: 'r' }, nothing).jobs('7', { newest: 1, others: [] })
  test('tells nothing', async () => expect(await ask(refusing('GITHUB_NOT_FOUND'))).toEqual({ kind: 'untold' }))
  test.each<GateCode>(['GITHUB_FORBIDDEN', 'GITHUB_UNAVAILABLE'])('is not one that answers %s', async (code) =>
    expect((await rejectionOf(ask(refusing(code)))).code).toBe(code)
  )
  test('is not one that has those of attempts', async () => {
    const call: Rest['call'] = ({ route }) =>
      route.includes('attempts')
        ? Promise.resolve({ status: 200, data: { total_count: 1, jobs: [listed(1)] }, headers: {} })
        : Promise.reject(new GateError('GITHUB_NOT_FOUND', 'x'))
    expect(await ask({ call })).toMatchObject({ kind: 'told', jobs: [{ id: 1, listedIn: 1 }], read: new Set([1]) })
  })
  test('is not one that has the first page alone', async () => {
    const all = Array.from({ length: 101 }, (_, id) => listed(id))
    const rest = paging({ total_count: 101, jobs: all.slice(0, 100) })
    const call: Rest['call'] = (asked) =>
      asked.parameters['page'] === 1 ? rest.call(asked) : Promise.reject(new GateError('GITHUB_NOT_FOUND', 'x'))
    expect((await rejectionOf(ask({ call }))).code).toBe('GITHUB_NOT_FOUND')
  })
})
