// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from '@jest/globals'
import { compileExcludes } from '../../src/recording/excludes.ts'
import { DEFAULT_EXCLUDES } from '../../src/recording/default-excludes.ts'
import { hashFile } from '../../src/recording/hash-file.ts'
import type { HashOptions } from '../../src/recording/hash-file.ts'
import { HashPool } from '../../src/recording/hash-pool.ts'
import { WORKER_PAYS, type FileToHash } from '../../src/recording/hash-run.ts'
import { LineEndings } from '../../src/recording/line-endings.ts'
import { Recorder, type RecordRequest } from '../../src/recording/record-artifacts.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'
import { recordOnce } from '../support/record-once.ts'

const sha = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
const request = (baseDirectory: string, changes: Partial<RecordRequest> = {}): RecordRequest => ({
  paths: ['.'],
  baseDirectory,
  exclude: 'default',
  lstripPaths: [],
  lineEndings: 'as-is',
  symlinkedDirectories: 'follow',
  ...changes
})
const record = async (directory: string, changes: Partial<RecordRequest> = {}): Promise<Record<string, string>> =>
  Object.fromEntries((await recordOnce(request(directory, changes))).artifacts)
const names = async (directory: string, changes: Partial<RecordRequest> = {}): Promise<string[]> =>
  Object.keys(await record(directory, changes))
const refusal = async (directory: string, changes: Partial<RecordRequest> = {}): Promise<string> =>
  (await rejectionOf(recordOnce(request(directory, changes)))).code

