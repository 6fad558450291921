// SPDX-License-Identifier: Apache-2.0
// What was recorded in a run and has no place in the layout: whatever it is stored as, it is refused, unless somebody
// says in so many words that it is none of this layout's business.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/base/limits.ts'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import type { BegunValue } from '../../../src/intoto/link/begun.ts'
import {
  begunFileName,
  foreignUnfinishedFileName,
  linkBundleName,
  linkFileName,
  unsignedLinkFileName
} from '../../../src/intoto/link/link-file-name.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { encodeStatement } from '../../../src/intoto/link/statement.ts'
import { compilePattern } from '../../../src/intoto/rules/pattern.ts'
import { KnownLinks } from '../../../src/intoto/verification/known-links.ts'
import type { Verification, VerificationRequest } from '../../../src/intoto/verification/verification.ts'
import { NODE_PORTS } from '../../../src/signing/node-ports.ts'
import {
  ALICE,
  BOB,
  codes,
  file,
  goodStore,
  inspections,
  keyObject,
  LAYOUT,
  layoutOf,
  linkOf,
  MALLORY,
  MemoryStore,
  OWNER,
  step,
  verifyChain,
  WRITE
} from '../../support/chain.ts'
import { valueAt } from '../../support/json.ts'

const STRAY = linkOf('docs')
const bundle = (link: unknown): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      dsseEnvelope: {
        payload: Buffer.from(writeJson(encodeStatement(parseLink(valueAt(link)).link, 'https://github.com'))).toString(
          'base64'
        ),
        payloadType: PAYLOAD_TYPE,
        signatures: []
      }
    })
  )
const statement = linkOf('docs', { environment: { run: { repository: 'o/r', commit: 'c' } } })

/** The good chain and one more file. */
function beside(name: string, content: Uint8Array): MemoryStore {
  const store = goodStore()
  store.files.set(name, content)
  return store
}

const unknownSteps = (verification: Verification): (string | undefined)[] =>
  verification.outcome === 'failed'
    ? verification.failures.filter(({ code }) => code === 'LINK_UNKNOWN_STEP').map(({ step: name }) => name)
    : []
const other = (...names: string[]): Partial<VerificationRequest> => ({ otherSteps: names.map(compilePattern) })

const BEGUN = '0123456789abcdef'.repeat(2) as BegunValue
const FORMS: readonly [string, string, Uint8Array][] = [
  ['signed', linkFileName('docs', ALICE.keyId), file(STRAY, [ALICE])],
  ['signed by a stranger', linkFileName('docs', MALLORY.keyId), file(STRAY, [MALLORY])],
  ['in a metablock', linkFileName('docs', BOB.keyId), file(STRAY, [BOB], 'metablock')],
  ['in a bundle', linkBundleName('docs', ALICE.keyId), bundle(statement)],
  ['unsigned', unsignedLinkFileName('docs'), file(STRAY, [])],
  ['begun and not ended', begunFileName('docs', ALICE.keyId, BEGUN), file(STRAY, [ALICE])],
  ['begun by another tool', foreignUnfinishedFileName('docs', ALICE.keyId), file(STRAY, [ALICE])],
  ['a layout in its place', linkFileName('docs', ALICE.keyId), file(LAYOUT, [ALICE])],
  ['unreadable', linkFileName('docs', ALICE.keyId), Buffer.from('{')]
]

