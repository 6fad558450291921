// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { chmodSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { ArtifactTable } from '../../src/intoto/artifacts/artifact-table.ts'
import type { FileToHash } from '../../src/recording/hash-run.ts'
import { excludesOf, Recorder, type RecordRequest } from '../../src/recording/record-artifacts.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { recordOnce } from '../support/record-once.ts'

const sha = (content: string): string => createHash('sha256').update(content).digest('hex')
const request = (baseDirectory: string, changes: Partial<RecordRequest> = {}): RecordRequest => ({
  paths: ['.'],
  baseDirectory,
  exclude: [],
  lstripPaths: [],
  lineEndings: 'as-is',
  symlinkedDirectories: 'within',
  ...changes
})
const names = async (directory: string, changes: Partial<RecordRequest> = {}): Promise<string[]> => [
  ...(await recordOnce(request(directory, changes))).artifacts.paths()
]
const refusal = async (directory: string, changes: Partial<RecordRequest> = {}): Promise<string> => {
  const { code, hint } = await rejectionOf(recordOnce(request(directory, changes)))
  expect(hint).toMatch(/\w/)
  return code
}

/** A pool that computes nothing, and remembers what it was told. */
function fakePool(hexOf: (file: FileToHash) => string = () => sha('x')) {
  const told: { count: number; bytes: number }[] = []
  let closed = 0
  return {
    told,
    closed: () => closed,
    begin: () => {
      const files: FileToHash[] = []
      return {
        add: (file: FileToHash) => void files.push(file),
        end: (bytes: number) => {
          told.push({ count: files.length, bytes })
          return Promise.resolve({
            files: files.length,
            of: (file: number) => [hexOf(files[file] as FileToHash)],
            copy: (first: number, count: number, into: Uint8Array, at: number) => {
              for (const [index, file] of files.slice(first, first + count).entries())
                into.set(Buffer.from(hexOf(file), 'hex'), at + 32 * index)
            }
          })
        },
        stop: () => undefined,
        free: () => undefined
      }
    },
    close: () => {
      closed += 1
      return Promise.resolve()
    }
  }
}

describe('a path out of the workspace is refused as it is named', () => {
  const top = directoryWith({ 'work/a': 'a', b: 'b' })
  const work = join(top, 'work')
  test.each(['..', '../b', 'a/../../b', './../b', 'file:../b', 'dir:..', 'dir:../work', '../work/a', '/etc/hostname'])(
    '%s',
    async (path) => expect(await refusal(work, { paths: ['a', path] })).toBe('RECORD_OUTSIDE')
  )
  test('and so is one that begins at the top of the machine, though it leads into the workspace', async () => {
    for (const path of [join(top, 'b'), join(work, 'a'), `file:${join(work, 'a')}`, `dir:${work}`])
      expect(await refusal(work, { paths: [path] })).toBe('RECORD_OUTSIDE')
  })
  test.each(['a', './a', 'x/../a', '..a', '...', 'd/../a', '..d/c'])('%s is not', async (path) =>
    expect(await names(directoryWith({ a: '', '..a': '', '...': '', '..d/c': '' }), { paths: [path] })).toHaveLength(1)
  )
  test.each(['follow', 'skip'] as const)('which is for those who ask for it (%s)', async (symlinkedDirectories) => {
    expect(await names(work, { paths: ['../b'], symlinkedDirectories })).toEqual(['../b'])
    expect(await names(work, { paths: [join(top, 'b')], symlinkedDirectories })).toEqual([join(top, 'b')])
  })
})

describe('the workspace', () => {
  test('may itself be named through a symbolic link', async () => {
    const top = directoryWith({ 'work/a': 'a', 'work/d/b': 'b' })
    symlinkSync('work', join(top, 'alias'))
    symlinkSync('d', join(top, 'work', 'link'))
    expect(await names(join(top, 'alias'))).toEqual(['a', 'd/b', 'link/b'])
  })
  test('need not be there for those who do not stay within it', async () => {
    const gone = join(directoryWith(), 'gone')
    expect(await names(gone, { paths: [], symlinkedDirectories: 'follow' })).toEqual([])
  })
})

describe('modes', () => {
  const directory = directoryWith({ plain: '1', run: '2', 'd/run': '3' })
  chmodSync(join(directory, 'plain'), 0o644)
  chmodSync(join(directory, 'run'), 0o755)
  chmodSync(join(directory, 'd/run'), 0o710)
  symlinkSync('run', join(directory, 'link'))
  test('are recorded when asked for', async () => {
    const { modes } = await recordOnce(request(directory, { modes: 'record' }))
    expect(Object.fromEntries(modes ?? [])).toEqual({
      run: 'executable',
      'd/run': 'executable',
      link: 'executable symlink'
    })
  })
  test.each([{}, { modes: 'ignore' as const }])('and are unknown otherwise: %j', async (changes) =>
    expect((await recordOnce(request(directory, changes))).modes).toBeUndefined()
  )
  test('go by the names of the artifacts', async () => {
    const { modes } = await recordOnce(
      request(directory, { modes: 'record', paths: ['file:d', 'plain'], lstripPaths: ['d/'] })
    )
    expect(Object.fromEntries(modes ?? [])).toEqual({ 'file:run': 'executable' })
  })
})

