// SPDX-License-Identifier: Apache-2.0
// What the gate asks of its server, as calls of GitHub's REST interface.
import { describe, expect, test } from '@jest/globals'
import type { CheckRun } from '../../src/gate/gate-server.ts'
import { gateServer } from '../../src/github/gate-server.ts'
import type { Rest, RestCall } from '../../src/github/rest.ts'
import { rejectionOf } from '../support/errors.ts'

const PLACE = { owner: 'o', repo: 'r' }
const NOBODY = (): Promise<never> => Promise.reject(new Error('nothing is fetched'))

/** Answers by the method of a call and the last words of its route. */
function answering(data: Readonly<Record<string, unknown>>): Rest & { readonly calls: RestCall[] } {
  const calls: RestCall[] = []
  return {
    calls,
    call: (call) => {
      calls.push(call)
      const key = `${call.route.split(' ')[0] ?? ''} ${call.route.split('/').at(-1) ?? ''}`
      return Promise.resolve({ status: 200, data: data[key], headers: {} })
    }
  }
}

describe('the state of another run', () => {
  const GOOD = { head_sha: 'a'.repeat(40), run_attempt: 2, event: 'push', status: 'completed', conclusion: 'success' }
  const ask = (data: unknown): ReturnType<ReturnType<typeof gateServer>['runState']> =>
    gateServer(answering({ 'GET {run_id}': data }), PLACE, NOBODY).runState('7')
  test('comes as GitHub tells it', async () => {
    const rest = answering({ 'GET {run_id}': GOOD })
    expect(await gateServer(rest, PLACE, NOBODY).runState('7')).toEqual({
      head: GOOD.head_sha,
      attempt: 2,
      event: 'push',
      status: 'completed',
      conclusion: 'success',
      from: undefined
    })
    expect(rest.calls).toMatchObject([
      { parameters: { owner: 'o', repo: 'r', run_id: 7 }, permission: 'actions: read' }
    ])
  })
  const PLACED = {
    ...GOOD,
    path: '.github/workflows/ci.yml',
    head_branch: 'main',
    repository: { id: 1, full_name: 'o/r' },
    head_repository: { id: 1, full_name: 'o/r' }
  }
  const FROM = { path: PLACED.path, branch: 'main', isOwn: true, repository: 'o/r' }
  test.each<[string, unknown, unknown]>([
    ['the repository itself', PLACED, FROM],
    ['a fork of the same name', { ...PLACED, head_repository: { id: 2, full_name: 'o/r' } }, { ...FROM, isOwn: false }],
    ['a fork that is gone', { ...PLACED, head_repository: null }, { ...FROM, isOwn: false, repository: undefined }],
    ['no branch', { ...PLACED, head_branch: null }, undefined],
    ['no workflow', { ...PLACED, path: undefined }, undefined],
    ['a repository without an id', { ...PLACED, repository: {}, head_repository: {} }, undefined],
    ['a head without an id', { ...PLACED, head_repository: { full_name: 'o/r' } }, undefined],
    ['a head without a name', { ...PLACED, head_repository: { id: 1 } }, undefined],
    ['no head', { ...PLACED, head_repository: undefined }, undefined]
  ])('names where it came from: %s', async (_what, data, from) => expect((await ask(data)).from).toEqual(from))
  test('may have no end yet', async () =>
    expect(await ask({ ...GOOD, status: 'in_progress', conclusion: null })).toMatchObject({ conclusion: null }))
  test.each([null, {}, { ...GOOD, head_sha: undefined }, { ...GOOD, run_attempt: '2' }, { ...GOOD, event: null }])(
    'cannot be told from %j',
    async (data) => expect((await rejectionOf(ask(data))).code).toBe('GITHUB_UNAVAILABLE')
  )
})

describe('a check run', () => {
  const CHECK: CheckRun = { commit: 'c'.repeat(40), conclusion: 'failure', title: 't', summary: 's', annotations: [] }
  const publish = async (check: Partial<CheckRun>): Promise<Record<string, unknown>> => {
    const rest = answering({})
    await gateServer(rest, PLACE, NOBODY).publishCheckRun({ ...CHECK, ...check })
    expect(rest.calls).toHaveLength(1)
    expect(rest.calls[0]).toMatchObject({ route: 'POST /repos/{owner}/{repo}/check-runs', permission: 'checks: write' })
    return { ...rest.calls[0]?.parameters }
  }
  test('is complete, and shown on the commit', async () =>
    expect(await publish({})).toMatchObject({
      owner: 'o',
      repo: 'r',
      head_sha: CHECK.commit,
      status: 'completed',
      conclusion: 'failure',
      output: { title: 't', summary: 's', annotations: [] }
    }))
  test('has no longer summary and no more annotations than GitHub takes', async () => {
    const mark = { level: 'error', title: 't'.repeat(300), message: 'm', file: 'f', line: 3 } as const
    const { output } = (await publish({
      summary: 'line\n'.repeat(20_000),
      annotations: Array.from({ length: 60 }, () => mark)
    })) as {
      output: { summary: string; annotations: { title: string }[] }
    }
    expect(output.summary.length).toBeLessThan(65_535)
    expect(output.summary).toContain('summary of the run')
    expect(output.annotations).toHaveLength(50)
    expect(output.annotations[0]).toMatchObject({ path: 'f', start_line: 3, end_line: 3, annotation_level: 'failure' })
    expect(output.annotations[0]?.title).toHaveLength(255)
  })
})

describe('the issue that tells of a failure', () => {
  const TITLE = 'The supply chain does not verify'
  const raise = async (issues: unknown, body = 'text'): Promise<{ number: number; last: RestCall | undefined }> => {
    const rest = answering({ 'GET issues': issues, 'POST issues': { number: 9 }, 'PATCH {issue_number}': {} })
    return { number: await gateServer(rest, PLACE, NOBODY).raiseAlert(body), last: rest.calls.at(-1) }
  }
  test('is opened where none is', async () => {
    for (const issues of [[], null, [{ number: 3, title: 'other' }], [{ number: 3, title: TITLE, pull_request: {} }]])
      expect(await raise(issues)).toMatchObject({ number: 9, last: { parameters: { title: TITLE, body: 'text' } } })
  })
  test('is updated where one is', async () =>
    expect(await raise([{ number: 3, title: TITLE }])).toMatchObject({
      number: 3,
      last: { route: expect.stringMatching(/^PATCH/), parameters: { issue_number: 3, body: 'text' } }
    }))
  test('is no longer than GitHub takes', async () => {
    const { last } = await raise([], 'line\n'.repeat(20_000))
    const body = String(last?.parameters['body'])
    expect([body.length < 65_536, body.includes('summary of the run')]).toEqual([true, true])
  })
})
