// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath, type Artifacts } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf, NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import { decide, type GateDecision, type GateRequest } from '../../src/gate/decide.ts'
import type { GateFailure } from '../../src/gate/gate-failure.ts'
import { unsignedLinkFileName } from '../../src/intoto/link/link-file-name.ts'
import type { VerificationRequest } from '../../src/intoto/verification/verification.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import {
  ALICE,
  BOB,
  file,
  goodStore,
  LAYOUT,
  layoutOf,
  linkOf,
  MALLORY,
  MemoryStore,
  NOW,
  OWNER,
  PACK,
  step,
  WRITE
} from '../support/chain.ts'

const request = (changes: Partial<GateRequest> = {}, verification: Partial<VerificationRequest> = {}): GateRequest => ({
  verification: {
    ports: NODE_PORTS,
    layout: file(LAYOUT, [OWNER]),
    layoutSource: 'root.layout',
    layoutKeys: [OWNER.signer.publicKey],
    links: goodStore(),
    now: NOW,
    compatibility: 'strict',
    ...verification
  },
  products: undefined,
  blocking: [],
  identity: 'available',
  ...changes
})

/** Links that nobody signed. */
function unsignedStore(links: Readonly<Record<string, unknown>> = { write: WRITE, pack: PACK }): MemoryStore {
  return new MemoryStore(
    new Map(Object.entries(links).map(([name, link]) => [unsignedLinkFileName(name), file(link, [])]))
  )
}

const NEEDED: GateFailure = { code: 'NEEDED_JOB_FAILED', message: 'm', details: [], hint: 'h' }
const codes = (decision: GateDecision): string[] =>
  decision.verdict === 'failed' ? decision.failures.map(({ code }) => code) : []
const files = (path: string, digit: string): Artifacts =>
  artifactsOf([[path as ArtifactPath, digestSet([['sha256', digit.repeat(64)]])]])

/** A layout with an inspection that no file passes. */
const INSPECTING = file(
  {
    ...LAYOUT,
    inspect: [
      {
        _type: 'inspection',
        name: 'look',
        run: ['true'],
        expected_materials: [['DISALLOW', 'x']],
        expected_products: []
      }
    ]
  },
  [OWNER]
)

/** Something that would run inspections, and which it was asked to run. */
function watchedInspections(): { ran: string[]; inspections: NonNullable<VerificationRequest['inspections']> } {
  const ran: string[] = []
  const inspections = {
    run: ({ name }: { readonly name: string }): Promise<never> => {
      ran.push(name)
      return Promise.reject(new Error('run'))
    }
  }
  return { ran, inspections }
}

describe('the gate', () => {
  test('passes a chain that verifies', async () => expect((await decide(request())).verdict).toBe('passed'))
  test('fails it for anything found before', async () => {
    const decision = await decide(request({ blocking: [NEEDED] }))
    expect([decision.verdict, codes(decision)]).toEqual(['failed', ['NEEDED_JOB_FAILED']])
  })
  test('runs no inspection when something was found before', async () => {
    const { ran, inspections } = watchedInspections()
    const decision = await decide(request({ blocking: [NEEDED] }, { layout: INSPECTING, inspections }))
    expect([codes(decision), ran]).toEqual([['NEEDED_JOB_FAILED', 'INSPECTION_WITHHELD'], []])
  })
  test('says that inspections are not allowed where they are not, whatever was found before', async () =>
    expect(codes(await decide(request({ blocking: [NEEDED] }, { layout: INSPECTING })))).toEqual([
      'NEEDED_JOB_FAILED',
      'INSPECTION_NOT_ALLOWED'
    ]))
  test('names what was found before and what verification found', async () =>
    expect(codes(await decide(request({ blocking: [NEEDED] }, { links: new MemoryStore() })))).toEqual([
      'NEEDED_JOB_FAILED',
      'LINK_MISSING',
      'LINK_MISSING'
    ]))
  test('compares files at hand', async () => {
    expect((await decide(request({ products: async () => files('app.tgz', 'b') }))).verdict).toBe('passed')
    expect(codes(await decide(request({ products: async () => files('app.tgz', 'c') })))).toEqual(['PRODUCT_DIFFERS'])
    expect(codes(await decide(request({ products: async () => NO_ARTIFACTS })))).toEqual(['PRODUCT_NONE'])
  })
  test('passes a signed chain even where this run has no identity', async () =>
    expect((await decide(request({ identity: 'unavailable' }))).verdict).toBe('passed'))
})

