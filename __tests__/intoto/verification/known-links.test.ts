// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { NO_ARTIFACTS } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { parseLink, type ParsedLink } from '../../../src/intoto/link/parse-link.ts'
import { KnownLinks } from '../../../src/intoto/verification/known-links.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { ALICE, BOB, codes, file, goodStore, type MemoryStore, verifyChain, WRITE } from '../../support/chain.ts'

const NAME = linkFileName('write', ALICE.keyId)
const SIGNED = file(WRITE, [ALICE])

/** What somebody read from a file; perhaps not what it says. */
async function knownFrom(bytes: Uint8Array, change = (parsed: ParsedLink): ParsedLink => parsed): Promise<KnownLinks> {
  const known = new KnownLinks(NODE_PORTS.hasher)
  const { payload, payloadBytes } = readSignedMetadata(bytes, { source: NAME, maxBytes: 1e6, strings: known.strings })
  await known.keep('link', NAME, payloadBytes as Uint8Array, change(parseLink(payload)))
  return known
}

const renamed = ({ link, ...rest }: ParsedLink): ParsedLink => ({ ...rest, link: { ...link, name: 'read before' } })

describe('a link that was read before', () => {
  test('is not read again', async () => {
    const links = goodStore().put('write', ALICE, WRITE)
    expect(codes(await verifyChain({ links, known: await knownFrom(SIGNED) }))).toEqual([])
    expect(codes(await verifyChain({ links, known: await knownFrom(SIGNED, renamed) }))).toEqual(['LINK_NAME_MISMATCH'])
  })
  test('counts for the bytes that it was read from, and for no others', async () => {
    const empty = { ...WRITE, products: {} }
    const links = goodStore().put('write', ALICE, empty)
    const expected = codes(await verifyChain({ links }))
    expect(expected).not.toEqual([])
    expect(codes(await verifyChain({ links, known: await knownFrom(SIGNED) }))).toEqual(expected)
    const other = file(empty, [ALICE])
    expect(codes(await verifyChain({ known: await knownFrom(other, renamed) }))).toEqual([])
  })
  test('counts for a file of its name', async () => {
    const known = await knownFrom(SIGNED)
    const { payloadBytes } = readSignedMetadata(SIGNED, { source: NAME, maxBytes: 1e6 })
    expect(await known.find('link', linkFileName('write', BOB.keyId), payloadBytes as Uint8Array)).toBeUndefined()
    expect(await known.find('statement', NAME, payloadBytes as Uint8Array)).toBeUndefined()
  })
  test('needs its signature like any other', async () => {
    const links = goodStore()
    links.files.set(NAME, file(WRITE, []))
    expect(codes(await verifyChain({ links, known: await knownFrom(SIGNED) }))).toEqual(['LINK_THRESHOLD'])
  })
})

describe('a Metablock that was read before', () => {
  const METABLOCK = file(WRITE, [ALICE], 'metablock')
  const options = { source: NAME, maxBytes: 1e6 }

  async function known(
    bytes: Uint8Array,
    change = (parsed: ParsedLink): ParsedLink => parsed,
    maxBytes?: number
  ): Promise<KnownLinks> {
    const links = new KnownLinks(NODE_PORTS.hasher, maxBytes)
    const metadata = readSignedMetadata(bytes, options)
    await links.keepFile(NAME, bytes, metadata, change(parseLink(metadata.payload)))
    return links
  }

  function storeOf(bytes: Uint8Array): MemoryStore {
    const links = goodStore()
    links.files.set(NAME, bytes)
    return links
  }

  test.each([
    ['is not read again, strictly', 'strict', ['RULE_ARTIFACT_DISALLOWED']],
    ['is read again in the way of the reference, which is another', 'reference', []]
  ] as const)('%s', async (_what, compatibility, expected) => {
    const links = storeOf(METABLOCK)
    expect(codes(await verifyChain({ links, compatibility, known: await known(METABLOCK) }))).toEqual([])
    const empty = ({ link, ...rest }: ParsedLink): ParsedLink => ({
      ...rest,
      link: { ...link, products: NO_ARTIFACTS }
    })
    const others = codes(await verifyChain({ links, compatibility, known: await known(METABLOCK, empty) }))
    expect(others).toEqual(expected)
  })
  test('still has its payload', async () => {
    const found = await (await known(METABLOCK)).findFile(NAME, METABLOCK, options)
    expect(found?.metadata.payload.member('name').string()).toBe('write')
  })
  test('counts for the very file that it was read from', async () => {
    const other = file({ ...WRITE, products: {} }, [ALICE], 'metablock')
    expect(codes(await verifyChain({ links: storeOf(METABLOCK), known: await known(other, renamed) }))).toEqual([])
    const expected = codes(await verifyChain({ links: storeOf(other) }))
    expect(expected).not.toEqual([])
    expect(codes(await verifyChain({ links: storeOf(other), known: await known(METABLOCK) }))).toEqual(expected)
  })
  test.each(['strict', 'reference'] as const)('needs its signature like any other, %s', async (compatibility) => {
    for (const bytes of [
      file(WRITE, [], 'metablock'),
      file(WRITE, [{ ...BOB, keyId: ALICE.keyId }], 'metablock'),
      Buffer.from(Buffer.from(METABLOCK).toString().replace('src/a.js', 'src/b.js'))
    ])
      expect(codes(await verifyChain({ links: storeOf(bytes), compatibility, known: await known(bytes) }))).toEqual([
        'LINK_THRESHOLD'
      ])
  })
  test('is kept for as many bytes as fit, and then read again', async () => {
    const fits = await known(METABLOCK, renamed, METABLOCK.length)
    const links = storeOf(METABLOCK)
    expect(codes(await verifyChain({ links, known: fits }))).toEqual(['LINK_NAME_MISMATCH'])
    const tooMany = await known(METABLOCK, renamed, METABLOCK.length - 1)
    expect(codes(await verifyChain({ links, known: tooMany }))).toEqual([])
    const metadata = readSignedMetadata(METABLOCK, options)
    await fits.keepFile('other', METABLOCK, metadata, parseLink(metadata.payload))
    expect(await fits.findFile('other', METABLOCK, options)).toBeUndefined()
  })
})
