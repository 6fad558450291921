// SPDX-License-Identifier: Apache-2.0
// The input `products` of the gate, where a checkout wrote other bytes than the commit has, and links.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { file, linkOf } from '../support/chain.ts'
import { HEAD, MemoryGitHub } from '../support/memory-github.ts'
import { MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { artifacts, filesOf, sha256 } from '../support/source-claims.ts'
import { CI, KEY_ID } from '../support/two-steps.ts'

const CI_IDENTITY = { signer: loadPrivateKey({ pem: CI.privatePem, source: 'test' }), keyId: KEY_ID }
const NAMES = { 'a.txt': 'a\n', link: 'some/where' }
const RUN = { repository: 'o/r', commit: HEAD }
const source = { commit: HEAD, tree: 'c3'.repeat(20), ...filesOf(NAMES) }

/** A job that verifies two links in a directory, and what lies beside them. */
function verify(changes: { text?: string; target?: string; environment?: object }): Promise<Ran> {
  const { text = 'a\r\n', target = 'some/where', environment } = changes
  const onDisk = { modes: { products: { link: 'symlink' } }, converted: { products: { 'a.txt': sha256('a\r\n') } } }
  const links = {
    write: linkOf('write', { products: artifacts(NAMES), environment: { run: RUN, source } }),
    pack: linkOf('pack', {
      materials: artifacts(NAMES),
      products: artifacts({ ...NAMES, 'app.tgz': 'package' }),
      environment: { run: RUN, source, ...onDisk, ...environment }
    })
  }
  const job = new MemoryJob(new MemoryGitHub(), { GITHUB_JOB: 'verify' }, { 'out.txt': '' })
  for (const [name, link] of Object.entries(links))
    job.write(`links/${linkFileName(name, KEY_ID)}`, Buffer.from(file(link, [CI_IDENTITY])).toString())
  job.write('a.txt', text)
  symlinkSync(target, join(job.workspace, 'link'))
  return job.verify({ links: './links', products: 'a.txt\nlink', needs: 'none', 'source-check': 'none' })
}

test('files are products as a checkout writes them, and as the commit has them', async () => {
  for (const text of ['a\r\n', 'a\n']) {
    const ran = await verify({ text })
    expect([ran.codes, ran.outputs['verdict']]).toEqual([[], 'passed'])
    expect(reportOf(ran)).toMatchObject({ source: { commit: HEAD, files: 2 } })
  }
})
test.each([
  ['with other bytes', { text: 'evil\r\n' }],
  [
    'with bytes that no checkout writes',
    { text: 'evil\r\n', environment: { converted: { products: { 'a.txt': sha256('evil\r\n') } } } }
  ],
  ['where a link leads elsewhere', { target: 'a.txt' }],
  ['where nobody names what a checkout writes', { environment: { converted: {} } }]
])('they are none %s', async (_what, changes) => {
  const ran = await verify(changes)
  expect([ran.codes, ran.outputs['verdict']]).toEqual([['PRODUCT_DIFFERS'], 'failed'])
})
test('a word about them that nobody can read is refused', async () =>
  expect((await verify({ text: 'a\n', environment: { converted: 'x' } })).codes).toEqual(['LINK_UNREADABLE']))
