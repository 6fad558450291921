// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { LIMITS } from '../../../src/base/limits.ts'
import { PORTABLE_BYTES } from '../../../src/intoto/bytes/portable-bytes.ts'
import { canonicalJson } from '../../../src/intoto/json/canonical-json.ts'
import { isJsonObject, type JsonValue } from '../../../src/intoto/json/json-value.ts'
import { OneMember } from '../../../src/intoto/json/one-member.ts'
import { StringCache } from '../../../src/intoto/json/string-cache.ts'
import { readJson, readJsonDocument } from '../../../src/intoto/json/read-json.ts'
import { errorOf } from '../../support/errors.ts'
import { jsonAt, plain } from '../../support/json.ts'

/** A value with Maps in place of whatever stands for an object. */
const shape = (value: JsonValue): unknown =>
  isJsonObject(value)
    ? new Map([...value].map(([name, member]) => [name, shape(member)]))
    : Array.isArray(value)
      ? (value as JsonValue[]).map(shape)
      : value

const refusal = (bytes: Uint8Array | string): string =>
  errorOf(() => readJson(Buffer.from(bytes as string), { source: 'x', maxBytes: 1 << 20 })).code

describe('the strict JSON reader refuses', () => {
  test.each([
    ['two members of one name', '{"a":1,"a":1}', 'JSON_MEMBER_DUPLICATE'],
    ['two members of one name, one spelled with escapes', '{"run":1,"ru\\u006e":1}', 'JSON_MEMBER_DUPLICATE'],
    ['two members named __proto__', '{"__proto__":1,"__proto__":1}', 'JSON_MEMBER_DUPLICATE'],
    ['a fraction', '1.0', 'JSON_NUMBER_NOT_INTEGER'],
    ['an exponent', '1e3', 'JSON_NUMBER_NOT_INTEGER'],
    ['an exponent in capitals', '[1E3]', 'JSON_NUMBER_NOT_INTEGER'],
    ['negative zero', '-0', 'JSON_NUMBER_NOT_INTEGER'],
    ['a number that starts with zero', '01', 'JSON_SYNTAX'],
    ['a lone minus', '-', 'JSON_SYNTAX'],
    ['a number of a million digits', '1'.repeat(100_000), 'JSON_SYNTAX'],
    ['a lone high surrogate', '"\\ud800"', 'JSON_STRING_LONE_SURROGATE'],
    ['a lone low surrogate', '"\\udc00x"', 'JSON_STRING_LONE_SURROGATE'],
    ['trailing data', '{} {}', 'JSON_TRAILING_DATA'],
    ['an empty document', '', 'JSON_SYNTAX'],
    ['white space alone', ' \n\t\r', 'JSON_SYNTAX'],
    ['NaN', 'NaN', 'JSON_SYNTAX'],
    ['a word cut short', 'tru', 'JSON_SYNTAX'],
    ['single quotes', "{'a':1}", 'JSON_SYNTAX'],
    ['a missing colon', '{"a" 1}', 'JSON_SYNTAX'],
    ['a trailing comma in an object', '{"a":1,}', 'JSON_SYNTAX'],
    ['a trailing comma in a list', '[1,]', 'JSON_SYNTAX'],
    ['an object cut short', '{"a":1', 'JSON_SYNTAX'],
    ['a list cut short', '[1', 'JSON_SYNTAX'],
    ['a string cut short', '"abc', 'JSON_SYNTAX'],
    ['a string cut short after an escape', '"a\\n', 'JSON_SYNTAX'],
    ['an escape cut short', '"\\', 'JSON_SYNTAX'],
    ['an unknown escape', '"\\x41"', 'JSON_SYNTAX'],
    ['a \\u escape with too few digits', '"\\u12"', 'JSON_SYNTAX'],
    ['a \\u escape with a letter beyond f first', '"\\ug123"', 'JSON_SYNTAX'],
    ['a \\u escape with a letter beyond f last', '"\\u123g"', 'JSON_SYNTAX'],
    ['a \\u escape with a sign', '"\\u+123"', 'JSON_SYNTAX'],
    ['a \\u escape with a space', '"\\u 123"', 'JSON_SYNTAX'],
    ['a \\u escape that the text ends', '"\\u00', 'JSON_SYNTAX'],
    ['a member name without quotes', '{a":1}', 'JSON_SYNTAX'],
    ['two members of one name in a row of sorted ones', '{"a":1,"b":1,"b":2,"c":1}', 'JSON_MEMBER_DUPLICATE'],
    ['a raw control character', '"a\nb"', 'JSON_SYNTAX'],
    ['a raw control character after an escape', '"\\na\nb"', 'JSON_SYNTAX'],
    ['a comment', '/* */ 1', 'JSON_SYNTAX'],
    ['ten megabytes of nesting', '['.repeat(1_000_000), 'JSON_TOO_DEEP'],
    ['a byte order mark', '\ufeff{}', 'JSON_BYTE_ORDER_MARK']
  ])('%s', (_name, text, code) => expect(refusal(text)).toBe(code))

  test('bytes that are not UTF-8', () => expect(refusal(Buffer.from([0x22, 0xff, 0x22]))).toBe('JSON_NOT_UTF8'))
  test('an over-long encoding', () => expect(refusal(Buffer.from([0x22, 0xc0, 0x80, 0x22]))).toBe('JSON_NOT_UTF8'))
  test('a document over the bound', () =>
    expect(errorOf(() => readJson(Buffer.alloc(11, 0x20), { source: 'x', maxBytes: 10 })).code).toBe('JSON_TOO_LARGE'))

  test('a document of one byte more than the bound, and says how many', () => {
    const read = (maxBytes: number) => (): unknown => readJson(Buffer.from('{}'), { source: 'a.json', maxBytes })
    expect(read(2)).not.toThrow()
    expect(errorOf(read(1))).toMatchObject({ code: 'JSON_TOO_LARGE', at: 'a.json' })
  })
  test.each([
    ['its first byte alone', [0xef, 0x41, 0x42]],
    ['its first two bytes', [0xef, 0xbb, 0x42]],
    ['its last byte alone', [0x41, 0x42, 0xbf]],
    ['its last two bytes', [0x41, 0xbb, 0xbf]]
  ])('%s of a byte order mark as what is not UTF-8', (_what, bytes) => {
    expect(refusal(Buffer.from(bytes))).toBe('JSON_NOT_UTF8')
  })
  test('with line and column', () => {
    const error = errorOf(() => jsonAt('{\n  "a": 1,\n  "b": nul\n}'))
    expect(error.at).toBe('test.json: line 3, column 8')
  })
})