describe('a link of a step that the layout does not have', () => {
  test.each(FORMS)('is refused: %s', async (_what, name, content) => {
    const verification = await verifyChain({ links: beside(name, content) })
    expect([codes(verification), unknownSteps(verification)]).toEqual([['LINK_UNKNOWN_STEP'], ['docs']])
  })
  test.each(FORMS)('is passed over where it is allowed, which is told: %s', async (_what, name, content) => {
    for (const allowed of ['docs', 'd*', 'doc[rs]', '*']) {
      const verification = await verifyChain({ links: beside(name, content), ...other('x', allowed) })
      expect(codes(verification)).toEqual([])
      expect(verification.warnings).toEqual([
        { code: 'LINK_IGNORED', message: expect.stringContaining('"docs"') as unknown }
      ])
    }
    expect(codes(await verifyChain({ links: beside(name, content), ...other('doc', 'Docs', 'x*') }))).toEqual([
      'LINK_UNKNOWN_STEP'
    ])
  })
  test.each(FORMS)('is nothing to the reference: %s', async (_what, name, content) =>
    expect(codes(await verifyChain({ links: beside(name, content), compatibility: 'reference' }))).toEqual([])
  )
  test('is told with what to paste, where a shell, YAML and patterns take the name as it is', async () => {
    const hint = async (name: string): Promise<string | undefined> => {
      const verification = await verifyChain({ links: goodStore().put(name, ALICE, linkOf(name)) })
      return verification.outcome === 'failed' ? verification.failures[0]?.hint : undefined
    }
    expect(await hint('lint-1.x')).toContain('allow it: --other-steps lint-1.x, or other-steps: lint-1.x in the gate.')
    for (const name of ['a b', '-x', 'x*', '[x]'])
      expect(await hint(name)).toContain('allow it with other-steps (--other-steps on the command line).')
  })
  test('is told with the nearest step, and once for all of its files', async () => {
    const links = goodStore().put('pakk', ALICE, linkOf('pakk')).put('pakk', BOB, linkOf('pakk'))
    links.files.set('pakk.link', file(linkOf('pakk'), []))
    const verification = await verifyChain({ links })
    expect(verification).toMatchObject({
      failures: [
        {
          code: 'LINK_UNKNOWN_STEP',
          step: 'pakk',
          message: expect.stringContaining('"pack"') as unknown,
          details: [
            `seen: "pakk.${BOB.keyId.slice(0, 8)}.link"`,
            `seen: "pakk.${ALICE.keyId.slice(0, 8)}.link"`,
            'seen: "pakk.link"'
          ].sort()
        }
      ]
    })
  })
  test('is told with a step that begins alike, as the legs of a matrix do', async () => {
    const layout = file(layoutOf([step('write', [ALICE]), step('build-linux', [BOB]), step('build', [BOB])]), [OWNER])
    for (const [name, near] of [
      ['build-windows', 'build-linux'],
      ['build-', 'build'],
      ['bui', 'build-linux'],
      ['writing-it', 'write']
    ] as const) {
      const links = new MemoryStore().put('write', ALICE, WRITE).put('build', BOB, linkOf('build'))
      links.put('build-linux', BOB, linkOf('build-linux')).put(name, ALICE, linkOf(name))
      const verification = await verifyChain({ layout, links })
      expect(verification.outcome === 'failed' && verification.failures[0]?.message).toContain(`nearest is "${near}"`)
    }
  })
  test('is told without a nearest step when none is near, or its name is very long', async () => {
    for (const name of ['publish', 'write'.repeat(14)]) {
      const verification = await verifyChain({ links: goodStore().put(name, ALICE, linkOf(name)) })
      expect(verification).toMatchObject({
        failures: [{ step: name, message: expect.not.stringContaining('nearest') as unknown }]
      })
    }
  })
  test('fails once for each of the first, and once for all others', async () => {
    const links = goodStore()
    for (let index = 0; index < 10_000; index += 1) links.files.set(`leg-${index}.link`, Buffer.from('{'))
    const verification = await verifyChain({ links })
    expect(codes(verification)).toHaveLength(21)
    expect(verification.outcome === 'failed' && verification.failures.at(-1)?.message).toContain('9980')
    const allowed = await verifyChain({ links, ...other('leg-*') })
    expect(codes(allowed)).toEqual([])
    expect(JSON.stringify(allowed.warnings).length).toBeLessThan(2_000)
  })
  test('is found by what it says inside, whatever its file is named', async () => {
    for (const [name, content] of [
      [linkFileName('write', MALLORY.keyId), file(STRAY, [MALLORY])],
      [linkFileName('write', BOB.keyId), file(STRAY, [BOB], 'metablock')],
      [linkBundleName('pack', BOB.keyId), bundle(statement)],
      [unsignedLinkFileName('pack'), file(STRAY, [])]
    ] as const) {
      const verification = await verifyChain({ links: beside(name, content) })
      expect([name, unknownSteps(verification)]).toEqual([name, ['docs']])
      expect(codes(await verifyChain({ links: beside(name, content), ...other('docs') }))).toEqual([])
      const known = new KnownLinks(NODE_PORTS.hasher)
      const read = { links: beside(name, content), known }
      expect([unknownSteps(await verifyChain(read)), unknownSteps(await verifyChain(read))]).toEqual([
        ['docs'],
        ['docs']
      ])
    }
  })
  test('may be known by another mark than a link', async () => {
    const verification = await verifyChain({ recorded: ['write', 'docs', 'pack'] })
    expect([codes(verification), unknownSteps(verification)]).toEqual([['LINK_UNKNOWN_STEP'], ['docs']])
    expect(codes(await verifyChain({ recorded: ['docs'], ...other('docs') }))).toEqual([])
    expect(codes(await verifyChain({ recorded: ['write'] }))).toEqual([])
  })
  test('keeps inspections from running', async () => {
    const look = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
    const runner = inspections({ look: { byproducts: { 'return-value': 0 } } })
    const layout = file({ ...LAYOUT, inspect: [look] }, [OWNER])
    const links = goodStore().put('docs', ALICE, STRAY)
    expect([codes(await verifyChain({ layout, links, inspections: runner })), runner.ran]).toEqual([
      ['LINK_UNKNOWN_STEP'],
      []
    ])
  })
})

