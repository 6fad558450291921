// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { encodeLayout } from '../../../src/intoto/layout/encode-layout.ts'
import { formatUtcSeconds, parseUtcSeconds } from '../../../src/intoto/layout/expiry.ts'
import { parseParameters, substitute } from '../../../src/intoto/layout/parameters.ts'
import { parseLayout } from '../../../src/intoto/layout/parse-layout.ts'
import { substituteLayout } from '../../../src/intoto/layout/substitute-layout.ts'
import { unfitParameters } from '../../../src/intoto/verification/unfit-parameters.ts'
import { JsonAt } from '../../../src/intoto/json/json-at.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import {
  isSafeName,
  linkFileName,
  sublayoutDirectoryName,
  unsignedLinkFileName
} from '../../../src/intoto/link/link-file-name.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { encodeRunBinding, readRunBinding } from '../../../src/intoto/link/run-binding.ts'
import type { KeyId } from '../../../src/intoto/keys/key-id.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'
import { encodePublicKey } from '../../../src/intoto/keys/public-key.ts'
import { errorOf } from '../../support/errors.ts'
import { plain, valueAt } from '../../support/json.ts'

const { publicKey } = generateKey({ type: 'ed25519' })
const KEY = plain(encodePublicKey(publicKey, 'abcd' as KeyId)) as object
const STEP = {
  _type: 'step',
  name: 'build',
  threshold: 1,
  pubkeys: ['abcd'],
  expected_command: ['make'],
  expected_materials: [['ALLOW', '*']],
  expected_products: [['DISALLOW', '*']]
}
const INSPECTION = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
const LAYOUT = {
  _type: 'layout',
  expires: '2030-01-31T00:00:00Z',
  readme: 'r',
  keys: { abcd: KEY },
  steps: [STEP],
  inspect: [INSPECTION]
}
const LINK = {
  _type: 'link',
  name: 'build',
  command: ['make'],
  materials: { a: { sha256: 'AA' } },
  products: {},
  byproducts: { 'return-value': 0 },
  environment: { x: [1] }
}

