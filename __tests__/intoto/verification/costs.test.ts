// SPDX-License-Identifier: Apache-2.0
// What a functionary, or somebody who signed nothing, can make a verification do. Work is counted, and no clock asked.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/base/limits.ts'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { compilePattern } from '../../../src/intoto/rules/pattern.ts'
import { SignatureChecker } from '../../../src/intoto/verification/check-signatures.ts'
import { Findings } from '../../../src/intoto/verification/findings.ts'
import type { LinkStore } from '../../../src/intoto/verification/verification.ts'
import { SublayoutBounds } from '../../../src/intoto/verification/work.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import {
  ALICE,
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
const ROOT = file(
  layoutOf([step('build', [ALICE], { expected_command: [], expected_products: [['CREATE', 'x'], DISALLOW_ALL] })]),
  [OWNER]
)

/** A store in which every directory is the one above it. */
class Circle implements LinkStore {
  reads = 0
  readonly #file: Uint8Array
  constructor(bytes: Uint8Array) {
    this.#file = bytes
  }
  async read(): Promise<Uint8Array> {
    this.reads += 1
    return this.#file
  }
  async names(): Promise<string[]> {
    return []
  }
  sub(): LinkStore {
    return this
  }
}

const within = (sub: object, inner: Readonly<Record<string, object>> = {}): MemoryStore => {
  const links = new MemoryStore().put('build', ALICE, sub, [ALICE])
  for (const [name, link] of Object.entries(inner)) links.of('build', ALICE).put(name, ALICE, link)
  return links
}

