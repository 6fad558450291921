// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { canonicalJson, compareCodePoints } from '../../../src/intoto/json/canonical-json.ts'
import { jsonObject, type JsonValue } from '../../../src/intoto/json/json-value.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { errorOf } from '../../support/errors.ts'
import { jsonAt } from '../../support/json.ts'
import { readVectors } from '../../support/vectors.ts'

const canonical = (text: string): string => Buffer.from(canonicalJson(jsonAt(text).value)).toString('utf8')

describe('canonical JSON', () => {
  test('gives the bytes of the golden file', () => {
    const { document, canonicalHex } = readVectors<{ document: string; canonicalHex: string }>('canonical-json')
    const signed = jsonAt(document).member('signed').value
    expect(Buffer.from(canonicalJson(signed)).toString('hex')).toBe(canonicalHex)
  })

  test.each([
    [
      'orders members by code point, not by UTF-16 unit',
      '{"\u{1f600}":1,"\ufb01":2,"a":3}',
      '{"a":3,"\ufb01":2,"\u{1f600}":1}'
    ],
    ['leaves control characters raw', '"a\\n\\u001b"', '"a\n\u001b"'],
    ['escapes quotes and backslashes only', '"\\"\\\\/é"', '"\\"\\\\/é"'],
    ['writes large integers exactly', '[9007199254740993,-1,0]', '[9007199254740993,-1,0]'],
    [
      'has no white space',
      '{ "b" : [ ] , "a" : { } , "c" : [ null , true , false ] }',
      '{"a":{},"b":[],"c":[null,true,false]}'
    ]
  ])('%s', (_name, text, expected) => expect(canonical(text)).toBe(expected))

  test.each<[string, JsonValue, string]>([
    ['a fraction', 1.5, 'JSON_NUMBER_NOT_INTEGER'],
    ['an integer that is not exact', 2 ** 60, 'JSON_NUMBER_NOT_INTEGER'],
    ['negative zero', -0, 'JSON_NUMBER_NOT_INTEGER'],
    ['NaN', Number.NaN, 'JSON_NUMBER_NOT_INTEGER'],
    ['a lone surrogate', '\ud800', 'JSON_STRING_LONE_SURROGATE'],
    ['a lone surrogate in a name', jsonObject({ '\udc00': 1 }), 'JSON_STRING_LONE_SURROGATE']
  ])('refuses %s', (_name, value, code) => expect(errorOf(() => canonicalJson(value)).code).toBe(code))

  test('leaves members without a value out when they are built', () =>
    expect(writeJson(jsonObject({ a: undefined, b: 1 }))).toBe('{"b":1}'))
})

test('a DSSE payload is JSON where canonical JSON is not', () => {
  const value = jsonAt('{"b":"\\n\\u0000","a":"é\\""}').value
  expect(writeJson(value)).toBe('{"a":"é\\"","b":"\\n\\u0000"}')
  expect(jsonAt(writeJson(value)).value).toEqual(value)
})

test.each([
  ['', '', 0],
  ['a', '', 1],
  ['a', 'ab', -1],
  ['\u{1f600}', '\uffff', 1],
  ['\u{1f600}', '\u{1f601}', -1],
  ['\ud7ff', '\ue000', -1],
  ['b', 'a', 1]
])('%j is compared with %j by code points', (a, b, sign) => expect(Math.sign(compareCodePoints(a, b))).toBe(sign))
