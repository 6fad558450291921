// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { parseLink, type ParsedLink } from '../../../src/intoto/link/parse-link.ts'
import { KnownLinks } from '../../../src/intoto/verification/known-links.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import { ALICE, BOB, codes, file, goodStore, verifyChain, WRITE } from '../../support/chain.ts'

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