describe('layouts in the place of links', () => {
  test.each([2, 4, 6])('that stand in the place of their own %i links are read so often and no more', async (count) => {
    const steps = Array.from({ length: count }, (_, index) =>
      step(`s${index}`, [ALICE], { expected_products: [['DISALLOW', 'zz']] })
    )
    const links = new Circle(file(layoutOf(steps), [ALICE]))
    expect(codes(await verifyChain({ layout: ROOT, links }))).toContain('SUBLAYOUT_TOO_MANY')
    expect(links.reads).toBeLessThanOrEqual(LIMITS.sublayouts * count + 1)
  })
  test('that read much end with the work', async () => {
    const steps = Array.from({ length: 50 }, (_, index) => step(`s${index}`, [ALICE]))
    const sublayoutBounds = new SublayoutBounds(100, 50_000)
    const links = within(layoutOf(steps))
    expect(codes(await verifyChain({ layout: ROOT, links, sublayoutBounds }))).toContain('SUBLAYOUT_TOO_COSTLY')
  })
  test.each([
    ['rules', Array.from({ length: 500 }, () => ['DISALLOW', 'zz'])],
    ['patterns', Array.from({ length: 20 }, () => ['DISALLOW', `*${'a'.repeat(50)}b?`])],
    ['MATCH rules', Array.from({ length: 500 }, () => ['MATCH', 'zz*', 'WITH', 'PRODUCTS', 'FROM', 's'])]
  ])('with many %s end with the work', async (_what, rules) => {
    const products = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`${'a'.repeat(200)}${index}`, digest('a')])
    )
    const sub = layoutOf([step('s', [ALICE], { expected_products: [...rules, DISALLOW_ALL], expected_command: [] })])
    const links = within(sub, { s: linkOf('s', { products }) })
    const run = (units: number) =>
      verifyChain({ layout: ROOT, links, sublayoutBounds: new SublayoutBounds(100, units) })
    // What opening and reading takes, and a little more.
    expect(codes(await run(17_000))).toContain('SUBLAYOUT_TOO_COSTLY')
    expect(codes(await run(50_000_000))).not.toContain('SUBLAYOUT_TOO_COSTLY')
  })
  test('whose lists or names are analysed at length end with the work', async () => {
    const many = Array.from('abcdefghijklmnop', (letter) => ['ALLOW', `*${letter}x*`])
    const analysed = layoutOf([step('s', [ALICE], { expected_products: [['ALLOW', '*'], ...many, DISALLOW_ALL] })])
    const names = layoutOf(Array.from({ length: 40 }, (_, index) => step(`${'s'.repeat(60)}${index}`, [ALICE])))
    const strange = within(names)
    for (let index = 0; index < 20; index += 1)
      strange.of('build', ALICE).put(`${'t'.repeat(60)}${index}`, ALICE, linkOf('t'))
    for (const [links, enough] of [
      [within(analysed), 200_000_000],
      [strange, 5_000_000]
    ] as const) {
      const run = (units: number) =>
        verifyChain({ layout: ROOT, links, sublayoutBounds: new SublayoutBounds(100, units) })
      expect(codes(await run(2_000_000))).toContain('SUBLAYOUT_TOO_COSTLY')
      expect(codes(await run(enough))).not.toContain('SUBLAYOUT_TOO_COSTLY')
    }
  })
  test('with many brackets that could be meant are explained for few of them', async () => {
    const products = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`[id]${'a'.repeat(100)}${index}`, digest('a')])
    )
    const rules = Array.from({ length: 300 }, (_, index) => ['CREATE', `[id]*${index % 2 === 0 ? '' : 'z?'}`])
    const build = { expected_command: [], expected_products: [...rules, DISALLOW_ALL] }
    const inner = within(layoutOf([step('s', [ALICE], build)]), { s: linkOf('s', { products }) })
    const run = (units: number) =>
      verifyChain({ layout: ROOT, links: inner, sublayoutBounds: new SublayoutBounds(100, units) })
    expect(codes(await run(50_000_000))).not.toContain('SUBLAYOUT_TOO_COSTLY')
    const found = await run(50_000_000)
    const details = found.outcome === 'failed' ? found.failures.flatMap((failure) => failure.details) : []
    expect(details.filter((line) => line.includes('CREATE [[]id]'))).toHaveLength(10)
  })
  test('are no larger than layouts', async () => {
    const links = within(layoutOf([step('s', [ALICE])]))
    const run = (bytes: number) =>
      verifyChain({ layout: ROOT, links, sublayoutBounds: new SublayoutBounds(9, 1e6, bytes) })
    expect(codes(await run(1000))).toEqual(['LINK_UNREADABLE'])
    expect(codes(await run(10_000))).toEqual(['LINK_MISSING'])
  })
  test.each([
    [
      'keys',
      {
        keys: Object.fromEntries(Array.from({ length: LIMITS.layoutKeys + 1 }, (_, index) => [index.toString(16), {}]))
      },
      ''
    ],
    ['rules', {}, 'rules']
  ])('with too many %s are not read', async (_what, changes, rules) => {
    const list = Array.from({ length: 9000 }, () => ['ALLOW', '*'])
    const steps =
      rules === ''
        ? [step('s', [ALICE])]
        : Array.from({ length: 12 }, (_, index) => step(`s${index}`, [ALICE], { expected_products: list }))
    expect(codes(await verifyChain({ layout: ROOT, links: within(layoutOf(steps, changes)) }))).toEqual([
      'LINK_UNREADABLE'
    ])
  })
  test('with a pattern or a name that is too long are not read', async () => {
    const sub = layoutOf([
      step('s', [ALICE], { expected_products: [['DISALLOW', `a${'*'.repeat(LIMITS.patternLength)}`]] })
    ])
    expect(codes(await verifyChain({ layout: ROOT, links: within(sub) }))).toEqual(['LINK_UNREADABLE'])
    const long = linkOf('build', { products: { ['a'.repeat(LIMITS.nameLength + 1)]: digest('a') } })
    expect(codes(await verifyChain({ layout: ROOT, links: new MemoryStore().put('build', ALICE, long) }))).toEqual([
      'LINK_UNREADABLE'
    ])
  })
})

