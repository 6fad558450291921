// SPDX-License-Identifier: Apache-2.0
// A symbolic link in the place of a directory that an exclude pattern fits: git takes it for no directory, the recording
// leaves it out all the same, and programs follow it.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { commitAll, CommitJob } from '../support/commit-job.ts'
import { directoryWith } from '../support/directory.ts'

const cache = (): string => directoryWith({ 'm/index.js': 'poisoned' })
const nothing = (): void => undefined

/** Begins a stage in a checkout where something was put before. */
async function beginWith(exclude: string, put: (at: (path: string) => string, job: CommitJob) => void) {
  const job = new CommitJob()
  job.checkOut()
  put((path) => join(job.workspace, path), job)
  return job.begin({ 'step-name': 'build', run: 'make', materials: '.', exclude })
}

describe('a link to a directory lies there like a directory', () => {
  test.each<[string, string, string, Parameters<typeof beginWith>[1]]>([
    ['out of the workspace', 'node_modules/', 'node_modules', (at) => symlinkSync(cache(), at('node_modules'))],
    [
      'into what git keeps',
      'node_modules/',
      'node_modules',
      (at) => {
        mkdirSync(at('.git/nm/m'), { recursive: true })
        symlinkSync('.git/nm', at('node_modules'))
      }
    ],
    ['further down', '__pycache__/', 'src/__pycache__', (at) => symlinkSync(cache(), at('src/__pycache__'))],
    ['that is anchored', '/dist/', 'dist', (at) => symlinkSync(cache(), at('dist'))],
    ['to a place in the workspace', 'dist/', 'dist', (at) => symlinkSync('src', at('dist'))],
    [
      'to another link',
      'dist/',
      'dist',
      (at) => {
        symlinkSync(cache(), at('other.txt'))
        symlinkSync('other.txt', at('dist'))
      }
    ],
    ['to what comes later', '**/node_modules/', 'node_modules', (at) => symlinkSync('/nowhere/m', at('node_modules'))],
    ['instead of a file of the commit', '*.js/', 'a.js', (at) => (rmSync(at('a.js')), symlinkSync(cache(), at('a.js')))]
  ])('%s', async (_what, exclude, path, put) => {
    const ran = await beginWith(exclude, put)
    expect([ran.codes, ran.words]).toEqual([['SCRATCH_PRESENT'], expect.stringContaining(path)])
  })
  test('and where nothing is checked out', async () => {
    const job = new CommitJob()
    symlinkSync(cache(), join(job.workspace, 'node_modules'))
    const stage = { 'step-name': 'build', run: 'make', materials: '.', exclude: 'node_modules/' }
    expect((await job.begin(stage)).codes).toEqual(['SCRATCH_PRESENT'])
  })
})

describe('no pattern for directories fits', () => {
  test('a link to a file', async () =>
    expect((await beginWith('latest/', (at) => symlinkSync('a.js', at('latest')))).codes).toEqual([]))
  test('a link that the commit has, which is recorded by its name', async () => {
    const job = new CommitJob()
    symlinkSync('src', join(job.origin, 'dist'))
    symlinkSync('nowhere', join(job.origin, 'node_modules'))
    job.checkOut(commitAll(job.origin))
    const exclude = { exclude: 'dist/\nnode_modules/' }
    expect((await job.stage('build', nothing, exclude, exclude)).codes).toEqual([])
    expect(Object.keys(job.link('build').materials)).toEqual(['a.js', 'dist', 'node_modules', 'run.sh', 'src/b.js'])
  })
})

test('a link of the commit lies there where it is followed', async () => {
  const job = new CommitJob()
  symlinkSync('src', join(job.origin, 'dist'))
  job.checkOut(commitAll(job.origin))
  const stage = { 'step-name': 'build', run: 'make', materials: '.', exclude: 'dist/' }
  expect((await job.begin({ ...stage, source: 'none' })).codes).toEqual(['SCRATCH_PRESENT'])
  rmSync(join(job.workspace, 'dist'))
  symlinkSync(cache(), join(job.workspace, 'dist'))
  expect((await job.begin(stage)).codes).toEqual(['SCRATCH_PRESENT'])
})
