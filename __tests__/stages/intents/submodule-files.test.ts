// SPDX-License-Identifier: Apache-2.0
// The files that tie submodules to their repository are passed over by stages in intents, and nothing else of that name.
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { commitAll, git, type CommitJob } from '../../support/commit-job.ts'
import { directoryWith } from '../../support/directory.ts'
import { jobWith, LAYOUT, verdict } from '../../support/intents-layout.ts'

const STATEMENTS = ['build takes source', 'build adds dist/**', 'test takes build', 'release build']

interface Submodule {
  readonly name?: string
  readonly path?: string
  readonly within?: boolean
}

/** A job with a submodule, and, where it is asked for, one within that. */
function jobOf({ name = 'sub', path = 'sub', within = false }: Submodule = {}): CommitJob {
  const inner = directoryWith({ 'inner.js': 'inner', 'deep/x.js': 'x' })
  commitAll(inner)
  if (within) {
    const innermost = directoryWith({ 'innermost.js': 'innermost' })
    commitAll(innermost)
    git(inner, 'submodule', '--quiet', 'add', '--name', 'of inner', `file://${innermost}`, 'lib/deepest')
    commitAll(inner)
  }
  const job = jobWith(STATEMENTS)
  git(job.origin, 'submodule', '--quiet', 'add', '--name', name, `file://${inner}`, path)
  job.facts['GITHUB_SHA'] = commitAll(job.origin)
  Object.assign(job, { commit: job.facts['GITHUB_SHA'] })
  job.checkOut()
  job.git('submodule', '--quiet', 'update', '--init', '--recursive')
  return job
}

/** What two stages recorded beyond what the commit has, and whether the gate passes. */
async function recordedBy(
  job: CommitJob,
  between: () => void = () => undefined
): Promise<[string[], readonly string[]]> {
  expect((await job.stage('build', () => job.write('dist/app.js', 'made'))).codes).toEqual([])
  between()
  expect((await job.stage('test', () => undefined)).codes).toEqual([])
  const named = Object.keys(job.link('test').materials).filter((path) => /(?:^|\/)\.git$/.test(path))
  return [named, (await verdict(job)).codes]
}

describe('a submodule of the commit', () => {
  test.each<[string, Submodule]>([
    ['called by its path', {}],
    ['further down', { name: 'libs/sub', path: 'libs/sub' }],
    ['with a name of its own', { name: 'we"ird\\ name', path: 'a/b/sub' }],
    ['at a path with blanks', { path: 'a b' }],
    ['with one within', { within: true }]
  ])('is no file more: %s', async (_what, submodule) => {
    const job = jobOf(submodule)
    expect(await recordedBy(job)).toEqual([[], []])
  })
})

describe('any other file .git is recorded', () => {
  const HONEST = 'gitdir: ../.git/modules/sub\n'
  test.each<[string, string, (job: CommitJob) => void]>([
    [
      'in a directory of the commit, leading to what lies there as a repository',
      'src/.git',
      (job) => {
        job.write('.git/modules/$(id)/HEAD', 'ref: refs/heads/x\n')
        job.write('.git/modules/$(id)/objects/x', '')
        job.write('src/.git', 'gitdir: ;echo EVIL;/../../.git/modules/$(id)\n')
      }
    ],
    [
      'in a directory of the commit, leading to the repository of a submodule',
      'src/.git',
      (job) => job.write('src/.git', HONEST)
    ],
    ['beside what a step made', 'dist/.git', (job) => job.write('dist/.git', HONEST)],
    [
      'in a directory of a submodule',
      'sub/deep/.git',
      (job) => job.write('sub/deep/.git', 'gitdir: ../../.git/modules/sub\n')
    ],
    [
      'of the submodule, on another way',
      'sub/.git',
      (job) => job.write('sub/.git', 'gitdir: ../sub/../.git/modules/sub\n')
    ],
    ['of the submodule, without the end of its line', 'sub/.git', (job) => job.write('sub/.git', HONEST.trim())],
    [
      'of the submodule, by its whole path',
      'sub/.git',
      (job) => job.write('sub/.git', `gitdir: ${join(job.workspace, '.git/modules/sub')}\n`)
    ]
  ])('%s', async (_what, path, plant) => {
    const [named, codes] = await recordedBy(...withPlant(plant))
    expect(named).toEqual([path])
    expect(codes).toContain('TAKES_EXTRA')
  })
  test('in a commit without submodules', async () => {
    const job = jobWith(STATEMENTS)
    job.checkOut()
    job.write('.git/modules/src/HEAD', 'ref: refs/heads/x\n')
    job.write('.git/modules/src/objects/x', '')
    job.write('src/.git', 'gitdir: ../.git/modules/src\n')
    const [named, codes] = await recordedBy(job)
    expect(named).toEqual(['src/.git'])
    expect(codes).toContain('TAKES_EXTRA')
  })
  test('a symbolic link to the file of the submodule', async () => {
    const job = jobOf()
    const [named] = await recordedBy(job, () => {
      const file = join(job.workspace, 'sub/.git')
      writeFileSync(join(job.workspace, 'sub-git'), readFileSync(file))
      rmSync(file)
      symlinkSync('../sub-git', file)
    })
    expect(named).toEqual(['sub/.git'])
  })
  test('one that the command of a step makes', async () => {
    const job = jobOf()
    const ran = await job.stage('build', () => {
      job.write('dist/app.js', 'made')
      job.write('src/.git', HONEST)
    })
    expect(ran.codes).toEqual([])
    expect(Object.keys(job.link('build').products)).toContain('src/.git')
    expect(Object.keys(job.link('build').materials)).toContain(LAYOUT)
  })

  function withPlant(plant: (job: CommitJob) => void): [CommitJob, () => void] {
    const job = jobOf()
    return [job, () => plant(job)]
  }
})