describe('recording', () => {
  test('hashes files under their paths, in order of code points', async () => {
    const directory = directoryWith({
      'b/c': 'c',
      a: '',
      '\u{1f600}': 'x',
      '\ufb01': 'y',
      __proto__x: '1',
      'b/constructor': '2'
    })
    const recorded = await record(directory)
    expect(Object.keys(recorded)).toEqual(['__proto__x', 'a', 'b/c', 'b/constructor', '\ufb01', '\u{1f600}'])
    expect(recorded['b/c']).toBe(`sha256:${sha('c')}`)
    expect(recorded['a']).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
  test('keeps a file named __proto__', async () => {
    const { artifacts } = await recordOnce(request(directoryWith({ ['__proto__']: 'x', 'd/__proto__': 'y' })))
    expect([...artifacts.paths()]).toEqual(expect.arrayContaining(['d/__proto__']))
  })
  test('records nothing for no paths', async () =>
    expect(await record(directoryWith({ a: '' }), { paths: [] })).toEqual({}))
  test('records nothing of empty directories', async () => {
    const directory = directoryWith()
    mkdirSync(join(directory, 'empty'))
    expect(await record(directory)).toEqual({})
  })
  test('leaves out the defaults, and says which they are', async () => {
    const directory = directoryWith({
      'build.1234.link': '',
      '.git/config': '',
      'x.pyc': '',
      'x~': '',
      '.x.link-unfinished': '',
      kept: ''
    })
    const { artifacts, excluded } = await recordOnce(request(directory))
    expect([[...artifacts.paths()], excluded]).toEqual([['kept'], DEFAULT_EXCLUDES])
  })
  test.each([[['.*', 'node_modules/']], [['.*/', 'tmp/']], [['[.]', 'tmp/']], [['./', 'tmp/']], [['?/', 'tmp/']]])(
    'leaves nothing out because a pattern would fit the place that it starts from: %j',
    async (exclude) => {
      const directory = directoryWith({ 'src/file.js': 'a', 'tmp/x': '', 'node_modules/y': '' })
      const { artifacts } = await recordOnce({ ...request(directory), exclude })
      expect([...artifacts.paths()]).toContain('src/file.js')
    }
  )
  test('takes a list of excludes in place of the defaults', async () => {
    expect(await names(directoryWith({ a: '', 'b.pyc': '' }), { exclude: ['a'] })).toEqual(['b.pyc'])
    expect(await names(directoryWith({ a: '', 'b.pyc': '' }), { exclude: [] })).toEqual(['a', 'b.pyc'])
  })
  test('normalises paths as Python does', async () => {
    const directory = directoryWith({ 'src/a': '', 'src/b/c': '' })
    expect(await names(directory, { paths: ['./src/../src/a', 'src//b/'] })).toEqual(['src/a', 'src/b/c'])
  })
  test('records one file named twice once', async () =>
    expect(await names(directoryWith({ a: '' }), { paths: ['a', './a', '.'] })).toEqual(['a']))
  test('keeps the scheme file: in names', async () =>
    expect(await names(directoryWith({ a: '' }), { paths: ['file:a'] })).toEqual(['file:a']))
  test('takes an unknown scheme for a part of the name', async () =>
    expect(await names(directoryWith({ 'xy:a': '' }), { paths: ['xy:a'] })).toEqual(['xy:a']))
  test('strips the first prefix that fits', async () => {
    expect(
      await names(directoryWith({ 'out/a': '', 'dist/b': '', c: '' }), { lstripPaths: ['dist/', 'out/'] })
    ).toEqual(['a', 'b', 'c'])
  })
  test('gives several digests when asked', async () => {
    const recorded = await record(directoryWith({ a: 'x' }), { algorithms: ['sha512', 'sha256'] })
    expect(recorded['a']).toBe(`sha256:${sha('x')},sha512:${createHash('sha512').update('x').digest('hex')}`)
  })
  test('hashes text with other line endings alike when asked', async () => {
    const recorded = await record(directoryWith({ lf: 'a\nb\n', crlf: 'a\r\nb\r\n', cr: 'a\rb\r' }), {
      lineEndings: 'normalise'
    })
    expect(new Set(Object.values(recorded))).toEqual(new Set([`sha256:${sha('a\nb\n')}`]))
  })
  test('gives a directory the digest that sha256sum gives', async () => {
    const directory = directoryWith({ 'd/b': 'b', 'd/a/x': 'x', 'd/\u{1f600}': '1', 'd/\ufb01': '2' })
    const shell = execFileSync(
      'sh',
      ['-c', 'find . -type f | cut -c3- | LC_ALL=C sort | xargs sha256sum | sha256sum'],
      { cwd: join(directory, 'd'), encoding: 'utf8' }
    )
    expect(await record(directory, { paths: ['dir:d'] })).toEqual({ 'dir:d': `sha256:${shell.slice(0, 64)}` })
  })
  test('gives an empty directory the digest of nothing', async () => {
    const directory = directoryWith()
    mkdirSync(join(directory, 'd'))
    expect(await record(directory, { paths: ['dir:d'] })).toEqual({ 'dir:d': `sha256:${sha('')}` })
  })
  test.each(['a\nb', 'a\rb', 'a\\b', `README\n${'0'.repeat(64)}  run.sh`])(
    'refuses %j in a directory that is one artifact, since its digest could mean other files',
    async (name) => {
      expect(await refusal(directoryWith({ [`d/${name}`]: 'x' }), { paths: ['dir:d'] })).toBe('RECORD_NAME_AMBIGUOUS')
      expect(await refusal(directoryWith({ [`d/${name}/x`]: 'x' }), { paths: ['dir:d'] })).toBe('RECORD_NAME_AMBIGUOUS')
    }
  )
  test('records names that would disturb a terminal as they are', async () => {
    expect(await names(directoryWith({ 'a\n::error': '', '\u001b[31m': '' }))).toEqual(['\u001b[31m', 'a\n::error'])
  })
})

describe('symbolic links', () => {
  test('to files are read', async () => {
    const directory = directoryWith({ a: 'x' })
    symlinkSync('a', join(directory, 'link'))
    expect(await record(directory)).toEqual({ a: `sha256:${sha('x')}`, link: `sha256:${sha('x')}` })
  })
  test('to a directory whose name begins that of the one they are in are followed', async () => {
    const directory = directoryWith({ 'd/a': 'x', 'd-old/b': 'y' })
    symlinkSync('../d', join(directory, 'd-old', 'link'))
    expect(await names(directory)).toEqual(['d-old/b', 'd-old/link/a', 'd/a'])
  })
  test('to directories are followed, or skipped when asked', async () => {
    const directory = directoryWith({ 'd/a': 'x' })
    symlinkSync('d', join(directory, 'link'))
    expect(await names(directory)).toEqual(['d/a', 'link/a'])
    expect(await names(directory, { symlinkedDirectories: 'skip' })).toEqual(['d/a'])
    expect(await names(directory, { exclude: ['link'] })).toEqual(['d/a'])
  })
  test.each<[string, (directory: string) => void, string]>([
    ['to nothing', (directory) => symlinkSync('nowhere', join(directory, 'link')), 'RECORD_SYMLINK_BROKEN'],
    ['to themselves', (directory) => symlinkSync('link', join(directory, 'link')), 'RECORD_SYMLINK_CYCLE'],
    ['to the directory they are in', (directory) => symlinkSync('.', join(directory, 'link')), 'RECORD_SYMLINK_CYCLE'],
    ['to a directory above', (directory) => symlinkSync('..', join(directory, 'd', 'link')), 'RECORD_SYMLINK_CYCLE'],
    [
      'in a circle of two',
      (directory) => {
        mkdirSync(join(directory, 'e'))
        symlinkSync('../e', join(directory, 'd', 'x'))
        symlinkSync('../d', join(directory, 'e', 'y'))
      },
      'RECORD_SYMLINK_CYCLE'
    ]
  ])('%s are refused', async (_name, make, code) => {
    const directory = directoryWith({ 'd/a': '' })
    make(directory)
    expect(await refusal(directory)).toBe(code)
  })
})

describe('what cannot be recorded is an error with its name', () => {
  test.each<[string, Partial<RecordRequest>, string]>([
    ['a path that does not exist', { paths: ['nope'] }, 'RECORD_NOT_FOUND'],
    ['a path below a file', { paths: ['a/b'] }, 'RECORD_UNREADABLE'],
    ['a dir: that is a file', { paths: ['dir:a'] }, 'RECORD_NOT_FOUND'],
    ['a dir: below a file', { paths: ['dir:a/b'] }, 'RECORD_NOT_FOUND'],
    ['prefixes of which one starts with another', { lstripPaths: ['d', 'd/'] }, 'RECORD_PREFIX_AMBIGUOUS'],
    ['two files of one name after stripping', { lstripPaths: ['d/'] }, 'RECORD_NAME_TAKEN'],
    ['a file that is called like a directory with a scheme', { paths: ['dir:d', '.'] }, 'RECORD_NAME_TAKEN'],
    [
      'two file: URIs of one name after stripping',
      { paths: ['file:a', 'file:d/a'], lstripPaths: ['d/'] },
      'RECORD_NAME_TAKEN'
    ]
  ])('%s', async (_name, changes, code) =>
    expect(await refusal(directoryWith({ a: '', 'd/a': '', 'dir:d': 'x' }), changes)).toBe(code)
  )
  test('a name with a backslash', async () =>
    expect(await refusal(directoryWith({ 'a\\b': '' }))).toBe('RECORD_BACKSLASH'))
  test('a name that is not UTF-8', async () => {
    const directory = directoryWith()
    writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([0x61, 0xff])]), '')
    expect(await refusal(directory)).toBe('RECORD_NAME_NOT_UTF8')
  })
  test('a replacement character that is meant is recorded', async () =>
    expect(await names(directoryWith({ '\ufffd': '' }))).toEqual(['\ufffd']))
  test('a pipe, unless excluded', async () => {
    const directory = directoryWith()
    execFileSync('mkfifo', [join(directory, 'pipe')])
    expect(await refusal(directory)).toBe('RECORD_NOT_REGULAR')
    expect(await refusal(directory, { paths: ['pipe'] })).toBe('RECORD_NOT_REGULAR')
    writeFileSync(join(directory, 'kept'), '')
    expect(await names(directory, { exclude: ['pipe'] })).toEqual(['kept'])
    symlinkSync('pipe', join(directory, 'link'))
    expect(await refusal(directory, { exclude: ['pipe'] })).toBe('RECORD_NOT_REGULAR')
  })
  test('a file that cannot be read', () => {
    const error = errorOf(() => hashFile(directoryWith(), 'the name', { algorithms: ['sha256'], lineEndings: 'as-is' }))
    expect([error.code, error.message]).toEqual(['RECORD_UNREADABLE', expect.stringContaining('"the name"')])
  })
  test('a file that grows while it is read', () => {
    // /proc files report the size 0 and have content: what a file looks like that is written to meanwhile.
    expect(
      errorOf(() => hashFile('/proc/self/status', 'x', { algorithms: ['sha256'], lineEndings: 'as-is' })).code
    ).toBe('RECORD_FILE_CHANGED')
  })
})