describe('no link of an unknown step is', () => {
  test.each([
    ['a file of another name', 'docs.json'],
    ['a key', 'docs.pub'],
    ['a signed layout', 'root.layout'],
    ['a file without a step', `.${ALICE.keyId.slice(0, 8)}.link-unfinished`],
    ['what lies in a directory', `x/docs.${ALICE.keyId.slice(0, 8)}.link`],
    ['a link of a stranger for a step of the layout', linkFileName('write', MALLORY.keyId)]
  ])('%s', async (_what, name) =>
    expect(codes(await verifyChain({ links: beside(name, file(WRITE, [MALLORY])) }))).toEqual([])
  )
  test('one whose step has a dot in its name', async () => {
    const name = `docs.${ALICE.keyId.slice(0, 8)}`
    const layout = file(layoutOf([step('write', [ALICE]), step(name, [BOB])]), [OWNER])
    const links = new MemoryStore().put('write', ALICE, WRITE).put(name, BOB, linkOf(name))
    links.files.set(unsignedLinkFileName(name), file(linkOf(name), []))
    expect(codes(await verifyChain({ layout, links }))).toEqual([])
  })
  test('what cannot be read for a step that the layout has', async () => {
    for (const content of [Buffer.from('{'), file(LAYOUT, []), Buffer.alloc(LIMITS.strayLinkBytes + 1, 0x20)])
      expect(codes(await verifyChain({ links: beside('write.link', content) }))).toEqual([])
  })
  test('more than the bytes that are looked into', async () => {
    const links = beside('pack.link', Buffer.alloc(LIMITS.strayLinkBytes, 0x20))
    links.files.set('write.link', file(STRAY, []))
    expect(codes(await verifyChain({ links }))).toEqual([])
    links.files.set('pack.link', Buffer.alloc(100, 0x20))
    expect(codes(await verifyChain({ links }))).toEqual(['LINK_UNKNOWN_STEP'])
  })
})

describe('inspections', () => {
  const look = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
  const layout = file({ ...LAYOUT, inspect: [look] }, [OWNER])
  const verify = (name: string, content: Uint8Array): Promise<Verification> =>
    verifyChain({
      layout,
      links: beside(name, content),
      inspections: inspections({ look: { byproducts: { 'return-value': 0 } } })
    })
  test('may have left their unsigned links', async () => {
    for (const format of ['dsse', 'metablock'] as const)
      expect(codes(await verify('look.link', file(linkOf('look', { environment: {} }), [], format)))).toEqual([])
  })
  test.each<[string, string, Uint8Array]>([
    ['that somebody signed', 'look.link', file(linkOf('look', { environment: {} }), [ALICE])],
    ['that a stage of the run recorded', 'look.link', file(linkOf('look'), [])],
    ['of another name inside', 'look.link', file(linkOf('docs', { environment: {} }), [])],
    ['of a key', linkFileName('look', ALICE.keyId), file(linkOf('look', { environment: {} }), [ALICE])],
    ['in a bundle', linkBundleName('look', ALICE.keyId), bundle(statement)],
    ['that is a layout', 'look.link', file(LAYOUT, [])],
    ['that is malformed', 'look.link', Buffer.from('[]')]
  ])('give no name to a link %s', async (_what, name, content) =>
    expect(codes(await verify(name, content))).toEqual(['LINK_UNKNOWN_STEP'])
  )
})

