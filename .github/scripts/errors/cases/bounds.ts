// SPDX-License-Identifier: Apache-2.0
// Documents that would take more memory than there may be.
import { who } from '../bench.ts'
import { chain, linkOf, layoutOf, stepOf } from '../chain.ts'
import { linkFileName, sublayoutDirectoryName } from '../../../../src/intoto/link/link-file-name.ts'
import type { ErrorCase, Json } from '../error-case.ts'

/** JSON of a link with so many small lists among its by-products, each of which takes some hundred bytes in memory. */
function manyValues(step: string, count: number): string {
  const text = JSON.stringify(linkOf(step, { byproducts: { 'return-value': 0, seen: 'x' } }))
  return text.replace('"seen":"x"', `"seen":[${'[[[0]]],'.repeat(count)}0]`)
}

const ci = who('ci').keyId

export const BOUND_CASES: readonly ErrorCase[] = [
  {
    code: 'JSON_TOO_MANY_VALUES',
    prepare: (bench) => bench.write('build.link', `{"signed":${manyValues('build', 450_000)},"signatures":[]}`),
    words: ['inspect', 'build.link']
  },
  chain('SUBLAYOUT_TOO_COSTLY', {
    more: (bench) => {
      const directory = sublayoutDirectoryName('write', ci)
      bench.sign(linkFileName('write', ci), layoutOf([stepOf('unit', ['ci'], { expected_command: [] })]), ['ci'])
      bench.sign(`${directory}/${linkFileName('unit', ci)}`, JSON.parse(manyValues('unit', 100_000)) as Json, ['ci'])
    }
  })
]
