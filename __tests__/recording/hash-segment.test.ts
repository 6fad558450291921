// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { fileChanged, type HashOptions } from '../../src/recording/hash-file.ts'
import { digestLengths, HashSegment, SEGMENT_FILES } from '../../src/recording/hash-segment.ts'
import { directoryWith } from '../support/directory.ts'

const OPTIONS: HashOptions = { algorithms: ['sha256'], lineEndings: 'as-is' }
const digest = (algorithm: string, content: string): string => createHash(algorithm).update(content).digest('hex')
const directory = directoryWith({ a: 'a', b: 'b', c: 'c', 'ä \u{1f600}': 'names' })
function segmentOf(paths: readonly string[], options = OPTIONS, used?: SharedArrayBuffer[]): HashSegment {
  const segment = HashSegment.empty(options, used)
  for (const path of paths) segment.add(join(directory, path))
  return segment
}

describe('files are taken a few at a time', () => {
  test('and each once, by whoever comes by', () => {
    const one = segmentOf(['a', 'b', 'c', 'a', 'b'])
    const other = new HashSegment(one.shared)
    expect([one.done, one.hashNext(2), one.done]).toEqual([0, true, 2])
    expect([other.hashNext(2), other.done]).toEqual([true, 4])
    expect([one.hashNext(2), other.hashNext(2)]).toEqual([false, false])
    expect([one.done, other.done]).toEqual([5, 5])
    for (const [index, content] of ['a', 'b', 'c', 'a', 'b'].entries())
      expect(one.digests(index)).toEqual([digest('sha256', content)])
  })
  test('and there are no more when the last ones were just taken', () => {
    const segment = segmentOf(['a', 'b'])
    expect(segment.hashNext(2)).toBe(false)
    expect(segment.done).toBe(2)
  })
  test('and none after it was stopped', () => {
    const segment = segmentOf(['a', 'b'])
    segment.hashNext(1)
    segment.stop()
    expect([segment.hashNext(1), segment.done, segment.state(1)]).toEqual([false, 1, 'open'])
  })
})

test("all digests that are asked for stand beside one another, git's id at the end", () => {
  const options: HashOptions = { algorithms: ['sha512', 'sha256', 'sha384'], lineEndings: 'as-is', gitId: 'sha1' }
  expect(digestLengths(options)).toEqual([64, 32, 48, 20])
  const segment = segmentOf(['a', 'b'], options)
  segment.hashNext(2)
  expect(segment.digests(1)).toEqual([
    digest('sha512', 'b'),
    digest('sha256', 'b'),
    digest('sha384', 'b'),
    digest('sha1', 'blob 1\0b')
  ])
  expect(segment.digests(0)[3]).toBe(digest('sha1', 'blob 1\0a'))
})

describe('there is room', () => {
  test('for so many files', () => {
    const segment = HashSegment.empty(OPTIONS)
    for (let file = 0; file < SEGMENT_FILES; file += 1) {
      expect(segment.takes('a')).toBe(true)
      segment.add('a')
    }
    expect([segment.takes('a'), segment.files]).toEqual([false, SEGMENT_FILES])
  })
  test('for so many bytes, and for one path of any length', () => {
    const long = '\u20ac'.repeat(300_000)
    expect(HashSegment.empty(OPTIONS).takes(long)).toBe(false)
    const segment = HashSegment.empty(OPTIONS, [], long)
    expect(segment.takes(long)).toBe(true)
    segment.add(long)
    expect([segment.path(0) === long, segment.takes('a')]).toEqual([true, false])
  })
  test('in memory that was used before, of which nothing is left', () => {
    const before = segmentOf(['a', 'gone'])
    before.hashNext(2)
    const { memory } = before.shared
    const used = [memory]
    const segment = HashSegment.empty(OPTIONS, used)
    expect([segment.shared.memory === memory, used]).toEqual([true, []])
    segment.add(join(directory, 'b'))
    expect([segment.done, segment.isRefused, segment.state(0), segment.state(1)]).toEqual([0, false, 'open', 'open'])
    expect([segment.hashNext(2), segment.digests(0)]).toEqual([false, [digest('sha256', 'b')]])
  })
  test('in no memory that is too small', () => {
    const used = [segmentOf(['a']).shared.memory]
    const segment = segmentOf(['a'], { ...OPTIONS, algorithms: ['sha512'] }, used)
    expect(used).toHaveLength(1)
    segment.hashNext(1)
    expect(segment.digests(0)).toEqual([digest('sha512', 'a')])
  })
})

test('names of any letters are found', () => {
  const segment = segmentOf(['ä \u{1f600}', 'a'])
  segment.hashNext(2)
  expect(segment.digests(0)).toEqual([digest('sha256', 'names')])
})

describe('a file that cannot be hashed', () => {
  test('has no digests, and neither has any that comes after it', () => {
    const segment = segmentOf(['a', 'gone', 'b', 'c'])
    expect([segment.isRefused, segment.hashNext(3), segment.isRefused]).toEqual([false, false, true])
    expect([0, 1, 2, 3].map((index) => segment.state(index))).toEqual(['done', 'open', 'open', 'open'])
    expect([segment.hashNext(3), segment.done]).toEqual([false, 1])
  })
  test('can be given its digests afterwards', () => {
    const segment = segmentOf(['gone'])
    segment.hashNext(1)
    segment.settle(0, [digest('sha256', 'x')])
    expect([segment.state(0), segment.done, segment.digests(0)]).toEqual(['done', 1, [digest('sha256', 'x')]])
  })
  test('that changed while it was read has changed, even if it holds still now', () => {
    const segment = segmentOf(['a'])
    segment.hashNext(1, () => {
      throw fileChanged('a')
    })
    expect([segment.state(0), segment.isRefused]).toEqual(['changed', true])
  })
})

test('a fault of the program is none of a file', () => {
  const fault = new RangeError('a fault')
  const hash = (): never => {
    throw fault
  }
  expect(() => segmentOf(['a']).hashNext(1, hash)).toThrow(fault)
})
