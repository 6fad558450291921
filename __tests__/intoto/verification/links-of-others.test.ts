// SPDX-License-Identifier: Apache-2.0
// What is said of links that are there, and that somebody else signed than the layout authorises.
import { expect, test } from '@jest/globals'
import type { Verification } from '../../../src/intoto/verification/verification.ts'
import {
  ALICE,
  BOB,
  file,
  keyObject,
  LAYOUT,
  layoutOf,
  MALLORY,
  MemoryStore,
  OWNER,
  PACK,
  verifyChain,
  WRITE
} from '../../support/chain.ts'

const nameOf = (step: string, { keyId }: typeof ALICE): string => `${step}.${keyId.slice(0, 8)}.link`
const STEPS = LAYOUT['steps'] as Record<string, unknown>[]

/** Of the one step whose link is missing. */
function told(verification: Verification): { message?: string; details: readonly string[]; hint?: string } {
  const failures = verification.outcome === 'failed' ? verification.failures : []
  return failures.find(({ code }) => code === 'LINK_MISSING') ?? { details: [] }
}

test.each<[string, typeof ALICE, RegExp]>([
  ['a functionary of another step', BOB, /authorises for "pack" and not for this step/],
  ['a key that the layout does not know', MALLORY, /does not know/]
])('a link that %s signed is named, beside the one that is expected', async (_what, by, says) => {
  const links = new MemoryStore().put('write', by, WRITE).put('pack', BOB, PACK)
  const { message, details } = told(await verifyChain({ links }))
  expect(message).toContain('has 0 of those whom the layout authorises')
  expect(details).toEqual([
    expect.stringMatching(new RegExp(`^there, and not counted: ${nameOf('write', by)}, .*${says.source}`)),
    `not there: ${nameOf('write', ALICE)}`
  ])
})
test('a key that may do nothing', async () => {
  const layout = file(layoutOf(STEPS, { keys: keysWith(MALLORY) }), [OWNER])
  const links = new MemoryStore().put('write', MALLORY, WRITE).put('pack', BOB, PACK)
  expect(told(await verifyChain({ layout, links })).details[0]).toMatch(/authorises for no step/)
})
test('a bundle where a key is demanded', async () => {
  const links = new MemoryStore().put('pack', BOB, PACK)
  links.files.set('write.12345678.sigstore.json', new Uint8Array())
  expect(told(await verifyChain({ links })).details[0]).toMatch(/which an identity signed/)
})
test('a link of a step whose name begins alike, and one that is unsigned, are none of them', async () => {
  const links = new MemoryStore().put('write-more', BOB, { ...WRITE, name: 'write-more' }).put('pack', BOB, PACK)
  links.files.set('write.unsigned.link', new Uint8Array())
  const { message, details } = told(await verifyChain({ links }))
  expect([message, details]).toEqual(['Step "write" needs 1 link and has 0.', [`not there: ${nameOf('write', ALICE)}`]])
})

function keysWith(...more: (typeof ALICE)[]): Record<string, unknown> {
  return Object.fromEntries([ALICE, BOB, ...more].map((who) => [who.keyId, keyObject(who)]))
}
