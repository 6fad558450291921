// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { isSha256Hex, readSha256 } from '../../src/base/sha256-text.ts'

const HEX = '0aB9'.repeat(16)
test.each([HEX, `sha256:${HEX}`])('%s is a SHA-256', (text) => expect(readSha256(text)).toBe(HEX))
test.each([
  '',
  HEX.slice(1),
  `${HEX}0`,
  `sha1:${HEX}`,
  `sha256:sha256:${HEX}`,
  `SHA256:${HEX}`,
  `${HEX}\n`,
  ` ${HEX}`,
  'sha256:',
  HEX.replace('a', 'g')
])('%j is none', (text) => expect(readSha256(text)).toBeUndefined())
test('in its one spelling it is 64 digits in lower case, and nothing else', () => {
  const hex = HEX.toLowerCase()
  expect([hex, HEX, `sha256:${hex}`, hex.slice(1), `${hex}0`, `${hex}\n`].map(isSha256Hex)).toEqual([
    true,
    ...Array.from({ length: 5 }, () => false)
  ])
})