describe('the strict JSON reader reads', () => {
  test.each<[string, string, unknown]>([
    [
      'members in Maps',
      '{"__proto__":{"a":[]},"constructor":1}',
      new Map<string, unknown>([
        ['__proto__', new Map([['a', []]])],
        ['constructor', 1]
      ])
    ],
    [
      'integers beyond 2^53 exactly',
      '[9007199254740993,-9007199254740993,9007199254740991]',
      [9007199254740993n, -9007199254740993n, 9007199254740991]
    ],
    ['every escape', '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"', '"\\/\b\f\n\r\té😀'],
    ['raw UTF-8 beside escapes', '"é\\n😀é"', 'é\n😀é'],
    ['words', ' [ true , false , null , {} , [ ] , "" ] ', [true, false, null, new Map(), [], '']]
  ])('%s', (_name, text, value) => expect(shape(jsonAt(text).value)).toEqual(value))

  test('nesting up to the bound', () => {
    const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(jsonAt(deep(LIMITS.jsonDepth)).path).toBe('$')
    expect(refusal(deep(LIMITS.jsonDepth + 1))).toBe('JSON_TOO_DEEP')
  })

  test('what JSON.parse reads, to the same value', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.maxSafeInteger().map((n) => n + 0),
      fc.boolean(),
      fc.constant(null)
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('tree')), fc.dictionary(fc.string(), tie('tree')))
    }))
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 1), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(plain(jsonAt(text).value)).toEqual(JSON.parse(text))
      })
    )
  })

  test('nothing that JSON.parse refuses', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:01-.etrufalsn\\u "'), maxLength: 12 }), (text) => {
        let accepted = true
        try {
          jsonAt(text)
        } catch {
          accepted = false
        }
        const parses = (): unknown => JSON.parse(text)
        if (accepted) expect(parses).not.toThrow()
      }),
      { numRuns: 2000 }
    )
  })
})

