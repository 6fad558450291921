// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { ArtifactTable, joinNames, tableOf } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { ArtifactPath, DigestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { DigestSection, NameList } from '../../../src/intoto/json/digest-section.ts'

/** A table whose digests are made of one number each. */
const table = (list: NameList, numbers: readonly number[]): ArtifactTable =>
  new ArtifactTable({
    list,
    digests: Uint8Array.from(numbers.flatMap((number) => Array.from({ length: 32 }, () => number)))
  })
const text = (number: number): DigestSet => `sha256:${number.toString(16).padStart(2, '0').repeat(32)}` as DigestSet
const path = (name: string): ArtifactPath => name as ArtifactPath
const LIST = new NameList(['a', 'b', 'c'])

describe('a table of artifacts', () => {
  test('tells what a map tells', () => {
    const one = table(LIST, [1, 2, 1])
    expect([...one]).toEqual([
      ['a', text(1)],
      ['b', text(2)],
      ['c', text(1)]
    ])
    expect([...one.paths()]).toEqual(['a', 'b', 'c'])
    expect([one.size, one.has(path('b')), one.has(path('x')), one.get(path('b')), one.get(path('x'))]).toEqual([
      3,
      true,
      false,
      text(2),
      undefined
    ])
  })
  test('gives a text for each digest, whatever was asked for before', () => {
    // Digests that begin alike share a place among the texts that are kept.
    const digests = new Uint8Array(96)
    digests[40] = 1
    digests[95] = 2
    const one = new ArtifactTable({ list: LIST, digests })
    const told = (): unknown[] => [...one].map(([, digest]) => digest)
    expect(told()).toEqual([
      `sha256:${'0'.repeat(64)}`,
      `sha256:${'0'.repeat(16)}01${'0'.repeat(46)}`,
      `sha256:${'0'.repeat(62)}02`
    ])
    expect(told()).toEqual(told())
  })
  test('counts how many digests are those of another from some position on', () => {
    const one = table(LIST, [1, 2, 3])
    expect(one.countSame(0, one, 0, 3)).toBe(3)
    expect(one.countSame(0, table(LIST, [1, 2, 3]), 0, 3)).toBe(3)
    expect(one.countSame(0, table(LIST, [1, 2, 3]), 0, 2)).toBe(2)
    expect(one.countSame(0, table(LIST, [1, 2, 4]), 0, 3)).toBe(2)
    expect(one.countSame(1, table(LIST, [2, 3, 3]), 0, 2)).toBe(2)
    expect(one.countSame(0, table(LIST, [3, 1, 2]), 1, 2)).toBe(2)
    expect(one.countSame(0, one, 1, 2)).toBe(0)
    const last = Uint8Array.from(one.digests)
    last[63] = 1
    expect(one.countSame(0, new ArtifactTable({ list: LIST, digests: last }), 0, 3)).toBe(1)
  })
  test('equals one of the same paths and digests', () => {
    const one = table(LIST, [1, 2, 3])
    expect(one.equals(one)).toBe(true)
    expect(one.equals(table(LIST, [1, 2, 3]))).toBe(true)
    expect(one.equals(table(new NameList(['a', 'b', 'c']), [1, 2, 3]))).toBe(true)
    expect(one.equals(table(LIST, [1, 2, 4]))).toBe(false)
    expect(one.equals(table(new NameList(['a', 'b', 'd']), [1, 2, 3]))).toBe(false)
    expect(one.equals(table(new NameList(['a', 'b']), [1, 2]))).toBe(false)
  })
  test('tells digests apart by their last byte', () => {
    const digests = new Uint8Array(64)
    digests[63] = 1
    const one = new ArtifactTable({ list: new NameList(['a', 'b']), digests })
    expect([one.isSame(0, one, 0), one.isSame(0, one, 1), one.isSame(1, one, 0)]).toEqual([true, false, false])
  })
  test('is one for each section', () => {
    const section = new DigestSection(LIST, new Uint8Array(96), 0)
    expect(tableOf(section)).toBe(tableOf(section))
    expect(tableOf(new DigestSection(LIST, new Uint8Array(96), 0))).not.toBe(tableOf(section))
  })
})

test('names are joined by where they stand in another list', () => {
  const joined = (there: readonly string[]): number[] => [...joinNames(LIST, new NameList(there))]
  expect(joined([])).toEqual([-1, -1, -1])
  expect(joined(['b'])).toEqual([-1, 0, -1])
  expect(joined(['', 'a', 'aa', 'c', 'd'])).toEqual([1, -1, 3])
  const other = new NameList(['c'])
  expect(joinNames(LIST, other)).toBe(joinNames(LIST, other))
})