describe('digests', () => {
  test('belong to their files, whatever the order of the paths', async () => {
    const directory = directoryWith({ a: 'a', b: 'b', 'c/d': 'd' })
    const { artifacts } = await recordOnce(request(directory, { paths: ['c', 'b', 'a'] }))
    expect([...artifacts]).toEqual([
      ['a', `sha256:${sha('a')}`],
      ['b', `sha256:${sha('b')}`],
      ['c/d', `sha256:${sha('d')}`]
    ])
  })
  test('stand beside names that are kept once, as long as these are the same', async () => {
    const directory = directoryWith({ a: 'a', 'b/c': 'c', 'b/d': 'd' })
    const recorder = new Recorder()
    const recorded = async (changes: Partial<RecordRequest> = {}): Promise<ArtifactTable> => {
      const { artifacts } = await recorder.record(request(directory, changes))
      expect([...artifacts]).toEqual([...(await recordOnce(request(directory, changes))).artifacts])
      return artifacts as ArtifactTable
    }
    const { list } = await recorded()
    writeFileSync(join(directory, 'a'), 'other')
    expect((await recorded()).list).toBe(list)
    for (const paths of [['b'], ['a'], ['file:a', 'b'], ['b', 'a'], ['.']])
      expect((await recorded({ paths })).names).not.toHaveLength(0)
    writeFileSync(join(directory, 'b/aa'), 'new')
    expect((await recorded()).names).toEqual(['a', 'b/aa', 'b/c', 'b/d'])
    rmSync(join(directory, 'b/c'))
    expect((await recorded({ lstripPaths: ['b/'] })).names).toEqual(['a', 'aa', 'd'])
    expect((await recorded()).names).toEqual(['a', 'b/aa', 'b/d'])
    await recorder.close()
  })
  test('carry the name of their own algorithm', async () => {
    const { artifacts } = await recordOnce(
      request(directoryWith({ a: 'a' }), { algorithms: ['sha512', 'sha256'], lineEndings: 'normalise' })
    )
    expect([...artifacts][0]?.[1]).toBe(`sha256:${sha('a')},sha512:${createHash('sha512').update('a').digest('hex')}`)
  })
  test('that differ under one name are refused, and equal ones are one', async () => {
    const clash = directoryWith({ 'd/a': 'a', 'dir:d': 'other' })
    expect(await refusal(clash, { paths: ['dir:d', '.'] })).toBe('RECORD_NAME_TAKEN')
    expect(await refusal(clash, { paths: ['.', 'dir:d'] })).toBe('RECORD_NAME_TAKEN')
    expect(await names(clash, { paths: ['dir:d', 'dir:d', 'd/a', 'd'] })).toEqual(['d/a', 'dir:d'])
  })
})

describe('the pool', () => {
  const many = (count: number): string =>
    directoryWith(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 'four'])))
  test.each([
    [3, 12],
    [256, 1024],
    [2047, 8188],
    [2048, 0]
  ])('is told the size of %i files, where it decides whether threads pay', async (count, bytes) => {
    const pool = fakePool()
    await new Recorder(pool).record(request(many(count)))
    expect(pool.told).toEqual([{ count, bytes }])
  })
  test('is told no more of the size than that threads pay', async () => {
    const directory = directoryWith({ a: '', b: '', c: 'c' })
    for (const name of ['a', 'b']) truncateSync(join(directory, name), 20 * 1024 * 1024)
    const pool = fakePool()
    await new Recorder(pool).record(request(directory))
    expect(pool.told).toEqual([{ count: 3, bytes: 40 * 1024 * 1024 }])
  })
  test('is closed with the recorder, and not before', async () => {
    const pool = fakePool()
    const recorder = new Recorder(pool)
    await recorder.record(request(directoryWith({ a: 'a' })))
    expect(pool.closed()).toBe(0)
    await recorder.close()
    expect(pool.closed()).toBe(1)
  })
})

test('the patterns in force are told', async () => {
  const directory = directoryWith({ a: '', 'b.pyc': '' })
  expect((await recordOnce(request(directory, { exclude: ['b*'] }))).excluded).toEqual(['b*'])
  expect(excludesOf(['x'])).toEqual(['x'])
  expect(excludesOf('default')).toContain('.git')
})
test('progress is told', async () => {
  const done: number[] = []
  await recordOnce(request(directoryWith({ a: '', b: '' }), { onProgress: (files) => done.push(files) }))
  expect(done).toEqual([2])
})