test('a file just written and one written long ago have the same digest', () => {
  const directory = directoryWith({ a: 'x' })
  const options = { algorithms: ['sha256'] as const, lineEndings: 'as-is' as const }
  const fresh = hashFile(join(directory, 'a'), 'a', options)
  utimesSync(join(directory, 'a'), 1, 1)
  expect(hashFile(join(directory, 'a'), 'a', options)).toEqual(fresh)
})

test.each([0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024 + 7])(
  'a file of %i bytes has the digest of its content',
  (size) => {
    const content = Buffer.alloc(size, 'x')
    const directory = directoryWith({ a: content })
    utimesSync(join(directory, 'a'), 1, 1)
    expect(hashFile(join(directory, 'a'), 'a', { algorithms: ['sha256'], lineEndings: 'as-is' })).toEqual([
      sha(content)
    ])
  }
)

test('line endings are the same however the chunks fall', () => {
  const text = 'a\r\nb\rc\r\r\nd\n\r'
  for (let cut = 0; cut <= text.length; cut += 1) {
    const endings = new LineEndings()
    const chunks = [text.slice(0, cut), text.slice(cut)].map((chunk) => Buffer.from(endings.push(Buffer.from(chunk))))
    expect(Buffer.concat([...chunks, endings.end()]).toString()).toBe('a\nb\nc\n\nd\n\n')
  }
})

