// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { stepLines } from '../../src/layouts/step-lines.ts'

test('the lines on which steps begin, in every spelling', () => {
  const text = [
    'steps:',
    '  - name: a',
    '  - name: "b c"',
    "  - { name: 'd', by: x }",
    '  - {name: e, by: x}',
    '  -   name: f # note',
    '  - by: x',
    '    name: late',
    '  - name: a'
  ].join('\n')
  expect([...stepLines(text)]).toEqual([
    ['a', 2],
    ['b c', 3],
    ['d', 4],
    ['e', 5],
    ['f', 6]
  ])
})
test('of something else there are none', () => expect(stepLines('\0\u2028- nam').size).toBe(0))
