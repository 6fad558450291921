// SPDX-License-Identifier: Apache-2.0
// The lists of resources of a Statement in the usual spelling give the link that the strict reader gives, at the same cost
// in memory; in any other spelling they are read by that reader.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { ArtifactTable } from '../../../src/intoto/artifacts/artifact-table.ts'
import type { Bytes } from '../../../src/intoto/bytes/bytes.ts'
import { PORTABLE_BYTES } from '../../../src/intoto/bytes/portable-bytes.ts'
import { readJson, type ReadJsonOptions } from '../../../src/intoto/json/read-json.ts'
import { RESOURCES, scanSection } from '../../../src/intoto/json/scan-section.ts'
import { StringCache } from '../../../src/intoto/json/string-cache.ts'
import type { ParsedLink } from '../../../src/intoto/link/parse-link.ts'
import { LINK_PREDICATE_TYPE, parseStatement, STATEMENT_TYPE } from '../../../src/intoto/link/statement.ts'
import { NODE_BYTES } from '../../../src/signing/node-bytes.ts'
import { resourcesText, SPACINGS, type Entry } from '../../support/spelt-sections.ts'

const CAREFUL: Bytes = { ...NODE_BYTES, careful: true }
const HEX = '0123456789abcdef'.repeat(4)
const entries = (...names: string[]): Entry[] => names.map((name) => ({ name, digest: HEX }))
const list = (...names: string[]): string => resourcesText(entries(...names), SPACINGS[0], 'digest first')

interface Lists {
  readonly subject: string
  readonly materials?: string
  readonly more?: string
}
const statement = ({ subject, materials = '[]', more = '' }: Lists): Buffer =>
  Buffer.from(
    `{"_type":"${STATEMENT_TYPE}","predicate":{"materials":${materials},"name":"n"},"predicateType":"${LINK_PREDICATE_TYPE}","subject":${subject}${more}}`
  )

function read(document: Buffer, options: Partial<ReadJsonOptions>): ParsedLink | string {
  try {
    return parseStatement(readJson(document, { source: 'x', maxBytes: 1 << 24, resources: true, ...options }))
  } catch (error) {
    return String(error)
  }
}

const told = (found: ParsedLink | string): unknown =>
  typeof found === 'string'
    ? found
    : [[...found.link.materials], [...found.link.products], found.link.name, found.unknownMembers]
const isTable = (found: ParsedLink | string): boolean =>
  typeof found !== 'string' && found.link.products instanceof ArtifactTable

describe.each(['digest first', 'name first'] as const)('resources with the %s', (order) => {
  test.each([[['a']], [['a', 'b/c', 'b/d e']], [['', '__proto__', 'constructor']]])('%j', (names) => {
    for (const spacing of SPACINGS) {
      const text = resourcesText(entries(...names), spacing, order)
      const document = statement({ subject: text, materials: text })
      const careful = read(document, { bytes: CAREFUL })
      expect(isTable(careful)).toBe(false)
      for (const bytes of [NODE_BYTES, PORTABLE_BYTES]) {
        const fast = read(document, { bytes })
        expect(isTable(fast)).toBe(true)
        expect(told(fast)).toEqual(told(careful))
      }
    }
  })

  test('in which some changed are the link that they say', () => {
    const strings = new StringCache('supply-chain')
    const names = Array.from({ length: 200 }, (_, index) => `file-${1000 + index}`)
    for (const changes of [[], [7], [0, 100, 199], [], [50]]) {
      const all = entries(...names).map((entry, index) =>
        changes.includes(index) ? { ...entry, digest: HEX.replace('0', 'f') } : entry
      )
      const document = statement({ subject: resourcesText(all, SPACINGS[1], order) })
      const fast = read(document, { bytes: NODE_BYTES, strings })
      expect(isTable(fast)).toBe(true)
      expect(told(fast)).toEqual(told(read(document, { bytes: CAREFUL })))
    }
  })
})

test.each([
  '[]',
  '{}',
  'null',
  `{"a":{"sha256":"${HEX}"}}`,
  list('b', 'a'),
  list('a', 'a'),
  list('é'),
  list('a').replace('sha256', 'sha512'),
  list('a').replace('digest', 'digests'),
  list('a').replace('"name"', '"Name"'),
  list('a').replace('"name":"a"', '"name":"a","uri":"u"'),
  list('a').replace(',"name"', ';"name"'),
  list('a').replace('"name":"a"', '"name":5'),
  list('a').replace('"a"}', '"a"'),
  list('a').replace(HEX, HEX.toUpperCase()),
  list('a').replace(/.$/, '}'),
  list('a').replace(/.$/, ',]'),
  `[${list('a')}]`,
  `[{"name":"a","x":{"sha256":"${HEX}"}}]`,
  `[{"name":"a";"digest":{"sha256":"${HEX}"}}]`,
  `[{"name":"a","digest"={"sha256":"${HEX}"}}]`,
  `[{"digest"={"sha256":"${HEX}"},"name":"a"}]`,
  `[{"name"="a","digest":{"sha256":"${HEX}"}}]`,
  '[{"digest":{"gitCommit":"c"},"name":"git+https://github.com/o/r"}]'
])('%s is for the strict reader', (subject) => {
  const document = statement({ subject })
  const fast = read(document, { bytes: NODE_BYTES })
  expect(isTable(fast)).toBe(false)
  expect(told(fast)).toEqual(told(read(document, { bytes: CAREFUL })))
})

test('more than may be in a list are for the strict reader', () => {
  const bytes = Buffer.from(list('a', 'b'))
  const place = { bytes, start: 0, text: PORTABLE_BYTES.texts(bytes) }
  expect(scanSection(place, undefined, { ...RESOURCES, most: 2 })?.list.names).toEqual(['a', 'b'])
  expect(scanSection(place, undefined, { ...RESOURCES, most: 1 })).toBeUndefined()
})

test('lists elsewhere are lists', () => {
  for (const more of [`,"x":${list('a')}`, `,"x":{"subject":${list('a')}}`, `,"materials":${list('a')}`]) {
    const document = statement({ subject: list('a'), more })
    expect(told(read(document, { bytes: NODE_BYTES }))).toEqual(told(read(document, { bytes: CAREFUL })))
  }
  const { value } = readJson(statement({ subject: list('a') }), {
    source: 'x',
    maxBytes: 1 << 20,
    bytes: NODE_BYTES
  }).member('subject')
  expect(Array.isArray(value)).toBe(true)
})

test.each([list('a'), list('a', 'bc'), list('a', 'b', 'c', 'dddddddd')])(
  '%s takes the memory of any list',
  (subject) => {
    const document = statement({ subject })
    const isRead = (memory: number, bytes: Bytes, strings?: StringCache): boolean =>
      typeof read(document, { bytes, memory: memory + document.length, strings }) !== 'string'
    let least = 0
    while (!isRead(least, CAREFUL)) least += 1
    const strings = new StringCache('supply-chain')
    for (const known of [undefined, strings, strings]) {
      expect([isRead(least - 1, NODE_BYTES, known), isRead(least, NODE_BYTES, known)]).toEqual([false, true])
    }
  }
)
