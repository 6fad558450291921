// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { LIMITS } from '../../../src/intoto/limits.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import { errorOf } from '../../support/errors.ts'
import { jsonAt, plain } from '../../support/json.ts'

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
  ])('%s', (_name, text, value) => expect(jsonAt(text).value).toEqual(value))

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
