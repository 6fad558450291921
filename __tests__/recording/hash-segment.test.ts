// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { fileChanged, type HashOptions } from '../../src/recording/hash-file.ts'
import { digestLengths, HashSegment } from '../../src/recording/hash-segment.ts'
import { directoryWith } from '../support/directory.ts'

const OPTIONS: HashOptions = { algorithms: ['sha256'], lineEndings: 'as-is' }
const digest = (algorithm: string, content: string): string => createHash(algorithm).update(content).digest('hex')
const directory = directoryWith({ a: 'a', b: 'b', c: 'c', 'ä \u{1f600}': 'names' })
const segmentOf = (paths: readonly string[], options = OPTIONS): HashSegment =>
  HashSegment.of(
    paths.map((path) => join(directory, path)),
    options,
    SharedArrayBuffer
  )

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
