// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { statementLines, stepLines } from '../../src/layouts/step-lines.ts'

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
    ['f', 6],
    ['late', 7]
  ])
})
test('of something else there are none', () => expect(stepLines('\0\u2028- nam').size).toBe(0))

const INTENTS = `functionaries: { ci: { key: nowhere.pub } }
by: ci
scratch: tmp/
steps:
  - name: build
    matrix: { os: [linux, macos] }
    takes: source
    adds: dist/\${{ matrix.os }}
  - { takes: build, name: last }
release:
  - build
  - last: x
branches: main
`
test('the lines of statements, and of legs, whoever performs them', () => {
  const lines = statementLines(INTENTS)
  expect(lines.get('build-macos takes source')).toBe(7)
  expect(lines.get('build-macos adds dist/macos')).toBe(8)
  expect(lines.get('build-macos scratch tmp/')).toBe(3)
  expect(lines.get('last takes build-linux')).toBe(9)
  expect(lines.get('release build-linux')).toBe(11)
  expect(lines.get('release last only x')).toBe(12)
  expect(lines.get('branches main')).toBe(13)
  expect(lines.get('steps only')).toBe(4)
  expect(stepLines(INTENTS)).toEqual(
    new Map([
      ['build', 5],
      ['build-linux', 5],
      ['build-macos', 5],
      ['last', 9]
    ])
  )
})
test.each([['steps: ['], ['- a'], ['steps: { a: b }'], ['steps:\n  - { name: a, materials: anything }']])(
  'and none of %j',
  (text) => expect(statementLines(text).size).toBe(0)
)
