// SPDX-License-Identifier: Apache-2.0
// Places where a bound looks at a rare form: payloads spelled with escapes, bundles, long names, large files.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/base/limits.ts'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { WRAPPER_NAMES, type WrapperFormat } from '../../../src/intoto/envelope/wrappers.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import { parseKeylessIdentity } from '../../../src/intoto/keys/keyless-identity.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { parseStatement } from '../../../src/intoto/link/statement.ts'
import { countedStore } from '../../../src/intoto/verification/counted-store.ts'
import { KnownLinks } from '../../../src/intoto/verification/known-links.ts'
import { payloadOf } from '../../../src/intoto/verification/payload-of.ts'
import { LINK_FORMATS } from '../../../src/intoto/verification/link-formats.ts'
import { Work } from '../../../src/intoto/verification/work.ts'
import { WorkExceeded } from '../../../src/intoto/verification/work-exceeded.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { ALICE, codes, file, layoutOf, linkOf, MemoryStore, OWNER, step, verifyChain } from '../../support/chain.ts'
import { errorOf, rejectionOf } from '../../support/errors.ts'
import { jsonAt } from '../../support/json.ts'

const OPTIONS = { source: 'x', maxBytes: 1 << 20 }
const read = (text: string) => readSignedMetadata(Buffer.from(text), OPTIONS)
const TYPE = `"payloadType":"${PAYLOAD_TYPE}","signatures":[]`
const LINK = 'eyJfdHlwZSI6ImxpbmsifQ=='

describe('a payload', () => {
  test.each([
    `{"payload":"${LINK}",${TYPE}}`,
    `{"payload":"${LINK.replace('J', '\\u004a')}",${TYPE}}`,
    `{"dsseEnvelope":{"payload":"${LINK}",${TYPE}}}`,
    `{"dsseEnvelope":{${TYPE},"payload":"${LINK}"}}`
  ])('is read as %s', (text) => expect([read(text).kind, read(text).payloadBytes?.length]).toEqual(['link', 16]))
  test.each(['12', '{"b":1,"a":2}', '[]'])('that is %s is no text', (value) =>
    expect(errorOf(() => read(`{"payload":${value},${TYPE}}`)).code).toBe('METADATA_TYPE_WRONG')
  )
})

test('a text with an escape is cut between characters', () => {
  const text = `\n${'é'.repeat(5000)}x${'€'.repeat(5000)}`
  expect(readJson(Buffer.from(JSON.stringify(text)), OPTIONS).value).toBe(text)
})

test('a Statement has no name that is too long', () => {
  const statement = (length: number) =>
    jsonAt(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'a'.repeat(length), digest: { sha256: 'a'.repeat(64) } }],
        predicateType: 'https://in-toto.io/attestation/link/v0.3',
        predicate: { name: 's' }
      })
    )
  expect(parseStatement(statement(LIMITS.nameLength)).link.products.size).toBe(1)
  expect(errorOf(() => parseStatement(statement(LIMITS.nameLength + 1))).code).toBe('METADATA_VALUE_INVALID')
})

test('an identity has no text that is too long', () => {
  const long = 'a'.repeat(LIMITS.patternLength + 1)
  const code = (keyval: object): string =>
    errorOf(() => parseKeylessIdentity(jsonAt(JSON.stringify({ keytype: 'sigstore-oidc', scheme: 'Fulcio', keyval }))))
      .code
  expect(code({ issuer: 'i', identity_pattern: long })).toBe('KEY_UNREADABLE')
  expect(code({ issuer: long, identity: 'x' })).toBe('KEY_UNREADABLE')
  expect(code({ issuer: 'i', identity: 'x', build_trigger: [long] })).toBe('KEY_UNREADABLE')
})

test('names of files count as work', async () => {
  const store = new MemoryStore(new Map(Array.from({ length: 2000 }, (_, index) => [`${index}`, Buffer.alloc(1)])))
  expect(await countedStore(store, new Work(7000)).names()).toHaveLength(2000)
  expect(await countedStore(store, new Work(7000)).sub('x').names()).toHaveLength(0)
  await expect(countedStore(store, new Work(6999)).names()).rejects.toThrow(WorkExceeded)
  expect(await countedStore(store, new Work(7000)).read('none')).toBeUndefined()
})

