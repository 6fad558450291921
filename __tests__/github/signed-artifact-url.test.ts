// SPDX-License-Identifier: Apache-2.0
import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { signedArtifactUrl } from '../../src/github/signed-artifact-url.ts'
import type { InTotoError } from '../../src/base/errors.ts'
import { ArtifactService, CANARY, listed } from '../support/artifact-service.ts'
import { rejectionOf } from '../support/errors.ts'
import { json } from '../support/faulty-service.ts'

const ZIP = Buffer.from('zip')
const STORED = { id: '1001', name: 'in-toto.build.build.0.1' }
const PORTS = {
  policy: { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 },
  bounds: { timeoutMs: 60_000, maxBytes: 10_000 }
}

const service = new ArtifactService()
beforeAll(() => service.start())
afterAll(() => service.stop())
beforeEach(() => service.holding(ZIP))

const ask = (changes: Record<string, string> = {}): Promise<string> =>
  signedArtifactUrl(STORED, undefined, { ...service.environment, ...changes }, PORTS)

async function refusal(changes: Record<string, string> = {}): Promise<InTotoError> {
  const error = await rejectionOf(ask(changes))
  const told = inspect(error, { depth: 20, showHidden: true })
  for (const secret of [CANARY.signature, CANARY.token, service.environment['ACTIONS_RUNTIME_TOKEN']])
    expect(told).not.toContain(secret)
  expect(error.code).toBe('ARTIFACT_DOWNLOAD_FAILED')
  return error
}

describe('the signed address', () => {
  test('is the one that the service gives, in either spelling of its members', async () => {
    expect(await ask()).toBe(service.blob)
    service.on('ListArtifacts', (response) =>
      json(response, {
        artifacts: [{ workflowRunBackendId: 'r', workflowJobRunBackendId: 'j', databaseId: 1001, name: STORED.name }]
      })
    )
    service.on('GetSignedArtifactURL', (response) => json(response, { signedUrl: service.blob }))
    expect(await ask()).toBe(service.blob)
  })

  test.each(['https://storage.example/blob?sig=x', 'https://127.0.0.1:1/blob?sig=x'])(
    'may lie elsewhere by https: %s',
    async (url) => {
      service.on('GetSignedArtifactURL', (response) => json(response, { signed_url: url }))
      expect(await ask()).toBe(url)
    }
  )

  test.each<[string, unknown]>([
    ['by plain http elsewhere', `http://storage.example/?sig=${CANARY.signature}`],
    ['by plain http at another port', `http://127.0.0.1:1/?sig=${CANARY.signature}`],
    ['with a user', `https://user:${CANARY.signature}@storage.example/`],
    ['of another scheme', `file:///etc/passwd?sig=${CANARY.signature}`],
    ['that is not one', CANARY.signature],
    ['that is empty', ''],
    ['that is not text', [CANARY.signature]],
    ['that is missing', undefined]
  ])('is refused %s', async (_what, url) => {
    service.on('GetSignedArtifactURL', (response) => json(response, { signed_url: url }))
    await refusal()
    expect(service.count('GetSignedArtifactURL')).toBe(1)
  })
})

describe('the entry', () => {
  const ODD: [string, Record<string, unknown>[]][] = [
    ['is gone', []],
    ['has another id', [listed(ZIP, { database_id: '1002' })]],
    ['has another name by now', [listed(ZIP, { name: 'in-toto.other.build.0.1' })]],
    ['is there twice', [listed(ZIP), listed(ZIP)]],
    ['lacks the job that stored it', [listed(ZIP, { workflow_job_run_backend_id: 7 })]]
  ]
  test.each<[string, unknown]>([
    ['is not told of', {}],
    ['is something else', { artifacts: [null, 'x'] }],
    ...ODD.map(([what, artifacts]): [string, unknown] => [what, { artifacts }])
  ])('that %s gives no address', async (_what, answer) => {
    service.on('ListArtifacts', (response) => json(response, answer))
    await refusal()
    expect(service.count('GetSignedArtifactURL')).toBe(0)
  })
  const askBy = (entries: readonly Record<string, unknown>[]): Promise<string> =>
    signedArtifactUrl(STORED, entries, service.environment, PORTS)
  test.each(ODD)('that %s in a list of before gives no address, either', async (_what, entries) => {
    expect((await rejectionOf(askBy(entries))).code).toBe('ARTIFACT_DOWNLOAD_FAILED')
    expect(service.asked).toEqual([])
  })
  test('of a list of before is enough, and says which job stored it', async () => {
    expect(await askBy([listed(ZIP, { database_id: '1' }), listed(ZIP)])).toBe(service.blob)
    expect(service.asked.map(({ method, body }) => [method, body])).toEqual([
      [
        'GetSignedArtifactURL',
        {
          workflow_run_backend_id: 'run-backend',
          workflow_job_run_backend_id: 'job-that-stored',
          name: STORED.name
        }
      ]
    ])
  })
  test('that is gone since it was listed gives no address, and a hint of what removes it', async () => {
    service.on('GetSignedArtifactURL', (response) => json(response, { code: 'not_found' }, 404))
    const error = await rejectionOf(askBy([listed(ZIP)]))
    expect([error.code, error.hint]).toEqual([
      'ARTIFACT_DOWNLOAD_FAILED',
      expect.stringContaining('deleted or replaced')
    ])
  })
  test('is found where the service lists others, too', async () => {
    service.on('ListArtifacts', (response) =>
      json(response, { artifacts: [listed(ZIP, { database_id: '1' }), listed(ZIP)] })
    )
    expect(await ask()).toBe(service.blob)
  })
})

