// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/base/limits.ts'
import type { ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { errorOf } from '../../support/errors.ts'
import { jsonAt, plain, valueAt } from '../../support/json.ts'

const LEAST = { _type: 'link', name: 'build' }
const WHOLE = {
  ...LEAST,
  command: ['make', ''],
  materials: { 'src/a.c': { sha256: 'aa' } },
  products: { b: { sha512: 'bb', sha256: 'CC' }, a: { sha256: 'dd' } },
  byproducts: { 'return-value': 0, stdout: '' },
  environment: { workdir: '/x' }
}
const without = (name: string): object => Object.fromEntries(Object.entries(WHOLE).filter(([other]) => other !== name))
const parse = (document: object): ReturnType<typeof parseLink> => parseLink(valueAt(document))
const refusal = (document: object): object => {
  const { code, at } = errorOf(() => parse(document))
  return { code, at }
}

describe('a link', () => {
  test('is read with all that it says', () => {
    const { link, unknownMembers } = parse(WHOLE)
    expect({ ...link, byproducts: plain(link.byproducts), environment: plain(link.environment) }).toEqual({
      name: 'build',
      command: WHOLE.command,
      materials: link.materials,
      products: link.products,
      byproducts: WHOLE.byproducts,
      environment: WHOLE.environment
    })
    expect([...link.materials]).toEqual([['src/a.c', 'sha256:aa']])
    expect([...link.products]).toEqual([
      ['a', 'sha256:dd'],
      ['b', 'sha256:CC,sha512:bb']
    ])
    expect(unknownMembers).toEqual([])
  })
  test('that says only who it is has nothing of the rest', () => {
    const { link, unknownMembers } = parse(LEAST)
    expect([link.name, link.command, unknownMembers]).toEqual(['build', [], []])
    expect([link.materials, link.products, link.byproducts, link.environment].map((part) => [...part])).toEqual([
      [],
      [],
      [],
      []
    ])
  })
  test.each(['_type', 'name'])('has a member %s', (name) => {
    expect(refusal(without(name))).toEqual({ code: 'METADATA_MEMBER_MISSING', at: 'test.json: $' })
  })
  test.each([['layout'], ['Link'], ['link '], [''], [null], [['link']], [1]])('is no document of type %j', (_type) => {
    expect(refusal({ ...WHOLE, _type })).toEqual({ code: 'METADATA_TYPE_UNKNOWN', at: 'test.json: $._type' })
  })
  test.each<[string, unknown, string]>([
    ['name', 1, '.name'],
    ['name', ['build'], '.name'],
    ['command', 'make', '.command'],
    ['command', ['make', 1], '.command[1]'],
    ['command', null, '.command'],
    ['materials', [], '.materials'],
    ['materials', null, '.materials'],
    ['products', 'a', '.products'],
    ['byproducts', [], '.byproducts'],
    ['byproducts', null, '.byproducts'],
    ['environment', 'x', '.environment'],
    ['environment', null, '.environment']
  ])('is refused with its %s being %j', (name, value, path) => {
    expect(refusal({ ...WHOLE, [name]: value })).toEqual({ code: 'METADATA_TYPE_WRONG', at: `test.json: $${path}` })
  })
})

describe('a member that nobody knows', () => {
  test.each(Object.keys(WHOLE))('is reported when it reads like %s', (name) => {
    const other = name.toUpperCase()
    expect(parse({ ...WHOLE, [other]: 1 }).unknownMembers).toEqual([{ at: `test.json: $.${other}`, looksLike: name }])
  })
  test('is reported when it is like none', () => {
    expect(parse({ ...WHOLE, extra: 1 }).unknownMembers).toEqual([{ at: 'test.json: $.extra', looksLike: undefined }])
  })
  test('never stands in for the one that it reads like', () => {
    const { products } = parse({ ...LEAST, Products: { a: { sha256: 'aa' } } }).link
    expect(products.size).toBe(0)
  })
})

describe.each(['materials', 'products'] as const)('a digest of %s', (kind) => {
  const read = (digests: unknown): unknown => [...parse({ ...WHOLE, [kind]: { a: digests } }).link[kind]]
  test.each<[object, string]>([
    [{ sha256: '0123456789abcdefABCDEF' }, 'sha256:0123456789abcdefABCDEF'],
    [{ sha256: '0', sha512: '1' }, 'sha256:0,sha512:1'],
    [{ 'a b': 'ff' }, 'a b:ff'],
    [{}, '']
  ])('is read: %j', (digests, text) => expect(read(digests)).toEqual([['a', text]]))
  // Digests are compared as one text, "sha256:<hex>,sha512:<hex>", which nothing of these may imitate.
  test.each<[object, string]>([
    [{ sha256: 'aa,sha512:bb' }, '.sha256'],
    [{ 'sha256:aa,sha512': 'bb' }, ''],
    [{ 'sha256:aa': 'bb' }, ''],
    [{ 'sha256,sha512': 'bb' }, ''],
    [{ ',sha256': 'bb' }, ''],
    [{ 'sha256:': 'bb' }, ''],
    [{ '': 'bb' }, ''],
    [{ sha1: 'aa', sha256: 'aa,sha512:bb' }, '.sha256'],
    [{ sha1: 'aa', 'sha256:aa,sha512': 'bb' }, ''],
    [{ 'sha1:': 'aa', sha256: 'bb' }, ''],
    [{ '': 'aa', sha256: 'bb' }, '']
  ])('is refused when it could pass for others: %j', (digests, path) => {
    expect(refusal({ ...WHOLE, [kind]: { a: digests } })).toEqual({
      code: 'METADATA_VALUE_INVALID',
      at: `test.json: $.${kind}.a${path}`
    })
  })
  test.each(['', 'xyz', 'xaa', 'aax', 'aa ', ' aa', 'aa\n', '\naa', 'a a', '0xaa', 'sha256:aa', 'é'])(
    'is refused when it is %j',
    (sha256) => {
      for (const digests of [{ sha256 }, { sha1: 'aa', sha256 }, { sha256, sha512: 'aa' }]) {
        expect(refusal({ ...WHOLE, [kind]: { a: digests } })).toEqual({
          code: 'METADATA_VALUE_INVALID',
          at: `test.json: $.${kind}.a.sha256`
        })
      }
    }
  )
  test.each([[1], [12], [null], [true], [['aa']], [{ sha256: 'aa' }]])(
    'is refused when it is %j, no text',
    (sha256) => {
      for (const digests of [{ sha256 }, { sha1: 'aa', sha256 }, { sha256, sha512: 'aa' }]) {
        expect(refusal({ ...WHOLE, [kind]: { a: digests } })).toEqual({
          code: 'METADATA_TYPE_WRONG',
          at: `test.json: $.${kind}.a.sha256`
        })
      }
    }
  )
  test.each([['aa'], [null], [1], [['sha256', 'aa']], [[]]])('is refused when %j stands for all of them', (digests) => {
    expect(refusal({ ...WHOLE, [kind]: { a: digests } })).toEqual({
      code: 'METADATA_TYPE_WRONG',
      at: `test.json: $.${kind}.a`
    })
  })
  test('is refused at its own place, and however many are right', () => {
    const good = { sha256: 'aa' }
    expect(refusal({ ...WHOLE, [kind]: { a: good, 'b c': good, 'd e': { sha256: 'x' }, f: good } })).toEqual({
      code: 'METADATA_VALUE_INVALID',
      at: `test.json: $.${kind}["d e"].sha256`
    })
  })
})

test('equal digests of several files are equal, and those of others are not', () => {
  const one = '{"sha256":"aa"}'
  const { products } = parseLink(
    jsonAt(`{"_type":"link","name":"x","products":{"a":${one},"b":${one},"c":{"sha512":"aa"},"d":{"sha256":"ab"}}}`)
  ).link
  expect([...products].map(([, digests]) => digests)).toEqual(['sha256:aa', 'sha256:aa', 'sha512:aa', 'sha256:ab'])
})

test('a wrong digest that stands twice is refused each time', () => {
  const document = jsonAt('{"_type":"link","name":"x","products":{"a":{"sha256":"x"},"b":{"sha256":"x"}}}')
  for (let turn = 0; turn < 2; turn += 1) {
    expect(errorOf(() => parseLink(document))).toMatchObject({ at: 'test.json: $.products.a.sha256' })
  }
})

test('paths are kept as they are spelled', () => {
  const text =
    '{"_type":"link","name":"x","products":{"./a":{"sha256":"1"},"a":{"sha256":"2"},"__proto__":{"sha256":"3"}}}'
  const { products } = parseLink(jsonAt(text)).link
  expect(['./a', 'a', '__proto__', 'toString'].map((path) => products.get(path as ArtifactPath))).toEqual([
    'sha256:1',
    'sha256:2',
    'sha256:3',
    undefined
  ])
})

describe('what a link says that it left out', () => {
  const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `line${index}`)
  const hidden = (count: number): object => Object.fromEntries(lines(count).map((line) => [line, 1]))
  const noted = (directories: number, each: number): object =>
    Object.fromEntries(lines(directories).map((line) => [`dir:${line}`, lines(each)]))
  const withRecording = (recording: unknown): object => ({ ...WHOLE, environment: { recording } })
  const { leftOutLines, directoryNotes } = LIMITS

  test.each<[string, object, string]>([
    ['lines of the materials', { materials: { left_out: hidden(leftOutLines + 1) } }, 'materials.left_out'],
    ['lines of the products', { products: { left_out: hidden(leftOutLines + 1) } }, 'products.left_out'],
    ['lines for one half', { products: { exclude: lines(leftOutLines + 1) } }, 'products.exclude'],
    ['lines for both', { exclude: lines(leftOutLines + 1) }, 'exclude'],
    ['directories', { products: { directories: noted(directoryNotes + 1, 0) } }, 'products.directories'],
    ['lines of directories', { materials: { directories: noted(2, directoryNotes / 2) } }, 'materials.directories']
  ])('is refused where it names more %s than anybody writes', (_what, recording, where) => {
    expect(refusal(withRecording(recording))).toEqual({
      code: 'METADATA_VALUE_INVALID',
      at: `test.json: $.environment.recording.${where}`
    })
  })
  test.each([
    { materials: { left_out: hidden(leftOutLines), exclude: lines(leftOutLines) } },
    { products: { directories: noted(2, directoryNotes / 2 - 1) } },
    // Nobody reads these.
    { products: { left_out: 'x'.repeat(leftOutLines + 1), directories: 7, exclude: { a: 1 } } },
    { products: lines(leftOutLines + 1) },
    'all'
  ])('is read up to that, and where nobody understands it', (recording) => {
    expect(() => parse(withRecording(recording))).not.toThrow()
  })
})
