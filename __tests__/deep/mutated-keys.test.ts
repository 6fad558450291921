// SPDX-License-Identifier: Apache-2.0
// The core reads keys by itself. Whatever it accepts, OpenSSL accepts, as the same key; and what OpenSSL reads, the core
// finds unfit at most, and never unreadable.
import { Buffer } from 'node:buffer'
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { toHex } from '../../src/intoto/bytes/hex.ts'
import { InTotoError } from '../../src/base/errors.ts'
import { publicKeyFromSpki } from '../../src/intoto/keys/public-key.ts'
import { ecSpki, pssPair, spkiDer, withExponent } from '../intoto/keys/spellings.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { spkiByOpenssl } from '../support/spki-by-openssl.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const curves = ['P-256', 'P-384', 'P-521'].flatMap((namedCurve) =>
  (['named', 'explicit'] as const).map((paramEncoding) => generateKeyPairSync('ec', { namedCurve, paramEncoding }))
)

/** Keys of every kind in every spelling that OpenSSL writes. */
const KEYS: readonly Buffer[] = [
  ...['ed25519', 'ed25519', 'x25519', 'ed448'].map((type) => spkiDer(generateKeyPairSync(type as 'ed25519').publicKey)),
  spkiDer(rsa),
  spkiDer(withExponent(rsa, 3n)),
  spkiDer(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey),
  spkiDer(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey),
  ...[
    ['sha224', 0],
    ['sha256', 20],
    ['sha256', 32],
    ['sha512', 64],
    ['sha384', 200]
  ].map(([hash, salt]) => spkiDer(pssPair(hash as string, hash as string, salt as number).publicKey)),
  spkiDer(pssPair('sha256', 'sha1', 20).publicKey),
  spkiDer(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey),
  ...curves.map(({ publicKey }) => spkiDer(publicKey)),
  ...curves.flatMap(({ publicKey }) => (['compressed', 'hybrid'] as const).map((form) => ecSpki(publicKey, form)))
]

const MUTATIONS: Readonly<Record<string, (der: Buffer, chance: Chance) => Buffer>> = {
  bit: (der, chance) => {
    const at = chance.below(der.length)
    der[at] = (der[at] as number) ^ (1 << chance.below(8))
    return der
  },
  byte: (der, chance) => {
    der[chance.below(der.length)] = chance.pick([0, 1, 2, 3, 4, 5, 6, 7, 0x30, 0x7f, 0x80, 0x81, 0x82, 0xff])
    return der
  },
  /** Of the headers, where the forms are decided. */
  header: (der, chance) => {
    const at = chance.below(Math.min(40, der.length))
    der[at] = (der[at] as number) + chance.pick([1, -1, 2, -2, 16])
    return der
  },
  cut: (der, chance) => der.subarray(0, chance.below(der.length)),
  append: (der, chance) => Buffer.concat([der, Buffer.from([chance.below(256)])]),
  insert: (der, chance) => {
    const at = chance.below(der.length)
    return Buffer.concat([der.subarray(0, at), Buffer.from([chance.pick([0, 0x80, 0x81, 0xff])]), der.subarray(at)])
  },
  remove: (der, chance) => {
    const at = chance.below(der.length)
    return Buffer.concat([der.subarray(0, at), der.subarray(at + 1)])
  },
  /** An inner change with all lengths around it right, in the tree of elements. */
  element: (der, chance) => encode(changed(decode(der), chance)),
  /** The algorithm of one key and the bits of another. */
  graft: (der, chance) => {
    const [one, other] = [decode(der), decode(chance.pick(KEYS))]
    const [algorithm, bits] = [children(one)[0], children(other)[1]]
    return algorithm === undefined || bits === undefined
      ? der
      : encode([{ tag: 0x30, content: [algorithm, bits], longLength: false }])
  }
}

interface Element {
  tag: number
  content: Element[] | Buffer
  /** Spelled with one byte more than it takes. */
  longLength: boolean
}

const children = ([element]: readonly Element[]): readonly Element[] =>
  element !== undefined && !Buffer.isBuffer(element.content) ? element.content : []

