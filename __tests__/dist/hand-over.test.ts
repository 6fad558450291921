// SPDX-License-Identifier: Apache-2.0
// Products between two jobs, by the bundles of begin, end and the gate.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { sha256, type ServedArtifact } from '../../.github/scripts/e2e/github-server.ts'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { Job, type Ran } from '../support/job.ts'
import { GATE, pipeline } from '../support/pipeline.ts'
import { CI, runIdsFrom, server, serveRepository, storedAs } from '../support/served-repository.ts'

const newRun = runIdsFrom(4_000)
serveRepository()

const isProducts = ({ name }: ServedArtifact): boolean => name.startsWith('in-toto-products.')

describe('products that were replaced after their link was signed', () => {
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
  test('come as they are while nobody replaces them', async () => {
    const { status, files } = await takenOver(() => undefined)
    expect([status, files]).toEqual([0, ['a.js']])
  })
  test.each<[string, string, (products: ServedArtifact, run: string) => void]>([
    [
      'by others under the same id',
      'TAKE_OVER_DIFFERS',
      (products) => Object.assign(products, { zip: EVIL, digest: sha256(EVIL) })
    ],
    [
      'by others that the service lists as the right ones',
      'ARTIFACT_DIGEST_DIFFERS',
      (products) => Object.assign(products, { zip: EVIL })
    ],
    [
      'by others under the same name',
      'TAKE_OVER_NOT_FOUND',
      (products, of) => {
        server.remove(products)
        server.add(of, products.name, EVIL)
      }
    ],
    [
      'by the same ones, stored anew',
      'TAKE_OVER_NOT_FOUND',
      (products, of) => {
        server.remove(products)
        server.add(of, products.name, products.zip)
      }
    ],
    [
      'by others that a job stored beside them under another name',
      'TAKE_OVER_NOT_FOUND',
      (products, of) => {
        server.remove(products)
        server.add(of, 'in-toto-products.write.other.0.1', products.zip)
      }
    ],
    [
      'by those of another step',
      'TAKE_OVER_DIFFERS',
      (products) => Object.assign(products, { name: 'in-toto-products.other.write.0.1' })
    ]
  ])('are not taken over: %s', async (_what, code, attack) => {
    const ran = await takenOver(attack)
    expect([ran.status, ran.log, ran.files]).toEqual([1, expect.stringContaining(code), []])
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
  test('do not pass the gate when somebody downloads them directly', async () => {
    const run = newRun()
    await pipeline(run, { end: { 'hand-over': 'app.tgz' } })
    const products = storedAs('in-toto-products.pack', run)
    const gate = async (): Promise<Ran> => {
      const job = new Job({ GITHUB_RUN_ID: newRun(), GITHUB_JOB: 'release' })
      for (const { name, content } of unzip(products.zip)) job.write(name, Buffer.from(content).toString('utf8'))
      return job.run('verify', { ...GATE, links: run, products: 'app.tgz' })
    }
    expect((await gate()).status).toBe(0)
    const evil = zip([{ name: 'app.tgz', content: Buffer.from('evil') }])
    Object.assign(products, { zip: evil, digest: sha256(evil) })
    const ran = await gate()
    expect([ran.status, ran.outputs['verified']]).toEqual([1, 'false'])
    expect(ran.log).toContain('PRODUCT_DIFFERS')
  })
})
