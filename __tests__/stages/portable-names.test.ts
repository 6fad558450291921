// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { foldName } from '../../src/base/fold-name.ts'
import { isRefusedByWindows } from '../../src/stages/portable-names.ts'

describe('a name that Windows refuses', () => {
  test.each([
    ['a character', ['a<', 'a>', 'a:b', 'a"', 'a|b', 'a?', '*', 'a\\b', 'a\0', 'a\nb', 'a\u009b']],
    ['its end', ['a.', 'a ', '...', ' ']],
    ['a device', ['con', 'CON', 'con.txt', 'prn', 'aux', 'aux.a.b', 'nul', 'com1', 'LPT9.log']]
  ])('is one for %s', (_what, parts) => expect(parts.filter((part) => !isRefusedByWindows(part))).toEqual([]))
  test.each(['a', '.a', 'a.b', 'a b', 'console', 'console.log', 'com', 'com10', 'xcon', 'a.con', "it's", 'ü', '~'])(
    'is not %j',
    (part) => expect(isRefusedByWindows(part)).toBe(false)
  )
})

test('two names are one where letter case and Unicode form do not count', () => {
  expect(foldName('Dist/A')).toBe(foldName('dist/a'))
  expect(foldName('\u00c9')).toBe(foldName('e\u0301'))
  expect(foldName('a')).not.toBe(foldName('b'))
})
