// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { readSha256 } from '../../src/base/sha256-text.ts'

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