describe('the service', () => {
  const echo = `${CANARY.signature}\n::error::${CANARY.token}`
  test.each([408, 429, 500, 503])('is asked again after status %d', async (status) => {
    service.on('GetSignedArtifactURL', (response, call) =>
      call < 3 ? json(response, { msg: echo }, status) : json(response, { signed_url: service.blob })
    )
    expect(await ask()).toBe(service.blob)
  })
  test.each([
    [503, 3],
    [400, 1],
    [401, 1],
    [404, 1],
    [302, 1]
  ])('that answers %d for good is an error after %d requests', async (status, requests) => {
    service.on('GetSignedArtifactURL', (response) => {
      response.setHeader('location', `${service.service.origin}/elsewhere`)
      json(response, { msg: echo }, status)
    })
    expect((await refusal()).message).not.toContain('\n')
    expect(service.count('GetSignedArtifactURL')).toBe(requests)
    expect(service.service.asked).not.toContain('/elsewhere')
  })
  test('that says nothing, too much, or no JSON is an error', async () => {
    service.on('GetSignedArtifactURL', () => {})
    const impatient = {
      ...PORTS,
      bounds: { ...PORTS.bounds, timeoutMs: 300 },
      policy: { ...PORTS.policy, attempts: 1 }
    }
    await rejectionOf(signedArtifactUrl(STORED, undefined, service.environment, impatient))
    service.on('GetSignedArtifactURL', (response) => response.end(`"${CANARY.signature.repeat(1000)}"`))
    await refusal()
    service.on('GetSignedArtifactURL', (response) => response.end(`<${CANARY.signature}>`))
    await refusal()
    expect(service.count('GetSignedArtifactURL')).toBe(3)
  })
})

describe('the environment', () => {
  const token = (payload: unknown): string =>
    `a.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${CANARY.token}`
  test.each<[string, Record<string, string>, RegExp]>([
    ['without a token', { ACTIONS_RUNTIME_TOKEN: '' }, /uses:/],
    ['without an address', { ACTIONS_RESULTS_URL: '' }, /uses:/],
    ['with an address that is not one', { ACTIONS_RESULTS_URL: 'results' }, /sets it/],
    ['with an address of another scheme', { ACTIONS_RESULTS_URL: 'file:///x' }, /sets it/],
    ['with a token that cannot be read', { ACTIONS_RUNTIME_TOKEN: CANARY.token }, /uses:/],
    ['with a token without a scope', { ACTIONS_RUNTIME_TOKEN: token({}) }, /uses:/],
    ['with a token of another scope', { ACTIONS_RUNTIME_TOKEN: token({ scp: 'Actions.Other:a:b' }) }, /uses:/],
    ['with a token of half a scope', { ACTIONS_RUNTIME_TOKEN: token({ scp: 'Actions.Results:a' }) }, /uses:/],
    ['with a token of too long a scope', { ACTIONS_RUNTIME_TOKEN: token({ scp: 'Actions.Results:a:b:c' }) }, /uses:/],
    ['of an enterprise server', { GITHUB_SERVER_URL: 'https://github.example.com' }, /Enterprise/],
    ['of a server with a deceptive name', { GITHUB_SERVER_URL: 'https://github.com.evil.example' }, /Enterprise/]
  ])('%s is told, and nobody is asked', async (_what, changes, hint) => {
    expect((await refusal(changes)).hint).toMatch(hint)
    expect(service.asked).toEqual([])
  })
  test.each(['https://acme.ghe.com', 'http://github.localhost:3000', ''])('of %s is served', async (server) =>
    expect(await ask({ GITHUB_SERVER_URL: server })).toBe(service.blob)
  )
  test('may have other scopes in its token', async () =>
    expect(await ask({ ACTIONS_RUNTIME_TOKEN: token({ scp: 'Actions.X Actions.Results:r:j Actions.Y:1' }) })).toBe(
      service.blob
    ))
})
