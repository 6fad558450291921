// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath, type Artifacts } from '../../../src/intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS, artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { withProducts } from '../../../src/intoto/verification/with-products.ts'
import { codes, MemoryStore, verifyChain } from '../../support/chain.ts'

const local = (path: string, digit: string): Artifacts =>
  artifactsOf([[path as ArtifactPath, digestSet([['sha256', digit.repeat(64)]])]])

test('a chain that verifies stays so for the right bytes', async () => {
  const verification = await verifyChain()
  expect(withProducts(verification, local('app.tgz', 'b'))).toBe(verification)
})

test.each([
  ['other bytes', local('app.tgz', 'c'), 'PRODUCT_DIFFERS'],
  ['another file', local('other.tgz', 'b'), 'PRODUCT_UNKNOWN'],
  ['no file at all', NO_ARTIFACTS, 'PRODUCT_NONE']
])('and fails for %s', async (_what, files, code) =>
  expect(codes(withProducts(await verifyChain(), files))).toEqual([code])
)

test('a chain that failed stays as it is', async () => {
  const verification = await verifyChain({ links: new MemoryStore() })
  expect(withProducts(verification, local('app.tgz', 'b'))).toBe(verification)
})