test('the two libraries for digests agree', () => {
  for (const size of [0, 1, 63, 64, 65, 1000])
    expect(Buffer.from(sha256(new Uint8Array(size))).toString('hex')).toBe(sha(new Uint8Array(size)))
})

describe('excludes follow git', () => {
  const files = [
    'a',
    'b/a',
    'b/c.txt',
    'b/d/c.txt',
    'docs/x.md',
    'x.md',
    'keep.log',
    'drop.log',
    'A',
    'b[1]',
    'dir/file'
  ]
  test.each([
    ['a name anywhere', ['a']],
    ['an ending', ['*.txt']],
    ['a path from the top', ['/a']],
    ['a path in the middle', ['b/d']],
    ['two stars', ['**/c.txt']],
    ['a directory only', ['dir/']],
    ["a file with a directory's pattern", ['a/']],
    ['a negation', ['*.log', '!keep.log']],
    ['a negation in an excluded directory', ['b', '!b/a']],
    ['a class', ['[ab]']],
    ['an escape', ['b\\[1]']],
    ['a comment and an empty line', ['# a', '', 'x.md']],
    ['a question mark', ['?.md']],
    ['everything but one', ['*', '!a']]
  ])('%s', async (_name, patterns) => {
    const directory = directoryWith(Object.fromEntries(files.map((file) => [file, ''])))
    execFileSync('git', ['init', '--quiet'], { cwd: directory })
    writeFileSync(join(directory, '.git', 'info', 'exclude'), `${patterns.join('\n')}\n`)
    const listed = execFileSync(
      'git',
      ['-c', 'core.ignorecase=false', 'ls-files', '--others', '--exclude-standard', '-z'],
      { cwd: directory, encoding: 'utf8' }
    )
    const expected = listed
      .split('\0')
      .filter((name) => name !== '')
      .sort()
    expect((await names(directory, { exclude: [...patterns, '.git'] })).sort()).toEqual(expected)
  })
  test('for paths that are named, as for paths that are found', () => {
    for (const patterns of [['.git'], ['.git', '!x']]) {
      const excludes = compileExcludes(patterns)
      expect([
        excludes.path('.git/config', false),
        excludes.path('.git', true),
        excludes.path('.', true),
        excludes.path('../a', false),
        excludes.path('/a', false)
      ]).toEqual(['.git', '.git', undefined, undefined, undefined])
    }
  })
})

