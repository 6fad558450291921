// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Entered } from '../../src/recording/entered.ts'
import { compileExcludes } from '../../src/recording/excludes.ts'
import { LeftOut } from '../../src/recording/left-out.ts'
import { follow, unreadable } from '../../src/recording/follow.ts'
import { findFiles, type WalkOptions } from '../../src/recording/walk.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

type Changes = Partial<Omit<WalkOptions, 'excludes'>> & { readonly exclude?: readonly string[]; readonly root?: string }

const PLENTY = { followedLinks: 20, linkedFiles: 20 }

function list(base: string, { exclude = [], root = '.', ...changes }: Changes = {}, limits = PLENTY): string[] {
  const options: WalkOptions = {
    excludes: compileExcludes(exclude),
    entered: new Entered(),
    leftOut: new LeftOut(),
    named: 'by-caller',
    symlinkedDirectories: 'within',
    base,
    baseName: 'the workspace',
    lookingFor: { purpose: 'recorded', patterns: 'given' },
    resolve: (path) => (isAbsolute(path) ? path : join(base, path)),
    ...changes
  }
  const files: string[] = []
  findFiles(root, options, (path) => files.push(path), limits)
  return files.sort()
}

/** The code of a refusal, which must come with a way out. */
function refusal(call: () => unknown): string {
  const { code, hint } = errorOf(call)
  expect(hint).toMatch(/\w/)
  return code
}

/** A directory with files and symbolic links, these as `name -> target`. */
function tree(files: readonly string[], links: Readonly<Record<string, string>> = {}): string {
  const directory = directoryWith(Object.fromEntries(files.map((file) => [file, file])))
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(directory, name))
  return directory
}

describe('paths', () => {
  test('start with the one that was named, and with none for the place itself', () => {
    const directory = tree(['a', 'd/b', 'd/e/c'])
    expect(list(directory)).toEqual(['a', 'd/b', 'd/e/c'])
    expect(list(directory, { root: 'd' })).toEqual(['d/b', 'd/e/c'])
    expect(list(directory, { root: 'a' })).toEqual(['a'])
  })
  test('below the top of a file system have one slash', () => {
    const directory = tree(['a', 'd/b'])
    const resolve = (path: string): string => join(directory, path)
    expect(list(directory, { root: '/', resolve, symlinkedDirectories: 'skip' })).toEqual(['/a', '/d/b'])
  })
  test('that are excluded are neither looked at nor entered', () => {
    const directory = tree(['a', 'out/b', 'kept/out'])
    const seen: string[] = []
    const resolve = (path: string): string => {
      seen.push(path)
      return join(directory, path)
    }
    expect(list(directory, { exclude: ['out/'], resolve })).toEqual(['a', 'kept/out'])
    expect(list(directory, { exclude: ['/a', 'out/'], root: 'a', named: 'by-listing', resolve })).toEqual([])
    expect(seen).not.toContain('a')
  })
})

describe('a link within the workspace', () => {
  test.each(['within', 'follow'] as const)('is followed to files and directories (%s)', (symlinkedDirectories) => {
    const directory = tree(['a', 'd/b'], { file: 'a', folder: 'd' })
    expect(list(directory, { symlinkedDirectories })).toEqual(['a', 'd/b', 'file', 'folder/b'])
  })
  test('to a directory can be skipped; one to a file is a file', () => {
    const directory = tree(['a', 'd/b'], { file: 'a', folder: 'd' })
    expect(list(directory, { symlinkedDirectories: 'skip' })).toEqual(['a', 'd/b', 'file'])
  })
  test('that leads to what is excluded lets it in by no other name', () => {
    const directory = tree(['secret/x', 'd/secret/y', 'a'], { alias: 'secret', deep: 'd/secret' })
    expect(list(directory, { exclude: ['secret'] })).toEqual(['a'])
    expect(list(directory, { exclude: ['/secret/'] })).toEqual(['a', 'd/secret/y', 'deep/y'])
  })
  test('is let in by its own name when the reference would', () => {
    const directory = tree(['secret/x'], { alias: 'secret' })
    expect(list(directory, { exclude: ['secret'], symlinkedDirectories: 'follow' })).toEqual(['alias/x'])
  })
  test('is excluded by a pattern for directories when it leads to one, and only then', () => {
    const directory = tree(['a', 'd/b'], { file: 'a', folder: 'd' })
    expect(list(directory, { exclude: ['file/', 'folder/'] })).toEqual(['a', 'd/b', 'file'])
  })
})

