// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { escapeUntrusted, quoteUntrusted } from '../../../src/base/escape-untrusted.ts'
import { describe as describeValue } from '../../../src/intoto/json/json-at.ts'
import { errorOf } from '../../support/errors.ts'
import { jsonAt } from '../../support/json.ts'

const document = jsonAt('{"steps":[{"name":"a"}],"odd name\\n":{"x":1},"big":9007199254740993}')

describe('a value knows where it stands', () => {
  test('in lists and members', () => {
    const [step] = document.member('steps').list(5)
    expect(step?.member('name').where).toBe('test.json: $.steps[0].name')
  })
  test('under a name that needs quoting', () => {
    expect(document.member('odd name\n').member('x').path).toBe('$["odd name\\u{a}"].x')
  })
})

describe('a wrong value is refused with its place', () => {
  test.each<[string, () => unknown, string]>([
    ['a missing member', () => document.member('nothing'), 'METADATA_MEMBER_MISSING'],
    ['a member of a list', () => document.member('steps').member('x'), 'METADATA_TYPE_WRONG'],
    ['a list that is an object', () => document.list(1), 'METADATA_TYPE_WRONG'],
    ['a list that is too long', () => document.member('steps').list(0), 'METADATA_VALUE_INVALID'],
    ['a string that is a number', () => document.member('big').string(), 'METADATA_TYPE_WRONG'],
    ['an integer that is a list', () => document.member('steps').integer(), 'METADATA_TYPE_WRONG'],
    ['strings that are objects', () => document.member('steps').strings(), 'METADATA_TYPE_WRONG']
  ])('%s', (_name, call, code) =>
    expect(errorOf(call)).toMatchObject({ code, at: expect.stringContaining('test.json: $') as unknown })
  )
})

test('integers of any size are integers', () => {
  expect(document.member('big').integer()).toBe(9007199254740993n)
  expect(jsonAt('7').integer()).toBe(7)
})

test.each([
  ['null', 'null'],
  ['true', 'true'],
  ['7', 'the integer 7'],
  ['9007199254740993', 'the integer 9007199254740993'],
  ['"a"', 'the string "a"'],
  ['[]', 'a list'],
  ['{}', 'an object']
])('%s is described', (text, words) => expect(describeValue(jsonAt(text).value)).toBe(words))

describe('untrusted text', () => {
  test.each([
    ['a line that would start a workflow command', 'a\n::set-output name=x::y', 'a\\u{a}::set-output name=x::y'],
    ['terminal colours', '\u001b[31mred', '\\u{1b}[31mred'],
    ['text that runs backwards', 'a\u202eb', 'a\\u{202e}b'],
    ['invisible characters', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['half of a surrogate pair', 'a\ud800', 'a\\u{d800}'],
    ['separators of lines and paragraphs', '\u2028\u2029\u0085', '\\u{2028}\\u{2029}\\u{85}']
  ])('%s is escaped', (_name, text, escaped) => expect(escapeUntrusted(text)).toBe(escaped))
  test('is cut when long', () => expect(quoteUntrusted('x'.repeat(400), 3)).toBe('"xxx… (400 characters)"'))
})
