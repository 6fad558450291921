// SPDX-License-Identifier: Apache-2.0
// Work trees beside their commits. What git itself checks out is in the random tests; here is what they cannot know.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { readSource, withSource } from '../../../src/intoto/link/source-claim.ts'
import { Recorder, type RecordRequest } from '../../../src/recording/record-artifacts.ts'
import { commitFiles } from '../../../src/recording/source/commit-files.ts'
import { recordWithSource } from '../../../src/recording/source/record-with-source.ts'
import type { RecordedSource, SourceOptions } from '../../../src/recording/source/recorded-source.ts'
import { workspaceSettings } from '../../../src/recording/workspace-settings.ts'
import { directoryWith } from '../../support/directory.ts'
import { rejectionOf } from '../../support/errors.ts'
import {
  checkOut,
  lfsPointer,
  plainGit,
  repositoryWith,
  sha256,
  writeBelow,
  type RandomFile,
  type RandomRepository
} from '../../support/random-repository.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

interface More {
  readonly source?: Partial<SourceOptions>
  readonly request?: Partial<RecordRequest>
}

function record(work: string, { source, request }: More = {}): Promise<RecordedSource> {
  const prefix = source?.prefix ?? ''
  const workspace = work.slice(0, work.length - prefix.length + (prefix === '' ? 0 : 1)).replace(/\/$/, '')
  return recordWithSource(
    recorder,
    { ...workspaceSettings(workspace), exclude: ['.git'], paths: ['.'], ...request },
    { directory: work, prefix: '', environment: process.env, encodings: 'demanded', tracked: 'all', ...source }
  )
}

type Content =
  string | Buffer | { readonly link: string } | { readonly executable: string } | { readonly module: RandomRepository }

function commit(files: Readonly<Record<string, Content>>): RandomRepository {
  const submodules = new Map<string, RandomRepository>()
  const entries = Object.entries(files).map(([path, content]): [string, RandomFile] => {
    if (typeof content === 'string' || Buffer.isBuffer(content))
      return [path, { mode: '100644', content: Buffer.from(content) }]
    if ('link' in content) return [path, { mode: '120000', content: Buffer.from(content.link) }]
    if ('executable' in content) return [path, { mode: '100755', content: Buffer.from(content.executable) }]
    submodules.set(path, content.module)
    return [path, { mode: '160000', content: Buffer.from(content.module.commit) }]
  })
  return repositoryWith(new Map(entries), submodules)
}

const found = ({ differences }: RecordedSource): string[] => differences.map(({ path, kind }) => `${kind} ${path}`)
const digestOf = ({ artifacts }: RecordedSource, path: string): string | undefined =>
  artifacts.get(path as ArtifactPath)?.slice('sha256:'.length)

describe('where git ignores the case of letters in patterns', () => {
  const of = (words: string, pattern = '*.TXT'): RandomRepository =>
    commit({ '.gitattributes': `${pattern} ${words}\n`, 'a.txt': 'one $Id$\n', 'sub/b.txt': 'two\n' })
  test.each([
    ['ends of lines', 'text eol=crlf', '*.TXT'],
    ['an encoding', 'working-tree-encoding=UTF-16LE-BOM', '[A-C]*.[[:upper:]]X?'],
    ['a keyword', 'ident', '/A.txt']
  ])('a clean checkout is accepted: %s', async (_what, words, pattern) => {
    const repository = of(words, pattern)
    const plain = await record(checkOut(repository, []))
    const folded = await record(checkOut(repository, ['core.ignorecase=true']))
    expect([found(plain), found(folded), plain.converted.size]).toEqual([[], [], 0])
    expect(folded.converted.size).toBeGreaterThan(0)
    expect([...folded.artifacts]).toEqual([...plain.artifacts])
  })
  test.each(['[A].txt', '\\\\A.txt', '[!A].TXT'])('but for what git does not fold: %s', async (pattern) => {
    const repository = of('text eol=crlf', pattern)
    const work = checkOut(repository, ['core.ignorecase=true'])
    const isFolded = readFileSync(join(work, 'sub/b.txt'), 'utf8').includes('\r')
    expect(readFileSync(join(work, 'a.txt'), 'utf8').includes('\r')).toBe(isFolded)
    const recorded = await record(work)
    expect([found(recorded), recorded.converted.size > 0]).toEqual([[], isFolded])
  })
  test('it is ignored for all files or for none', async () => {
    const work = checkOut(of('text eol=crlf'), ['core.ignorecase=true'])
    writeFileSync(join(work, 'sub/b.txt'), 'two\n')
    expect(found(await record(work))).toHaveLength(1)
  })
})

