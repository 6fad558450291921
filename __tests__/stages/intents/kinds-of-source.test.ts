// SPDX-License-Identifier: Apache-2.0
// Files and symbolic links of the commit that lie in each other's place when a step begins, under the digest of the commit.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { commitAll, git, type CommitJob } from '../../support/commit-job.ts'
import { directoryWith } from '../../support/directory.ts'
import { jobWith, nextCheckout, signWork, verdict } from '../../support/intents-layout.ts'

const STEPS = ['build takes source', 'build adds dist/**', 'test takes build', 'release build']
const BEGIN = { 'step-name': 'build', run: 'make', materials: '.' }

/** A commit with links, and a submodule with one. */
function jobOf(statements: readonly string[] = STEPS): CommitJob {
  const inner = directoryWith({ 'inner.js': 'inner' })
  symlinkSync('inner.js', join(inner, 'link'))
  commitAll(inner)
  const job = jobWith(statements, { 'copy.js': 'alpha\n', 'lib/x.js': 'x' })
  symlinkSync('src/b.js', join(job.origin, 'link'))
  symlinkSync('lib', join(job.origin, 'directory'))
  mkdirSync(join(job.origin, 'deep'))
  symlinkSync('nowhere', join(job.origin, 'deep/broken'))
  git(job.origin, 'submodule', '--quiet', 'add', `file://${inner}`, 'sub')
  job.facts['GITHUB_SHA'] = commitAll(job.origin)
  Object.assign(job, { commit: job.facts['GITHUB_SHA'] })
  return job
}

function checkOut(job: CommitJob, ...settings: string[]): void {
  job.checkOut(job.commit, '.', ...settings)
  job.git(...settings.flatMap((one) => ['-c', one]), 'submodule', '--quiet', 'update', '--init')
}

const replace =
  (path: string, text: string) =>
  (job: CommitJob): void => {
    rmSync(join(job.workspace, path))
    job.write(path, text)
  }

function replaceByLink(job: CommitJob): void {
  rmSync(join(job.workspace, 'a.js'))
  symlinkSync('copy.js', join(job.workspace, 'a.js'))
}

const PLANTED: readonly (readonly [string, string, (job: CommitJob) => void])[] = [
  ['a file for a link', 'link', replace('link', 'src/b.js')],
  ['a file for a link to a directory', 'directory', replace('directory', 'lib')],
  ['a file for a link that leads nowhere', 'deep/broken', replace('deep/broken', 'nowhere')],
  ['a file for a link of a submodule', 'sub/link', replace('sub/link', 'inner.js')],
  ['a link for a file, to the same bytes', 'a.js', replaceByLink]
]

describe('a step that takes source', () => {
  test.each(PLANTED)('does not begin with %s', async (_what, path, plant) => {
    const job = jobOf()
    checkOut(job)
    plant(job)
    const { codes, words } = await job.begin(BEGIN)
    expect(codes).toEqual(['CHECKOUT_DIFFERS'])
    expect(words).toContain(`"${path}"`)
  })
  test('does not begin with what git writes where it is told to write no links', async () => {
    const job = jobOf()
    checkOut(job, 'core.symlinks=false')
    const { codes, words } = await job.begin(BEGIN)
    expect([codes, words.includes('core.symlinks')]).toEqual([['CHECKOUT_DIFFERS'], true])
  })
  test('begins with the links of the commit, wherever they lead', async () => {
    const job = jobOf()
    checkOut(job)
    expect((await job.stage('build', () => job.write('dist/app.js', 'made'))).codes).toEqual([])
    expect((await job.stage('test', () => undefined)).codes).toEqual([])
    expect((await verdict(job)).codes).toEqual([])
  })
  test('leaves to the gate what the digest tells', async () => {
    const job = jobOf()
    checkOut(job)
    replace('link', 'a.js')(job)
    expect((await job.stage('build', () => job.write('dist/app.js', 'made'))).codes).toEqual([])
    expect((await job.stage('test', () => undefined)).codes).toEqual([])
    expect((await verdict(job)).codes).toEqual(['TAKES_DIFFERS'])
  })
})

test('a step that takes what another one changed begins with that', async () => {
  const job = jobOf([...STEPS.slice(0, 2), 'build changes link', ...STEPS.slice(2)])
  checkOut(job)
  const ran = await job.stage('build', () => {
    job.write('dist/app.js', 'made')
    replace('link', 'src/b.js')(job)
  })
  expect([ran.codes, (await job.stage('test', () => undefined)).codes]).toEqual([[], []])
  expect((await verdict(job)).codes).toEqual([])
})

test('a signing job does not sign a beginning with a file for a link', async () => {
  const job = jobWith(STEPS)
  symlinkSync('a.js', join(job.origin, 'link'))
  job.facts['GITHUB_SHA'] = commitAll(job.origin)
  Object.assign(job, { commit: job.facts['GITHUB_SHA'] })
  job.facts['GITHUB_JOB'] = 'work'
  job.checkOut()
  const worked = await job.stage('build', () => job.write('dist/app.js', 'made'), { sign: 'later', 'signing-key': '' })
  const signing = nextCheckout(job, 'sign')
  rmSync(join(signing.workspace, 'link'))
  signing.write('link', 'a.js')
  const signed = await signWork(signing, worked)
  expect([worked.codes, signed.codes]).toEqual([[], ['CHECKOUT_DIFFERS']])
})
