// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import type { ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { readConverted, withConverted } from '../../../src/intoto/link/converted-files.ts'
import { plain, valueAt } from '../../support/json.ts'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
const some = (digest: string): Map<ArtifactPath, string> => new Map([['a.txt' as ArtifactPath, digest]])

test('what is written of each half is read', () => {
  const environment = withConverted(withConverted(new Map(), 'materials', some(A)), 'products', some(B))
  expect(readConverted(environment, 'materials')).toEqual(some(A))
  expect(readConverted(environment, 'products')).toEqual(some(B))
})
test('nothing is written where nothing was converted', () => {
  expect(plain(withConverted(new Map(), 'materials', new Map()))).toEqual({})
  expect(readConverted(new Map(), 'materials')).toEqual(new Map())
  expect(readConverted(withConverted(new Map(), 'materials', some(A)), 'products')).toEqual(new Map())
})
test('what others wrote is replaced where it is no object', () =>
  expect(readConverted(withConverted(new Map([['converted', 'x']]), 'materials', some(A)), 'materials')).toEqual(
    some(A)
  ))
test.each([['x'], [{ materials: 'x' }], [{ materials: { a: 1 } }], [{ materials: { a: 'A'.repeat(64) } }]])(
  '%j is malformed',
  (converted) => expect(readConverted(valueAt({ converted }).object(), 'materials')).toBe('malformed')
)
