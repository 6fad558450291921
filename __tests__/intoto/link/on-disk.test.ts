// SPDX-License-Identifier: Apache-2.0
// What a link says of files on a disk is a functionary's word: it counts only as far as all functionaries of a step say it.
import { describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { isProduct, linkTargets, productsOnDisk } from '../../../src/intoto/link/on-disk.ts'
import { plain, valueAt } from '../../support/json.ts'

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)]
const agreed = (...environments: object[]): unknown =>
  plain(productsOnDisk(environments.map((environment) => valueAt(environment).object())))
const converted = (products: object): object => ({ converted: { products } })
const modes = (products: object): object => ({ modes: { products } })

describe('what links of one step say alike', () => {
  test.each<[string, object[], object]>([
    ['is nothing where none says anything', [{}], {}],
    ['is what the one link says', [{ ...converted({ x: A }), run: {} }], converted({ x: A })],
    ['is no word about materials', [{ converted: { materials: { x: A } } }], {}],
    ['is what both say', [converted({ x: A, y: A }), converted({ x: A, z: A })], converted({ x: A })],
    ['is nothing of what only one says', [converted({ x: A }), {}], {}],
    ['is nothing of what they say otherwise', [converted({ x: A }), converted({ x: B })], {}],
    [
      'is which products are links',
      [modes({ x: 'symlink', y: 'executable symlink', z: 'executable' })],
      modes({ x: 'symlink', y: 'symlink' })
    ],
    ['is no link that only one names', [modes({ x: 'symlink' }), modes({ x: 'executable' })], {}],
    [
      'is a word that cannot be read, and is kept as such',
      [modes({ x: 'symlink' }), { converted: 'x', ...modes({ x: 'symlink' }) }],
      { converted: 'x', ...modes({ x: 'symlink' }) }
    ]
  ])('%s', (_what, environments, expected) => expect(agreed(...environments)).toEqual(expected))
})

const path = (text: string): ArtifactPath => text as ArtifactPath
const sha256 = (hex: string): ReturnType<typeof digestSet> => digestSet([['sha256', hex]])

test('a link has the digest of its target where the product has one', () => {
  const products = artifactsOf([
    [path('x'), sha256(A)],
    [path('y'), digestSet([['sha512', A + A]])]
  ])
  const environment = valueAt(modes({ x: 'symlink', y: 'symlink', gone: 'symlink' })).object()
  expect([...linkTargets(environment, products)]).toEqual([['x', A]])
  expect(linkTargets(new Map(), products).size).toBe(0)
})
test.each([
  ['the bytes of the commit', sha256(A), true],
  ['the bytes that a checkout writes', sha256(B), true],
  [
    'these with further digests',
    digestSet([
      ['sha256', B],
      ['sha512', B + B]
    ]),
    true
  ],
  ['other bytes', sha256('c'.repeat(64)), false],
  ['a digest of another kind', digestSet([['sha512', B + B]]), false]
])('a file is a product with %s', (_what, found, expected) =>
  expect(isProduct(new Map([[path('x'), B]]), path('x'), sha256(A), found)).toBe(expected)
)
test('a file that nothing converts is a product with its own bytes alone', () =>
  expect(isProduct(new Map([[path('y'), B]]), path('x'), sha256(A), sha256(B))).toBe(false))
