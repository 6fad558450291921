// SPDX-License-Identifier: Apache-2.0
// A workflow step that sets where identity tokens are requested, and the bundles of begin and end.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { FaultyService } from '../support/faulty-service.ts'
import { Job } from '../support/job.ts'
import { CI, namesIn, runIdsFrom, serveRepository } from '../support/served-repository.ts'

const newRun = runIdsFrom(3_000)
serveRepository()

describe('a token request URL that a workflow step set', () => {
  const service = new FaultyService()
  beforeAll(() => service.start())
  afterAll(() => service.stop())
  const BEARER = 'canary5f0c1d7e9b'
  const steered = (): Record<string, string> => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: `${service.origin}/token?x=${BEARER}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER
  })
  test.each([
    ['auto', ''],
    ['keyless', CI.privatePem]
  ])('before the stage began gets no request where sign is %s', async (sign, key) => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run, ...steered() }, { 'a.js': 'x' })
    const ran = await job.stage('build', () => {}, { sign, 'signing-key': key })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('KEYLESS_TOKEN_URL_REFUSED')])
    expect(ran.log).toMatch(/::warning[^\n]*Unusual request token/)
    expect(ran.log).not.toContain('Unusual environment')
    expect([ran.log.includes(BEARER), service.asked, namesIn(run)]).toEqual([false, [], []])
  })
  test.each(['auto', 'key'])('while the stage ran ends it where sign is %s', async (sign) => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'x' })
    const command = (): void => void Object.assign(job.facts, steered())
    const ran = await job.stage('build', command, sign === 'key' ? { sign } : { sign, 'signing-key': '' })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('ENVIRONMENT_CHANGED')])
    expect([ran.log.includes(BEARER), service.asked, namesIn(run)]).toEqual([false, [], []])
  })
})
