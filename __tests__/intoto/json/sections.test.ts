// SPDX-License-Identifier: Apache-2.0
// A section of digests in the usual spelling is the object that the strict reader makes of the same bytes, at the same cost
// in memory; in any other spelling it is read by that reader.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import type { Bytes } from '../../../src/intoto/bytes/bytes.ts'
import { PORTABLE_BYTES } from '../../../src/intoto/bytes/portable-bytes.ts'
import { canonicalJson } from '../../../src/intoto/json/canonical-json.ts'
import { DigestSection, NameList } from '../../../src/intoto/json/digest-section.ts'
import type { JsonObject, JsonValue } from '../../../src/intoto/json/json-value.ts'
import { readJson, readJsonDocument } from '../../../src/intoto/json/read-json.ts'
import { scanSection } from '../../../src/intoto/json/scan-section.ts'
import { StringCache } from '../../../src/intoto/json/string-cache.ts'
import { NODE_BYTES } from '../../../src/signing/node-bytes.ts'
import { errorOf } from '../../support/errors.ts'
import { plain } from '../../support/json.ts'

const OPTIONS = { source: 'x', maxBytes: 1 << 26 }
const CAREFUL: Bytes = { ...NODE_BYTES, careful: true }
const HEX = '0123456789abcdef'.repeat(4)
const entry = (name: string, hex = HEX): string => `"${name}":{"sha256":"${hex}"}`
const section = (...names: string[]): string => `{${names.map((name) => entry(name)).join(',')}}`
const scan = (text: string, before?: NameList): ReturnType<typeof scanSection> => {
  const bytes = Buffer.from(text)
  return scanSection({ bytes, start: 0, text: PORTABLE_BYTES.texts(bytes) }, before && { list: before })
}
const materials = (text: string, bytes: Bytes, strings?: StringCache): JsonValue =>
  readJson(Buffer.from(`{"materials":${text}}`), { ...OPTIONS, bytes, strings }).member('materials').value

describe('a section in the usual spelling', () => {
  test.each([
    section('a'),
    section('a', 'b/c', 'b/d e'),
    section('', '__proto__', 'constructor'),
    ` {\n "a" :\t{ "sha256"\r: "${HEX}" } , ${entry('b')} } `,
    `{"a": {"sha256": "${HEX}"}, "b": {"sha256": "${HEX}"}}`,
    section('a', 'x'.repeat(4096)),
    section('a'.repeat(40), `${'a'.repeat(40)}\u007f`)
  ])('is the same object: number %#', (text) => {
    const [fast, careful] = [materials(text, NODE_BYTES), materials(text, CAREFUL)]
    expect(fast).toBeInstanceOf(DigestSection)
    expect(careful).not.toBeInstanceOf(DigestSection)
    expect(JSON.stringify(plain(fast))).toBe(JSON.stringify(plain(careful)))
    expect(Buffer.from(canonicalJson(fast))).toEqual(Buffer.from(canonicalJson(careful)))
    expect(materials(text, PORTABLE_BYTES)).toBeInstanceOf(DigestSection)
  })
  test('is an object like any other to whoever reads it', () => {
    const found = materials(section('a', 'b'), NODE_BYTES) as JsonObject
    const seen: unknown[] = []
    found.forEach((value, name, map) => seen.push(name, plain(value), map === found))
    expect(seen).toEqual(['a', { sha256: HEX }, true, 'b', { sha256: HEX }, true])
    expect([...found.keys()]).toEqual(['a', 'b'])
    expect([...found.values()].map(plain)).toEqual([{ sha256: HEX }, { sha256: HEX }])
    expect([found.size, found.has('b'), found.has('c'), found.get('c'), found.has('é')]).toEqual([
      2,
      true,
      false,
      undefined,
      false
    ])
    expect(plain(found.get('b') as JsonValue)).toEqual({ sha256: HEX })
  })
})

