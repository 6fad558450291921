// SPDX-License-Identifier: Apache-2.0
// What the links of sublayouts hold at one time, and what is given back early. Memory is what is estimated.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { releaseBytes } from '../../../src/base/release-bytes.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { countedStore } from '../../../src/intoto/verification/counted-store.ts'
import { HeldValues } from '../../../src/intoto/verification/held-values.ts'
import { SublayoutBounds, UNBOUNDED } from '../../../src/intoto/verification/work.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import {
  ALICE,
  BOB,
  codes,
  digest,
  file,
  layoutOf,
  linkOf,
  MemoryStore,
  OWNER,
  step,
  verifyChain
} from '../../support/chain.ts'

const DISALLOW_ALL = ['DISALLOW', '*']
const rules = { expected_command: [], expected_products: [['CREATE', 'x*'], DISALLOW_ALL] }
const ROOT = file(layoutOf([step('build', [ALICE], rules)]), [OWNER])
const NAMES = Array.from({ length: 20 }, (_, index) => `s${index}`)
const bounds = (values: number, artifacts: number) =>
  new SublayoutBounds(100, 1e9, 1e6, new HeldValues(values, artifacts))

function sublayout(facts: Parameters<typeof linkOf>[1]): MemoryStore {
  const links = new MemoryStore().put('build', ALICE, layoutOf(NAMES.map((name) => step(name, [ALICE], rules))), [
    ALICE
  ])
  for (const name of NAMES) links.of('build', ALICE).put(name, ALICE, linkOf(name, facts))
  return links
}

describe('the links of a sublayout hold so much together', () => {
  test.each([
    ['environments', { environment: { x: Array.from({ length: 30 }, () => ({ a: 0, b: 'text' })) } }],
    ['by-products', { byproducts: { 'return-value': 0, stdout: 'a'.repeat(3000) } }],
    ['commands', { command: Array.from({ length: 100 }, () => 'word') }]
  ])('for %s', async (_what, facts) => {
    const run = (values: number) =>
      verifyChain({ layout: ROOT, links: sublayout(facts), sublayoutBounds: bounds(values, 1e6) })
    expect(codes(await run(30_000))).toContain('SUBLAYOUT_TOO_COSTLY')
    expect(codes(await run(1_000_000))).not.toContain('SUBLAYOUT_TOO_COSTLY')
  })
  test.each(['dsse', 'metablock'] as const)('before a link that holds more is built, as %s', async (format) => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`n${index}`, [{}, {}]]))
    const links = new MemoryStore().put('build', ALICE, layoutOf([step('inner', [ALICE], rules)]), [ALICE])
    links.of('build', ALICE).put('inner', ALICE, linkOf('inner', { environment: many }), [ALICE], format)
    let built = 0
    class Counting extends HeldValues {
      override take(link: Link): void {
        built += 1
        super.take(link)
      }
    }
    const held = new Counting(1e5, 1e6)
    const result = await verifyChain({ layout: ROOT, links, sublayoutBounds: new SublayoutBounds(100, 1e9, 1e6, held) })
    expect(codes(result)).toContain('SUBLAYOUT_TOO_COSTLY')
    expect(built).toBe(0)
  })
  test('and the bounds are told as people write them', async () => {
    const found = await verifyChain({ layout: ROOT, links: sublayout({}), sublayoutBounds: bounds(1, 1) })
    const [failure] = found.outcome === 'failed' ? found.failures : []
    expect(failure?.message).toContain('64 MiB for by-products and environments, 560 MiB for artifacts')
  })
  test('and the root layout has bounds of its own', async () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`n${index}`, [{}, {}]]))
    const links = new MemoryStore().put('build', ALICE, linkOf('build', { environment: many }))
    expect(codes(await verifyChain({ layout: ROOT, links, sublayoutBounds: bounds(1, 1) }))).toEqual([])
  })
  test('for artifacts', async () => {
    const products = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`x${index}`, digest('a')]))
    const run = (artifacts: number) =>
      verifyChain({ layout: ROOT, links: sublayout({ products }), sublayoutBounds: bounds(1e6, artifacts) })
    expect(codes(await run(50_000))).toContain('SUBLAYOUT_TOO_COSTLY')
    expect(codes(await run(1_000_000))).not.toContain('SUBLAYOUT_TOO_COSTLY')
  })
  test('and no more when the next is looked at, but for what stands for it', async () => {
    const inner = layoutOf(['a', 'b', 'c', 'd'].map((name) => step(name, [ALICE], rules)))
    const names = ['one', 'two', 'three', 'four']
    const links = new MemoryStore()
    for (const name of names) {
      links.put(name, ALICE, inner, [ALICE])
      for (const below of ['a', 'b', 'c', 'd'])
        links.of(name, ALICE).put(below, ALICE, linkOf(below, { environment: { x: 'a'.repeat(1000) } }))
    }
    const layout = file(layoutOf(names.map((name) => step(name, [ALICE], rules))), [OWNER])
    const run = (values: number) => verifyChain({ layout, links, sublayoutBounds: bounds(values, 1e6) })
    expect(codes(await run(16_000))).not.toContain('SUBLAYOUT_TOO_COSTLY')
    expect(codes(await run(6000))).toContain('SUBLAYOUT_TOO_COSTLY')
  })
})

describe('bytes are given back', () => {
  const given: Uint8Array[] = []
  class Giving extends MemoryStore {
    release(bytes: Uint8Array): void {
      given.push(bytes)
    }
  }
  const ports = { ...NODE_PORTS, bytes: { ...NODE_PORTS.bytes, release: (bytes: Uint8Array) => given.push(bytes) } }
  const run = async (put: (links: MemoryStore) => MemoryStore) => {
    given.length = 0
    const links = put(new Giving())
    const found = await verifyChain({ layout: ROOT, links, ports })
    return [codes(found).join(), given.length]
  }
  test.each([
    ['of an envelope: the file, then the payload', [ALICE], 2],
    ['of an envelope that somebody else signed: both', [BOB], 2]
  ] as const)('%s', async (_what, signers, count) => {
    const products = { products: { x: digest('a') } }
    const [, found] = await run((links) => links.put('build', ALICE, linkOf('build', products), [...signers]))
    expect(found).toBe(count)
  })
  test('of what cannot be read', async () => {
    const [found, count] = await run((links) => {
      links.files.set(linkFileName('build', ALICE.keyId), Buffer.from('{'))
      return links
    })
    expect([found, count]).toEqual(['LINK_UNREADABLE', 1])
  })
  test('through what counts work', () => {
    given.length = 0
    countedStore(new Giving(), UNBOUNDED).release?.(Buffer.from('a'))
    countedStore(new MemoryStore(), UNBOUNDED).release?.(Buffer.from('a'))
    expect(given).toHaveLength(1)
  })
  test('where they are many and the machine can', () => {
    const [large, small] = [new Uint8Array(1 << 20), new Uint8Array(10)]
    releaseBytes(large)
    releaseBytes(small)
    releaseBytes(new Uint8Array(new SharedArrayBuffer(1 << 20)))
    const old = new Uint8Array(1 << 20)
    Object.defineProperty(old.buffer, 'transfer', { value: undefined })
    releaseBytes(old)
    expect([large.length, small.length, old.length]).toEqual([0, 10, 1 << 20])
  })
})
