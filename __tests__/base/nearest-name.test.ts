// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { nearestName } from '../../src/base/nearest-name.ts'

test.each<[string, string[], string | undefined]>([
  ['biuld', ['test', 'build'], 'build'],
  ['flie', ['file'], 'file'],
  ['ALOW', ['ALLOW', 'DISALLOW'], 'ALLOW'],
  ['Build', ['build'], 'build'],
  ['buid', ['build', 'bind'], 'build'],
  ['ab', ['ba'], 'ba'],
  ['abc', ['cab', 'bca'], undefined],
  ['ca', ['abc'], undefined],
  ['thershold', ['threshold'], 'threshold'],
  ['', ['a'], 'a'],
  ['x', [], undefined],
  ['build', ['test', 'package'], undefined]
])('nearest to %j among %j', (word, names, expected) => expect(nearestName(word, names)).toBe(expected))

test('is looked for only among names of a similar length, and for no long word', () => {
  expect(nearestName('build', ['x'.repeat(1_000_000)])).toBeUndefined()
  expect(nearestName('x'.repeat(129), ['x'.repeat(129)])).toBeUndefined()
  expect(nearestName('x'.repeat(128), ['x'.repeat(127)])).toBe('x'.repeat(127))
})
