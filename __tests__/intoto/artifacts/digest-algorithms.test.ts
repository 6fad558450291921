// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { digestSet } from '../../../src/intoto/artifacts/artifacts.ts'
import { areCollisionResistant, areKnownDigests } from '../../../src/intoto/artifacts/digest-algorithms.ts'

/** Lengths of values in hexadecimal digits, from the definitions of the algorithms. */
const RESISTANT: Readonly<Record<string, readonly number[]>> = {
  sha224: [56],
  sha256: [64],
  sha384: [96],
  sha512: [128],
  sha512_224: [56],
  sha512_256: [64],
  sha3_224: [56],
  sha3_256: [64],
  sha3_384: [96],
  sha3_512: [128],
  blake2b: [128],
  'blake2b-256': [64],
  blake2s: [64]
}
const WEAK: Readonly<Record<string, readonly number[]>> = {
  md5: [32],
  sha1: [40],
  ripemd160: [40],
  gitCommit: [40, 64],
  gitTree: [40, 64],
  gitBlob: [40, 64],
  gitTag: [40, 64]
}

describe.each(Object.entries({ ...RESISTANT, ...WEAK }))('a digest by %s', (algorithm, lengths) => {
  const known = (hex: string): boolean => areKnownDigests(digestSet([[algorithm, hex]]))
  test('has its length', () => {
    const taken = Array.from({ length: 140 }, (_, digits) => digits).filter((digits) => known('a'.repeat(digits)))
    expect(taken).toEqual(lengths)
  })
  test('is hexadecimal, in lower case', () => {
    const [digits = 0] = lengths
    expect(known('0123456789abcdef'.repeat(8).slice(0, digits))).toBe(true)
    for (const odd of ['A', 'g', ' ', '\n'])
      for (const hex of [odd + 'a'.repeat(digits - 1), 'a'.repeat(digits - 1) + odd]) expect(known(hex)).toBe(false)
  })
  test('says that files are the same only where nobody makes two of one digest', () => {
    const set = digestSet([[algorithm, 'a'.repeat(lengths[0] ?? 0)]])
    expect(areCollisionResistant(set)).toBe(algorithm in RESISTANT)
    expect(
      areCollisionResistant(
        digestSet([
          [algorithm, 'a'.repeat(lengths[0] ?? 0)],
          ['sha512', 'b'.repeat(128)]
        ])
      )
    ).toBe(true)
  })
})

test('a set of digests is not empty, and holds no unknown one', () => {
  expect(areKnownDigests(digestSet([]))).toBe(false)
  expect(areKnownDigests(digestSet([['sha257', 'a'.repeat(64)]]))).toBe(false)
  const both = [
    ['sha256', 'a'.repeat(64)],
    ['crc32', 'a'.repeat(8)]
  ] as const
  expect(areKnownDigests(digestSet(both))).toBe(false)
})