describe('sublayouts', () => {
  const inner = layoutOf([step('compile', [ALICE])], { keys: { [ALICE.keyId]: keyObject(ALICE) } })
  const layout = file(layoutOf([step('write', [ALICE])]), [OWNER])
  function nested(): MemoryStore {
    const links = new MemoryStore().put('write', ALICE, inner)
    links.of('write', ALICE).put('compile', ALICE, linkOf('compile'))
    return links
  }
  test('know their own steps, and those around them', async () => {
    const links = nested().put('compile', BOB, linkOf('compile'))
    links.of('write', ALICE).put('write', BOB, linkOf('write'))
    expect(codes(await verifyChain({ layout, links }))).toEqual([])
  })
  test('have no links of steps that nobody knows', async () => {
    const links = nested()
    links.of('write', ALICE).put('docs', ALICE, STRAY)
    const verification = await verifyChain({ layout, links })
    expect([codes(verification), unknownSteps(verification)]).toEqual([['LINK_UNKNOWN_STEP'], ['write/docs']])
    expect(codes(await verifyChain({ layout, links, ...other('docs') }))).toEqual([])
  })
  test('that nobody signed make no step known', async () => {
    const links = goodStore().put('compile', ALICE, linkOf('compile'))
    links.put('write', BOB, inner, [MALLORY])
    expect(unknownSteps(await verifyChain({ links }))).toEqual(['compile'])
  })
})

test('what the machine cannot read is no answer', async () => {
  for (const name of [linkFileName('write', MALLORY.keyId), 'look.link']) {
    const links = beside(name, file(WRITE, [MALLORY]))
    const store = {
      names: () => links.names(),
      sub: (directory: string) => links.sub(directory),
      read: async (asked: string) => {
        if (asked === name) throw new Error('disk')
        return links.read(asked)
      }
    }
    const look = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
    const layout = file({ ...LAYOUT, inspect: [look] }, [OWNER])
    await expect(verifyChain({ layout, links: store })).rejects.toThrow('disk')
  }
})
test('names that lead to nothing are none', async () => {
  for (const name of [linkFileName('write', MALLORY.keyId), 'look.link']) {
    const links = goodStore()
    const store = {
      names: async () => [...(await links.names()), name],
      sub: (directory: string) => links.sub(directory),
      read: (asked: string) => links.read(asked)
    }
    const look = { _type: 'inspection', name: 'look', run: ['true'], expected_materials: [], expected_products: [] }
    const layout = file({ ...LAYOUT, inspect: [look] }, [OWNER])
    const runner = inspections({ look: { byproducts: { 'return-value': 0 } } })
    const found = codes(await verifyChain({ layout, links: store, inspections: runner }))
    expect(found).toEqual(name === 'look.link' ? ['LINK_UNKNOWN_STEP'] : [])
  }
})

describe('a link of a known step by nobody who may perform it', () => {
  test.each([
    ['unsigned', unsignedLinkFileName('write')],
    ['by another key', linkFileName('write', BOB.keyId)]
  ])('is no evidence, and told: %s', async (_what, name) => {
    const verification = await verifyChain({ links: beside(name, file(linkOf('write'), [BOB])) })
    expect(verification.outcome).toBe('passed')
    expect(verification.warnings).toContainEqual(
      expect.objectContaining({ code: 'LINK_IGNORED', message: expect.stringContaining(name) as unknown })
    )
  })
  test.each([
    ['unsigned', unsignedLinkFileName('write'), file(linkOf('write'), [])],
    ['by another key', linkFileName('write', MALLORY.keyId), file(linkOf('write'), [MALLORY])],
    ['in the place of one who may', linkFileName('write', BOB.keyId), file(linkOf('write'), [MALLORY])],
    ['unreadable', linkBundleName('write', ALICE.keyId), Buffer.from('{')]
  ])('is refused where a run stored it: %s', async (_what, name, content) => {
    const layout = file(layoutOf([step('write', [ALICE, BOB], { threshold: 1 })]), [OWNER])
    const links = new MemoryStore().put('write', ALICE, WRITE)
    links.files.set(name, content)
    const asked = { layout, links, nobodysLinks: 'refused' as const }
    const refused = await verifyChain(asked)
    expect(refused).toMatchObject({
      failures: [{ code: 'LINK_OF_NOBODY', step: 'write', details: [expect.stringContaining(name)] }]
    })
    for (const allowed of [{ nobodysLinks: 'told' as const }, other('wri*')])
      expect((await verifyChain({ ...asked, ...allowed })).outcome).toBe('passed')
  })
  test('is told where its step has no evidence, which is the failure then', async () => {
    const links = beside(unsignedLinkFileName('write'), file(linkOf('write'), []))
    links.files.delete(linkFileName('write', ALICE.keyId))
    expect(codes(await verifyChain({ links, nobodysLinks: 'refused' }))).toEqual(['LINK_MISSING'])
  })
})
