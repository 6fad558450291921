// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { zip, type ZipEntry } from '../../.github/scripts/e2e/zip.ts'
import type { BaseError } from '../../src/base/codes.ts'
import type { OpenedSink } from '../../src/github/fill-file.ts'
import { hashZip, unzip } from '../../src/github/unzip.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

/** A packing of nothing, as long as one likes. */
const STORED = Buffer.alloc(1000)
const BOUNDS = { bytes: 1000, files: 3 }
const entry = (name: string, text = 'x', changes: Partial<ZipEntry> = {}): ZipEntry => ({
  name,
  content: Buffer.from(text),
  ...changes
})

describe.each([
  ['unzip', 'a file'],
  ['unzip', 'memory'],
  ['hashZip', 'a file']
] as const)('%s of %s', (how, place) => {
  const read = (entries: readonly ZipEntry[], onRead = (): void => undefined): Promise<unknown> => {
    const directory = directoryWith()
    const file = join(directory, 'a.zip')
    const bytes = zip(entries)
    writeFileSync(file, bytes)
    return how === 'unzip'
      ? unzip(place === 'memory' ? bytes : file, join(directory, 'out'), BOUNDS, 'x')
      : hashZip(file, BOUNDS, 'x', onRead).then((artifacts) => [...artifacts.paths()])
  }
  test('reads files, and passes directories over', async () => {
    const found = await read([entry('d/', '', { mode: 0o040755 }), entry('d/a'), entry('b')])
    expect((found as string[]).sort()).toEqual(['b', 'd/a'])
  })
  test.each<[string, readonly ZipEntry[], string]>([
    ['too many files', ['a', 'b', 'c', 'd'].map((name) => entry(name)), 'ARTIFACT_TOO_LARGE'],
    ['too many bytes', [entry('a', 'x'.repeat(1001))], 'ARTIFACT_TOO_LARGE'],
    [
      'directories without end',
      Array.from({ length: 1100 }, (_, i) => entry(`${i}/`, '', { mode: 0o040755 })),
      'ARTIFACT_TOO_LARGE'
    ],
    ['a size that is not so', [entry('a', 'xx', { claimedSize: 1 })], 'ARTIFACT_ZIP_INVALID'],
    ['a name beyond every bound', [entry('x'.repeat(LIMITS.nameLength + 1))], 'ARTIFACT_TOO_LARGE'],
    [
      'a name beyond every bound of a directory',
      [entry(`${'x'.repeat(LIMITS.nameLength)}/`, '', { mode: 0o040755 })],
      'ARTIFACT_TOO_LARGE'
    ],
    [
      'files that share their bytes',
      [
        entry('a', 'x'.repeat(300)),
        ...['b', 'c'].map((name) => entry(name, 'x'.repeat(300), { packed: STORED, shared: true }))
      ],
      'ARTIFACT_ZIP_INVALID'
    ],
    ['a link', [entry('a', 'x', { mode: 0o120777 })], 'ARTIFACT_ZIP_INVALID'],
    ['two Unicode forms of one name', [entry('\u00e9'), entry('e\u0301')], 'ARTIFACT_ZIP_INVALID'],
    ['a path outwards', [entry('../a')], 'ARTIFACT_ZIP_INVALID']
  ])('refuses %s', async (_what, entries, code) => expect((await rejectionOf(read(entries))).code).toBe(code))
})

test('a false size is refused where the disk takes long to open a file', async () => {
  const directory = directoryWith()
  const file = join(directory, 'a.zip')
  writeFileSync(file, zip([entry('a', 'xx', { claimedSize: 1 })]))
  const slow = async (path: string): Promise<OpenedSink> => {
    for (let turn = 0; turn < 1000; turn += 1) await nextTurn()
    return open(path, 'wx')
  }
  const unzipped = unzip(file, join(directory, 'out'), BOUNDS, 'x', slow)
  expect((await rejectionOf(unzipped)).code).toBe('ARTIFACT_ZIP_INVALID')
})

