// SPDX-License-Identifier: Apache-2.0
// One set of vectors for both: bytes by the language alone, and by Node's Buffer. Whoever verifies in a browser must get
// the same answer.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decodedLength, lengthWithoutPadding, type Bytes } from '../../../src/intoto/bytes/bytes.ts'
import { concatBytes } from '../../../src/intoto/bytes/concat-bytes.ts'
import { fromHex, toHex } from '../../../src/intoto/bytes/hex.ts'
import { PORTABLE_BYTES } from '../../../src/intoto/bytes/portable-bytes.ts'
import { NODE_BYTES } from '../../../src/signing/node-bytes.ts'

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values)
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
/** The same bytes in the middle of others, as a view. */
const within = (content: Uint8Array): Uint8Array =>
  concatBytes(bytes(0x41, 0xc3), content, bytes(0x80, 0x3d)).subarray(2, 2 + content.length)

const decoded = (by: Bytes, text: string): string | undefined => {
  const into = new Uint8Array(decodedLength(text) + 1)
  const length = by.decodeBase64(text, into.subarray(0, -1))
  expect(into.at(-1)).toBe(0)
  return length === undefined ? undefined : toHex(into.subarray(0, length))
}

const MIB = 1 << 20

describe.each([
  ['portable', PORTABLE_BYTES],
  ['of Node', NODE_BYTES]
])('bytes, %s:', (_name, by) => {
  test.each<[Uint8Array, Uint8Array, number, number]>([
    [ascii('abcabd'), ascii('abd'), 0, 3],
    [ascii('abcabd'), ascii('ab'), 0, 0],
    [ascii('abcabd'), ascii('ab'), 1, 3],
    [ascii('abcabd'), ascii('ab'), 4, -1],
    [ascii('abcabd'), ascii('d'), 5, 5],
    [ascii('abcabd'), ascii('d'), 6, -1],
    [ascii('abcabd'), ascii('d'), 60, -1],
    [ascii('aaaab'), ascii('aab'), 0, 2],
    [ascii('aa'), ascii('aab'), 0, -1],
    [ascii('aba'), ascii('ac'), 0, -1],
    [ascii('ab'), ascii('abc'), 0, -1],
    [ascii('ab'), ascii(''), 0, 0],
    [ascii('ab'), ascii(''), 2, 2],
    [ascii(''), ascii('a'), 0, -1],
    [bytes(0, 0, 1, 0xff), bytes(1, 0xff), 0, 2]
  ])('in %j, %j from %s on begins at %s', (whole, wanted, start, found) => {
    expect(by.find(whole, wanted, start)).toBe(found)
    expect(by.find(within(whole), within(wanted), start)).toBe(found)
  })

  test.each<[Uint8Array, Uint8Array, boolean]>([
    [ascii(''), ascii(''), true],
    [ascii('a'), ascii('a'), true],
    [ascii('a'), ascii('b'), false],
    [ascii('a'), ascii(''), false],
    [ascii(''), ascii('a'), false],
    [ascii('aa'), ascii('a'), false],
    [ascii('a'), ascii('aa'), false],
    [bytes(0), bytes(), false]
  ])('%j and %j are equal: %s', (a, b, equal) => {
    expect(by.equal(a, b)).toBe(equal)
    expect(by.equal(within(a), within(b))).toBe(equal)
  })

  test.each<[number, number, number, boolean]>([
    [0, 0, 0, true],
    [0, 2, 3, true],
    [0, 2, 4, false],
    [1, 3, 2, true],
    [1, 2, 1, false],
    [5, 5, 1, true],
    [6, 6, 0, true]
  ])('"abcxyz" from %s and "ababcz" from %s on, for %s bytes, are the same: %s', (first, second, length, same) => {
    expect(by.compares(ascii('abcxyz'), ascii('ababcz'))(first, second, length)).toBe(same)
    expect(by.compares(within(ascii('abcxyz')), within(ascii('ababcz')))(first, second, length)).toBe(same)
  })

  // Unicode 15, table 3-7, each row at its ends and one beyond.
  test.each<[string, boolean]>([
    ['', true],
    ['00', true],
    ['7f', true],
    ['80', false],
    ['bf', false],
    ['c0af', false],
    ['c1bf', false],
    ['c280', true],
    ['dfbf', true],
    ['c2', false],
    ['c27f', false],
    ['c2c0', false],
    ['e09f80', false],
    ['e0a080', true],
    ['ed9fbf', true],
    ['eda080', false],
    ['edbfbf', false],
    ['ee8080', true],
    ['efbfbf', true],
    ['efbbbf', true],
    ['e0a0', false],
    ['f08f8080', false],
    ['f0908080', true],
    ['f48fbfbf', true],
    ['f4908080', false],
    ['f5808080', false],
    ['f09080', false],
    ['f880808080', false],
    ['ff', false],
    ['4180', false],
    ['c2804180', false]
  ])('%s is UTF-8: %s', (hex, isUtf8) => {
    expect(by.isUtf8(fromHex(hex))).toBe(isUtf8)
    expect(by.isUtf8(within(fromHex(hex)))).toBe(isUtf8)
  })
  test.each(['c280', 'efbfbf', 'f48fbfbf'])('%s is UTF-8 wherever a large document has it', (hex) => {
    const character = fromHex(hex)
    for (const piece of [MIB, 2 * MIB]) {
      for (let before = 0; before <= character.length; before += 1) {
        const large = new Uint8Array(3 * MIB).fill(0x41)
        large.set(character, piece - before)
        expect(by.isUtf8(large)).toBe(true)
        large[piece - before + character.length - 1] = 0x41
        expect(by.isUtf8(large)).toBe(false)
      }
    }
  })
  test('a large document that ends within a character, or is all continuations, is not UTF-8', () => {
    expect(by.isUtf8(concatBytes(new Uint8Array(MIB - 1).fill(0x41), bytes(0xc2)))).toBe(false)
    expect(by.isUtf8(new Uint8Array(MIB + 9).fill(0x80))).toBe(false)
    expect(by.isUtf8(concatBytes(new Uint8Array(MIB - 2).fill(0x41), bytes(0xf0, 0x90, 0x80, 0x80, 0x80)))).toBe(false)
  })

  test.each<[string, number, number, string]>([
    ['616263', 0, 3, 'abc'],
    ['616263', 1, 2, 'b'],
    ['616263', 1, 1, ''],
    ['c3a4e282acf09f9880', 0, 9, 'ä€😀'],
    ['c3a4e282acf09f9880', 2, 5, '€'],
    // A mark of byte order is text: a reader that dropped it would take two names for one.
    ['efbbbf61', 0, 4, '\ufeffa'],
    ['61efbbbf', 1, 4, '\ufeff'],
    ['00', 0, 1, '\0'],
    ['61ff62', 0, 3, 'a\ufffdb'],
    ['e282', 0, 2, '\ufffd']
  ])('the text in %s from %s to %s is %j', (hex, start, end, text) => {
    expect(by.texts(fromHex(hex))(start, end)).toBe(text)
    expect(by.texts(within(fromHex(hex)))(start, end)).toBe(text)
  })

  // RFC 4648, 10.
  test.each<[string, string]>([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
    ['\xfb\xff\xbf', '+/+/'],
    ['\xff', '/w==']
  ])('%j is %s in base64, with padding or without', (text, base64) => {
    expect(by.encodeBase64(ascii(text))).toBe(base64)
    expect(by.encodeBase64(within(ascii(text)))).toBe(base64)
    for (const form of [base64, base64.replace(/=+$/, '')]) {
      expect(decoded(by, form)).toBe(toHex(ascii(text)))
      expect(decoded(by, form.replaceAll('+', '-').replaceAll('/', '_'))).toBe(toHex(ascii(text)))
    }
  })
  test.each([
    'A',
    'AAAAA',
    'A=',
    'A===',
    '=',
    '==',
    '====',
    'Zg=',
    'Zm8==',
    'Zm9v=',
    'Zm9v==',
    'Zg==Zg==',
    'Zg==\n',
    'Zg\n==',
    ' Zg==',
    'Zm 9v',
    'Zm9v\n',
    'Zh==',
    'Zh',
    'Zm9=',
    'Zm9',
    '-/-/',
    '+_+_',
    'Zm9*',
    'Zm9\0',
    'Z=g=',
    'Zm9ä',
    'Zm9Ł',
    'ŚŚ9v',
    'Zm9v\u{1d5}\u{16d}9v',
    '\xe1\xe1\xe1\xe1',
    'éAAA',
    'Zm9😀',
    'AAAAAAé',
    'é'.repeat(12),
    `${'A'.repeat(12)}${'é'.repeat(12)}`,
    '\u{1f600}',
    '\ud800AAA',
    'Zm9v,'
  ])('%j is not base64', (text) => expect(decoded(by, text)).toBeUndefined())
  test('base64 that is long is read like any other', () => {
    const content = new Uint8Array(100_000).map((_, index) => index * 31)
    const base64 = Buffer.from(content).toString('base64')
    expect(decoded(by, base64)).toBe(toHex(content))
    for (const other of ['*', '=', ' ', '\n', '-', 'é', 'Ł', '\u{16d}']) {
      for (const place of [0, 50_001, base64.length - 3]) {
        expect(decoded(by, `${base64.slice(0, place)}${other}${base64.slice(place + 1)}`)).toBeUndefined()
        expect(decoded(by, `${base64.slice(0, place)}${other}${base64.slice(place)}`)).toBeUndefined()
      }
    }
  })
})

