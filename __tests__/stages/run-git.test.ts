// SPDX-License-Identifier: Apache-2.0
// git, asked about repositories that would do harm. Each attack is first tried with git alone, so that the test proves
// that it is one; each leaves a file behind when it works.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runGit } from '../../src/stages/run-git.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

/** Without the settings of this machine, which may have the same remedies as ours. */
const ALONE = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' }

/** git as anybody calls it. */
const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-C', directory, ...words], {
    encoding: 'utf8',
    env: ALONE,
    stdio: ['ignore', 'pipe', 'ignore']
  }).trim()

function repository(): string {
  const directory = directoryWith({ 'a.txt': 'a' })
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, '-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '-m', 'all')
  return directory
}

/** A program that proves that it ran, and what proves it. */
function canary(path: string, after = ''): { readonly program: string; readonly proof: string } {
  const proof = join(directoryWith(), 'proof')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\ntouch '${proof}'\n${after}`)
  chmodSync(path, 0o755)
  return { program: path, proof }
}

/** Whether a program ran; forgets that it did. */
function hasRun(proof: string): boolean {
  const ran = existsSync(proof)
  rmSync(proof, { force: true })
  return ran
}

describe('git runs no program of a repository', () => {
  // Writes the index, after which git calls a hook; this changes nothing else.
  const writing = ['update-index', '--force-write-index'] as const

  test('that is a hook', async () => {
    const directory = repository()
    const { proof } = canary(join(directory, '.git/hooks/post-index-change'))
    git(directory, ...writing)
    expect(hasRun(proof)).toBe(true)
    await runGit(directory, writing, process.env)
    expect(hasRun(proof)).toBe(false)
  })
  test('that is a hook in a directory which its configuration names', async () => {
    const directory = repository()
    const { proof } = canary(join(directory, 'hooks/post-index-change'))
    git(directory, 'config', 'core.hooksPath', join(directory, 'hooks'))
    git(directory, ...writing)
    expect(hasRun(proof)).toBe(true)
    await runGit(directory, writing, process.env)
    expect(hasRun(proof)).toBe(false)
  })
  test('that is a monitor', async () => {
    const directory = repository()
    const { program, proof } = canary(join(directory, '.git/monitor'), 'exit 1\n')
    git(directory, 'config', 'core.fsmonitor', program)
    git(directory, 'ls-files', '-t', '--cached')
    expect(hasRun(proof)).toBe(true)
    await runGit(directory, ['ls-files', '-t', '--cached'], process.env)
    expect(hasRun(proof)).toBe(false)
  })
  test.each([
    [
      'a remote',
      (directory: string, program: string): readonly string[] => {
        git(directory, 'config', 'remote.origin.url', directory)
        git(directory, 'config', 'remote.origin.uploadpack', program)
        return ['ls-remote', 'origin']
      }
    ],
    [
      'a command in an address',
      (directory: string, program: string): readonly string[] => {
        git(directory, 'config', 'remote.origin.url', `ext::${program}`)
        git(directory, 'config', 'protocol.ext.allow', 'always')
        return ['ls-remote', 'origin']
      }
    ]
  ])('that is %s, whatever protocols its configuration allows', async (_what, prepare) => {
    const directory = repository()
    const { program, proof } = canary(join(directory, '.git/evil'), 'exit 1\n')
    const words = prepare(directory, program)
    git(directory, 'config', 'protocol.file.allow', 'always')
    git(directory, 'config', 'protocol.allow', 'always')
    expect(() => git(directory, ...words)).toThrow('Command failed')
    expect(hasRun(proof)).toBe(true)
    expect((await rejectionOf(runGit(directory, words, process.env))).code).toBe('GIT_FAILED')
    expect(hasRun(proof)).toBe(false)
  })
})

describe('a setting of a repository does not count against ours', () => {
  // What git believes; some of these are held twice, by a variable of the environment, too.
  test.each([
    ['core.hooksPath', 'hooks', '/dev/null'],
    ['core.fsmonitor', 'true', 'false'],
    ['protocol.allow', 'always', 'never']
  ])('%s', async (name, theirs, ours) => {
    const directory = repository()
    git(directory, 'config', name, theirs)
    expect(git(directory, 'config', '--get', name)).toBe(theirs)
    expect((await runGit(directory, ['config', '--get', name], process.env)).toString().trim()).toBe(ours)
  })
})

test('a work tree that belongs to somebody else is asked about, as it is in the container of a job', async () => {
  const directory = repository()
  // git has this variable for its own tests: it takes every work tree for one of another user.
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const shims = directoryWith()
  writeFileSync(join(shims, 'git'), `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"\n`)
  chmodSync(join(shims, 'git'), 0o755)
  const head = git(directory, 'rev-parse', 'HEAD')
  expect(() =>
    execFileSync(join(shims, 'git'), ['-C', directory, 'rev-parse', 'HEAD'], { stdio: 'pipe', env: ALONE })
  ).toThrow('dubious ownership')
  const environment = { ...process.env, PATH: `${shims}${delimiter}${process.env['PATH'] ?? ''}` }
  expect((await runGit(directory, ['rev-parse', 'HEAD'], environment)).toString().trim()).toBe(head)
})

