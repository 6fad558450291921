// SPDX-License-Identifier: Apache-2.0
// A program that an action is led to run, here a git of somebody, looks for the key of the action that runs it.
import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { directoryWith } from '../support/directory.ts'
import { Job } from '../support/job.ts'
import { CI, namesIn, repository, runIdsFrom, serveRepository, storedAs } from '../support/served-repository.ts'

const newRun = runIdsFrom(12_000)
serveRepository()

/** Stands for the token with which a job asks for an identity. */
const TOKEN = 'canary-request-token-52c0'
const PASSPHRASE = 'canary passphrase 7d1e'
const KEY = createPrivateKey(CI.privatePem)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
  .toString()
const SECRETS = { 'signing-key': KEY, 'signing-key-passphrase': PASSPHRASE }
/** A line of the key, as it stands in an environment. */
const PART = KEY.split('\n')[1] ?? ''

/** A job in whose PATH a git comes first that writes down all that it can see, and then does what git does. */
function spied(facts: Record<string, string>): { job: Job; seen: () => string } {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const directory = directoryWith({ seen: '' })
  const file = join(directory, 'seen')
  writeFileSync(
    join(directory, 'git'),
    `#!/bin/sh
{ env; cat /proc/$PPID/environ /proc/$PPID/cmdline /proc/self/environ 2>&1 | tr '\\0' '\\n'; } >> '${file}'
exec '${real}' "$@"
`
  )
  chmodSync(join(directory, 'git'), 0o755)
  const PATH = `${directory}${delimiter}${process.env['PATH'] ?? ''}`
  const job = new Job({ ...facts, PATH, ACTIONS_ID_TOKEN_REQUEST_TOKEN: TOKEN })
  execFileSync('git', ['clone', '--quiet', repository, '.'], { cwd: job.workspace, stdio: 'ignore' })
  return { job, seen: () => readFileSync(file, 'utf8') }
}

/** It was run, and saw what else an action has in its environment. */
function sawNoKey(seen: string): void {
  expect(seen).toContain('GIT_NO_LAZY_FETCH=1')
  if (process.platform === 'linux') expect(seen).toMatch(/^GITHUB_RUN_ID=[\s\S]*^RUNNER_TEMP=/m)
  const tokens = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', TOKEN]
  for (const secret of [PART, PASSPHRASE, 'PRIVATE KEY', 'INPUT_SIGNING', ...tokens]) expect(seen).not.toContain(secret)
}

describe('a program that an action runs sees no key', () => {
  test('when end asks which files are checked out', async () => {
    const run = newRun()
    const { job, seen } = spied({ GITHUB_RUN_ID: run })
    const begun = await job.run('begin', { 'step-name': 'source', materials: 'none', command: 'optional' })
    const { recording = '', 'recording-digest': digest = '' } = begun.outputs
    const inputs = { recording, 'recording-digest': digest, products: '.', 'product-source': 'git', ...SECRETS }
    const ended = await job.run('end', inputs)
    expect([ended.status, ended.log, namesIn(run)]).toEqual([0, expect.any(String), ['in-toto.source.build.0.1']])
    sawNoKey(seen())
  })
  test('when the signing job compares its checkout', async () => {
    const run = newRun()
    const { job: work } = spied({ GITHUB_RUN_ID: run, GITHUB_JOB: 'work' })
    const step = { 'step-name': 'build', run: 'make build', materials: '.' }
    const begun = await work.run('begin', { ...step, command: 'required' })
    work.write('app.tgz', 'package')
    const { recording = '', 'recording-digest': digest = '' } = begun.outputs
    const outcomes = 'success skipped skipped'
    await work.run('end', { recording, 'recording-digest': digest, outcomes, products: '.', sign: 'later' })
    const record = storedAs('in-toto-unsigned.', run)
    const { job, seen } = spied({ GITHUB_RUN_ID: run, GITHUB_JOB: 'sign' })
    const place = { 'link-artifact-id': String(record.id), 'link-artifact-digest': sha256(record.zip) }
    const signed = await job.run('sign', { ...step, ...place, checkout: 'true', ...SECRETS })
    expect([signed.status, signed.log]).toEqual([0, expect.any(String)])
    sawNoKey(seen())
  })
})

test('a partial clone that lacks files starts no program of the repository, which is data alone', async () => {
  const run = newRun()
  const job = new Job({ GITHUB_RUN_ID: run })
  const { workspace } = job
  const environment = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
  const git = (...words: string[]): string =>
    execFileSync('git', ['-C', workspace, ...words], {
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore']
    }).trim()
  execFileSync('git', ['clone', '--quiet', repository, '.'], { cwd: workspace, stdio: 'ignore' })
  const tree = git('rev-parse', 'HEAD:.in-toto')
  const [proof, program] = [join(job.directory, 'proof'), join(job.directory, 'uploadpack')]
  writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\nexit 1\n`)
  chmodSync(program, 0o755)
  writeFileSync(join(workspace, 'made.txt'), 'made')
  git('add', 'made.txt')
  git('-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '-m', 'made')
  git('sparse-checkout', 'set', '--cone', '--sparse-index', 'other')
  for (const [name, value] of [
    ['remote.origin.promisor', 'true'],
    ['remote.origin.uploadpack', program],
    ['extensions.partialClone', 'origin'],
    ['protocol.file.allow', 'always']
  ] as const)
    git('config', name, value)
  rmSync(join(workspace, '.git/objects', tree.slice(0, 2), tree.slice(2)))
  try {
    git('ls-files', '-t', '--recurse-submodules')
  } catch {
    // What it lacks did not come.
  }
  expect(existsSync(proof)).toBe(true)
  rmSync(proof)
  const begun = await job.run('begin', { 'step-name': 'source', materials: 'none', command: 'optional' })
  const { recording = '', 'recording-digest': digest = '' } = begun.outputs
  const checkout = { products: '.', 'product-source': 'git', commit: git('rev-parse', 'HEAD') }
  const inputs = { recording, 'recording-digest': digest, ...checkout }
  const ended = await job.run('end', { ...inputs, 'signing-key': CI.privatePem })
  expect([ended.status, existsSync(proof)]).toEqual([1, false])
  // What is missing is not fetched, so nobody can say what the commit holds.
  expect(ended.log).toContain('SOURCE_UNREADABLE')
  const beside = await job.run('begin', { 'step-name': 'build', run: 'make', materials: '.' })
  expect([beside.status, existsSync(proof)]).toEqual([0, false])
  expect(beside.log).toContain('The commit cannot be read')
})
