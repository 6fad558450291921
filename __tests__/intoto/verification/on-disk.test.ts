// SPDX-License-Identifier: Apache-2.0
// Files at hand that a checkout converts, against whole chains.
import { describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath, type Artifacts } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import type { Verification, VerificationRequest } from '../../../src/intoto/verification/verification.ts'
import { withProducts } from '../../../src/intoto/verification/with-products.ts'
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
import { plain } from '../../support/json.ts'

const RUN = { run: { id: '1', repository: 'o/r', commit: 'c' } }
const local = (digit: string): Artifacts =>
  artifactsOf([['a.txt' as ArtifactPath, digestSet([['sha256', digit.repeat(64)]])]])
const link = (converted: unknown): Record<string, unknown> =>
  linkOf('write', {
    products: { 'a.txt': digest('a') },
    environment: { ...RUN, ...(converted === undefined ? {} : { converted }) }
  })
const onDisk = (digit: string): object => ({ products: { 'a.txt': digit.repeat(64) } })

/** Verifies a step of as many functionaries as there are links. */
function verify(links: readonly unknown[], changes: Partial<VerificationRequest> = {}): Promise<Verification> {
  const store = new MemoryStore()
  links.forEach((converted, index) => store.put('write', index === 0 ? ALICE : BOB, link(converted)))
  const layout = file(layoutOf([step('write', [ALICE, BOB], { threshold: links.length })]), [OWNER])
  return verifyChain({ layout, links: store, ...changes })
}
const compared = async (digit: string, ...links: readonly unknown[]): Promise<string[]> =>
  codes(withProducts(await verify(links), local(digit)))

const saidBySummary = async (verification: Verification | Promise<Verification>): Promise<unknown> => {
  const found = await verification
  return found.outcome === 'passed' ? plain(found.summary.environment) : 'failed'
}

describe('the summary link says what a checkout wrote', () => {
  const said = { converted: onDisk('b') }
  test.each([
    ['by the word of the one functionary', [onDisk('b')], said],
    ['by that of all of them', [onDisk('b'), onDisk('b')], said],
    ['not by that of one alone', [onDisk('b'), undefined], {}],
    ['not where they say otherwise', [onDisk('b'), onDisk('c')], {}]
  ])('%s', async (_what, links, expected) => expect(await saidBySummary(verify(links))).toEqual(expected))
  test('of a sublayout, too', async () => {
    const layout = file(layoutOf([step('outer', [ALICE])]), [OWNER])
    const inner = layoutOf([step('write', [ALICE])])
    const links = new MemoryStore().put('outer', ALICE, inner, [ALICE])
    links.of('outer', ALICE).put('write', ALICE, link(onDisk('b')))
    expect(await saidBySummary(verifyChain({ layout, links }))).toEqual(said)
  })
})
describe('a file at hand', () => {
  test('is a product with the bytes of the commit', async () => expect(await compared('a', onDisk('b'))).toEqual([]))
  test('is none by the word of a link alone', async () =>
    expect(await compared('b', onDisk('b'))).toEqual(['PRODUCT_DIFFERS']))
  test('and the reason names what a checkout writes', async () => {
    const failed = withProducts(await verify([onDisk('b')]), local('c'))
    expect(failed).toMatchObject({
      failures: [
        { details: [expect.stringContaining('aaa'), expect.stringContaining('bbb'), expect.stringContaining('ccc')] }
      ]
    })
  })
})
describe('a link whose word nobody can read', () => {
  const unreadable: readonly unknown[] = [
    'x',
    { products: 'x' },
    { products: { 'a.txt': 'B'.repeat(64) } },
    { materials: [] }
  ]
  test.each(unreadable)('is refused: %j', async (converted) =>
    expect(await verify([converted])).toMatchObject({ failures: [{ code: 'LINK_UNREADABLE', step: 'write' }] })
  )
  test('is refused where files are compared, also in the way of the reference', async () => {
    const passed = await verify(['x'], { compatibility: 'reference' })
    expect(passed.outcome).toBe('passed')
    expect(codes(withProducts(passed, local('a')))).toEqual(['LINK_UNREADABLE'])
  })
})