describe('a git that only tells how it was called', () => {
  /** A program of that name, in a directory of its own. */
  function standIn(script: string): { readonly PATH: string } {
    const directory = directoryWith({ git: `#!/bin/sh\n${script}\n` })
    chmodSync(join(directory, 'git'), 0o755)
    return { PATH: `${directory}${delimiter}${process.env['PATH'] ?? ''}` }
  }

  test('gets what programs need to start, and our settings', async () => {
    const given = { ...standIn('env'), Path: 'p', SystemRoot: 's', TEMP: 't', TMPDIR: 'd' }
    const told = (await runGit(directoryWith(), ['status'], { ...given, GIT_DIR: '/elsewhere', HOME: '/home/x' }))
      .toString()
      .split('\n')
    expect(told).toEqual(expect.arrayContaining(Object.entries(given).map(([name, value]) => `${name}=${value}`)))
    expect(told).toEqual(
      expect.arrayContaining([
        'GIT_CONFIG_NOSYSTEM=1',
        'GIT_CONFIG_GLOBAL=/dev/null',
        'GIT_ATTR_NOSYSTEM=1',
        'GIT_NO_REPLACE_OBJECTS=1',
        'GIT_NO_LAZY_FETCH=1',
        'GIT_ALLOW_PROTOCOL=',
        'GIT_OPTIONAL_LOCKS=0',
        'GIT_TERMINAL_PROMPT=0',
        'LC_ALL=C'
      ])
    )
    expect(told.filter((line) => /^(GIT_DIR|HOME)=/.test(line))).toEqual([])
  })
  test('gets no variable that is not set', async () => {
    const told = (await runGit(directoryWith(), [], { ...standIn('env'), TEMP: undefined })).toString()
    expect(told).not.toMatch(/^(TEMP|TMPDIR|Path|SystemRoot)=/m)
  })
  test('gets our settings before the words, in the directory', async () => {
    const directory = directoryWith()
    const told = await runGit(directory, ['log', '-1'], standIn('pwd; printf "%s\\n" "$@"'))
    expect(told.toString().trim().split('\n')).toEqual([
      directory,
      ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never', 'safe.directory=*'].flatMap(
        (setting) => ['-c', setting]
      ),
      'log',
      '-1'
    ])
  })
  test('may print much, of any bytes', async () => {
    const told = await runGit(directoryWith(), [], standIn('head -c 2000000 /dev/zero; printf "\\377"'))
    expect(told).toHaveLength(2_000_001)
    expect(told.at(-1)).toBe(0xff)
  })
  test('is quoted when it fails, without the line break that it ends with', async () => {
    const error = await rejectionOf(runGit(directoryWith(), ['log', '-1'], standIn('echo "bad thing" >&2; exit 3')))
    expect(error).toMatchObject({ code: 'GIT_FAILED', message: 'git log failed: "bad thing".', cause: { code: 3 } })
    expect(error.hint).toContain('Check out the repository')
  })
  test('that fails in silence is told by how it ended', async () => {
    const error = await rejectionOf(runGit(directoryWith(), [], standIn('exit 3')))
    expect(error.message).toBe('git  failed: "it could not be run (3)".')
  })
})

test('a git that is not there is told from one that fails', async () => {
  const directory = directoryWith()
  const error = await rejectionOf(runGit(directory, ['log'], { PATH: directory }))
  expect(error).toMatchObject({ code: 'GIT_FAILED', at: directory, cause: { code: 'ENOENT' } })
  expect(error.message).toContain('(ENOENT)')
})