/** The digests of files, of each as a list. */
async function hashAll(
  pool: HashPool,
  files: readonly FileToHash[],
  options: HashOptions,
  onProgress?: (files: number) => void
): Promise<(readonly string[])[]> {
  const run = pool.begin(options)
  for (const file of files) run.add(file)
  const digests = await run.end(0, onProgress)
  return files.map((_, index) => digests.of(index))
}

describe('many files', () => {
  const content = (index: number): string => `content of ${index}`
  const many = directoryWith(
    Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [`d${index % 20}/f${index}`, content(index)]))
  )

  test('have the same digests on several threads as on one', async () => {
    const options = { algorithms: ['sha256'] as const, lineEndings: 'as-is' as const }
    const paths = [...(await recordOnce(request(many))).artifacts.paths()].map((name) => ({
      path: join(many, name),
      name
    }))
    const progress: number[] = []
    const [one, two] = [new HashPool(0), new HashPool(2)]
    const alone = await hashAll(one, paths, options)
    expect(await hashAll(two, paths, options, (files) => progress.push(files))).toEqual(alone)
    expect(alone[0]).toEqual([sha(readFileSync(join(many, paths[0]?.name ?? '')))])
    expect(Math.max(...progress)).toBe(2500)
    await two.close()
    expect(await hashAll(two, paths.slice(0, 3), options)).toEqual(alone.slice(0, 3))
    await two.close()
  })
  test('one of which cannot be read are an error, and nothing hangs', async () => {
    const pool = new HashPool(2)
    const files = Array.from({ length: WORKER_PAYS.files + 500 }, (_, index) => ({
      path: index === 1500 ? many : join(many, 'd0/f0'),
      name: `n${index}`
    }))
    const error = await rejectionOf(hashAll(pool, files, { algorithms: ['sha256'], lineEndings: 'as-is' }))
    expect([error.code, error.message]).toEqual(['RECORD_UNREADABLE', expect.stringContaining('"n1500"')])
    await pool.close()
  })
  test('are refused when a thread stops', async () => {
    const pool = new HashPool(1)
    const files = Array.from({ length: WORKER_PAYS.files + 500 }, () => ({ path: join(many, 'd0/f0'), name: 'n' }))
    const options = { algorithms: ['sha256'] as const, lineEndings: 'as-is' as const }
    const hashing = hashAll(pool, files, options)
    await pool.close()
    expect((await rejectionOf(hashing)).code).toBe('RECORD_WORKER_FAILED')
  })
  test('leave no thread behind that keeps a process, while the recorder is open', () => {
    const source = (name: string): string =>
      JSON.stringify(new URL(`../../src/recording/${name}`, import.meta.url).href)
    const text = `import { Recorder } from ${source('record-artifacts.ts')}
const recorder = new Recorder()
const settings = { exclude: [], lstripPaths: [], lineEndings: 'as-is', symlinkedDirectories: 'skip' }
for (const _ of [1, 2]) await recorder.record({ ...settings, paths: ['.'], baseDirectory: ${JSON.stringify(many)} })
console.log('recorded')`
    const file = join(directoryWith({ 'record.mjs': text }), 'record.mjs')
    const ran = spawnSync(process.execPath, [file], { encoding: 'utf8', timeout: 60_000 })
    expect([ran.status, ran.stdout]).toEqual([0, 'recorded\n'])
  })
  test('can be recorded twice by one recorder', async () => {
    const recorder = new Recorder()
    const first = await recorder.record(request(many))
    expect((await recorder.record(request(many))).artifacts).toEqual(first.artifacts)
    await recorder.close()
  })
})