describe('unsigned links', () => {
  const unavailable = { identity: 'unavailable' } as const
  test('fail where stages could have signed', async () =>
    expect(codes(await decide(request({}, { links: unsignedStore() })))).toEqual(['LINK_MISSING', 'LINK_MISSING']))
  test('get advice where they could not', async () => {
    const decision = await decide(request(unavailable, { links: unsignedStore() }))
    expect(decision.verdict).toBe('advisory')
    expect(decision).not.toHaveProperty('summary')
    expect(decision.items.map(({ products }) => products)).toEqual([1, 1])
  })
  test('get advice without the inspections of the layout, whose commands would work on what nobody signed', async () => {
    const { ran, inspections } = watchedInspections()
    const decision = await decide(request(unavailable, { links: unsignedStore(), layout: INSPECTING, inspections }))
    expect([decision.verdict, ran, decision.items.map(({ name }) => name)]).toEqual(['advisory', [], ['write', 'pack']])
  })
  test.each([
    [
      'a rule fails',
      unsignedStore({
        write: WRITE,
        pack: linkOf('pack', { ...PACK, products: { 'evil.tgz': { sha256: 'e'.repeat(64) } } })
      }),
      'RULE_ARTIFACT_REQUIRED'
    ],
    ['a link is missing', unsignedStore({ write: WRITE }), 'LINK_MISSING'],
    ['all are missing', new MemoryStore(), 'LINK_MISSING'],
    [
      'a link is of another step',
      unsignedStore({ write: WRITE, pack: { ...PACK, name: 'write' } }),
      'LINK_NAME_MISMATCH'
    ],
    [
      'a link is of a step that the layout does not have',
      unsignedStore({ write: WRITE, pack: { ...PACK, name: 'test' } }),
      'LINK_UNKNOWN_STEP'
    ],
    [
      'a command failed',
      unsignedStore({ write: WRITE, pack: { ...PACK, byproducts: { 'return-value': 1 } } }),
      'LINK_COMMAND_FAILED'
    ],
    [
      'a link does not say whether its command succeeded',
      unsignedStore({ write: WRITE, pack: { ...PACK, byproducts: {} } }),
      'LINK_OUTCOME_MISSING'
    ],
    ['a link is no link', unsignedStore({ write: WRITE, pack: LAYOUT }), 'LINK_MISSING'],
    ['a link is malformed', unsignedStore({ write: WRITE, pack: { ...PACK, products: 7 } }), 'LINK_UNREADABLE'],
    [
      'a link cannot be read',
      new MemoryStore(new Map([...unsignedStore().files, ['pack.link', Buffer.from('{')]])),
      'LINK_UNREADABLE'
    ]
  ])('fail there, too, when %s', async (_what, links, code) => {
    const decision = await decide(request(unavailable, { links }))
    expect(decision.verdict).toBe('failed')
    expect(codes(decision)).toContain(code)
  })
  test.each(['dsse', 'metablock'] as const)(
    'that are layouts are none, and are not looked into (%s)',
    async (format) => {
      const links = new MemoryStore(new Map([...unsignedStore().files, ['pack.link', file(LAYOUT, [], format)]]))
      const decision = await decide(request(unavailable, { links }))
      expect(decision.verdict === 'failed' ? decision.failures.map(({ code, step: of }) => [code, of]) : []).toEqual([
        ['LINK_MISSING', 'pack']
      ])
    }
  )
  test.each([
    ['unsigned', file(LAYOUT, []), 'LAYOUT_SIGNATURE_MISSING'],
    ['signed by somebody else', file(LAYOUT, [MALLORY]), 'LAYOUT_SIGNATURE_MISSING'],
    [
      'expired',
      file(layoutOf([step('write', [ALICE])], { expires: '2020-01-01T00:00:00Z' }), [OWNER]),
      'LAYOUT_EXPIRED'
    ],
    ['empty', file(layoutOf([]), [OWNER]), 'LAYOUT_EMPTY']
  ])('get no advice by a layout that is %s', async (_what, layout, code) => {
    const decision = await decide(request(unavailable, { links: unsignedStore(), layout }))
    expect(decision.verdict).toBe('failed')
    expect(codes(decision)).toContain(code)
  })
  test('of another run get no advice', async () => {
    const run = { id: '2', repository: 'o/r', commit: 'c' }
    expect(codes(await decide(request(unavailable, { links: unsignedStore(), run })))).toContain('LINK_OF_OTHER_RUN')
  })
  test('get no advice when a needed job failed', async () =>
    expect(codes(await decide(request({ ...unavailable, blocking: [NEEDED] }, { links: unsignedStore() })))).toContain(
      'NEEDED_JOB_FAILED'
    ))
  test('get no advice when the final product is another', async () =>
    expect(
      codes(
        await decide(
          request({ ...unavailable, products: async () => files('app.tgz', 'c') }, { links: unsignedStore() })
        )
      )
    ).toEqual(['PRODUCT_DIFFERS']))
  test('beside a link with a bad signature: that one does not count, and the unsigned one is advice', async () => {
    const links = new MemoryStore(
      new Map([...unsignedStore().files, ...goodStore().put('write', ALICE, WRITE, [MALLORY]).files])
    )
    expect((await decide(request(unavailable, { links }))).verdict).toBe('advisory')
  })
  test('of a step with a threshold of two are advice all the same', async () => {
    const layout = file(
      layoutOf([
        step('write', [ALICE, BOB], {
          threshold: 2,
          expected_products: [
            ['REQUIRE', 'src/a.js'],
            ['DISALLOW', 'evil']
          ]
        })
      ]),
      [OWNER]
    )
    expect((await decide(request(unavailable, { links: unsignedStore({ write: WRITE }), layout }))).verdict).toBe(
      'advisory'
    )
  })
})
