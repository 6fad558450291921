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

describe('a file is a final product', () => {
  test.each([
    ['with the bytes of the commit', 'a', [onDisk('b')]],
    ['with the bytes that a checkout writes', 'b', [onDisk('b')]],
    ['with those that all functionaries name', 'b', [onDisk('b'), onDisk('b')]]
  ])('%s', async (_what, digit, links) => expect(await compared(digit, ...links)).toEqual([]))
  test('of a sublayout, too', async () => {
    const layout = file(layoutOf([step('outer', [ALICE])]), [OWNER])
    const inner = layoutOf([step('write', [ALICE])])
    const links = new MemoryStore().put('outer', ALICE, inner, [ALICE])
    links.of('outer', ALICE).put('write', ALICE, link(onDisk('b')))
    expect(codes(withProducts(await verifyChain({ layout, links }), local('b')))).toEqual([])
  })
})
describe('a file is none', () => {
  test.each([
    ['with other bytes', 'c', [onDisk('b')]],
    ['with bytes that nobody names', 'b', [undefined]],
    ['with bytes that one functionary alone names', 'b', [onDisk('b'), undefined]],
    ['with bytes that two functionaries name otherwise', 'b', [onDisk('b'), onDisk('c')]]
  ])('%s', async (_what, digit, links) => expect(await compared(digit, ...links)).toEqual(['PRODUCT_DIFFERS']))
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
