// SPDX-License-Identifier: Apache-2.0
// A stage by the bundles of begin and end: the processes, and what they say to the runner and to the service for
// workflow artifacts. What they sign, and when they do not, is tested in stages/stage.test.ts.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256, type ServedArtifact } from '../../.github/scripts/e2e/github-server.ts'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { FaultyService } from '../support/faulty-service.ts'
import { Job, type Ran } from '../support/job.ts'
import {
  CI,
  KEY_ID,
  linkIn,
  namesIn,
  runIdsFrom,
  server,
  serveRepository,
  storedAs,
  storedIn
} from '../support/served-repository.ts'

const newRun = runIdsFrom(1_000)
serveRepository()

const isProducts = ({ name }: ServedArtifact): boolean => name.startsWith('in-toto-products.')

describe('a stage', () => {
  test('stores a signed link and says where', async () => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => job.write('dist/a.js', 'beta'), {
      'hand-over': 'dist/**',
      summary: 'always'
    })
    expect(ran.status).toBe(0)
    const [products, link] = storedIn(run)
    expect([products?.name, link?.name]).toEqual(['in-toto-products.build.build.0.1', 'in-toto.build.build.0.1'])
    expect(unzip(products?.zip ?? Buffer.alloc(0)).map(({ name }) => name)).toEqual(['dist/a.js'])
    const [entry] = unzip(link?.zip ?? Buffer.alloc(0))
    expect(entry?.name).toBe(`build.${KEY_ID.slice(0, 8)}.link`)
    expect(ran.outputs).toMatchObject({
      'link-artifact-id': String(link?.id),
      'link-artifact-digest': sha256(link?.zip ?? Buffer.alloc(0)),
      'link-digest': sha256(entry?.content ?? Buffer.alloc(0)),
      'product-count': '2'
    })
    expect(ran.summary).toContain('Signed')
    expect(ran.log).toContain('1 of them handed over')
    expect(linkIn(link)['environment']).toMatchObject({
      hand_over: { files: 1, artifact: { id: String(products?.id), digest: products?.digest } }
    })
    expect(readdirSync(join(job.directory, 'temp'))).toEqual([])
  })
  test.each([
    ['JOB_NOT_SUCCESSFUL', { 'job-status': 'failure' }],
    ['INPUT_INVALID', { sign: 'yes' }]
  ])('that fails with %s ends its process so, and stores nothing', async (code, inputs) => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => {}, inputs)
    expect([ran.status, ran.log, ran.outputs, namesIn(run)]).toEqual([1, expect.stringContaining(code), {}, []])
  })
  test('that stores one name twice says so', async () => {
    const run = newRun()
    const job = (): Job => new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'x' })
    expect((await job().stage('build', () => {})).status).toBe(0)
    const second = await job().stage('build', () => {})
    expect([second.status, second.log]).toEqual([
      1,
      expect.stringMatching(/ARTIFACT_UPLOAD_FAILED[\s\S]*step name of its own/)
    ])
  })
})

describe('products that were stored', () => {
  const EVIL = zip([{ name: 'a.js', content: Buffer.from('evil') }])
  /** What a job of the same run that stores and deletes as it likes can do to the products. */
  async function takenOver(
    attack: (products: ServedArtifact, run: string) => void
  ): Promise<Ran & { files: string[] }> {
    const run = newRun()
    const facts = { GITHUB_RUN_ID: run }
    const write = new Job({ ...facts, GITHUB_JOB: 'write' })
    expect((await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })).status).toBe(0)
    attack(storedAs('in-toto-products.', run), run)
    const pack = new Job({ ...facts, GITHUB_JOB: 'pack' })
    const inputs = { 'step-name': 'pack', materials: '.', 'take-over': 'write', 'take-over-keys': CI.publicPem }
    const ran = await pack.run('begin', inputs)
    return { ...ran, files: readdirSync(pack.workspace) }
  }
  test('are not taken over when the service lists others as the right ones', async () => {
    const ran = await takenOver((products) => Object.assign(products, { zip: EVIL }))
    expect([ran.status, ran.log, ran.files]).toEqual([1, expect.stringContaining('ARTIFACT_DIGEST_DIFFERS'), []])
  })
  test('are not taken over without end, and no signature of an address is told', async () => {
    const block = Buffer.alloc(1024 * 1024)
    server.fault = ({ method, path }, response) => {
      const [, id = ''] = /^\/blob\/download-(\d+)$/.exec(path) ?? []
      if (method !== 'GET' || !server.artifacts.some((one) => String(one.id) === id && isProducts(one))) return false
      const more = (): void => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
      return true
    }
    try {
      const ran = await takenOver(() => undefined)
      expect([ran.status, ran.log, ran.files]).toEqual([1, expect.stringContaining('ARTIFACT_TOO_LARGE'), []])
      expect(ran.log).not.toContain('a1b2c3d4e5dow')
    } finally {
      server.fault = () => false
    }
  })
})

describe('a token request URL that a workflow step set', () => {
  const service = new FaultyService()
  beforeAll(() => service.start())
  afterAll(() => service.stop())
  test('gets no request, and what it holds is not shown', async () => {
    const bearer = 'canary5f0c1d7e9b'
    const steered = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${service.origin}/token?x=${bearer}`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer
    }
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run, ...steered }, { 'a.js': 'x' })
    const ran = await job.stage('build', () => {}, { 'signing-key': '' })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('KEYLESS_TOKEN_URL_REFUSED')])
    expect(ran.log).toMatch(/::warning[^\n]*Unusual request token/)
    expect([ran.log.includes(bearer), service.asked, namesIn(run)]).toEqual([false, [], []])
  })
})