describe('a section in another spelling is declined', () => {
  test.each([
    '',
    '[]',
    '{}',
    '{',
    '{"',
    '{"a',
    '{"a"',
    '{"a":',
    '{"a":{',
    '{"a":{"',
    '{"a":{"sha256',
    '{"a":{"sha256"',
    '{"a":{"sha256":',
    '{"a":{"sha256":"',
    `{"a":{"sha256":"${HEX}`,
    `{"a":{"sha256":"${HEX}"`,
    `{"a":{"sha256":"${HEX}"}`,
    `{${entry('a')},}`,
    `{${entry('a')},${entry('a')}}`,
    `{${entry('b')},${entry('a')}}`,
    `{${entry('a')} ${entry('b')}}`,
    `{${entry('a')}]`,
    `{${entry('\\u0061')}}`,
    `{${entry('a\\\\b')}}`,
    `{${entry('é')}}`,
    `{${entry('a\n')}}`,
    `{${entry('x'.repeat(4097))}}`,
    `{${entry('a', HEX.toUpperCase())}}`,
    `{${entry('a', HEX.slice(1))}}`,
    `{${entry('a', `${HEX}0`)}}`,
    `{${entry('a', `${HEX.slice(1)}g`)}}`,
    `{${entry('a', `g${HEX.slice(1)}`)}}`,
    `{${entry('a', `é${HEX.slice(2)}`)}}`,
    `{"a":{"sha512":"${HEX}"}}`,
    `{"a":{"sha256 ":"${HEX}"}}`,
    `{"a":{"sha256":"${HEX}","sha512":"${HEX}"}}`,
    `{"a":{"sha256":"${HEX}","sha256":"${HEX}"}}`,
    `{"a":{"sha256":"${HEX}",}}`,
    `{"a":{"sha256":${'1'.repeat(64)}}}`,
    `{"a":{}}`,
    `{"a":"${HEX}"}`,
    `{a:{"sha256":"${HEX}"}}`,
    `{"a"{"sha256":"${HEX}"}}`,
    `{"a":{"sha256""${HEX}"}}`,
    `{"a":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`
  ])('number %#', (text) => expect(scan(text)).toBeUndefined())

  test('and is what the strict reader says, whatever was read before', () => {
    const strings = new StringCache('supply-chain')
    expect(materials(section('a', 'b'), NODE_BYTES, strings)).toBeInstanceOf(DigestSection)
    for (const odd of [section('a', 'a'), section('b', 'a'), `${section('a', 'b').slice(0, -1)},${entry('b')}}`]) {
      const text = Buffer.from(`{"materials":${odd}}`)
      const told = (bytes: Bytes): unknown => {
        try {
          return plain(readJson(text, { ...OPTIONS, bytes, strings }).value)
        } catch (error) {
          return String(error)
        }
      }
      expect(told(NODE_BYTES)).toEqual(told(CAREFUL))
    }
  })
})

