// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { sentenceLines } from '../../src/layouts/sentence-lines.ts'

test('the lines of keys, in every spelling', () => {
  const text = [
    'expires: 1 year',
    'scratch: node_modules/',
    'steps:',
    '  # what it takes',
    '  - name: build',
    '    takes: source',
    '    adds:',
    '      - dist/**',
    '      - name: no step',
    '  - { name: "test", takes: build,',
    '      may-add: coverage/** }',
    '  - takes: test',
    '    name: late',
    '  - name: build',
    '    takes: twice',
    'release: build'
  ].join('\n')
  expect(Object.fromEntries(sentenceLines(text))).toMatchObject({
    scratch: 2,
    release: 16,
    'build takes': 6,
    'build adds': 7,
    'test takes': 10,
    'test may-add': 11,
    'late takes': 12
  })
})
test.each(['', '\0\u2028- nam', 'steps:\n  takes: x', '  - name: x\n    takes: y', 'steps:\n  - takes: x'])(
  'of %j there are none of steps',
  (text) => expect([...sentenceLines(text).keys()].filter((key) => key.includes(' '))).toEqual([])
)