describe('a link out of the workspace', () => {
  const elsewhere = tree(['id_rsa', 'keys/private'])
  test.each([
    ['to a file', 'id_rsa'],
    ['to a directory', 'keys']
  ])('is refused %s, found or named', (_what, target) => {
    const directory = tree(['a'], { link: join(elsewhere, target) })
    expect(refusal(() => list(directory))).toBe('RECORD_OUTSIDE')
    expect(refusal(() => list(directory, { root: 'link' }))).toBe('RECORD_OUTSIDE')
    expect(list(directory, { exclude: ['link'] })).toEqual(['a'])
  })
  test('shows where it leads, and what to do for one that is found or named', () => {
    const directory = tree(['a'], { link: join(elsewhere, 'id_rsa') })
    const found = errorOf(() => list(directory, { baseName: 'the base directory' }))
    expect(found.message).toBe(`"link" leads out of the base directory, to "${join(elsewhere, 'id_rsa')}".`)
    expect(found.hint).toMatch(/^Exclude it, or put a copy into the base directory;/)
    const named = errorOf(() => list(directory, { root: 'link' }))
    expect(named.message).toBe(`"link" leads out of the workspace, to "${join(elsewhere, 'id_rsa')}".`)
    expect(named.hint).toMatch(/^Give the file itself, and no link: .* into the workspace\./)
  })
  test.each([
    ['to a file', 'id_rsa', 'link'],
    ['to a directory', 'keys', 'link/private']
  ])('is followed %s where any place will do', (_what, target, name) => {
    const directory = tree(['a'], { link: join(elsewhere, target) })
    expect(list(directory, { symlinkedDirectories: 'follow' })).toEqual(['a', name])
  })
  test('may be excluded by a pattern for directories', () =>
    expect(list(tree(['a'], { link: join(elsewhere, 'keys') }), { exclude: ['link/'] })).toEqual(['a']))
  test('is refused below a link that stays within', () => {
    const directory = tree(['d/a'], { outer: 'd', 'd/inner': elsewhere })
    expect(refusal(() => list(directory, { root: 'outer' }))).toBe('RECORD_OUTSIDE')
  })
  test('is refused to a directory whose name begins like that of the workspace', () => {
    const top = tree(['work/a', 'work-old/b'], { 'work/link': '../work-old' })
    expect(refusal(() => list(join(top, 'work')))).toBe('RECORD_OUTSIDE')
  })
  test('and a path out of it that is named are refused alike', () => {
    const top = tree(['work/a', 'b'])
    expect(refusal(() => list(join(top, 'work'), { root: '../b' }))).toBe('RECORD_OUTSIDE')
    expect(list(join(top, 'work'), { root: '../b', symlinkedDirectories: 'skip' })).toEqual(['../b'])
  })
})

describe('a link into .git', () => {
  test.each(['.git', '.git/hooks', '.git/config', 'sub/.git', '.GIT/x'])('is refused: %s', (target) => {
    const directory = tree(['.git/config', '.git/hooks/x', 'sub/.git/config', '.GIT/x', 'a'], { link: target })
    expect(refusal(() => list(directory, { exclude: ['.git', '.GIT'] }))).toBe('RECORD_OUTSIDE')
    expect(refusal(() => list(directory, { root: 'link' }))).toBe('RECORD_OUTSIDE')
  })
  test('is told from one that leads out', () => {
    const into = errorOf(() => list(tree(['.git/config'], { link: '.git/config' }), { root: 'link' }))
    const out = errorOf(() => list(tree(['a'], { link: '/' }), { root: 'link' }))
    expect([into, out].map(({ message }) => message.includes('`.git`'))).toEqual([true, false])
    expect([into, out].map(({ hint }) => hint?.includes('git'))).toEqual([true, false])
  })
})

describe('a circle of links is found before it is walked', () => {
  test.each<[string, Record<string, string>, Changes]>([
    ['to itself', { link: 'link' }, {}],
    ['to the place itself', { link: '.' }, {}],
    ['to the place itself, with patterns for paths', { link: '.' }, { exclude: ['x/y'] }],
    ['to the directory that it is in', { 'd/e/link': '.' }, {}],
    ['to one above', { 'd/e/link': '..' }, {}],
    ['of two', { 'd/x': '../f', 'f/y': '../d' }, {}],
    ['of two, of which one is named', { 'd/x': '../f', 'f/y': '../d' }, { root: 'd' }],
    ['of three', { 'd/x': '../f', 'f/y': '../g', 'g/z': '../d' }, { root: 'd' }],
    ['to the place itself, under another name', { 'd/link': '../f', 'f/link': '..' }, { root: 'd' }]
  ])('%s', (_name, links, changes) => {
    const directory = tree(['d/e/a', 'f/b', 'g/c'], links)
    expect(refusal(() => list(directory, changes))).toBe('RECORD_SYMLINK_CYCLE')
    expect(refusal(() => list(directory, { ...changes, symlinkedDirectories: 'follow' }))).toBe('RECORD_SYMLINK_CYCLE')
  })
  test('and not entered even once', () => {
    for (const target of ['.', '..', '../..']) {
      const directory = tree(['d/e/a'], { 'd/e/link': target })
      expect(refusal(() => list(directory, {}, { followedLinks: 1, linkedFiles: 0 }))).toBe('RECORD_SYMLINK_CYCLE')
    }
  })
  test('and two links to one directory are none', () =>
    expect(list(tree(['d/a'], { x: 'd', y: 'd' }))).toEqual(['d/a', 'x/a', 'y/a']))
})

