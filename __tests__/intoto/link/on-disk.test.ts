// SPDX-License-Identifier: Apache-2.0
// What a link says of files on a disk is a functionary's word: it counts only as far as all functionaries of a step say it.
import { describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath } from '../../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../../src/intoto/artifacts/build-artifacts.ts'
import { productForms, productsOnDisk } from '../../../src/intoto/link/on-disk.ts'
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

describe('the forms of products', () => {
  const products = artifactsOf([
    [path('x'), sha256(A)],
    [path('y'), digestSet([['sha512', A + A]])]
  ])
  const formsOf = (environment: object): unknown => {
    const { targets, converted: files } = productForms(valueAt(environment).object(), products)
    return { targets: [...targets], converted: [...files] }
  }
  test.each([
    ['of no word', {}, { targets: [], converted: [] }],
    ['of links', modes({ x: 'symlink', y: 'symlink', gone: 'symlink' }), { targets: [['x', A]], converted: [] }],
    [
      'of converted files',
      converted({ x: B, y: B, gone: B }),
      { targets: [], converted: [['x', { disk: B, commit: A }]] }
    ],
    ['of what cannot be read', { converted: 'x' }, { targets: [], converted: [] }]
  ])('%s', (_what, environment, expected) => expect(formsOf(environment)).toEqual(expected))
})
