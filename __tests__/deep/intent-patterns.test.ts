// SPDX-License-Identifier: Apache-2.0
// Patterns of intents, read by the product and by a second reading of what the documentation says of them.
import { expect, test } from '@jest/globals'
import { parseIntentPattern } from '../../src/intoto/intents/intent-pattern.ts'
import { caseCount, Chance, report, seed } from '../support/cases.ts'
import { pathFits } from '../support/intents/path-fits.ts'

const SEGMENTS = [
  '**',
  '*',
  '?',
  'a',
  'b',
  '.a',
  'a*',
  '*b',
  '*.*',
  '[ab]',
  '[!a]',
  '[a-c]*',
  '?*',
  '*a*b*',
  '[!a-b]',
  'ä?'
]
const NAMES = ['a', 'b', 'c', '.a', 'ab', 'a.b', 'aXbY', '..b', 'äö', '𝒳', 'ä𝒳', '[ab]', '*']

/** Up to `most` of these, joined by slashes. */
const joined = (chance: Chance, parts: readonly string[], most: number): string =>
  Array.from({ length: 1 + chance.below(most) }, () => chance.pick(parts)).join('/')

test('both say of every path the same', () => {
  const count = caseCount(200_000)
  const chance = new Chance(seed())
  const differences: string[] = []
  const coverage = { fit: 0, 'fit not': 0 }
  for (let index = 0; index < count; index += 1) {
    const pattern = joined(chance, SEGMENTS, 4)
    const path = joined(chance, NAMES, 5)
    const fits = pathFits(pattern, path)
    coverage[fits ? 'fit' : 'fit not'] += 1
    if (parseIntentPattern(pattern).matches(path) !== fits) differences.push(`${pattern} ${path}: ${fits}`)
  }
  report('patterns of intents', count, seed(), coverage)
  expect(differences.slice(0, 10)).toEqual([])
  expect(coverage.fit).toBeGreaterThan(count / 30)
})

test('an installed directory fits no pattern', () => {
  for (const pattern of ['**', '*', 'd*/**', '[d]ir*'])
    expect([
      pattern,
      parseIntentPattern(pattern).matches('dir:node_modules'),
      pathFits(pattern, 'dir:node_modules')
    ]).toEqual([pattern, false, false])
})
