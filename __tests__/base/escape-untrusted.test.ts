// SPDX-License-Identifier: Apache-2.0
// Nothing that a reader does not see gets through, and what he sees stays as it is.
import { describe, expect, test } from '@jest/globals'
import { escapeUntrusted, quoteUntrusted } from '../../src/base/escape-untrusted.ts'

describe('a character that is not shown', () => {
  test.each([
    0x00, 0x1b, 0x7f, 0x85, 0xad, 0x34f, 0x600, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x200b, 0x200d, 0x202e,
    0x2028, 0x2060, 0x2065, 0x206f, 0x3164, 0xd800, 0xdfff, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0x1bca0,
    0x1d173, 0xe0000, 0xe0041, 0xe0100, 0xe0fff
  ])('%#: %i becomes its number', (code) =>
    expect(escapeUntrusted(`a${String.fromCodePoint(code)}b`)).toBe(`a\\u{${code.toString(16)}}b`)
  )
  test('does not stop one name from being told from another', () => {
    const names = ['ab', 'a\u00adb', 'a\u3164b', 'a\ufe0fb', 'a\u{e0041}b', 'a\u{e0100}b']
    expect(new Set(names.map((name) => escapeUntrusted(name))).size).toBe(names.length)
  })
})

describe('a text that is seen', () => {
  test.each(['', 'src/a b.js', '~!"#$%&\'()*+,-./', 'ünïcödé', '日本語/ファイル', '😀', 'e\u0301', 'क्ष'])(
    '%s stays',
    (text) => expect(escapeUntrusted(text)).toBe(text)
  )
  test('is cut where it is long, and what is hidden in it is not', () => {
    expect(escapeUntrusted('abcd', 2)).toBe('ab… (4 characters)')
    expect(quoteUntrusted('\u00ad', 1)).toBe('"\\u{ad}"')
  })
})
