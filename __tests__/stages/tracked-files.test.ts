// SPDX-License-Identifier: Apache-2.0
// With git itself, and work trees that try to mislead it.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { recordArtifacts, type Recorded } from '../../src/recording/record-artifacts.ts'
import { stageSettings } from '../../src/stages/stage-settings.ts'
import { checkedOutCommit, trackedFiles } from '../../src/stages/tracked-files.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const git = (directory: string, ...words: string[]): string =>
  execFileSync(
    'git',
    [
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@localhost',
      '-c',
      'protocol.file.allow=always',
      '-C',
      directory,
      ...words
    ],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    }
  ).trim()

function repository(files: Readonly<Record<string, string>> = { 'a.txt': 'a', 'src/b.txt': 'b' }): string {
  const directory = directoryWith(files)
  git(directory, 'init', '--quiet')
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '-m', 'all')
  return directory
}

const paths = async (directory: string): Promise<string[]> =>
  [...(await trackedFiles(directory, process.env)).paths].sort()

describe('tracked files', () => {
  test('are those of the commit', async () => {
    const directory = repository()
    const { commit } = await trackedFiles(directory, process.env)
    expect(commit).toBe(git(directory, 'rev-parse', 'HEAD'))
    expect(await paths(directory)).toEqual(['a.txt', 'src/b.txt'])
  })
  test('are not files that somebody put there', async () => {
    const directory = repository()
    writeFileSync(join(directory, 'src/evil.txt'), 'x')
    expect(await paths(directory)).toEqual(['a.txt', 'src/b.txt'])
  })
  test('are seen through a link to a directory, and what lies beside them is not', async () => {
    const directory = repository()
    symlinkSync('src', join(directory, 'link'))
    git(directory, 'add', '--all')
    writeFileSync(join(directory, 'src/evil.txt'), 'x')
    expect(await paths(directory)).toEqual(['a.txt', 'link/b.txt', 'src/b.txt'])
  })
  test.each(['/etc', '../..', '.git'])('are not looked for through a link to %s', async (target) => {
    const directory = repository()
    symlinkSync(target, join(directory, 'link'))
    git(directory, 'add', '--all')
    expect(await paths(directory)).toEqual(['a.txt', 'link', 'src/b.txt'])
    const recorded = (exclude: string[]): Promise<Recorded> =>
      recordArtifacts({ ...stageSettings(directory, exclude), paths: ['./link'], named: 'by-listing' })
    expect((await rejectionOf(recorded([]))).code).toBe('RECORD_OUTSIDE')
    expect((await recorded(['link'])).artifacts.size).toBe(0)
  })
  test('are seen through links in directories that links lead to, as a recording sees them', async () => {
    const directory = repository({ 'd/x': 'x', 'b/y': 'y' })
    symlinkSync('../d', join(directory, 'b/c'))
    symlinkSync('b', join(directory, 'a'))
    git(directory, 'add', '--all')
    const { artifacts } = await recordArtifacts({ ...stageSettings(directory, []), paths: ['.'] })
    expect(await paths(directory)).toEqual([...artifacts.paths()])
    expect(artifacts.size).toBe(5)
  })
  test.each(['.', 'src/..'])('through a link to %s end where it began, and their recording says so', async (target) => {
    const directory = repository({ 'src/a': 'a' })
    symlinkSync(target, join(directory, 'loop'))
    git(directory, 'add', '--all')
    const found = await paths(directory)
    expect(found).toEqual(['loop/loop', 'loop/src/a', 'src/a'])
    const recorded = (exclude: string[]): Promise<Recorded> =>
      recordArtifacts({
        ...stageSettings(directory, exclude),
        paths: found.map((path) => `./${path}`),
        named: 'by-listing'
      })
    expect((await rejectionOf(recorded([]))).code).toBe('RECORD_SYMLINK_CYCLE')
    expect([...(await recorded(['loop'])).artifacts.paths()]).toEqual(['src/a'])
  })
  test('cost no more than their bound, however links fan out', async () => {
    const directory = repository({ 'd0/a': 'a' })
    for (let level = 1; level < 24; level += 1) {
      mkdirSync(join(directory, `d${level}`))
      for (const name of ['x', 'y']) symlinkSync(`../d${level - 1}`, join(directory, `d${level}`, name))
    }
    git(directory, 'add', '--all')
    expect((await rejectionOf(trackedFiles(directory, process.env, 1000))).code).toBe('RECORD_TOO_MANY_LINKS')
  })
  test('are few through links, which cost a commit nothing', async () => {
    const directory = repository({ 'src/a': 'a', 'src/b': 'b' })
    for (const name of ['x', 'y']) symlinkSync('src', join(directory, name))
    git(directory, 'add', '--all')
    expect((await trackedFiles(directory, process.env, 4)).paths).toHaveLength(6)
    expect((await rejectionOf(trackedFiles(directory, process.env, 3))).code).toBe('RECORD_TOO_MANY_LINKS')
  })
  test('include links that cannot be followed, whose recording then says so', async () => {
    const directory = repository()
    symlinkSync('loop', join(directory, 'loop'))
    symlinkSync('src', join(directory, 'link'))
    symlinkSync('nowhere', join(directory, 'src/broken'))
    git(directory, 'add', '--all')
    expect(await paths(directory)).toEqual(['a.txt', 'link/b.txt', 'link/broken', 'loop', 'src/b.txt', 'src/broken'])
  })
  test('may have names that shells and lists stumble over', async () => {
    const names = ['a b', 'new\nline', '"quoted"', '-rf', 'ümlaut', 'file:x', '$(id)']
    expect(await paths(repository(Object.fromEntries(names.map((name) => [name, 'x']))))).toEqual(names.sort())
  })
  test('include those of submodules that are checked out, and no file beside them', async () => {
    const inner = repository({ 'inner.txt': 'i' })
    const outer = repository()
    git(outer, 'submodule', 'add', '--quiet', inner, 'lib')
    git(outer, 'commit', '--quiet', '-m', 'submodule')
    writeFileSync(join(outer, 'lib/planted.txt'), 'x')
    expect(await paths(outer)).toEqual(['.gitmodules', 'a.txt', 'lib/inner.txt', 'src/b.txt'])
    const clone = join(directoryWith(), 'clone')
    git(outer, 'clone', '--quiet', outer, clone)
    writeFileSync(join(clone, 'lib/planted.txt'), 'x')
    expect(await paths(clone)).toEqual(['.gitmodules', 'a.txt', 'src/b.txt'])
  })
  test('leave out what a sparse checkout left out', async () => {
    const directory = repository()
    git(directory, 'sparse-checkout', 'set', '--no-cone', '/a.txt')
    expect(existsSync(join(directory, 'src/b.txt'))).toBe(false)
    expect(await paths(directory)).toEqual(['a.txt'])
  })
  test('include symbolic links', async () => {
    const directory = repository()
    symlinkSync('a.txt', join(directory, 'link'))
    git(directory, 'add', '--all')
    expect(await paths(directory)).toContain('link')
  })
  test('have names in UTF-8, which is not given to a name that has none', async () => {
    const directory = repository()
    // Not every system can hold such a file, and every index can.
    const input = Buffer.concat([
      Buffer.from(`100644 ${git(directory, 'rev-parse', 'HEAD:a.txt')} 0\tevil`),
      Buffer.from([0xff, 0x0a])
    ])
    execFileSync('git', ['-C', directory, 'update-index', '--index-info'], { input })
    expect((await rejectionOf(trackedFiles(directory, process.env))).code).toBe('RECORD_NAME_NOT_UTF8')
  })
  test('are listed without running programs that the work tree names', async () => {
    const directory = repository()
    const proof = join(directoryWith(), 'proof')
    const program = join(directory, '.git/evil')
    writeFileSync(program, `#!/bin/sh\ntouch ${proof}\n`)
    chmodSync(program, 0o755)
    git(directory, 'config', 'core.fsmonitor', program)
    await trackedFiles(directory, process.env)
    expect(existsSync(proof)).toBe(false)
  })
  test('are listed without a program that fetches what a partial clone lacks', async () => {
    const directory = repository({ 'a/x.txt': 'x', 'b/y.txt': 'y' })
    const proof = join(directoryWith(), 'proof')
    const program = join(directory, '.git/evil')
    writeFileSync(program, `#!/bin/sh\ntouch ${proof}\nexit 1\n`)
    chmodSync(program, 0o755)
    const tree = git(directory, 'rev-parse', 'HEAD:b')
    git(directory, 'sparse-checkout', 'init', '--cone', '--sparse-index')
    git(directory, 'sparse-checkout', 'set', 'a')
    for (const [name, value] of [
      ['remote.origin.url', directory],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.uploadpack', program],
      ['core.repositoryFormatVersion', '1'],
      ['extensions.partialClone', 'origin'],
      ['protocol.file.allow', 'always'],
      ['protocol.allow', 'always']
    ] as const)
      git(directory, 'config', name, value)
    rmSync(join(directory, '.git/objects', tree.slice(0, 2), tree.slice(2)))
    // Without what runGit sets, git starts the program.
    git(directory, 'ls-files', '-t', '--recurse-submodules')
    expect(existsSync(proof)).toBe(true)
    rmSync(proof)
    // What is missing lies outside of the sparse checkout, so there may be an answer.
    await trackedFiles(directory, process.env).catch(() => undefined)
    expect(existsSync(proof)).toBe(false)
  })
  test('are those of the commit that HEAD names, and not of what replaces it', async () => {
    const directory = repository()
    const commit = git(directory, 'rev-parse', 'HEAD')
    writeFileSync(join(directory, 'evil.txt'), 'x')
    git(directory, 'add', '--all')
    git(directory, 'commit', '--quiet', '-m', 'evil')
    const evil = git(directory, 'rev-parse', 'HEAD')
    git(directory, 'reset', '--quiet', '--hard', commit)
    git(directory, 'replace', commit, evil)
    expect(await checkedOutCommit(directory, process.env)).toBe(commit)
  })
  test('are asked for without the configuration of the user', async () => {
    const home = directoryWith()
    const proof = join(home, 'proof')
    writeFileSync(join(home, 'evil'), `#!/bin/sh\ntouch ${proof}\n`)
    chmodSync(join(home, 'evil'), 0o755)
    writeFileSync(join(home, '.gitconfig'), `[core]\nfsmonitor = ${join(home, 'evil')}\n[safe]\ndirectory = !\n`)
    await trackedFiles(repository(), { ...process.env, HOME: home, XDG_CONFIG_HOME: home })
    expect(existsSync(proof)).toBe(false)
  })
  test('are asked for with few variables of ours', async () => {
    const directory = repository()
    const environment = {
      ...process.env,
      GIT_DIR: '/nowhere',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.quotePath',
      GIT_CONFIG_VALUE_0: 'true'
    }
    expect([...(await trackedFiles(directory, environment)).paths].sort()).toEqual(['a.txt', 'src/b.txt'])
  })
  test.each([
    ['no work tree', () => directoryWith()],
    [
      'no commit',
      () => {
        const directory = directoryWith()
        git(directory, 'init', '--quiet')
        return directory
      }
    ],
    ['no directory', () => join(directoryWith(), 'gone')]
  ])('are an error for %s', async (_what, make) =>
    expect((await rejectionOf(trackedFiles(make(), process.env))).code).toBe('GIT_FAILED')
  )
})
