// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sha256Hex, sha256HexOf, type LargeHasher } from '../../../src/intoto/hashing/sha256.ts'
import { LIMITS } from '../../../src/base/limits.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'

const byNode = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

test('the core hashes as OpenSSL does', () => {
  expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expect(sha256Hex(bytes)).toBe(byNode(bytes))))
})

test.each([
  [0, 0],
  [LIMITS.hashedInCore, 0],
  [LIMITS.hashedInCore + 1, 1]
])('%s bytes are handed to the machine %s times', async (length, times) => {
  const handed: number[] = []
  const hasher: LargeHasher = {
    sha256: (bytes) => {
      handed.push(bytes.length)
      return NODE_PORTS.hasher.sha256(bytes)
    }
  }
  const bytes = new Uint8Array(length).fill(7)
  expect(await sha256HexOf(bytes, hasher)).toBe(byNode(bytes))
  expect(handed).toEqual(Array.from({ length: times }, () => length))
})
