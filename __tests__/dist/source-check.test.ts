// SPDX-License-Identifier: Apache-2.0
// The bundle of the gate, which has git fetch the commit from a GitHub on loopback.
import { expect, test } from '@jest/globals'
import type { Received } from '../../.github/scripts/e2e/github-server.ts'
import { claimSources, trueClaim, trueFiles, type Claim } from '../support/claimed-links.ts'
import { Job, type Ran } from '../support/job.ts'
import { GATE, pipeline } from '../support/pipeline.ts'
import { head, repository, runIdsFrom, server, serveRepository, storedIn, TOKEN } from '../support/served-repository.ts'

const newRun = runIdsFrom(13_000)
serveRepository()

/** A gate over a good run whose links all claim something. */
async function verified(change: Claim = {}, facts: Record<string, string> = {}): Promise<Ran> {
  const run = newRun()
  await pipeline(run)
  const claim = { ...(await trueClaim(repository, head)), ...change }
  const files = await trueFiles(repository, head)
  claimSources(
    storedIn(run).filter(({ name }) => name.startsWith('in-toto.')),
    () => claim,
    'signed',
    () => files
  )
  server.requests.length = 0
  const job = new Job({ GITHUB_RUN_ID: run, GITHUB_JOB: 'verify', GITHUB_SERVER_URL: server.origin, ...facts })
  return job.run('verify', { ...GATE, source: 'demanded' })
}
const ofGit = (): Received[] => server.requests.filter(({ path }) => path.includes('.git/'))

test('a run whose links tell the truth about the source passes, after two requests of git with the token', async () => {
  const ran = await verified()
  expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
  expect(ran.outputs).toMatchObject({ verified: 'true' })
  expect(ofGit().map(({ path, token }) => [path, token])).toEqual([
    ['/o/r.git/info/refs', TOKEN],
    ['/o/r.git/git-upload-pack', TOKEN]
  ])
  expect(server.requests.filter(({ path }) => path.startsWith('/repos/')).length).toBeLessThanOrEqual(10)
  const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')
  const shown = ran.log.replace(/^::add-mask::.*$/gm, '')
  for (const secret of [TOKEN, basic]) expect(shown).not.toContain(secret)
  expect(ran.log).toContain(`::add-mask::${basic}`)
})

test.each<[string, Claim, string]>([
  ['a file more', { files: 4711 }, 'SOURCE_FALSE'],
  ['other bytes', { digest: '0'.repeat(64) }, 'SOURCE_FALSE'],
  ['another commit', { commit: 'b'.repeat(40) }, 'SOURCE_OTHER_COMMIT']
])('a run whose links all lie fails: %s', async (_what, change, code) => {
  const ran = await verified(change)
  expect([ran.status, ran.outputs['verified'], ran.log]).toEqual([1, 'false', expect.stringContaining(code)])
})

test('a server to which no token may be sent is an error, and no pass', async () => {
  const ran = await verified({}, { GITHUB_SERVER_URL: 'http://github.example' })
  expect([ran.status, ran.outputs['verified']]).toEqual([1, 'false'])
  expect(ran.log).toContain('SOURCE_NOT_FETCHED')
  expect(ran.log).toContain('source-check: none')
})
