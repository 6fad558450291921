// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  type Stats
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { hashFile, type FileSystem, type HashOptions } from '../../src/recording/hash-file.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const MiB = 1024 * 1024
const LONG_AGO = 1_000_000
const AS_IS: HashOptions = { algorithms: ['sha256'], lineEndings: 'as-is' }
const NORMALISE: HashOptions = { algorithms: ['sha256'], lineEndings: 'normalise' }
const sha = (content: string | Uint8Array, algorithm = 'sha256'): string =>
  createHash(algorithm).update(content).digest('hex')

function fileWith(content: string | Uint8Array, seconds = LONG_AGO): string {
  const file = join(directoryWith({ a: content }), 'a')
  utimesSync(file, seconds, seconds)
  return file
}

/** The disk, with a list of what was asked of it, and something that happens after the first read. */
function watched(
  meanwhile: () => void = () => undefined,
  look: FileSystem['fstatSync'] = (descriptor) => fstatSync(descriptor)
): FileSystem & { readonly calls: string[] } {
  const calls: string[] = []
  const note = <T>(call: string, value: T): T => {
    calls.push(call)
    return value
  }
  return {
    calls,
    openSync: (path, flags) => note('open', openSync(path, flags)),
    readSync: (...where) => {
      const isFirst = !calls.includes('read')
      const bytes = note('read', readSync(...where))
      if (isFirst) meanwhile()
      return bytes
    },
    fstatSync: (descriptor) => note('look', look(descriptor)),
    closeSync: (descriptor) => note('close', closeSync(descriptor))
  }
}

/** No call of the system sets the time of a change back. */
const changedLongAgo = (descriptor: number): Stats =>
  Object.assign(fstatSync(descriptor), { ctime: new Date(LONG_AGO * 1000), ctimeMs: LONG_AGO * 1000 })

describe('line endings', () => {
  test.each(['a\r\nb\rc\n', '\r', '\r\n\r\n', 'none', ''])('of %j are hashed as they are, or as newlines', (text) => {
    for (const seconds of [LONG_AGO, Date.now() / 1000]) {
      const file = fileWith(text, seconds)
      expect(hashFile(file, 'a', AS_IS)).toEqual([sha(text)])
      expect(hashFile(file, 'a', NORMALISE)).toEqual([sha(text.replaceAll(/\r\n?/g, '\n'))])
    }
  })
  test('that fall between two reads are one', () => {
    const file = fileWith(`${'x'.repeat(MiB - 1)}\r\nend\r`)
    expect(hashFile(file, 'a', NORMALISE)).toEqual([sha(`${'x'.repeat(MiB - 1)}\nend\n`)])
  })
})

test('digests come in the order in which they are asked for', () => {
  for (const seconds of [LONG_AGO, Date.now() / 1000]) {
    const file = fileWith('x', seconds)
    expect(hashFile(file, 'a', { ...AS_IS, algorithms: ['sha512', 'sha256', 'sha384'] })).toEqual([
      sha('x', 'sha512'),
      sha('x'),
      sha('x', 'sha384')
    ])
  }
})

describe('system calls', () => {
  test('are four for a small file that was written long ago', () => {
    const disk = watched(undefined, changedLongAgo)
    expect(hashFile(fileWith('small'), 'a', AS_IS, disk)).toEqual([sha('small')])
    expect(disk.calls).toEqual(['open', 'read', 'look', 'close'])
  })
  test('look before and after a file that was just written', () => {
    const disk = watched()
    expect(hashFile(fileWith('small', Date.now() / 1000), 'a', AS_IS, disk)).toEqual([sha('small')])
    expect(disk.calls).toEqual(['open', 'read', 'look', 'look', 'read', 'read', 'look', 'close'])
  })
})