describe('a layout', () => {
  test('is written as it was read', () => {
    const { layout, unknownMembers, keyIdMismatches } = parseLayout(valueAt(LAYOUT))
    expect(plain(encodeLayout(layout))).toEqual(LAYOUT)
    expect(unknownMembers).toEqual([])
    expect(keyIdMismatches).toEqual([])
  })
  test('may leave out what the reference fills in', () => {
    const { layout } = parseLayout(
      valueAt({ _type: 'layout', expires: '2030-01-31T00:00:00Z', steps: [{ name: 'a' }], inspect: [{ name: 'b' }] })
    )
    expect(layout.steps[0]).toMatchObject({
      threshold: 1,
      pubkeys: [],
      expectedCommand: [],
      expectedMaterials: [],
      expectedProducts: []
    })
    expect(layout.inspections[0]).toMatchObject({ run: [] })
    expect([layout.readme, layout.keys.size]).toEqual(['', 0])
  })
  test('reports members that it does not know, and those in another letter case', () => {
    const { unknownMembers } = parseLayout(
      valueAt({
        ...LAYOUT,
        evil: 1,
        Readme: '',
        keys: { abcd: { ...KEY, extra: 1, KeyVal: {} } },
        steps: [{ ...STEP, Threshold: 9 }],
        inspect: [{ ...INSPECTION, Run: ['rm'] }]
      })
    )
    expect(unknownMembers.map(({ at, looksLike }) => [at, looksLike])).toEqual([
      ['test.json: $.evil', undefined],
      ['test.json: $.Readme', 'readme'],
      ['test.json: $.keys.abcd.KeyVal', 'keyval'],
      ['test.json: $.steps[0].Threshold', 'threshold'],
      ['test.json: $.inspect[0].Run', 'run']
    ])
  })
  test('reports a key that calls itself something else', () => {
    expect(parseLayout(valueAt({ ...LAYOUT, keys: { ef01: KEY } })).keyIdMismatches).toEqual([
      { keyId: 'ef01', inside: 'abcd' }
    ])
    const { keyid: _keyid, ...anonymous } = KEY as { keyid: string }
    expect(parseLayout(valueAt({ ...LAYOUT, keys: { ef01: anonymous } })).keyIdMismatches).toEqual([])
  })

  const manyKeys = Object.fromEntries(
    Array.from({ length: 10_001 }, (_, index) => [index.toString(16).padStart(8, '0'), KEY])
  )
  test.each<[string, object, string]>([
    ['another type', { _type: 'link' }, 'METADATA_TYPE_UNKNOWN'],
    ['no type', { _type: undefined }, 'METADATA_MEMBER_MISSING'],
    ['no expiry', { expires: undefined }, 'METADATA_MEMBER_MISSING'],
    ['an empty expiry', { expires: '' }, 'METADATA_VALUE_INVALID'],
    ['a null expiry', { expires: null }, 'METADATA_TYPE_WRONG'],
    ['an expiry that is no day', { expires: '2030-02-30T00:00:00Z' }, 'METADATA_VALUE_INVALID'],
    ['an expiry in month 13', { expires: '2030-13-01T00:00:00Z' }, 'METADATA_VALUE_INVALID'],
    ['an expiry with a fraction', { expires: '2030-01-01T00:00:00.0Z' }, 'METADATA_VALUE_INVALID'],
    ['an expiry in another zone', { expires: '2030-01-01T00:00:00+01:00' }, 'METADATA_VALUE_INVALID'],
    ['steps missing', { steps: undefined }, 'METADATA_MEMBER_MISSING'],
    ['steps that are an object', { steps: {} }, 'METADATA_TYPE_WRONG'],
    ['inspections missing', { inspect: undefined }, 'METADATA_MEMBER_MISSING'],
    ['two steps of one name', { steps: [STEP, STEP] }, 'METADATA_NAME_DUPLICATE'],
    [
      'a step and an inspection of one name',
      { inspect: [{ ...INSPECTION, name: 'build' }] },
      'METADATA_NAME_DUPLICATE'
    ],
    ['a step without a name', { steps: [{ ...STEP, name: undefined }] }, 'METADATA_MEMBER_MISSING'],
    ['a step with an empty name', { steps: [{ ...STEP, name: '' }] }, 'METADATA_VALUE_INVALID'],
    ['a step with an endless name', { steps: [{ ...STEP, name: 'x'.repeat(5000) }] }, 'METADATA_VALUE_INVALID'],
    ['a step of another type', { steps: [{ ...STEP, _type: 'inspection' }] }, 'METADATA_TYPE_UNKNOWN'],
    ['an inspection of another type', { inspect: [{ ...INSPECTION, _type: 'step' }] }, 'METADATA_TYPE_UNKNOWN'],
    [
      'an inspection without a type is read but its name must be one',
      { inspect: [{ name: 1 }] },
      'METADATA_TYPE_WRONG'
    ],
    ['a threshold that is a word', { steps: [{ ...STEP, threshold: '1' }] }, 'METADATA_TYPE_WRONG'],
    ['a threshold that is true', { steps: [{ ...STEP, threshold: true }] }, 'METADATA_TYPE_WRONG'],
    ['a key id that is not hexadecimal', { steps: [{ ...STEP, pubkeys: ['xyz'] }] }, 'METADATA_VALUE_INVALID'],
    ['a key under an id that is not hexadecimal', { keys: { 'not hex': KEY } }, 'METADATA_VALUE_INVALID'],
    ['too many keys', { keys: manyKeys }, 'METADATA_VALUE_INVALID'],
    ['a rule that is none', { steps: [{ ...STEP, expected_products: [['PERMIT', '*']] }] }, 'METADATA_RULE_INVALID'],
    ['a command that is text', { steps: [{ ...STEP, expected_command: 'make' }] }, 'METADATA_TYPE_WRONG']
  ])('with %s is refused', (_name, changes, code) =>
    expect(errorOf(() => parseLayout(valueAt({ ...LAYOUT, ...changes }))).code).toBe(code)
  )
})

describe('times', () => {
  test.each(['2030-01-31T00:00:00Z', '2024-02-29T23:59:59Z', '1970-01-01T00:00:00Z'])(
    '%s is read and written',
    (text) => {
      expect(formatUtcSeconds(parseUtcSeconds(text) ?? Number.NaN)).toBe(text)
    }
  )
  test.each([
    '2023-02-29T00:00:00Z',
    '2030-01-31',
    '2030-01-31T24:00:01Z',
    '2030-01-31T25:00:00Z',
    ' 2030-01-31T00:00:00Z'
  ])('%j is none', (text) => expect(parseUtcSeconds(text)).toBeUndefined())
})

