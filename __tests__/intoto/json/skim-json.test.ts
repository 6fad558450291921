// SPDX-License-Identifier: Apache-2.0
// A member that is stepped over is what the reader would have made of it: the same value, the same canonical form, the
// same refusals. And what is built takes no more memory than it may.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from '../../../src/intoto/json/canonical-json.ts'
import { readJson, readJsonDocument } from '../../../src/intoto/json/read-json.ts'
import { errorOf } from '../../support/errors.ts'

const OPTIONS = { source: 'x', maxBytes: 1 << 24 }
const later = (text: string, memory?: number) =>
  readJsonDocument(Buffer.from(text), { ...OPTIONS, memory, later: (name) => name === 'signed' })
const build = (text: string) => {
  const document = later(text)
  const left = document.later('signed')
  return left === undefined ? document.root.member('signed') : left.build(1 << 24)
}

describe('a member that is left for later', () => {
  test.each([
    ['{"a":1,"b":[true,false,null,"x"],"c":{}}', true],
    ['{ "a" : [ ] , "b" : "\\n\\u00e9\\ud83d\\ude00\\"\\\\\\/\\u0022\\u005c\\u0041" }', true],
    ['{"a\\u00e9":1,"b":2}', true],
    ['{"a":1,"a\\u0062":2,"b":1}', true],
    ['{"é":1,"😀":2}', true],
    ['{"b":1,"a":2}', false],
    ['[{"b":1,"a":2}]', false],
    ['{"x":{"b":1,"a":2}}', false],
    ['{"ab":1,"a":2}', false],
    ['"text"', true],
    ['-12', true]
  ])('%s is stepped over: %s', (value, stepped) => {
    const text = `{"a":1, "signed": ${value} ,"z":2}`
    const document = later(text)
    expect(document.later('signed') !== undefined).toBe(stepped)
    const expected = readJson(Buffer.from(value), OPTIONS).value
    expect(build(text).value).toEqual(expected)
    expect(document.root.member('z').value).toBe(2)
    const canonical = document.canonicalMember('signed') ?? canonicalJson(build(text).value)
    expect(Buffer.from(canonical).toString()).toBe(Buffer.from(canonicalJson(expected)).toString())
  })
  test.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"a":1.5}',
    '{"a":tru}',
    '{"a" 1}',
    '{"a":1,}',
    '[1,]',
    '[1 2]',
    '{"a":1',
    '{1:2}',
    '"a\nb"',
    '"\\ud800"',
    '"\\ud800x"',
    '"\\ud800\\u0041"',
    '"\\udc00"',
    '"\\x"',
    '"\\u12g4"',
    '"abc',
    '['.repeat(70),
    `{"a":${'9'.repeat(101)}}`
  ])('%s is refused as ever', (value) => {
    const text = `{"signed":${value}}`
    const code = errorOf(() => readJson(Buffer.from(text), OPTIONS)).code
    expect(errorOf(() => later(text)).code).toBe(code)
  })
  test('has the same canonical form, whatever its value', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary', maxDepth: 4 }), fc.nat(2), (json, indent) => {
        const clean = JSON.stringify(JSON.parse(json), (_key, item: unknown) =>
          typeof item === 'number' ? Math.trunc(Math.abs(item) % 1e9) : item
        )
        let value
        try {
          value = readJson(Buffer.from(clean), OPTIONS).value
        } catch {
          return
        }
        const text = JSON.stringify({ signed: JSON.parse(clean) as unknown }, null, indent)
        const document = later(text)
        const canonical = document.canonicalMember('signed') ?? canonicalJson(build(text).value)
        expect(Buffer.from(canonical)).toEqual(Buffer.from(canonicalJson(value)))
        expect(build(text).value).toEqual(value)
      }),
      { numRuns: 500 }
    )
  })
})

describe('what is built', () => {
  const code = (text: string, memory: number): string =>
    errorOf(() => readJson(Buffer.from(text), { ...OPTIONS, memory: memory + text.length })).code
  const many = (piece: string, open: string, close: string): string =>
    `${open}${Array.from({ length: 1000 }, (_, i) => piece.replace('#', String(i))).join(',')}${close}`
  test.each([
    ['empty objects', many('{}', '[', ']'), 30_000],
    ['lists', many('[0]', '[', ']'), 200_000],
    ['objects', many('{"a":0}', '[', ']'), 80_000],
    ['objects of two', many('{"a":0,"b":0}', '[', ']'), 200_000],
    ['members', many('"#":0', '{"x":{', '}}'), 60_000],
    ['members of the document', many('"#":0', '{', '}'), 160_000],
    ['texts', many('"#"', '[', ']'), 50_000],
    ['escapes', `"${'\\n'.repeat(10_000)}"`, 39_000],
    ['texts of two bytes a character', `"${'a'.repeat(10_000)}é"`, 20_000],
    ['numbers', many('9'.repeat(90), '[', ']'), 60_000]
  ])('of %s takes its memory off the bound', (_what, text, least) => {
    expect(code(text, least)).toBe('JSON_TOO_MANY_VALUES')
    expect(readJson(Buffer.from(text), OPTIONS).value).toBeDefined()
  })
  test('over the bound says what to do', () =>
    expect(errorOf(() => later('{"signed":[[],[],[]]}', 30).later('signed')).hint).toContain('record fewer files'))
  test('of a member in disorder leaves room for its canonical form', () => {
    const text = `{"signed":{"b":"${'x'.repeat(1000)}","a":1}}`
    expect(errorOf(() => later(text, text.length * 2)).code).toBe('JSON_TOO_MANY_VALUES')
    expect(later(text, text.length * 4).later('signed')).toBeUndefined()
  })
  test('later keeps to the bound of then', () => {
    const left = later('{"signed":{"a":[1,2,3]}}').later('signed')
    expect(errorOf(() => left?.build(100)).code).toBe('JSON_TOO_MANY_VALUES')
    expect(left?.build(10_000).path).toBe('$.signed')
  })
})