describe('a report', () => {
  const rules = [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'q'], DISALLOW_ALL]
  test('of 2 000 steps that compare with none there is lists the first failures and names few', async () => {
    const steps = Array.from({ length: 2000 }, (_, index) =>
      step(`s${index}${'n'.repeat(200)}`, [ALICE], { expected_products: rules })
    )
    const verification = await verifyChain({ layout: ROOT, links: within(layoutOf(steps)) })
    expect(verification.outcome === 'failed' && verification.failures.length).toBe(LIMITS.failures)
    expect(verification.warnings).toContainEqual(expect.objectContaining({ code: 'REPORT_CUT' }))
    expect(JSON.stringify(verification).length).toBeLessThan(6_000_000)
  })
  test('of a link with unknown members names the first', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`u${index}`, 0]))
    const verification = await verifyChain({
      layout: ROOT,
      links: new MemoryStore().put('build', ALICE, { ...linkOf('build'), ...unknown })
    })
    expect(verification.outcome === 'failed' && verification.failures.length).toBe(LIMITS.unknownMembers)
  })
  test('explains ten of the rules that did not take a file', async () => {
    const match = Array.from({ length: 30 }, () => ['MATCH', 'x', 'WITH', 'PRODUCTS', 'FROM', 'a'])
    const layout = layoutOf([
      step('a', [ALICE], { expected_command: [] }),
      step('b', [ALICE], { expected_command: [], expected_products: [...match, DISALLOW_ALL] })
    ])
    const links = new MemoryStore()
      .put('a', ALICE, linkOf('a'))
      .put('b', ALICE, linkOf('b', { products: { x: digest('a') } }))
    const verification = await verifyChain({ layout: file(layout, [OWNER]), links })
    const [failure] = verification.outcome === 'failed' ? verification.failures : []
    expect(failure?.details[0]?.match(/not there/g)).toHaveLength(10)
  })
  test('counts what it leaves out', () => {
    const findings = new Findings()
    const warning = { code: 'MODE_CHANGED', message: 'm' } as const
    findings.warn(Array.from({ length: LIMITS.warnings + 2 }, () => warning))
    const trace = Array.from({ length: LIMITS.traceLines }, () => ({}) as never)
    const item = { name: 's', kind: 'step', functionaries: [], threshold: 1, materials: 0, products: 0 } as const
    findings.report({ ...item, trace })
    expect(findings.leftOut()).toHaveLength(1)
    findings.report({ ...item, trace: trace.slice(0, 3) })
    expect(findings.leftOut()[0]?.message).toContain('2 warnings and 3 effects')
    expect([findings.warnings.length, findings.items[1]?.trace]).toEqual([LIMITS.warnings, []])
  })
})

describe('signatures', () => {
  test('without a hint are tried up to a bound of bytes', async () => {
    let tried = 0
    const signatures = { verify: async () => ((tried += 1), 'invalid' as const) }
    const envelope = (bytes: number) =>
      readSignedMetadata(
        Buffer.from(
          JSON.stringify({
            payload: Buffer.alloc(bytes, 32).toString('base64'),
            payloadType: PAYLOAD_TYPE,
            signatures: Array.from({ length: 200 }, () => ({ sig: 'AAAA' }))
          })
        ),
        { source: 'x', maxBytes: LIMITS.linkBytes, bytes: NODE_PORTS.bytes }
      )
    const count = async (bytes: number): Promise<number> => {
      tried = 0
      await new SignatureChecker(envelope(bytes), 'strict', signatures).check(
        ALICE.signer.publicKey,
        [ALICE.keyId],
        false
      )
      return tried
    }
    expect([await count(100), await count(8 << 20)]).toEqual([200, 63])
  })
  test.each([
    [
      'an envelope',
      { payload: 'e30=', payloadType: PAYLOAD_TYPE, signatures: [{ sig: 'A'.repeat(LIMITS.signatureText + 4) }] },
      'LINK_UNREADABLE'
    ],
    [
      'a Metablock',
      { signed: {}, signatures: [{ keyid: ALICE.keyId, sig: 'ab'.repeat(LIMITS.signatureText) }] },
      'LINK_THRESHOLD'
    ]
  ])('that are too long count for nothing, in %s', async (_what, document, code) => {
    const links = new MemoryStore(
      new Map([[linkFileName('build', ALICE.keyId), Buffer.from(JSON.stringify(document))]])
    )
    expect(codes(await verifyChain({ layout: ROOT, links }))).toEqual([code])
  })
})

test.each(['a', 'b', '*', '*a*', 'x'.repeat(10)])('stars beside %s cost no more than one', (middle) => {
  let steps = 0
  const work = { spend: (more: number) => (steps += more) }
  const pattern = compilePattern(`a${'*'.repeat(4000)}${middle}${'*'.repeat(90)}z`)
  // The first time it is taken apart, which costs as much as it is long.
  pattern.matches('', work)
  steps = 0
  pattern.matches('a'.repeat(100), work)
  expect(steps).toBeLessThan(100 * 20)
})
