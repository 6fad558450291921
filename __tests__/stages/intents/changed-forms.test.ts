// SPDX-License-Identifier: Apache-2.0
// A step that puts a file of the commit into another form changes it, although the digest in its link stays that of the
// commit; between jobs either form is the commit's.
import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { git, type CommitJob } from '../../support/commit-job.ts'
import { jobWith, nextCheckout, signWork, verdict } from '../../support/intents-layout.ts'

const CONTENT = 'content\n'
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${createHash('sha256').update(CONTENT).digest('hex')}\nsize ${CONTENT.length}\n`
const FILES = {
  '.gitattributes':
    '*.bin filter=lfs diff=lfs merge=lfs -text\n*.cmd text eol=crlf\nid.js ident\nutf.txt text working-tree-encoding=UTF-16LE\n',
  'a.js': 'alpha\n',
  'id.js': '// $Id$\n',
  'model.bin': POINTER,
  'run.cmd': 'one\ntwo\n',
  'utf.txt': 'utf\n'
}
const STEPS = ['build takes source', 'build adds dist/**', 'test takes build', 'release build']

/** A job with a commit whose files have another form on the disk, and a symbolic link. */
function jobOf(statements: readonly string[] = STEPS): CommitJob {
  const job = jobWith(statements)
  rmSync(join(job.origin, '.git'), { recursive: true })
  git(job.origin, 'init', '--quiet')
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(job.origin, path), text)
  for (const path of ['utf.txt'])
    writeFileSync(join(job.origin, path), Buffer.from(FILES[path as 'utf.txt'], 'utf16le'))
  symlinkSync('a.js', join(job.origin, 'link'))
  git(job.origin, 'add', '--all')
  git(job.origin, 'commit', '--quiet', '-m', 'all')
  job.facts['GITHUB_SHA'] = git(job.origin, 'rev-parse', 'HEAD')
  Object.assign(job, { commit: job.facts['GITHUB_SHA'] })
  job.checkOut()
  return job
}

const blobOf = (job: CommitJob, path: string): string => git(job.origin, 'show', `HEAD:${path}`) + '\n'

type Change = (job: CommitJob) => void
const CHANGES: readonly (readonly [what: string, path: string, before: Change | undefined, change: Change])[] = [
  [
    'content of Git LFS to its pointer',
    'model.bin',
    (at) => at.write('model.bin', CONTENT),
    (at) => at.write('model.bin', POINTER)
  ],
  ['a pointer of Git LFS to its content', 'model.bin', undefined, (at) => at.write('model.bin', CONTENT)],
  ['ends of lines', 'run.cmd', undefined, (at) => at.write('run.cmd', blobOf(at, 'run.cmd'))],
  ['an expanded $Id$', 'id.js', undefined, (at) => at.write('id.js', blobOf(at, 'id.js'))],
  ['an encoding', 'utf.txt', undefined, (at) => at.write('utf.txt', blobOf(at, 'utf.txt'))],
  [
    'a symbolic link to a file with the name of its target',
    'link',
    undefined,
    (at) => {
      const path = join(at.workspace, 'link')
      const target = readlinkSync(path)
      rmSync(path)
      writeFileSync(path, target)
    }
  ],
  [
    'a file to a symbolic link to a copy of it',
    'a.js',
    undefined,
    (at) => {
      at.write('dist/copy.js', 'alpha\n')
      rmSync(join(at.workspace, 'a.js'))
      symlinkSync('dist/copy.js', join(at.workspace, 'a.js'))
    }
  ]
]

async function build(job: CommitJob, change: Change, before: Change = () => undefined): Promise<readonly string[]> {
  before(job)
  const ran = await job.stage('build', () => {
    job.write('dist/app.js', 'made')
    change(job)
  })
  expect(ran.codes).toEqual([])
  expect((await job.stage('test', () => undefined)).codes).toEqual([])
  return (await verdict(job)).codes
}

describe('a step that changes the form of a file of the commit', () => {
  test.each(CHANGES)('changes it: %s', async (_what, path, before, change) => {
    const job = jobOf()
    const codes = await build(job, change, before)
    const { materials, products } = job.link('build')
    // Nobody sees it by the digest.
    expect(materials[path]).toEqual(products[path])
    expect(codes).toEqual(['CHANGED_UNEXPECTED'])
  })
  test.each(CHANGES)('may do so where it says so: %s', async (_what, path, before, change) => {
    const statements = [...STEPS.slice(0, 2), `build changes ${path}`, ...STEPS.slice(2)]
    expect(await build(jobOf(statements), change, before)).toEqual([])
  })
  test('leaves untouched what it does not touch', async () => {
    const job = jobOf()
    expect(await build(job, (at) => at.write('run.cmd', readFileSync(join(at.workspace, 'run.cmd'), 'utf8')))).toEqual(
      []
    )
    expect(Object.keys(job.link('build').environment)).toContain('converted')
  })
  test('and another job may have the other form', async () => {
    const job = jobOf()
    job.write('model.bin', CONTENT)
    expect((await job.stage('build', () => job.write('dist/app.js', 'made'))).codes).toEqual([])
    const next = nextCheckout(job, 'test')
    next.write('dist/app.js', 'made')
    next.write('run.cmd', FILES['run.cmd'])
    expect((await next.stage('test', () => undefined)).codes).toEqual([])
    expect((await verdict(job)).codes).toEqual([])
  })
})

describe('an isolated stage', () => {
  async function isolated(inWork: Change, command: Change): Promise<readonly string[]> {
    const job = jobOf()
    job.facts['GITHUB_JOB'] = 'work'
    inWork(job)
    const worked = await job.stage(
      'build',
      () => {
        job.write('dist/app.js', 'made')
        command(job)
      },
      { sign: 'later', 'signing-key': '' }
    )
    const signing = nextCheckout(job, 'sign')
    const signed = await signWork(signing, worked)
    expect([worked.codes, signed.codes]).toEqual([[], []])
    const next = nextCheckout(job, 'test')
    next.write('dist/app.js', 'made')
    expect((await next.stage('test', () => undefined)).codes).toEqual([])
    return (await verdict(job)).codes
  }
  test('is held against the forms of the job that ran the command', async () =>
    expect(
      await isolated(
        (work) => work.write('model.bin', CONTENT),
        () => undefined
      )
    ).toEqual([]))
  test('changes what its command changes', async () =>
    expect(
      await isolated(
        (work) => work.write('model.bin', CONTENT),
        (work) => work.write('model.bin', POINTER)
      )
    ).toEqual(['CHANGED_UNEXPECTED']))
})
