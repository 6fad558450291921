// SPDX-License-Identifier: Apache-2.0
// Advice on links that nobody signed: when it is given, and what it looks at.
import { describe, expect, test } from '@jest/globals'
import { adviseOnUnsigned, onlySignaturesAreMissing } from '../../src/gate/verify-unsigned.ts'
import { unsignedLinkFileName } from '../../src/intoto/link/link-file-name.ts'
import { KnownLinks } from '../../src/intoto/verification/known-links.ts'
import type { VerificationRequest } from '../../src/intoto/verification/verification.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import {
  BOB,
  codes,
  file,
  goodStore,
  LAYOUT,
  linkOf,
  MemoryStore,
  NOW,
  OWNER,
  PACK,
  verifyChain,
  WRITE
} from '../support/chain.ts'

const unsigned = (links: Readonly<Record<string, unknown>> = { write: WRITE, pack: PACK }): MemoryStore =>
  new MemoryStore(new Map(Object.entries(links).map(([name, link]) => [unsignedLinkFileName(name), file(link, [])])))

const request = (changes: Partial<VerificationRequest> = {}): VerificationRequest => ({
  ports: NODE_PORTS,
  layout: file(LAYOUT, [OWNER]),
  layoutSource: 'root.layout',
  layoutKeys: [OWNER.signer.publicKey],
  links: unsigned(),
  now: NOW,
  compatibility: 'strict',
  ...changes
})

describe('only signatures are missing', () => {
  const evil = linkOf('pack', { ...PACK, byproducts: { 'return-value': 1 } })
  test.each<[string, boolean, Partial<VerificationRequest>]>([
    ['where all is well', false, {}],
    ['where no link is signed', true, { links: unsigned() }],
    ['where one is not', true, { links: new MemoryStore().put('pack', BOB, PACK) }],
    ['where one is missing and a rule fails', false, { links: new MemoryStore().put('pack', BOB, evil) }],
    ['where the layout is signed by nobody', false, { layout: file(LAYOUT, []) }]
  ])('%s: %s', async (_what, expected, changes) =>
    expect(onlySignaturesAreMissing(await verifyChain(changes))).toBe(expected)
  )
})

/** A store that keeps what it was asked for. */
class WatchedStore extends MemoryStore {
  readonly asked = new Set<string | undefined>()

  override read(name: string): Promise<Uint8Array | undefined> {
    this.asked.add(name)
    return super.read(name)
  }
}

/** Links that are read before, of which one cannot be kept, once. */
class FaultyLinks extends KnownLinks {
  #isFaulty = true

  override async keep(...what: Parameters<KnownLinks['keep']>): Promise<void> {
    if (!this.#isFaulty) return super.keep(...what)
    this.#isFaulty = false
    throw new TypeError('canary')
  }
}

describe('advice', () => {
  test('is of the unsigned links and of no other file', async () => {
    const links = new WatchedStore(new Map([...unsigned().files, ...goodStore().files]))
    const { kind, verification } = await adviseOnUnsigned(request({ links }))
    expect([kind, codes(verification), links.asked]).toEqual(['advice', [], new Set(['write.link', 'pack.link'])])
  })
  test.each<[string, Uint8Array | undefined, string]>([
    ['there is not', undefined, 'LINK_MISSING'],
    ['cannot be read', Buffer.from('{'), 'LINK_UNREADABLE'],
    ['is malformed', file({ ...PACK, products: 7 }, []), 'LINK_UNREADABLE'],
    ['is malformed, as a metablock', file({ ...PACK, products: 7 }, [], 'metablock'), 'LINK_UNREADABLE'],
    ['is a layout', file(LAYOUT, []), 'LINK_MISSING']
  ])('tells of a link that %s', async (_what, bytes, code) => {
    const files = unsigned().files
    if (bytes === undefined) files.delete('pack.link')
    else files.set('pack.link', bytes)
    const { verification } = await adviseOnUnsigned(request({ links: new MemoryStore(files) }))
    expect(codes(verification)).toEqual([code])
  })
  test('does not take a fault of our own for a flaw of a link', async () =>
    expect(adviseOnUnsigned(request({ known: new FaultyLinks(NODE_PORTS.hasher) }))).rejects.toThrow(TypeError))
})