describe('sections that were read before', () => {
  test('are the same object when they come again, in any member and document', () => {
    const strings = new StringCache('supply-chain')
    const text = Buffer.from(`{"materials":${section('a', 'b')},"products": ${section('a', 'b')}}`)
    const { root } = readJsonDocument(text, { ...OPTIONS, bytes: NODE_BYTES, strings })
    expect(root.member('products').value).toBe(root.member('materials').value)
    expect(materials(section('a', 'b'), NODE_BYTES, strings)).toBe(root.member('materials').value)
    // Of what merely begins alike it is another one, and so it is in a document of its own.
    expect(materials(section('a', 'b', 'c'), NODE_BYTES, strings)).not.toBe(root.member('materials').value)
    expect(materials(section('a', 'b'), NODE_BYTES)).not.toBe(root.member('materials').value)
  })
  test('outlive the bytes that they were read from', () => {
    const strings = new StringCache('supply-chain')
    const bytes = Buffer.from(`{"materials":${section('a', 'b')}}`)
    readJson(bytes, { ...OPTIONS, bytes: NODE_BYTES, strings })
    bytes.fill(0x20)
    expect(plain(materials(section('a', 'b'), NODE_BYTES, strings))).toEqual({ a: { sha256: HEX }, b: { sha256: HEX } })
    expect(errorOf(() => materials('              ', NODE_BYTES, strings)).code).toBe('JSON_SYNTAX')
  })
  test('share their names, as far as these stay', () => {
    const list = scan(section('a', 'b', 'd'))?.list as NameList
    expect(scan(section('a', 'b', 'd'), list)?.list).toBe(list)
    const names = (...wanted: string[]): readonly string[] | undefined => scan(section(...wanted), list)?.list.names
    expect(names('a', 'b')).toEqual(['a', 'b'])
    expect(names('a', 'b', 'd', 'e')).toEqual(['a', 'b', 'd', 'e'])
    expect(names('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'c', 'd'])
    expect(names('a', 'd')).toEqual(['a', 'd'])
    expect(names('b', 'd')).toEqual(['b', 'd'])
    expect(names('e', 'f')).toEqual(['e', 'f'])
    expect(names('aa', 'b')).toEqual(['aa', 'b'])
    expect(scan(section('a', 'd', 'b'), list)).toBeUndefined()
    expect(scan(section('a', 'b', 'b'), list)).toBeUndefined()
  })
  test('are forgotten one by one, and the next takes their room', () => {
    const strings = new StringCache('supply-chain')
    const first = materials(section('a', 'b'), NODE_BYTES, strings)
    const others = ['c', 'd', 'e'].map((name) => materials(section('a', name), NODE_BYTES, strings))
    expect(materials(section('a', 'b'), NODE_BYTES, strings)).toBe(first)
    const fifth = materials(section('a', 'f'), NODE_BYTES, strings)
    expect(materials(section('a', 'f'), NODE_BYTES, strings)).toBe(fifth)
    // What came again is kept longer than what did not.
    expect(materials(section('a', 'd'), NODE_BYTES, strings)).toBe(others[1])
    expect(materials(section('a', 'b'), NODE_BYTES, strings)).toBe(first)
    expect(materials(section('a', 'c'), NODE_BYTES, strings)).not.toBe(others[0])
    // A large one gets room of its own, and one that is small again does not keep that.
    const many = Array.from({ length: 500 }, (_, index) => `n${1000 + index}`)
    for (const names of [many, ['a'], many.slice(1), ['b'], ['c'], ['d'], ['e'], many, ['f']]) {
      const read = materials(section(...names), NODE_BYTES, strings) as JsonObject
      expect([...read.keys()]).toEqual(names)
      expect(materials(section(...names), NODE_BYTES, strings)).toBe(read)
    }
  })
  test('of many bytes are not kept, and read again', () => {
    const strings = new StringCache('supply-chain')
    const text = section(...Array.from({ length: 5000 }, (_, index) => `${10_000 + index}`.padEnd(3500, 'x')))
    expect(text.length).toBeGreaterThan(16 * 1024 * 1024)
    const one = materials(text, NODE_BYTES, strings) as JsonObject
    expect(one).toBeInstanceOf(DigestSection)
    const other = materials(text, NODE_BYTES, strings) as JsonObject
    expect([other === one, [...other.keys()].length, other.size]).toEqual([false, 5000, 5000])
  })
})

describe('the memory of a section', () => {
  const codeWith = (text: string, memory: number, bytes: Bytes, strings?: StringCache): unknown => {
    const document = Buffer.from(`{"materials":${text}}`)
    try {
      readJson(document, { ...OPTIONS, bytes, memory: memory + document.length, strings })
      return 'read'
    } catch {
      return errorOf(() => readJson(document, { ...OPTIONS, bytes, memory: memory + document.length, strings }))
    }
  }
  test.each([section('a'), section('a', 'bc'), section('a', 'b', 'c', 'dddddddd')])(
    'counts as that of any object: number %#',
    (text) => {
      let least = 0
      while (codeWith(text, least, CAREFUL) !== 'read') least += 1
      expect(codeWith(text, least, NODE_BYTES)).toBe('read')
      expect(codeWith(text, least - 1, NODE_BYTES)).toEqual(codeWith(text, least - 1, CAREFUL))
      // The same where it was read before.
      const strings = new StringCache('supply-chain')
      materials(text, NODE_BYTES, strings)
      expect(codeWith(text, least, NODE_BYTES, strings)).toBe('read')
      expect(codeWith(text, least - 1, NODE_BYTES, strings)).toEqual(codeWith(text, least - 1, CAREFUL))
    }
  )
  test('is taken off the bound of artifacts where the document is a link', () => {
    const text = section('a', 'b')
    for (const type of ['link', 'layout'])
      for (const [memory, artifactMemory] of [
        [2000, 400],
        [2000, 2000],
        [500, 2000],
        [600, 4000]
      ] as const) {
        const document = Buffer.from(`{"_type":"${type}","materials":${text},"products":${text}}`)
        const told = (bytes: Bytes): unknown => {
          const bounds = { memory: memory + document.length, artifactMemory: artifactMemory + document.length }
          try {
            return plain(readJson(document, { ...OPTIONS, ...bounds, bytes }).value)
          } catch (error) {
            return String((error as { code?: unknown }).code)
          }
        }
        expect([type, memory, artifactMemory, told(NODE_BYTES)]).toEqual([type, memory, artifactMemory, told(CAREFUL)])
      }
  })
})

describe('a member that is stepped over', () => {
  const signed = (text: string, strings: StringCache, bytes: Bytes) =>
    readJsonDocument(Buffer.from(`{"signed":${text}, "z":1}`), {
      ...OPTIONS,
      bytes,
      strings,
      later: (name) => name === 'signed'
    })
  const text = `{"_type":"link","materials": {"a": {"sha256": "${HEX}"}} , "name":"n","products":${section('a', 'b')}}`

  test('has the same canonical form where its sections were read before, and the same value', () => {
    const strings = new StringCache('supply-chain')
    const careful = signed(text, strings, CAREFUL)
    for (let time = 0; time < 2; time += 1) {
      const document = signed(text, strings, NODE_BYTES)
      expect(Buffer.from(document.canonicalMember('signed') ?? [])).toEqual(
        Buffer.from(careful.canonicalMember('signed') ?? [])
      )
      const built = document.later('signed')?.build(1 << 20)
      expect(built?.member('products').value).toBeInstanceOf(DigestSection)
      expect(built?.member('materials').value).toBeInstanceOf(DigestSection)
      expect(plain(built?.value as JsonValue)).toEqual(
        plain(careful.later('signed')?.build(1 << 20).value as JsonValue)
      )
      expect(document.root.member('z').value).toBe(1)
    }
  })
  test('is refused where it goes wrong behind such a section', () => {
    const strings = new StringCache('supply-chain')
    signed(text, strings, NODE_BYTES)
      .later('signed')
      ?.build(1 << 20)
    for (const odd of [
      text.replace('} , "name"', '} "name"'),
      text.replace('"name"', '"materials"'),
      `${text.slice(0, -1)},}`
    ]) {
      const told = (bytes: Bytes): unknown => errorOf(() => signed(odd, strings, bytes))
      expect(told(NODE_BYTES)).toEqual(told(CAREFUL))
    }
    // Only members of the signed object itself are compared; elsewhere the same bytes are read as ever.
    const deep = `{"a":{"b":${section('a', 'b')}},"materials":${section('a', 'b')}}`
    expect(
      plain(
        signed(deep, strings, NODE_BYTES)
          .later('signed')
          ?.build(1 << 20).value as JsonValue
      )
    ).toEqual(JSON.parse(deep))
  })
})

test('a list of names says where a name stands', () => {
  const list = new NameList(['a', 'b', 'd'])
  expect(['', 'a', 'b', 'c', 'd', 'e', 'é'].map((name) => list.positionOf(name))).toEqual([-1, 0, 1, -1, 2, -1, -1])
  expect(new NameList([]).positionOf('a')).toBe(-1)
})
