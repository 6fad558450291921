// SPDX-License-Identifier: Apache-2.0
// What the remedy is for files that were changed between two steps: it must not be to allow them.
import { expect, test } from '@jest/globals'
import { BOB, digest, goodStore, linkOf, verifyChain } from '../../support/chain.ts'

type Files = Record<string, unknown>

async function hintFor(materials: Files, products: Files = { 'app.tgz': digest('b') }): Promise<string | undefined> {
  const links = goodStore().put('pack', BOB, linkOf('pack', { materials, products }))
  const result = await verifyChain({ links })
  const [failure] = result.outcome === 'failed' ? result.failures : []
  expect(failure?.code).toBe('RULE_ARTIFACT_DISALLOWED')
  return failure?.hint
}

test.each<[string, Files]>([
  ['a file', { 'src/a.js': digest('e') }],
  ['a file in another algorithm as well', { 'src/a.js': { ...digest('e'), sha512: 'a'.repeat(128) } }]
])('%s of the step before that differs: look at what runs between them', async (_what, materials) => {
  expect(await hintFor(materials)).toContain('between step "write" and this one')
})

test.each<[string, Files, Files | undefined]>([
  ['a file more', { 'src/b.js': digest('b') }, undefined],
  ['a file more beside one that differs', { 'src/a.js': digest('e'), 'src/b.js': digest('b') }, undefined],
  ['a product', { 'src/a.js': digest('a') }, { 'app.tgz': digest('b'), more: digest('c') }]
])('%s has another remedy', async (_what, materials, products) => {
  expect(await hintFor(materials, products)).not.toContain('between step')
})
