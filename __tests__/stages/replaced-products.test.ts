// SPDX-License-Identifier: Apache-2.0
// Products between two jobs, and what a job of the same run that stores and deletes as it likes can do to them.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { zip } from '../../.github/scripts/e2e/zip.ts'
import { MemoryGitHub, sha256, type MemoryArtifact } from '../support/memory-github.ts'
import { MemoryJob } from '../support/memory-job.ts'
import { CI } from '../support/two-steps.ts'

const EVIL = zip([{ name: 'a.js', content: Buffer.from('evil') }])

type Attack = (products: MemoryArtifact, github: MemoryGitHub) => void

async function takenOver(attack: Attack): Promise<{ codes: readonly string[]; files: string[]; left: string[] }> {
  const github = new MemoryGitHub()
  const write = new MemoryJob(github, { GITHUB_JOB: 'write' })
  await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
  attack(github.storedAs('in-toto-products.', '10'), github)
  const pack = new MemoryJob(github, { GITHUB_JOB: 'pack' })
  const inputs = { 'step-name': 'pack', materials: '.', 'take-over': 'write', 'take-over-keys': CI.publicPem }
  const { codes } = await pack.begin(inputs)
  return {
    codes,
    files: readdirSync(pack.workspace),
    left: readdirSync(pack.temporary).filter((name) => !name.endsWith('.json') && name !== 'in-toto-stages')
  }
}

const again =
  (name: string, archive?: Buffer): Attack =>
  (products, github) => {
    github.remove(products)
    github.add('10', name === '' ? products.name : name, archive ?? products.zip)
  }

describe('products that were stored', () => {
  test('come as they are while nobody replaces them', async () => {
    expect(await takenOver(() => undefined)).toEqual({ codes: [], files: ['a.js'], left: [] })
  })
  test.each<[string, string, Attack]>([
    [
      'others under the same id',
      'TAKE_OVER_DIFFERS',
      (products) => Object.assign(products, { zip: EVIL, digest: sha256(EVIL) })
    ],
    ['others under the same name', 'TAKE_OVER_NOT_FOUND', again('', EVIL)],
    ['the same ones, stored anew', 'TAKE_OVER_NOT_FOUND', again('')],
    ['the same ones under another name', 'TAKE_OVER_NOT_FOUND', again('in-toto-products.write.other.0.1')],
    [
      'those of another step',
      'TAKE_OVER_DIFFERS',
      (products) => Object.assign(products, { name: 'in-toto-products.other.write.0.1' })
    ],
    ['none', 'TAKE_OVER_NOT_FOUND', (products, github) => github.remove(products)]
  ])('are not taken over when %s are there instead', async (_what, code, attack) => {
    expect(await takenOver(attack)).toEqual({ codes: [code], files: [], left: [] })
  })
})