describe('the canonical bytes of a member', () => {
  const document = (text: string) => readJsonDocument(Buffer.from(text), { source: 'x', maxBytes: 1 << 20 })
  const canonical = (text: string): string | undefined => {
    const bytes = document(`{"signed":${text}}`).canonicalMember('signed')
    return bytes === undefined ? undefined : Buffer.from(bytes).toString()
  }
  test.each<[string, string, string | undefined]>([
    [
      'are those of the document when nothing needs to change',
      '{"a":[1,{"b":"x y"}],"c":null}',
      '{"a":[1,{"b":"x y"}],"c":null}'
    ],
    ['lose the white space between tokens', ' {\n "a" : [ 1 , "x  y" ] ,\t"b":{ } }', '{"a":[1,"x  y"],"b":{}}'],
    ['keep text beyond ASCII', '{"a":"é"}', '{"a":"é"}'],
    ['are written anew when members are out of order', '{"b":1,"a":2}', undefined],
    ['are written anew when members within are out of order', '{"a":{"c":1,"b":2},"d":{}}', undefined],
    ['are written anew when a string has an escape', '{"a":"\\n"}', undefined],
    ['are written anew when a name has an escape', '{"\\u0061":1}', undefined],
    ['are written anew when a name is not ASCII', '{"a":1,"é":2}', undefined]
  ])('%s', (_name, text, expected) => expect(canonical(text)).toBe(expected))
  test('are not affected by what stands beside', () => {
    const { canonicalMember } = document('{"z":"\\n","signed":{"a":1},"b":{"y":1,"x":2}}')
    expect([
      canonicalMember('z'),
      Buffer.from(canonicalMember('signed') ?? []).toString(),
      canonicalMember('b'),
      canonicalMember('none')
    ]).toEqual([undefined, '{"a":1}', undefined, undefined])
  })
  test('are never other than the canonical form', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('a', 'b', '\u{1f600}', '\ufb01', '"', '\\', '\n')
    )
    const scalar = fc.oneof(
      name,
      fc.maxSafeInteger().map((n) => n + 0),
      fc.boolean(),
      fc.constant(null)
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        scalar,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(name, tie('tree'), { maxKeys: 4 })
      )
    }))
    let found = 0
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 1), (value, indent) => {
        const { root, canonicalMember } = document(JSON.stringify({ other: value, signed: value }, null, indent))
        const bytes = canonicalMember('signed')
        found += bytes === undefined ? 0 : 1
        expect(Buffer.from(bytes ?? canonicalJson(root.member('signed').value))).toEqual(
          Buffer.from(canonicalJson(root.member('signed').value))
        )
      }),
      { numRuns: 2000 }
    )
    expect(found).toBeGreaterThan(100)
  })
})

test('an object with one member is like any other', () => {
  const one = new OneMember('a', 1)
  const seen: unknown[] = []
  one.forEach((value, name, map) => seen.push(value, name, map === one))
  expect([
    [...one],
    [...one.entries()],
    [...one.keys()],
    [...one.values()],
    one.size,
    one.has('a'),
    one.has('b'),
    one.get('b'),
    seen
  ]).toEqual([[['a', 1]], [['a', 1]], ['a'], [1], 1, true, false, undefined, [1, 'a', true]])
})

test('strings are read right however they fall into the cache', () => {
  const strings = new StringCache('document')
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), { maxLength: 20 }),
      fc.integer(),
      (texts, hash) => {
        for (const text of texts) {
          const bytes = Buffer.from(text)
          expect(strings.text({ bytes, text: PORTABLE_BYTES.texts(bytes) }, 0, bytes.length, hash)).toBe(text)
          expect(strings.object('a', text).get('a')).toBe(text)
          expect(strings.object('b', text).get('b')).toBe(text)
          expect(strings.object('b', 5).get('b')).toBe(5)
        }
      }
    )
  )
})