describe('a commit that is checked out', () => {
  test('is claimed, and the claim is one that a link can carry', async () => {
    const repository = commit({ 'b.txt': 'b\n', 'a/c': 'c', link: { link: 'a/c' }, run: { executable: '#!' } })
    const recorded = await record(checkOut(repository, []))
    const { tree, files, digest, digests } = await commitFiles({ ...repository, environment: process.env })
    expect(recorded.claim).toEqual({ commit: repository.commit, tree, files, digest, submodules: new Map() })
    expect(files).toBe(4)
    expect([...digests.keys()]).toEqual(['a/c', 'b.txt', 'link', 'run'])
    expect(readSource(withSource(new Map(), recorded.claim))).toEqual(recorded.claim)
    expect([recorded.differences, recorded.told, [...recorded.converted]]).toEqual([[], [], []])
    expect(recorded.modes).toEqual(
      new Map([
        ['link', 'symlink'],
        ['run', 'executable']
      ])
    )
  })
  test('is another one than that which is asked for', async () => {
    const [one, other] = [commit({ a: 'one' }), commit({ a: 'other' })]
    const work = checkOut(one, [])
    writeFileSync(join(work, '.git/objects/info/alternates'), `${one.directory}/objects\n${other.directory}/objects\n`)
    const recorded = await record(work, { source: { commit: other.commit } })
    expect([recorded.claim.commit, found(recorded)]).toEqual([other.commit, ['content a']])
  })
  test('lies somewhere in the workspace', async () => {
    const repository = commit({ 'a.txt': 'a\n', '.gitattributes': 'a.txt eol=crlf\n', gone: '', link: { link: 'x' } })
    const workspace = directoryWith({ 'outer.txt': 'x' })
    const work = checkOut(repository, [], { into: join(workspace, 'some/where') })
    unlinkSync(join(work, 'gone'))
    const recorded = await record(work, { source: { prefix: 'some/where/' }, request: { baseDirectory: workspace } })
    expect([...recorded.artifacts.paths()]).toEqual([
      'some/where/.gitattributes',
      'some/where/a.txt',
      'some/where/link'
    ])
    expect(recorded.claim.path).toBe('some/where')
    expect([...recorded.converted.keys()]).toEqual(['some/where/a.txt'])
    expect(found(recorded)).toEqual(['missing some/where/gone'])
    expect(recorded.differences[0]?.message).toContain('some/where/')
  })
  test('is asked about where it has no repository, and not above', async () => {
    const work = checkOut(commit({ 'a/b': 'b' }), [])
    expect((await rejectionOf(record(join(work, 'a')))).code).toBe('GIT_FAILED')
  })
  test('is recorded by SHA-256 of bytes as they are', async () => {
    const work = checkOut(commit({ a: 'a' }), [])
    await expect(record(work, { request: { lineEndings: 'normalise' } })).rejects.toThrow(TypeError)
    await expect(record(work, { request: { algorithms: ['sha512'] } })).rejects.toThrow(TypeError)
  })
  test('with ids of SHA-256 is no other', async () => {
    const work = directoryWith({ 'a.txt': 'a\n', 'b.txt': '$Id$\n', '.gitattributes': 'b.txt ident\n' })
    symlinkSync('a.txt', join(work, 'link'))
    plainGit(work, ['init', '--quiet', '--object-format=sha256'])
    plainGit(work, ['add', '--all'])
    plainGit(work, ['-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '--quiet', '-m', 'all'])
    plainGit(work, ['rm', '--quiet', '-r', '--cached', '.'])
    plainGit(work, ['checkout', '--quiet', '--force', 'HEAD', '--', '.'])
    const recorded = await record(work)
    expect([recorded.claim.commit.length, recorded.claim.files, found(recorded)]).toEqual([64, 4, []])
    expect([...recorded.converted.keys()]).toEqual(['b.txt'])
  })
})

describe('how the machine is set', () => {
  const TEXTS = { a: 'a\n', b: 'b\n', c: 'c\n' }
  test('is what most files say, and a file that says otherwise is named', async () => {
    const work = checkOut(commit(TEXTS), ['core.autocrlf=true'])
    const all = await record(work)
    expect([[...all.converted], all.differences]).toEqual([
      [
        ['a', sha256('a\r\n')],
        ['b', sha256('b\r\n')],
        ['c', sha256('c\r\n')]
      ],
      []
    ])
    expect(digestOf(all, 'a')).toBe(sha256('a\n'))
    writeFileSync(join(work, 'b'), 'b\n')
    const one = await record(work)
    expect(found(one)).toEqual(['content b'])
    expect(one.differences[0]?.message).toContain('ends of lines')
    expect([...one.converted.keys()]).toEqual(['a', 'c'])
  })
  test('is nothing where as many files speak for it as against', async () => {
    const work = checkOut(commit({ a: 'a\n', b: 'b\n' }), [])
    writeFileSync(join(work, 'b'), 'b\r\n')
    expect(found(await record(work))).toEqual(['content b'])
  })
  test('cannot be told by a single file, which is then listed as converted', async () => {
    const work = checkOut(commit({ a: 'a\n' }), [])
    writeFileSync(join(work, 'a'), 'a\r\n')
    const recorded = await record(work)
    expect([found(recorded), [...recorded.converted]]).toEqual([[], [['a', sha256('a\r\n')]]])
  })
  test('does not excuse a file that is pinned', async () => {
    const work = checkOut(commit({ ...TEXTS, '.gitattributes': 'a eol=lf\nb -text\n' }), ['core.autocrlf=true'])
    expect(found(await record(work))).toEqual([])
    writeFileSync(join(work, 'a'), 'a\r\n')
    writeFileSync(join(work, 'b'), 'b\r\n')
    expect(found(await record(work))).toEqual(['content a', 'content b'])
  })
  test('is one for submodules, too', async () => {
    const work = checkOut(commit({ ...TEXTS, module: { module: commit({ d: 'd\n' }) } }), [])
    writeFileSync(join(work, 'module/d'), 'd\r\n')
    expect(found(await record(work))).toEqual(['content module/d'])
  })
  test('is found out for large files, too', async () => {
    const large = 'a line of some length\n'.repeat(250_000)
    const work = checkOut(commit({ large, larger: `${large}more\n`, '.gitattributes': 'larger eol=crlf\n' }), [
      'core.autocrlf=true'
    ])
    const recorded = await record(work)
    expect([found(recorded), [...recorded.converted.keys()]]).toEqual([[], ['.gitattributes', 'large', 'larger']])
    expect(digestOf(recorded, 'large')).toBe(sha256(large))
    writeFileSync(join(work, 'larger'), large)
    expect(found(await record(work))).toEqual(['content larger'])
  })
})

describe('what Git LFS keeps', () => {
  const content = 'large content'
  const repository = commit({
    'a.bin': lfsPointer(Buffer.from(content)),
    'b.bin': 'no pointer',
    '.gitattributes': '*.bin filter=lfs -text\n'
  })
  test.each([
    ['the pointer', lfsPointer(Buffer.from(content)), []],
    ['the content', Buffer.from(content), ['a.bin']]
  ])('is recorded by the pointer: %s', async (_what, bytes, converted) => {
    const work = checkOut(repository, [])
    writeFileSync(join(work, 'a.bin'), bytes)
    const recorded = await record(work)
    expect([found(recorded), [...recorded.converted.keys()]]).toEqual([[], converted])
    expect(digestOf(recorded, 'a.bin')).toBe(sha256(lfsPointer(Buffer.from(content))))
  })
  test('is named where it is something else', async () => {
    const work = checkOut(repository, [])
    writeFileSync(join(work, 'a.bin'), 'other content')
    writeFileSync(join(work, 'b.bin'), 'other content')
    const recorded = await record(work)
    expect(found(recorded)).toEqual(['lfs a.bin', 'lfs b.bin'])
    expect(digestOf(recorded, 'a.bin')).toBe(sha256('other content'))
  })
  test('must have the size of the pointer', async () => {
    const pointer = lfsPointer(Buffer.from(content)).toString().replace('size 13', 'size 14')
    const work = checkOut(commit({ 'a.bin': pointer, '.gitattributes': '*.bin filter=lfs -text\n' }), [])
    writeFileSync(join(work, 'a.bin'), content)
    expect(found(await record(work))).toEqual(['lfs a.bin'])
  })
  test.each<[string, Readonly<Record<string, string>>]>([
    ['no attributes', {}],
    ['attributes of other files', { '.gitattributes': '*.zip filter=lfs -text\n' }],
    ['another filter', { '.gitattributes': '*.bin filter=other\n' }],
    ['the filter taken away further down', { '.gitattributes': '*.bin filter=lfs\na.bin -filter\n' }]
  ])('must have the attribute; with %s a pointer is a text like any other', async (_what, more) => {
    const work = checkOut(commit({ 'a.bin': lfsPointer(Buffer.from(content)), ...more }), [])
    writeFileSync(join(work, 'a.bin'), content)
    expect(found(await record(work))).toEqual(['content a.bin'])
  })
  test('must have the bytes of the pointer', async () => {
    const work = checkOut(repository, [])
    writeFileSync(join(work, 'a.bin'), content.replace('l', 'L'))
    expect(found(await record(work))).toEqual(['lfs a.bin'])
  })
})

describe('an encoding that only the library of the system knows', () => {
  const repository = commit({ 'a.txt': 'a\n', '.gitattributes': 'a.txt working-tree-encoding=latin1\n' })
  test('is a difference', async () => {
    const recorded = await record(checkOut(repository, []))
    expect([found(recorded), recorded.told]).toEqual([['encoding a.txt'], []])
  })
  test('is told, and recorded by its own bytes', async () => {
    const work = checkOut(repository, [])
    writeFileSync(join(work, 'a.txt'), 'b\n')
    const recorded = await record(work, { source: { encodings: 'told' } })
    expect([found(recorded), recorded.told.length, recorded.told[0]?.includes('a.txt')]).toEqual([[], 1, true])
    expect(digestOf(recorded, 'a.txt')).toBe(sha256('b\n'))
  })
})

describe('submodules', () => {
  const inner = commit({ c: 'c' })
  const module = commit({ b: 'b', inner: { module: inner } })
  const repository = commit({ a: 'a', module: { module } })

  test('are claimed beside the commit, also those within others', async () => {
    const recorded = await record(checkOut(repository, []))
    const [one, two] = await Promise.all(
      [module, inner].map((each) => commitFiles({ ...each, environment: process.env }))
    )
    expect(recorded.claim.files).toBe(1)
    expect(recorded.claim.submodules).toEqual(
      new Map([
        ['module', { commit: module.commit, files: 1, digest: one?.digest }],
        ['module/inner', { commit: inner.commit, files: 1, digest: two?.digest }]
      ])
    )
    expect([...recorded.artifacts.paths()]).toEqual(['a', 'module/b', 'module/inner/c'])
  })
  test('that are not checked out are not claimed', async () => {
    const work = checkOut({ ...repository, submodules: new Map() }, [])
    const empty = await record(work)
    expect([empty.claim.submodules.size, found(empty)]).toEqual([0, []])
    rmSync(join(work, 'module'), { recursive: true })
    expect(found(await record(work))).toEqual([])
  })
  test('that are not checked out hold nothing', async () => {
    const work = checkOut({ ...repository, submodules: new Map() }, [])
    writeFileSync(join(work, 'module/b'), 'b')
    expect(found(await record(work))).toEqual(['content module/b'])
  })
  test('are at the commit that is wanted', async () => {
    const work = checkOut(repository, [])
    const as = ['-c', 'user.name=t', '-c', 'user.email=t@localhost']
    plainGit(join(work, 'module'), [...as, 'commit', '--quiet', '--allow-empty', '-m', 'more'])
    const recorded = await record(work)
    expect([found(recorded), [...recorded.claim.submodules]]).toEqual([['content module'], []])
  })
  test('are directories', async () => {
    const work = checkOut({ ...repository, submodules: new Map() }, [])
    rmSync(join(work, 'module'), { recursive: true })
    writeFileSync(join(work, 'module'), '')
    expect(found(await record(work))).toEqual(['type module'])
  })
  test('are no link, wherever it leads', async () => {
    const work = checkOut(repository, [])
    const other = checkOut(module, [])
    rmSync(join(work, 'module'), { recursive: true })
    symlinkSync(other, join(work, 'module'))
    expect(found(await record(work))).toEqual(['type module'])
  })
  test('are compared', async () => {
    const work = checkOut(repository, [])
    writeFileSync(join(work, 'module/inner/c'), 'x')
    expect(found(await record(work))).toEqual(['content module/inner/c'])
  })
})

describe('what the request names', () => {
  const recordPaths = (work: string, paths: string[], more: Partial<RecordRequest> = {}): Promise<RecordedSource> =>
    record(work, { source: { tracked: 'recorded' }, request: { paths, ...more } })

  test('is recorded with what nobody tracks, and compared where it is tracked', async () => {
    const repository = commit({ 'src/a': 'a', 'src/b': 'b', 'lib/c': 'c', d: 'd' })
    const work = checkOut(repository, [])
    for (const path of ['src/a', 'lib/c', 'd']) writeFileSync(join(work, path), 'changed')
    writeBelow(work, 'src/more', 'more')
    unlinkSync(join(work, 'src/b'))
    rmSync(join(work, 'd'))
    const recorded = await recordPaths(work, ['src'])
    expect([...recorded.artifacts.paths()]).toEqual(['src/a', 'src/more'])
    expect(found(recorded)).toEqual(['content src/a', 'missing src/b'])
    const { digest, files } = await commitFiles({ ...repository, environment: process.env })
    expect(recorded.claim).toMatchObject({ digest, files })
  })
  test('is missing only where it is not excluded', async () => {
    const work = checkOut(commit({ 'src/a': 'a', 'docs/b': 'b', e: 'e' }), [])
    rmSync(join(work, 'docs'), { recursive: true })
    unlinkSync(join(work, 'e'))
    expect(found(await recordPaths(work, ['.'], { exclude: ['.git', 'docs/'] }))).toEqual(['missing e'])
  })
  test('is a single file, or one in a directory whose name only begins alike', async () => {
    const work = checkOut(commit({ src: 'a', 'src-more/b': 'b' }), [])
    rmSync(join(work, 'src-more'), { recursive: true })
    expect(found(await recordPaths(work, ['src']))).toEqual([])
  })
  test('is a directory as a whole: its digest is that of the commit, and what lies there is listed', async () => {
    const repository = commit({ 'src/a': 'a\n', 'src/b': 'b\n', 'src/link': { link: 'nowhere' } })
    const lines = (a: string, b: string): string =>
      sha256([`${sha256(a)}  a\n`, `${sha256(b)}  b\n`, `link ${sha256('nowhere')}  link\n`].join(''))
    const recorded = await recordPaths(checkOut(repository, ['core.autocrlf=true']), ['dir:src'])
    expect(digestOf(recorded, 'dir:src')).toBe(lines('a\n', 'b\n'))
    expect([...recorded.converted]).toEqual([['dir:src', lines('a\r\n', 'b\r\n')]])
    expect(found(recorded)).toEqual([])
  })
})

describe('a file of the commit that nobody asked for', () => {
  test('is read from git where it is another one on the disk, or cannot be read there', async () => {
    const repository = commit({ 'src/a': 'a', b: 'b', c: 'c', link: { link: 'b' } })
    const work = checkOut(repository, [])
    writeFileSync(join(work, 'b'), 'other')
    rmSync(join(work, 'c'))
    symlinkSync('b', join(work, 'c'))
    const { digest } = await commitFiles({ ...repository, environment: process.env })
    const recorded = await record(work, { source: { tracked: 'recorded' }, request: { paths: ['src'] } })
    expect([recorded.claim.digest, found(recorded), [...recorded.artifacts.paths()]]).toEqual([digest, [], ['src/a']])
  })
  test('does not have to be in a partial clone, as long as it is on the disk', async () => {
    const repository = commit({ 'src/a': 'a', b: 'b' })
    const work = checkOut(repository, [])
    cpSync(join(repository.directory, 'objects'), join(work, '.git/objects'), { recursive: true })
    writeFileSync(join(work, '.git/objects/info/alternates'), '')
    for (const path of ['src/a', 'b']) {
      const id = plainGit(work, ['rev-parse', `HEAD:${path}`])
      rmSync(join(work, '.git/objects', id.slice(0, 2), id.slice(2)))
    }
    const paths = { source: { tracked: 'recorded' }, request: { paths: ['src'] } } as const
    const { digest } = await commitFiles({ ...repository, environment: process.env })
    expect((await record(work, paths)).claim.digest).toBe(digest)
    expect((await record(work)).claim.digest).toBe(digest)
    writeFileSync(join(work, 'b'), 'other')
    expect((await rejectionOf(record(work, paths))).code).toBe('SOURCE_UNREADABLE')
  })
})

describe('where a work tree lies', () => {
  test('is said with every path', async () => {
    const module = commit({ x: 'x' })
    const repository = commit({
      module: { module },
      'e.txt': 'e',
      '.gitattributes': 'e.txt working-tree-encoding=latin1\n'
    })
    const workspace = directoryWith()
    const work = checkOut({ ...repository, submodules: new Map() }, [], { into: join(workspace, 'in') })
    writeFileSync(join(work, 'module/y'), 'y')
    const recorded = await record(work, {
      source: { prefix: 'in/', encodings: 'told' },
      request: { baseDirectory: workspace }
    })
    expect(found(recorded)).toEqual(['content in/module/y'])
    expect(recorded.differences[0]?.message).toContain('"in/module/y"')
    expect(recorded.told[0]).toContain('"in/e.txt"')
  })
})

describe('links', () => {
  const recordAll = (work: string, more: Partial<RecordRequest> = {}): Promise<RecordedSource> =>
    record(work, { source: { tracked: 'recorded' }, request: more })

  test('of the commit are their names, whatever they lead to', async () => {
    const links = {
      nowhere: 'gone',
      outwards: '/etc/hostname',
      git: '.git/config',
      itself: 'itself',
      up: '..',
      directory: 'a',
      excluded: 'x'
    }
    const repository = commit({
      'a/b': 'b',
      ...Object.fromEntries(Object.entries(links).map(([name, link]) => [name, { link }]))
    })
    const work = checkOut(repository, [])
    writeFileSync(join(work, 'x'), '')
    for (const recorded of [await record(work), await recordAll(work, { exclude: ['.git', '/x'] })]) {
      expect(found(recorded)).toEqual([])
      for (const [name, link] of Object.entries(links)) expect(digestOf(recorded, name)).toBe(sha256(link))
      expect([...recorded.artifacts.paths()]).toEqual(['a/b', ...Object.keys(links).sort()])
      expect(recorded.modes?.get('nowhere' as ArtifactPath)).toBe('symlink')
    }
  })
  test('of others are what the file is recorded by that they lead to', async () => {
    const work = checkOut(commit({ 'a.txt': 'a\n', 'b/c': 'c', '.gitattributes': '*.txt eol=crlf\n' }), [])
    symlinkSync('a.txt', join(work, 'link'))
    symlinkSync('b', join(work, 'more'))
    const recorded = await recordAll(work)
    expect(digestOf(recorded, 'link')).toBe(sha256('a\n'))
    expect(digestOf(recorded, 'more/c')).toBe(sha256('c'))
    expect([...recorded.converted.keys()]).toEqual(['a.txt', 'link'])
  })
  test('of others to a copy are what the copy is', async () => {
    const work = checkOut(commit({ 'a.txt': 'a\n', '.gitattributes': '*.txt eol=crlf\n' }), [])
    writeFileSync(join(work, 'copy'), 'a\r\n')
    symlinkSync('copy', join(work, 'link'))
    const recorded = await recordAll(work)
    expect([digestOf(recorded, 'copy'), digestOf(recorded, 'link')]).toEqual([sha256('a\r\n'), sha256('a\r\n')])
  })
  test.each([
    ['a file that is excluded', 'out/made', 'RECORD_EXCLUDED'],
    ['a directory that is excluded', 'out', 'RECORD_EXCLUDED'],
    ['a directory in one that is excluded', 'out/deep', 'RECORD_EXCLUDED'],
    ['a file of a directory that is recorded as one', 'packages/a', 'RECORD_EXCLUDED'],
    ['a directory that is recorded as one', 'packages', 'RECORD_EXCLUDED'],
    ['a file outside', '/etc/hostname', 'RECORD_OUTSIDE'],
    ['a directory outside', '/etc', 'RECORD_OUTSIDE'],
    ['the repository', '.git/config', 'RECORD_OUTSIDE'],
    ['nothing', 'nowhere', 'RECORD_SYMLINK_BROKEN']
  ])('of others do not lead to %s', async (_what, target, code) => {
    const work = checkOut(commit({ a: 'a' }), [])
    writeBelow(work, 'out/made', 'made')
    mkdirSync(join(work, 'out/deep'))
    writeFileSync(join(work, '.git/config'), readFileSync(join(work, '.git/config')))
    symlinkSync(target, join(work, 'link'))
    writeBelow(work, 'packages/a', 'a')
    const request = { exclude: ['.git', 'out/'], apart: new Set(['packages']) }
    expect((await rejectionOf(recordAll(work, request))).code).toBe(code)
  })
  test('in the place of a directory are named once, and nothing behind them is of the commit', async () => {
    const work = checkOut(commit({ 'a/b': 'b', 'a/c': 'c', d: 'd' }), [])
    rmSync(join(work, 'a'), { recursive: true })
    writeBelow(work, 'other/b', 'b')
    symlinkSync('other', join(work, 'a'))
    const all = await record(work)
    expect([found(all), [...all.artifacts.paths()]]).toEqual([['type a'], ['d']])
    const named = await recordAll(work)
    expect([found(named), [...named.artifacts.paths()]]).toEqual([['type a'], ['a/b', 'd', 'other/b']])
  })
})

describe('an exclude', () => {
  test('leaves a file of the commit out of the recording, and not out of the comparison', async () => {
    const repository = commit({ 'a.txt': 'a', b: 'b', link: { link: 'b' } })
    const work = checkOut(repository, [])
    const exclude = ['.git', '*.txt', 'link']
    const clean = await record(work, { request: { exclude } })
    expect([[...clean.artifacts.paths()], clean.claim.files, found(clean)]).toEqual([['b'], 3, []])
    writeFileSync(join(work, 'a.txt'), 'x')
    unlinkSync(join(work, 'link'))
    symlinkSync('c', join(work, 'link'))
    expect(found(await record(work, { request: { exclude } }))).toEqual(['content a.txt', 'target link'])
  })
})

describe('what a file system cannot keep', () => {
  test('is tried out only where something differs by it, and leaves nothing behind', async () => {
    const work = checkOut(commit({ a: { executable: 'a' } }), [])
    expect(found(await record(work))).toEqual([])
    plainGit(work, ['config', 'core.fileMode', 'false'])
    writeFileSync(join(work, 'b'), '')
    rmSync(join(work, 'a'))
    writeFileSync(join(work, 'a'), 'a')
    const before = readdirSync(join(work, '.git'))
    expect(found(await record(work))).toEqual(['mode a'])
    expect(readdirSync(join(work, '.git'))).toEqual(before)
  })
})

test('a checkout that may be a sparse one says so', async () => {
  const work = checkOut(commit({ a: 'a', 'sub/b': 'b' }), [], { sparse: { cone: true, patterns: ['other'] } })
  const { differences } = await record(work)
  expect(differences.map(({ path, message }) => [path, message.includes('sparse')])).toEqual([['sub/b', true]])
  const { claim, differences: none } = await record(work, { source: { only: { cone: true, patterns: ['other'] } } })
  expect([claim.only, claim.files, none]).toEqual([['/*', '!/*/', '/other/'], 1, []])
})
