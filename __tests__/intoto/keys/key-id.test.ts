// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { isKeyId, keyIdPrefix, type KeyId } from '../../../src/intoto/keys/key-id.ts'

test.each(['0', 'a'.repeat(64), '0123456789abcdefABCDEF', 'abc'])('%j is a key id', (text) =>
  expect(isKeyId(text)).toBe(true)
)

// A key id becomes part of a file name, so one character that is no digit is one too many, wherever it stands.
test.each([
  '',
  'x',
  '../ab',
  'ab/../cd',
  'ab/',
  ' ab',
  'ab ',
  'ab\n',
  '\nab',
  'ab\ncd',
  '*',
  'ab*',
  '0xab',
  'ａｂ',
  'é'
])('%j is none', (text) => expect(isKeyId(text)).toBe(false))

test.each([
  ['0123456789abcdef', '01234567'],
  ['01234567', '01234567'],
  ['0123', '0123'],
  ['ABCDEF0123', 'ABCDEF01']
])('of %s stands %s in file names', (keyId, prefix) => expect(keyIdPrefix(keyId as KeyId)).toBe(prefix))