describe('a link', () => {
  test('is written as it was read', () => expect(plain(encodeLink(parseLink(valueAt(LINK)).link))).toEqual(LINK))
  test('may leave out what the reference fills in', () => {
    expect(plain(encodeLink(parseLink(valueAt({ _type: 'link', name: 'a' })).link))).toEqual({
      _type: 'link',
      name: 'a',
      command: [],
      materials: {},
      products: {},
      byproducts: {},
      environment: {}
    })
  })
  test('keeps a file named __proto__', () => {
    const { link } = parseLink(
      valueAt(JSON.parse('{"_type":"link","name":"a","products":{"__proto__":{"sha256":"aa"}}}'))
    )
    expect([...link.products]).toEqual([['__proto__', 'sha256:aa']])
  })
  test.each<[string, object, string]>([
    ['another type', { _type: 'layout' }, 'METADATA_TYPE_UNKNOWN'],
    ['no name', { name: undefined }, 'METADATA_MEMBER_MISSING'],
    ['a name that is null', { name: null }, 'METADATA_TYPE_WRONG'],
    ['materials that are a list', { materials: [] }, 'METADATA_TYPE_WRONG'],
    ['an artifact without an object', { products: { a: 'aa' } }, 'METADATA_TYPE_WRONG'],
    ['a digest that is not hexadecimal', { products: { a: { sha256: 'xyz' } } }, 'METADATA_VALUE_INVALID'],
    ['a digest that is empty', { products: { a: { sha256: '' } } }, 'METADATA_VALUE_INVALID'],
    ['a digest that is a number', { products: { a: { sha256: 1 } } }, 'METADATA_TYPE_WRONG'],
    ['an algorithm with a colon', { products: { a: { ok: 'aa', 'x:y': 'aa' } } }, 'METADATA_VALUE_INVALID'],
    ['an algorithm without a name', { products: { a: { '': 'aa' } } }, 'METADATA_VALUE_INVALID'],
    ['by-products that are a list', { byproducts: [] }, 'METADATA_TYPE_WRONG'],
    ['a command of numbers', { command: [1] }, 'METADATA_TYPE_WRONG']
  ])('with %s is refused', (_name, changes, code) =>
    expect(errorOf(() => parseLink(valueAt({ ...LINK, ...changes }))).code).toBe(code)
  )
})

describe('file names', () => {
  const keyId = '0123456789abcdef' as KeyId
  test('follow the specification', () => {
    expect([linkFileName('a', keyId), unsignedLinkFileName('a'), sublayoutDirectoryName('a', keyId)]).toEqual([
      'a.01234567.link',
      'a.link',
      'a.01234567'
    ])
  })
  test.each(['build', 'build-linux.x64', 'a b', 'ä'])('%j is a safe name', (name) =>
    expect(isSafeName(name)).toBe(true)
  )
  test.each([
    '',
    '.',
    '..',
    '.hidden',
    '../up',
    'a/b',
    'a\\b',
    'a*',
    'a?',
    'a[b]',
    'a\nb',
    ' a',
    'a ',
    'a.',
    'C:',
    'a"b',
    'a|b',
    '<a>'
  ])('%j is not', (name) => expect(isSafeName(name)).toBe(false))
})

describe('a run binding', () => {
  test('is read as it was written', () =>
    expect(readRunBinding(new Map([['run', encodeRunBinding({ id: '1', commit: 'c', job: 'j' })]]))).toEqual({
      id: '1',
      commit: 'c',
      job: 'j'
    }))
  test('is absent when the environment has none', () => expect(readRunBinding(new Map())).toBeUndefined())
  test.each([[{ run: 1 }], [{ run: { id: 1 } }], [{ run: null }]])('of %j is malformed', (environment) =>
    expect(readRunBinding(valueAt(environment).object())).toBe('malformed')
  )
})

