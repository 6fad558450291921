// SPDX-License-Identifier: Apache-2.0
// Of a section that changed in some places since the one before it, what stays is taken over in runs. It is the object
// that is read entry by entry, whatever was changed, added, removed or spelled otherwise between them.
import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import type { Bytes, SameParts } from '../../../src/intoto/bytes/bytes.ts'
import { PORTABLE_BYTES } from '../../../src/intoto/bytes/portable-bytes.ts'
import { DigestSection } from '../../../src/intoto/json/digest-section.ts'
import { readJsonDocument } from '../../../src/intoto/json/read-json.ts'
import { StringCache } from '../../../src/intoto/json/string-cache.ts'
import { NODE_BYTES } from '../../../src/signing/node-bytes.ts'
import { Chance, seed } from '../../support/cases.ts'
import { plain } from '../../support/json.ts'
import { sectionText, SPACINGS, type Entry } from '../../support/spelt-sections.ts'

const digest = (number: number): string => number.toString(16).padStart(64, '0')
const entries = (count: number, version = 0): Entry[] =>
  Array.from({ length: count }, (_, index) => ({ name: `file-${1000 + index}`, digest: digest(index + version) }))
const CAREFUL: Bytes = { ...NODE_BYTES, careful: true }

/** Reads one section after the other as links of one chain; what each is, and its canonical form. */
function read(texts: readonly string[], bytes: Bytes): { told: string; value: unknown }[] {
  const strings = new StringCache('supply-chain')
  return texts.map((text) => {
    const document = Buffer.from(`{"materials":${text}}`)
    try {
      const { root, canonicalMember } = readJsonDocument(document, { source: 'x', maxBytes: 1 << 26, bytes, strings })
      const { value } = root.member('materials')
      const canonical = Buffer.from(canonicalMember('materials') ?? []).toString()
      const told = JSON.stringify([plain(value), canonical])
      // Whoever gave the bytes gives their memory back.
      document.fill(0x20)
      return { told, value }
    } catch (error) {
      return { told: String(error), value: undefined }
    }
  })
}

function isTheSame(texts: readonly string[]): unknown[] {
  const told = (bytes: Bytes): string[] => read(texts, bytes).map((one) => one.told)
  const careful = told(CAREFUL)
  expect(told(NODE_BYTES)).toEqual(careful)
  expect(told(PORTABLE_BYTES)).toEqual(careful)
  return read(texts, NODE_BYTES).map(({ value }) => value)
}

const replaced = (all: readonly Entry[], at: number, ...by: Entry[]): Entry[] => [
  ...all.slice(0, at),
  ...by,
  ...all.slice(at + 1)
]

const MANY = entries(300)

test.each<[string, readonly Entry[]]>([
  ['nothing but the last digest', replaced(MANY, 299, { name: 'file-1299', digest: digest(7777) })],
  ['the first digest', replaced(MANY, 0, { name: 'file-1000', digest: digest(7777) })],
  ['a digest in the middle', replaced(MANY, 150, { name: 'file-1150', digest: digest(7777) })],
  ['every digest', entries(300, 5000)],
  ['one file more at the beginning', [{ name: 'a', digest: digest(1) }, ...MANY]],
  [
    'a hundred files more at the beginning',
    [...entries(100).map(({ name, digest: of }) => ({ name: `a-${name}`, digest: of })), ...MANY]
  ],
  [
    'one file more in the middle',
    [...MANY.slice(0, 100), { name: 'file-1099x', digest: digest(1) }, ...MANY.slice(100)]
  ],
  ['one file more at the end', [...MANY, { name: 'z', digest: digest(1) }]],
  ['one file less at the beginning', MANY.slice(1)],
  ['one file less in the middle', replaced(MANY, 100)],
  ['one file less at the end', MANY.slice(0, -1)],
  ['another name', replaced(MANY, 100, { name: 'file-1100-renamed', digest: digest(100) })],
  ['hardly any file', MANY.slice(120, 122)],
  ['far more files', entries(3000)]
])('a section in which %s changed', (_what, after) => {
  for (const spacing of SPACINGS) {
    const values = isTheSame([sectionText(MANY, spacing), sectionText(after, spacing), sectionText(MANY, spacing)])
    for (const value of values) expect(value).toBeInstanceOf(DigestSection)
    // Beside others in white space, and then spelled as before.
    isTheSame([sectionText(MANY, SPACINGS[0]), sectionText(after, spacing), sectionText(after, SPACINGS[0])])
  }
})

test('names that stay are shared', () => {
  const after = replaced(MANY, 150, { name: 'file-1150', digest: digest(7777) })
  const [one, other] = read([sectionText(MANY), sectionText(after)], NODE_BYTES).map(
    ({ value }) => value as DigestSection
  )
  expect(other?.list).toBe(one?.list)
  expect(other?.digests).not.toBe(one?.digests)
})