describe('links that fan out', () => {
  const directory = tree(['d/a', 'd/b', 'c'], { x: 'd', y: 'd', z: 'c' })
  test('reach no more files than the bound', () => {
    expect(list(directory, {}, { ...PLENTY, linkedFiles: 4 })).toHaveLength(8)
    expect(refusal(() => list(directory, {}, { ...PLENTY, linkedFiles: 3 }))).toBe('RECORD_TOO_MANY_LINKS')
  })
  test('enter no more directories than the bound', () => {
    expect(list(directory, {}, { ...PLENTY, followedLinks: 2 })).toHaveLength(8)
    expect(refusal(() => list(directory, {}, { ...PLENTY, followedLinks: 1 }))).toBe('RECORD_TOO_MANY_LINKS')
  })
  test('count when they are excluded by nothing', () =>
    expect(list(directory, { exclude: ['x'] }, { followedLinks: 1, linkedFiles: 2 })).toHaveLength(6))
  test('double with each, and end at the bound', () => {
    const links: Record<string, string> = {}
    for (let step = 1; step < 20; step += 1) {
      links[`s${step}/x`] = `../s${step - 1}`
      links[`s${step}/y`] = `../s${step - 1}`
    }
    const doubling = directoryWith({ 's0/a': '' })
    for (const [name, target] of Object.entries(links)) {
      mkdirSync(join(doubling, name, '..'), { recursive: true })
      symlinkSync(target, join(doubling, name))
    }
    expect(refusal(() => list(doubling, { root: 's19' }))).toBe('RECORD_TOO_MANY_LINKS')
  })
})

describe('what cannot be recorded', () => {
  test.each([
    ['nowhere', 'RECORD_NOT_FOUND'],
    ['d/nowhere', 'RECORD_NOT_FOUND'],
    ['broken', 'RECORD_SYMLINK_BROKEN'],
    ['circle', 'RECORD_SYMLINK_CYCLE'],
    ['d/a/b', 'RECORD_UNREADABLE']
  ])('%s is %s', (root, code) => {
    const directory = tree(['d/a'], { broken: 'gone', circle: 'circle' })
    expect(refusal(() => list(directory, { root }))).toBe(code)
    expect(refusal(() => follow(root, { resolve: (path) => join(directory, path) }))).toBe(code)
  })
  test('a pipe is refused, found, named or linked', () => {
    const directory = tree(['a'], { link: 'pipe' })
    execFileSync('mkfifo', [join(directory, 'pipe')])
    expect(refusal(() => list(directory, { exclude: ['link'] }))).toBe('RECORD_NOT_REGULAR')
    expect(refusal(() => list(directory, { exclude: ['pipe'] }))).toBe('RECORD_NOT_REGULAR')
    expect(refusal(() => list(directory, { root: 'pipe' }))).toBe('RECORD_NOT_REGULAR')
  })
  // Looked at, then its real path is asked for, then it is read.
  test.each([
    [2, 'within'],
    [2, 'skip'],
    [3, 'skip']
  ] as const)('a directory that vanishes before look %i is not an empty one (%s)', (look, symlinkedDirectories) => {
    const directory = tree(['d/a'])
    let looks = 0
    const resolve = (path: string): string => {
      looks += 1
      if (looks === look) rmSync(join(directory, 'd'), { recursive: true })
      return join(directory, path)
    }
    expect(refusal(() => list(directory, { root: 'd', resolve, symlinkedDirectories }))).toBe('RECORD_UNREADABLE')
  })
  test('a name that is not UTF-8 is refused among others', () => {
    const directory = tree(['a', '\ufffd'])
    expect(list(directory)).toEqual(['a', '\ufffd'])
    writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([0x61, 0xff])]), '')
    expect(refusal(() => list(directory))).toBe('RECORD_NAME_NOT_UTF8')
  })
  test('an error keeps what caused it', () => {
    const cause = Object.assign(new Error('x'), { code: 'EIO' })
    expect(unreadable('a', cause)).toMatchObject({ code: 'RECORD_UNREADABLE', cause })
    expect(unreadable('a', cause).message).toContain('EIO')
    expect(unreadable('a', new Error('x')).message).toContain('unknown')
  })
  test.each([
    ['EACCES', /permission/],
    ['EPERM', /permission/],
    ['ENOTDIR', /path/],
    ['ENAMETOOLONG', /Shorten/],
    ['EIO', /disk/],
    ['EMFILE', /ulimit -n/],
    ['ESTALE', /ls -ld/]
  ])('is told with what helps against %s', (code, remedy) => {
    const { message, hint } = unreadable('a', Object.assign(new Error('x'), { code }))
    expect([message, hint]).toEqual([expect.stringContaining(code), expect.stringMatching(remedy)])
  })
})