/** The elements in some DER; what is not DER is one element without a tag. */
function decode(der: Buffer): Element[] {
  const found: Element[] = []
  let at = 0
  while (at < der.length) {
    const first = der[at + 1] ?? 0
    const count = first < 0x80 ? 0 : first - 0x80
    const length =
      count === 0 ? first : count > 2 ? der.length : der.readUIntBE(Math.min(at + 2, der.length - count), count)
    const start = at + 2 + count
    if (start + length > der.length) return [...found, { tag: -1, content: der.subarray(at), longLength: false }]
    const tag = der[at] as number
    const content = der.subarray(start, start + length)
    found.push({ tag, content: (tag & 0x20) === 0 ? content : decode(content), longLength: false })
    at = start + length
  }
  return found
}

function encode(elements: readonly Element[]): Buffer {
  return Buffer.concat(
    elements.flatMap(({ tag, content, longLength }) => {
      const bytes = Buffer.isBuffer(content) ? content : encode(content)
      if (tag < 0) return [bytes]
      const { length } = bytes
      const size = length < 0x80 ? 0 : length < 0x100 ? 1 : 2
      const spelled = Buffer.alloc(size + Number(longLength))
      if (spelled.length > 0) spelled.writeUIntBE(length, 0, spelled.length)
      return [
        Buffer.from([tag]),
        spelled.length === 0 ? Buffer.from([length]) : Buffer.concat([Buffer.from([0x80 + spelled.length]), spelled]),
        bytes
      ]
    })
  )
}

function changed(elements: Element[], chance: Chance): Element[] {
  const all: (readonly [Element[], number])[] = []
  const collect = (list: Element[]): void =>
    list.forEach((element, index) => {
      all.push([list, index])
      if (!Buffer.isBuffer(element.content)) collect(element.content)
    })
  collect(elements)
  const [list, index] = chance.pick(all)
  const element = list[index] as Element
  const bytes = Buffer.isBuffer(element.content) ? element.content : encode(element.content)
  switch (chance.below(8)) {
    case 0:
      list.splice(index, 1)
      break
    case 1:
      list.splice(index, 0, element)
      break
    case 2:
      element.longLength = true
      break
    case 3:
      element.content = Buffer.concat([Buffer.from([0]), bytes])
      break
    case 4:
      element.content = bytes.subarray(1)
      break
    case 5:
      element.content = Buffer.concat([bytes, Buffer.from([chance.below(256)])])
      break
    case 6:
      element.tag = chance.pick([0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0x31, 0x23, 0xa0, 0xa1, 0xa2, 0xa3])
      break
    default:
      list.splice(index, 0, { tag: 0x05, content: Buffer.alloc(0), longLength: false })
  }
  return elements
}

/** The key that the core reads, as its one form in hex, or the code of why not. */
function byCore(der: Uint8Array): { spki: string } | { code: string } {
  try {
    return { spki: toHex(publicKeyFromSpki(der, 'x').spki) }
  } catch (error) {
    if (error instanceof InTotoError) return { code: error.code }
    throw error
  }
}

function disagreement(der: Uint8Array): string | undefined {
  const [core, openssl] = [byCore(der), spkiByOpenssl(der)?.toString('hex')]
  if ('spki' in core) return core.spki === openssl ? undefined : `accepted, OpenSSL has ${openssl ?? 'nothing'}`
  return openssl !== undefined && core.code !== 'KEY_UNSUPPORTED' ? `${core.code}, OpenSSL has ${openssl}` : undefined
}

test('keys as OpenSSL writes them are the same to both', () => {
  expect(KEYS.map(disagreement)).toEqual(KEYS.map(() => undefined))
  expect(KEYS.filter((der) => 'spki' in byCore(der)).length).toBeGreaterThan(25)
})

test('no mutated key is accepted that OpenSSL refuses', () => {
  const count = caseCount(10_000)
  const chance = new Chance(seed())
  const names = Object.keys(MUTATIONS)
  const coverage = { accepted: 0, unsupported: 0, unreadable: 0 }
  for (let index = 0; index < count; index += 1) {
    let der: Buffer = Buffer.from(chance.pick(KEYS))
    for (let times = 1 + chance.below(2); times > 0 && der.length > 0; times -= 1)
      der = Buffer.from(MUTATIONS[chance.pick(names)]?.(der, chance) ?? der)
    const core = byCore(der)
    coverage['spki' in core ? 'accepted' : core.code === 'KEY_UNSUPPORTED' ? 'unsupported' : 'unreadable'] += 1
    const found = disagreement(der)
    if (found !== undefined) throw new Error(`case ${index}: ${found}: ${der.toString('hex')}`)
  }
  report('mutated keys', count, seed(), coverage)
  expect(Math.min(...Object.values(coverage))).toBeGreaterThan(count / 50)
})
