// SPDX-License-Identifier: Apache-2.0
// Remedies name what to write, for one and for many.
import { expect, test } from '@jest/globals'
import type { JsonValue } from '../../../src/intoto/json/json-value.ts'
import { linkFileName } from '../../../src/intoto/link/link-file-name.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { checkLink } from '../../../src/intoto/verification/check-link.ts'
import { compareLinks } from '../../../src/intoto/verification/compare-links.ts'
import type { Failure } from '../../../src/intoto/verification/failure.ts'
import type { VerificationRequest } from '../../../src/intoto/verification/verification.ts'
import {
  ALICE,
  BOB,
  digest,
  file,
  layoutOf,
  linkOf,
  MALLORY,
  MemoryStore,
  OWNER,
  step,
  verifyChain
} from '../../support/chain.ts'
import { valueAt } from '../../support/json.ts'

type Digests = Readonly<Record<string, JsonValue>>

const parsed = (products: object): ReturnType<typeof parseLink> => parseLink(valueAt(linkOf('write', { products })))
const matching = (from: string): unknown[] => [
  ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', from],
  ['DISALLOW', '*']
]

async function failuresOf(changes: Partial<VerificationRequest>): Promise<readonly Failure[]> {
  const verification = await verifyChain(changes)
  return verification.outcome === 'failed' ? verification.failures : []
}

const BAD: Digests = { sha256: 'ab' }

test.each<[string, object, string]>([
  ['one path', { '/a': digest('a') }, '1 of the products has a path'],
  ['two paths', { '/a': digest('a'), '/b': digest('a') }, '2 of the products have a path'],
  ['one digest', { a: BAD }, '1 of the products has no digest'],
  ['two digests', { a: BAD, b: BAD }, '2 of the products have no digest']
])('numbers agree with their verbs: %s', (_what, products, said) =>
  expect(checkLink(parsed(products), 'write', 'write.link')[0]?.message).toContain(said)
)

test.each<[object, string]>([
  [{ a: digest('b'), b: digest('b') }, '1 differs.'],
  [{ a: digest('b'), b: digest('c') }, '2 differ.']
])('and so where functionaries disagree about %j', (products, said) => {
  const [{ link }, other] = [parsed({ a: digest('a'), b: digest('b') }), parsed(products)]
  const [failure] = compareLinks('write', 'write', { keyId: ALICE.keyId, link }, { keyId: BOB.keyId, link: other.link })
  expect(failure?.message).toContain(said)
})

test.each<[string, string]>([
  ['write', 'run -n write ...'],
  ['wri te', 'run ...']
])('who misses a link of %j is told how to record it', async (name, words) => {
  const layout = file(layoutOf([step(name, [ALICE])]), [OWNER])
  const missing = (await failuresOf({ layout, links: new MemoryStore() })).find(({ code }) => code === 'LINK_MISSING')
  expect(missing?.hint).toContain(`in-toto-actions ${words}`)
})

test.each<[number, string]>([
  [1, 'to "write", or add the step "nowhere"'],
  [2, 'to one of "write", "pack", or add the step "nowhere"']
])('a MATCH from no step names the %i that there are', async (count, said) => {
  const [first, second] = [
    step('write', [ALICE], { expected_products: matching('nowhere') }),
    step('pack', [BOB], { expected_products: matching('write') })
  ]
  const layout = file(layoutOf(count === 1 ? [first] : [first, second]), [OWNER])
  const unknown = (await failuresOf({ layout })).find(({ code }) => code === 'LAYOUT_MATCH_UNKNOWN_STEP')
  expect(unknown?.hint).toContain(`Change FROM nowhere ${said}; then sign`)
})

test('links whose signers the layout does not authorise are counted', async () => {
  const layout = file(layoutOf([step('write', [ALICE])]), [OWNER])
  const links = new MemoryStore().put('write', ALICE, linkOf('write'))
  links.files.set(linkFileName('write', BOB.keyId), file(linkOf('write'), [BOB]))
  const message = async (): Promise<unknown> =>
    (await failuresOf({ layout, links, nobodysLinks: 'refused' }))
      .filter(({ code }) => code === 'LINK_OF_NOBODY')
      .map((one) => one.message)
  expect(await message()).toEqual([expect.stringContaining('stored 1 link of step "write" whose signer the layout')])
  links.files.set(linkFileName('write', MALLORY.keyId), file(linkOf('write'), [MALLORY]))
  expect(await message()).toEqual([expect.stringContaining('stored 2 links of step "write" whose signers the layout')])
})