describe('a file that changes while it is hashed', () => {
  const large = 'x'.repeat(2 * MiB)
  test.each<[string, (file: string) => void]>([
    ['grows', (file) => writeFileSync(file, 'y', { flag: 'a' })],
    [
      'grows, with its old time',
      (file) => {
        writeFileSync(file, 'y', { flag: 'a' })
        utimesSync(file, LONG_AGO, LONG_AGO)
      }
    ],
    ['shrinks', (file) => truncateSync(file, MiB)],
    [
      'shrinks, with its old time',
      (file) => {
        truncateSync(file, MiB)
        utimesSync(file, LONG_AGO, LONG_AGO)
      }
    ],
    ['is written to in place', (file) => writeFileSync(file, 'y', { flag: 'r+' })],
    [
      'is written to in place, with its old time',
      (file) => {
        writeFileSync(file, 'y', { flag: 'r+' })
        utimesSync(file, LONG_AGO, LONG_AGO)
      }
    ],
    ['gets another time', (file) => utimesSync(file, LONG_AGO + 1, LONG_AGO + 1)]
  ])('and %s is refused', (_how, change) => {
    const file = fileWith(large)
    const error = errorOf(() =>
      hashFile(
        file,
        'the name',
        NORMALISE,
        watched(() => change(file))
      )
    )
    expect([error.code, error.hint]).toEqual(['RECORD_FILE_CHANGED', expect.stringMatching(/`background: true`/)])
    expect(error.message).toContain('"the name"')
  })
  test('and grows as fast as it is read is given up soon', () => {
    const file = fileWith(large)
    let calls = 0
    const endless: FileSystem = {
      ...watched(),
      readSync: (_descriptor, buffer, offset, length) => {
        if ((calls += 1) > 20) throw new Error('it reads for ever')
        return buffer.fill(1, offset, offset + length).length
      }
    }
    for (const options of [NORMALISE, AS_IS])
      expect(errorOf(() => hashFile(file, 'a', options, endless)).code).toBe('RECORD_FILE_CHANGED')
    expect(calls).toBeLessThan(10)
  })
  test('after its end was read is refused, though every byte of it was read', () => {
    const file = fileWith('x')
    const disk = watched(() => {
      writeFileSync(file, 'more', { flag: 'a' })
      utimesSync(file, LONG_AGO, LONG_AGO)
    })
    // The end is told before the change: what was read is of the size that the file had.
    const ended: FileSystem = {
      ...disk,
      readSync: (...where) => (where[4] > 0 ? 0 : disk.readSync(...where))
    }
    expect(errorOf(() => hashFile(file, 'a', NORMALISE, ended)).code).toBe('RECORD_FILE_CHANGED')
  })
  test('is read again when it is small, so that what is hashed is what is there', () => {
    const file = fileWith('old')
    const disk = watched(() => writeFileSync(file, 'longer than before'))
    expect(hashFile(file, 'a', AS_IS, disk)).toEqual([sha('longer than before')])
  })
  test('is noticed though the clock of the file system has not gone on since', () => {
    const file = fileWith('old', Date.now() / 1000)
    const { mtime } = statSync(file)
    const disk = watched(() => {
      writeFileSync(file, 'new')
      utimesSync(file, mtime, mtime)
    })
    expect(hashFile(file, 'a', AS_IS, disk)).toEqual([sha('new')])
  })
  test('is noticed though it is small, of the same size, and has its old time', () => {
    const file = fileWith('old')
    const disk = watched(() => {
      writeFileSync(file, 'new')
      utimesSync(file, LONG_AGO, LONG_AGO)
    })
    expect(hashFile(file, 'a', AS_IS, disk)).toEqual([sha('new')])
  })
  test('is noticed though its time lies in the future', () => {
    const file = fileWith('old', Date.now() / 1000 + 3600)
    const { mtime } = statSync(file)
    const disk = watched(() => {
      writeFileSync(file, 'new')
      utimesSync(file, mtime, mtime)
    })
    expect(hashFile(file, 'a', AS_IS, disk)).toEqual([sha('new')])
  })
})

describe('the descriptor', () => {
  test.each([
    ['of a small file', 'x', AS_IS],
    ['of a large file', 'x'.repeat(MiB + 1), AS_IS],
    ['of a text', 'x', NORMALISE]
  ])('%s is closed', (_name, content, options) => {
    const disk = watched()
    hashFile(fileWith(content), 'a', options, disk)
    expect(disk.calls.filter((call) => call === 'close')).toHaveLength(1)
    expect(disk.calls.at(-1)).toBe('close')
  })
  test('is closed when reading fails', () => {
    const disk = watched()
    expect(errorOf(() => hashFile(directoryWith(), 'a', AS_IS, disk)).code).toBe('RECORD_UNREADABLE')
    expect(disk.calls).toEqual(['open', 'close'])
  })
  test('is closed when the file changes', () => {
    const file = fileWith('x')
    const disk = watched(() => writeFileSync(file, 'more', { flag: 'a' }))
    expect(errorOf(() => hashFile(file, 'a', NORMALISE, disk)).code).toBe('RECORD_FILE_CHANGED')
    expect(disk.calls.at(-1)).toBe('close')
  })
  test('that there is none of is not closed', () => {
    const disk = watched()
    expect(errorOf(() => hashFile(join(directoryWith(), 'gone'), 'a', AS_IS, disk)).code).toBe('RECORD_UNREADABLE')
    expect(disk.calls).toEqual([])
  })
})

describe("git's id of a file", () => {
  const idOf = (content: Buffer, algorithm = 'sha1'): string =>
    createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex')
  // Read at once, and read again with a look before and after.
  const settled = {
    openSync,
    readSync,
    closeSync,
    fstatSync: (file: number) => Object.assign(fstatSync(file), { mtimeMs: 0, ctimeMs: 0 })
  }
  const unsettled = {
    ...settled,
    fstatSync: (file: number) => Object.assign(fstatSync(file), { mtimeMs: 1e15, ctimeMs: 1e15 })
  }

  test.each([0, 1, 9, 10, 1024 * 1024, 1024 * 1024 + 1, 3_000_000])('of %d bytes comes behind the digests', (bytes) => {
    const content = Buffer.alloc(bytes, 'text\r\n')
    const path = join(directoryWith({ a: content }), 'a')
    const sha256 = createHash('sha256').update(content).digest('hex')
    const options = { algorithms: ['sha256'], lineEndings: 'as-is', gitId: 'sha1' } as const
    for (const disk of [settled, unsettled]) {
      expect(hashFile(path, 'a', options, disk)).toEqual([sha256, idOf(content)])
      expect(hashFile(path, 'a', { ...options, gitId: 'sha256' }, disk)).toEqual([sha256, idOf(content, 'sha256')])
    }
  })
  test('is that of its bytes as they are, whatever becomes of ends of lines', () => {
    const content = Buffer.from('a\r\n')
    const path = join(directoryWith({ a: content }), 'a')
    const [normalised, id] = hashFile(path, 'a', { algorithms: ['sha256'], lineEndings: 'normalise', gitId: 'sha1' })
    expect([normalised, id]).toEqual([createHash('sha256').update('a\n').digest('hex'), idOf(content)])
  })
})