test('comments and names together have a bound', async () => {
  const file = join(directoryWith(), 'a.zip')
  const comment = 'x'.repeat(65_535)
  // More than 128 MiB of comments for no file at all.
  const entries = Array.from({ length: 2100 }, (_, index) => entry(`${index}/`, '', { mode: 0o040755, comment }))
  writeFileSync(file, zip(entries))
  const error = await rejectionOf(hashZip(file, { bytes: 1000, files: 2000 }, 'x', () => undefined))
  expect([error.code, error.message]).toEqual(['ARTIFACT_TOO_LARGE', expect.stringContaining('comments')])
})

test('whoever waits for hashing is asked before each file, of which perhaps nothing comes', async () => {
  const file = join(directoryWith(), 'a.zip')
  // Empty blocks that are stored, and a last one: 5 bytes each, and nothing unpacked.
  const nothing = Buffer.concat([
    ...Array.from({ length: 100 }, () => Buffer.from('000000ffff', 'hex')),
    Buffer.from('010000ffff', 'hex')
  ])
  writeFileSync(file, zip(['a', 'b', 'c'].map((name) => entry(name, '', { packed: nothing }))))
  let asked = 0
  const digests = await hashZip(file, BOUNDS, 'x', () => (asked += 1))
  expect([digests.size, asked]).toEqual([3, 3])
})

test('hashing ends when whoever waits for it says so', async () => {
  const file = join(directoryWith(), 'a.zip')
  writeFileSync(file, zip([entry('a', 'x'.repeat(500))]))
  const stop = (): never => {
    throw new RangeError('enough')
  }
  expect((await rejectionOf(hashZip(file, BOUNDS, 'x', stop))).code).toBe('ARTIFACT_ZIP_INVALID')
})

describe('an archive in memory is read like one in a file', () => {
  /** Names and contents, or what is wrong. */
  async function outcome(archive: Buffer, how: 'file' | 'memory'): Promise<unknown> {
    const directory = directoryWith()
    const file = join(directory, 'a.zip')
    writeFileSync(file, archive)
    const out = join(directory, 'out')
    try {
      const files = await unzip(how === 'file' ? file : archive, out, { bytes: 100_000, files: 3 }, 'x')
      return files.map((name) => [name, readFileSync(join(out, name), 'utf8')])
    } catch (error) {
      return [(error as BaseError).code, (error as BaseError).message]
    }
  }

  const text = 'one text, '.repeat(30)
  const packed = deflateRawSync(text)
  test.each<[string, readonly ZipEntry[], unknown]>([
    [
      'packed',
      [entry('a', text), entry('d/b')],
      [
        ['a', text],
        ['d/b', 'x']
      ]
    ],
    ['empty', [entry('a', '')], [['a', '']]],
    ['larger than it says', [entry('a', text, { claimedSize: 299 })], expect.arrayContaining(['ARTIFACT_ZIP_INVALID'])],
    [
      'smaller than it says',
      [entry('a', text, { claimedSize: 301 })],
      expect.arrayContaining(['ARTIFACT_ZIP_INVALID'])
    ],
    ['far smaller', [entry('a', text, { claimedSize: 99_000 })], expect.arrayContaining(['ARTIFACT_ZIP_INVALID'])],
    ['cut', [entry('a', text, { packed: packed.subarray(0, -3) })], expect.arrayContaining(['ARTIFACT_ZIP_INVALID'])],
    ['packed with more behind it', [entry('a', text, { packed: Buffer.concat([packed, packed]) })], [['a', text]]]
  ])('%s', async (_what, entries, expected) => {
    const archive = zip(entries)
    const found = await outcome(archive, 'file')
    expect(found).toEqual(expected)
    expect(await outcome(archive, 'memory')).toEqual(found)
  })
  test('whichever of its bytes is another one', async () => {
    const archive = zip([entry('a', text), entry('b', 'y')])
    for (let at = 0; at < archive.length; at += 1)
      for (const change of [1, 0x80, 0xff]) {
        const odd = Buffer.from(archive)
        odd[at] = (odd[at] ?? 0) ^ change
        expect(await outcome(odd, 'memory')).toEqual(await outcome(odd, 'file'))
      }
  })
})