describe('parameters', () => {
  const parameters = new Map([
    ['name', 'value'],
    ['a-b_1', '']
  ])
  test.each([
    ['x{name}y{name}', 'xvalueyvalue'],
    ['{a-b_1}', ''],
    ['{{name}}', '{name}'],
    ['{{{name}}}', '{value}'],
    ['plain', 'plain']
  ])('%j becomes %j', (text, expected) => expect(substitute(text, parameters, 'x')).toBe(expected))
  test.each([
    ['{missing}', 'PARAMETER_MISSING'],
    ['{}', 'PARAMETER_SYNTAX'],
    ['{name.__class__}', 'PARAMETER_SYNTAX'],
    ['{name!r}', 'PARAMETER_SYNTAX'],
    ['{name:>10}', 'PARAMETER_SYNTAX'],
    ['{0[a]}', 'PARAMETER_SYNTAX'],
    ['{', 'PARAMETER_SYNTAX'],
    ['}', 'PARAMETER_SYNTAX'],
    ['{a{name}}', 'PARAMETER_SYNTAX']
  ])('%j is refused', (text, code) => expect(errorOf(() => substitute(text, parameters, 'x')).code).toBe(code))
  test('without any value, the message says so', () =>
    expect(errorOf(() => substitute('{x}', new Map(), 'x')).hint).toContain('none'))
  test('are an object of strings', () => expect(parseParameters(valueAt({ a: 'b' }))).toEqual(new Map([['a', 'b']])))
  test.each([
    [{ 'a b': 'c' }, 'PARAMETER_INVALID'],
    [{ a: 1 }, 'PARAMETER_INVALID'],
    [[], 'METADATA_TYPE_WRONG']
  ])('%j are refused', (value, code) => expect(errorOf(() => parseParameters(valueAt(value))).code).toBe(code))

  const { layout } = parseLayout(
    valueAt({
      ...LAYOUT,
      readme: '{name}',
      steps: [
        {
          ...STEP,
          name: '{name}',
          expected_command: ['{name}'],
          expected_materials: [['ALLOW', '{name}']],
          expected_products: [['REQUIRE', '{name}']]
        }
      ],
      inspect: [
        {
          ...INSPECTION,
          run: ['{name}'],
          expected_products: [['MATCH', '{name}', 'WITH', 'PRODUCTS', 'FROM', '{name}']]
        }
      ]
    })
  )
  test('go into rules and commands, and nowhere else', () => {
    const encoded = plain(encodeLayout(substituteLayout(layout, parameters)))
    expect(encoded).toMatchObject({
      readme: '{name}',
      steps: [
        {
          name: '{name}',
          expected_command: ['value'],
          expected_materials: [['ALLOW', 'value']],
          expected_products: [['REQUIRE', 'value']]
        }
      ],
      inspect: [{ run: ['value'], expected_products: [['MATCH', 'value', 'WITH', 'PRODUCTS', 'FROM', 'value']] }]
    })
  })
  test('with a wildcard are reported where a rule uses them', () => {
    const odd = new Map([
      ['name', '*'],
      ['other', '*']
    ])
    expect(unfitParameters(layout, odd)).toMatchObject([
      {
        code: 'PARAMETER_WILDCARD',
        message: expect.stringContaining('which expected_materials[0] of step "{name}" would read') as unknown,
        details: [
          'also in expected_products[0] of step "{name}": REQUIRE {name}',
          expect.stringContaining('also in expected_products[0] of inspection')
        ]
      }
    ])
    expect(unfitParameters(layout, new Map([...parameters, ['a-b_1', 'x']]))).toEqual([])
  })
  test('cannot make a rule into none', () => {
    const { layout: odd } = parseLayout(
      valueAt({
        ...LAYOUT,
        steps: [{ ...STEP, expected_products: [['MATCH', 'a', 'WITH', 'PRODUCTS', 'FROM', 'build']] }]
      })
    )
    expect(plain(encodeLayout(substituteLayout(odd, new Map())))).toMatchObject({
      steps: [{ expected_products: [['MATCH', 'a', 'WITH', 'PRODUCTS', 'FROM', 'build']] }]
    })
  })
  test('are read from a tree that was built, too', () =>
    expect(parseParameters(JsonAt.root(new Map([['a', 'b']]), 'x')).get('a')).toBe('b'))
})