test('what somebody signed may take more memory than what nobody did, in both ways of reading', () => {
  const signedPayload = jsonAt(JSON.stringify({ _type: 'link', name: 's' }))
  const metadata = {
    signedPayload,
    get payload(): never {
      throw new Error('too large for what nobody signed')
    }
  }
  for (const compatibility of ['strict', 'reference'] as const)
    expect(payloadOf(metadata, compatibility).member('name').string()).toBe('s')
})

test('of a file whose names are kept, none is when nothing is kept', () => {
  const none = new KnownLinks(NODE_PORTS.hasher, 0)
  none.keepName('a.link', 'a')
  expect(none.nameIn('a.link')).toBeUndefined()
})

test('a signature of a Metablock is no longer than a bound, with white space or not', () => {
  const read = (sig: string) =>
    readSignedMetadata(Buffer.from(JSON.stringify({ signed: {}, signatures: [{ keyid: 'a', sig }] })), OPTIONS)
      .signatures[0]
  expect(read('ab '.repeat(1000))?.reference).toEqual({ bytes: new Uint8Array(1000).fill(0xab) })
  for (const sig of ['ab ', 'ab']) expect(read(sig.repeat(LIMITS.signatureText))).toEqual({ keyId: 'a' })
})

describe('a large link that is looked at before it is verified', () => {
  const known = new KnownLinks(NODE_PORTS.hasher)
  const look = (value: object, wrapper?: WrapperFormat) =>
    LINK_FORMATS.signed.look(file(value, [ALICE], wrapper), linkFileName('s', ALICE.keyId), {
      known,
      bytes: NODE_PORTS.bytes,
      keptBytes: 10
    })
  test('says its name and run', async () => {
    const { environment } = linkOf('s')
    expect((await look(linkOf('s')))?.name).toBe('s')
    expect(known.nameIn(linkFileName('s', ALICE.keyId))).toBe('s')
    expect((await look({ _type: 'link', name: 's' }))?.environment.size).toBe(0)
    expect((await look({ _type: 'link', name: 's', environment }))?.environment.size).toBe(1)
  })
  test.each(WRAPPER_NAMES)('says so in whichever wrapper, and is not built for that: %s', async (wrapper) => {
    const products = { a: { sha256: 'not one', sizes: [1, 2] } }
    const looked = await look(linkOf('t', { products }), wrapper)
    expect([looked?.name, looked?.environment.size, known.nameIn(linkFileName('s', ALICE.keyId))]).toEqual([
      't',
      1,
      't'
    ])
  })
  test('is no layout', async () => expect(await look(layoutOf([step('s', [ALICE])]))).toBeUndefined())
  test('has a name', async () =>
    expect((await rejectionOf(look({ _type: 'link' }))).code).toBe('METADATA_MEMBER_MISSING'))
})

describe('inspections', () => {
  const look = (name: string) => ({
    _type: 'inspection',
    name,
    run: ['true'],
    expected_materials: [],
    expected_products: []
  })
  const layout = (count: number) =>
    file(
      layoutOf([step('s', [ALICE], { expected_command: [] })], {
        inspect: Array.from({ length: count }, (_, index) => look(`i${index}`))
      }),
      [OWNER]
    )
  const links = new MemoryStore().put('s', ALICE, linkOf('s'))
  test('that do not end in time fail, and none comes after', async () => {
    let ran = 0
    const inspections = { run: async () => ((ran += 1), 'timed-out' as const) }
    expect(codes(await verifyChain({ layout: layout(3), links, inspections }))).toEqual(['INSPECTION_TIMED_OUT'])
    expect(ran).toBe(1)
  })
  test('that are many are not all named', async () => {
    const verification = await verifyChain({ layout: layout(12), links })
    expect(verification).toMatchObject({
      failures: [{ code: 'INSPECTION_NOT_ALLOWED', message: expect.stringContaining('and 2 more') as unknown }]
    })
  })
})