test('what came again is what the next section is held against', () => {
  const others = entries(50).map(({ name, digest: of }) => ({ name: `other-${name}`, digest: of }))
  const after = replaced(MANY, 150, { name: 'file-1150', digest: digest(7777) })
  const values = read(
    [MANY, others, MANY, after].map((all) => sectionText(all)),
    NODE_BYTES
  )
  const [one, , again, last] = values.map(({ value }) => value as DigestSection)
  expect(again).toBe(one)
  expect(last?.list).toBe(one?.list)
})

test('names of a section that was too large to keep are not those of the one that was kept', () => {
  const large = Array.from({ length: 4500 }, (_, index) => ({
    name: `${10_000 + index}`.padEnd(3900, 'x'),
    digest: digest(index)
  }))
  const after = replaced(MANY, 299, { name: 'file-1299', digest: digest(7777) })
  const texts = [MANY, large, after].map((all) => sectionText(all))
  expect(texts[1]?.length).toBeGreaterThan(1 << 24)
  const [, kept, last] = read(texts, { ...NODE_BYTES }).map(({ value }) => value as DigestSection)
  expect([kept?.size, last?.size]).toEqual([4500, 300])
  expect([...(last?.keys() ?? [])]).toEqual(after.map(({ name }) => name))
})

test.each([
  ['stands twice', (text: string, one: string) => text.replace(one, `${one},${one}`)],
  [
    'stands before the one before it',
    (text: string, one: string) => text.replace(one, `"a":{"sha256":"${digest(1)}"},${one}`)
  ],
  ['has a digest too much', (text: string, one: string) => text.replace(one, one.replace('}', ',"md5":"00"}'))],
  ['is spelled with an escape', (text: string, one: string) => text.replace(one, one.replace('file', '\\u0066ile'))],
  ['has no digest', (text: string, one: string) => text.replace(one, '"file-1200":{}')],
  ['ends the document', (text: string, one: string) => text.slice(0, text.indexOf(one))]
])('after a run, an entry that %s is for the strict reader', (_what, change) => {
  const text = sectionText(MANY)
  const one = `"file-1200":{"sha256":"${digest(200)}"}`
  expect(text).toContain(one)
  const [, odd] = isTheSame([text, change(text, one), text])
  expect(odd).not.toBeInstanceOf(DigestSection)
})

test('chains of sections are read alike, however they change', () => {
  const chance = new Chance(seed())
  for (let round = 0; round < 60; round += 1) {
    let all: readonly Entry[] = entries(1 + chance.below(120))
    const texts = Array.from({ length: 6 }, () => {
      const often = chance.pick([1, 2, 8, 50, 1000])
      all = all.flatMap((entry, index): Entry[] => {
        if (!chance.once(often)) return [entry]
        return chance.pick<() => Entry[]>([
          () => [{ ...entry, digest: digest(chance.below(1 << 20)) }],
          () => [{ ...entry, digest: digest(chance.below(1 << 20)) }],
          () => (all.length > 1 ? [] : [entry]),
          () => [entry, { name: `${entry.name}-${index}`, digest: digest(index) }]
        ])()
      })
      if (all.length === 0) all = entries(1)
      return sectionText(all, chance.pick(SPACINGS))
    })
    expect(isTheSame(texts)[0]).toBeInstanceOf(DigestSection)
  }
})

/** Counts what is compared, and bytes of it. */
function counted(): { readonly bytes: Bytes; readonly count: { calls: number; compared: number } } {
  const count = { calls: 0, compared: 0 }
  const compares = (a: Uint8Array, b: Uint8Array): SameParts => {
    const same = NODE_BYTES.compares(a, b)
    return (...place) => {
      count.calls += 1
      count.compared += place[2]
      return same(...place)
    }
  }
  return { bytes: { ...NODE_BYTES, compares }, count }
}

test('few comparisons find what stays, and hardly any are made where nothing does', () => {
  const before = sectionText(entries(5000))
  const some = counted()
  const few = entries(5000).map((entry, index) => (index % 50 === 7 ? { ...entry, digest: digest(9999) } : entry))
  const [, after] = read([before, sectionText(few)], some.bytes)
  expect(after?.value).toMatchObject({ size: 5000 })
  expect(some.count.calls).toBeLessThan(1000)
  expect(some.count.compared).toBeLessThan(3 * before.length)
  const none = counted()
  read([before, sectionText(entries(5000, 6000))], none.bytes)
  expect(none.count.calls).toBeLessThan(200)
})
