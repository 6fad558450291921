// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { median } from '../../.github/scripts/bench/measure.ts'
import { verdict, Verdicts } from '../../.github/scripts/bench/verdicts.ts'

test.each([
  [20, 20, 'least', 'target 20 met'],
  [25, 20, 'least', 'target 20 met'],
  [18, 20, 'least', 'target 20 NOT met, by 10 %'],
  [150, 150, 'most', 'target 150 met'],
  [180, 150, 'most', 'target 150 NOT met, by 20 %']
] as const)('%s, where %s is the %s: %s', (value, target, bound, text) => {
  expect(verdict(value, target, bound)).toBe(text)
})

test('a unit stands beside the target', () => {
  expect(verdict(140, 150, 'most', ' MB')).toBe('target 150 MB met')
})

test('of what is printed every verdict is counted, and what was missed is told again with its title', () => {
  const verdicts = new Verdicts()
  for (const line of [
    '\nrun: 5 files',
    `  ours   1.00 s: ${verdict(140, 150, 'most', ' MB')}`,
    `  other  2.00 s: 2.00 times ours, ${verdict(2, 4, 'least')}`,
    '  nothing to judge',
    '\nactions, cold',
    '  begin   10 ms  target 60 ms met',
    '  end     250 ms  target 200 ms NOT met'
  ])
    verdicts.hear(line)
  expect(verdicts.summary.trim().split('\n')).toEqual([
    '2 of 4 targets met, 2 missed',
    '  run: 5 files: other 2.00 s: 2.00 times ours, target 4 NOT met, by 50 %',
    '  actions, cold: end 250 ms target 200 ms NOT met'
  ])
})

test('the median is the middle one', () => {
  expect([median([3]), median([9, 1, 2]), median([5, 4, 3, 2, 1])]).toEqual([3, 2, 3])
})
