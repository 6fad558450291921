// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { oneOf } from '../../src/base/inputs.ts'
import { listed } from '../../src/base/listed.ts'

describe('names in a sentence', () => {
  test.each([
    [[], ''],
    [['a'], 'A'],
    [['a', 'b'], 'A, B'],
    [['a', 'b', 'c'], 'A, B and 1 more'],
    [['a', 'b', 'c', 'd'], 'A, B and 2 more']
  ])('are the first of %j, and how many more', (names, text) =>
    expect(listed(names, 2, (name) => name.toUpperCase())).toBe(text)
  )
  test('cost nothing where they are not shown', () => {
    let asked = 0
    listed(Array<string>(1000).fill('a'), 3, (name) => `${name}${(asked += 1)}`)
    expect(asked).toBe(3)
  })
})

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c']
])('words to choose from, %j, are read as people write them', (words, text) => expect(oneOf(words)).toBe(text))