describe('both kinds of bytes agree', () => {
  const both = <Value>(call: (by: Bytes) => Value): void => expect(call(PORTABLE_BYTES)).toEqual(call(NODE_BYTES))
  const content = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ max: 2, maxLength: 40 }))

  test('on what is found where, and what is equal', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(content, content, fc.nat(45), (a, b, start) => {
        both((by) => by.find(a, b.subarray(0, 3), start))
        both((by) => by.equal(a, b))
      })
    )
  })
  test('on what is UTF-8, and what it says', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(
        fc.oneof(
          content,
          fc.string({ unit: 'binary' }).map((text) => Buffer.from(text))
        ),
        (a) => {
          both((by) => by.isUtf8(a))
          both((by) => by.texts(a)(0, a.length))
        }
      ),
      { numRuns: 1000 }
    )
  })
  test('on base64', () =>
    fc.assert(
      fc.property(content, fc.nat(), fc.constantFrom('', '=', '==', '\n', '-', '/', 'A', 'é'), (a, at, extra) => {
        both((by) => by.encodeBase64(a))
        const text = PORTABLE_BYTES.encodeBase64(a)
        const place = at % (text.length + 1)
        expect(decoded(PORTABLE_BYTES, text)).toBe(toHex(a))
        both((by) => decoded(by, `${text.slice(0, place)}${extra}${text.slice(place)}`))
        both((by) => decoded(by, `${text.slice(0, place)}${extra}${text.slice(place + 1)}`))
      }),
      { numRuns: 1000 }
    ))
})

test('the length of what base64 stands for is known before', () => {
  expect(['', 'AA', 'AA==', 'AAA=', 'AAAA', 'AAAAA'].map(decodedLength)).toEqual([0, 1, 1, 2, 3, 3])
  expect(['', '=', 'A=', '==', 'A==', '==='].map(lengthWithoutPadding)).toEqual([0, 0, 1, 0, 1, 1])
})

test('hex goes there and back', () => {
  expect(toHex(bytes(0, 9, 0xab, 0xff))).toBe('0009abff')
  expect([...fromHex('0009abFF')]).toEqual([0, 9, 0xab, 0xff])
  expect([toHex(bytes()), fromHex('').length]).toEqual(['', 0])
})
