// SPDX-License-Identifier: Apache-2.0
// The fetch of a commit as the gate sees it: what is tried again, what each fault is called, and through whom it goes.
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { listen } from '../../.github/scripts/harness/loopback.ts'
import type { InTotoError } from '../../src/base/errors.ts'
import type { FetchedCommit } from '../../src/gate/gate-server.ts'
import { fetchForGate, type FetchBounds, type FetchPlace } from '../../src/github/commit-fetch.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { gitServer, TestRepository, type GitFault, type GitServer } from '../support/git-server.ts'

const TOKEN = 'ghs_canary-gate-4c1a'
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')
const BOUNDS: FetchBounds = {
  bytes: 50e6,
  ms: 60_000,
  policy: { attempts: 3, firstWaitMs: 1, longestWaitMs: 1 }
}
const repository = new TestRepository()
const { head } = repository
let server: GitServer
beforeAll(async () => {
  server = await gitServer(repository.directory)
})
afterEach(() => {
  server.fault = () => false
  server.asked.length = 0
})
afterAll(() => server.stop())

const masked: string[] = []
const fetching = (changes: Partial<FetchPlace> = {}, commit = head, bounds = BOUNDS): Promise<FetchedCommit> =>
  fetchForGate(
    {
      serverUrl: server.origin,
      owner: 'o',
      name: 'r',
      token: TOKEN,
      environment: process.env,
      mask: (secret) => masked.push(secret),
      ...changes
    },
    commit,
    directoryWith(),
    bounds
  )

async function refusal(...words: Parameters<typeof fetching>): Promise<InTotoError> {
  const error = await rejectionOf(fetching(...words))
  for (const secret of [TOKEN, BASIC]) expect(`${error.message}${error.hint}${error.at}`).not.toContain(secret)
  return error
}

const failing =
  (status: number, times = Infinity): GitFault =>
  (_asked, response) => {
    if (times <= 0) return false
    times -= 1
    response.writeHead(status).end()
    return true
  }

test('a commit comes, and what git sends in place of the token is hidden in the log', async () => {
  expect(await fetching()).toMatchObject({ outcome: 'fetched', repository: expect.stringContaining('repository') })
  expect(masked).toContain(BASIC)
})

test('a server that is out of order for a moment is asked again, and no more often than the policy says', async () => {
  server.fault = failing(502, 2)
  expect(await fetching()).toMatchObject({ outcome: 'fetched' })
  server.asked.length = 0
  server.fault = failing(502)
  const { code, hint } = await refusal()
  expect([code, server.asked.length]).toEqual(['SOURCE_NOT_FETCHED', 3])
  expect(hint).toContain('source-check: none')
})

test.each<[string, number, string]>([
  ['a repository that is not there', 404, 'contents: read'],
  ['a token that is refused', 403, 'contents: read'],
  ['a token that is not known', 401, 'contents: read']
])('%s is not asked for again', async (_what, status, hint) => {
  server.fault = failing(status)
  const error = await refusal()
  expect([error.code, error.hint]).toEqual(['SOURCE_NOT_FETCHED', expect.stringContaining(hint)])
  expect(server.asked.length).toBeLessThanOrEqual(2)
})

test('a commit that the repository does not have has a code of its own', async () => {
  const { code, message, hint } = await refusal({}, 'b'.repeat(40))
  expect([code, message]).toEqual(['SOURCE_COMMIT_UNKNOWN', expect.stringContaining('bbbbbbbbbbbb')])
  expect(hint).toContain('new run')
})

test.each<[string, Partial<FetchPlace>, string]>([
  ['no git', { environment: { PATH: directoryWith() } }, 'Install git'],
  ['a server without https', { serverUrl: 'http://example.com' }, 'https'],
  ['no address of a server', { serverUrl: 'nowhere' }, 'https']
])('%s is told with what helps', async (_what, changes, hint) => {
  const error = await refusal(changes)
  expect([error.code, error.hint]).toEqual(['SOURCE_NOT_FETCHED', expect.stringContaining(hint)])
  expect(error.hint).toContain('source-check: none')
  expect(server.asked).toEqual([])
})

test('a server that says nothing is waited for once', async () => {
  server.fault = () => true
  const { code } = await refusal({}, head, { ...BOUNDS, ms: 300 })
  expect([code, server.asked.length]).toEqual(['SOURCE_NOT_FETCHED', 1])
})

test('objects that are not those of the commit are no reason to ask again', async () => {
  const { code, message } = await refusal({}, repository.git('rev-parse', 'HEAD^{tree}'))
  expect(['SOURCE_NOT_FETCHED', 'SOURCE_COMMIT_UNKNOWN']).toContain(code)
  expect(message).not.toBe('')
})

test('more bytes than the bound are no error, and are not asked for again', async () => {
  expect(await fetching({}, head, { ...BOUNDS, bytes: 10 })).toEqual({ outcome: 'too-large' })
})

test('the proxy of our own requests is used, and for this machine none', async () => {
  const heads: string[] = []
  const proxy = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (data) => {
      heads.push(data.toString('latin1'))
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
    })
  })
  const port = await listen(proxy)
  const before = { ...process.env }
  try {
    process.env['https_proxy'] = process.env['http_proxy'] = `http://127.0.0.1:${port}`
    delete process.env['no_proxy']
    delete process.env['NO_PROXY']
    const { code } = await refusal({ serverUrl: 'https://git.example' })
    expect([code, heads[0]]).toEqual(['SOURCE_NOT_FETCHED', expect.stringContaining('CONNECT git.example:443')])
    expect(heads.join()).not.toContain(BASIC)
    heads.length = 0
    expect(await fetching()).toMatchObject({ outcome: 'fetched' })
    process.env['no_proxy'] = 'git.example'
    expect((await refusal({ serverUrl: 'https://git.example' })).code).toBe('SOURCE_NOT_FETCHED')
    expect(heads).toEqual([])
  } finally {
    for (const name of ['https_proxy', 'http_proxy', 'no_proxy', 'NO_PROXY'])
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    await new Promise((done) => proxy.close(done))
  }
})
