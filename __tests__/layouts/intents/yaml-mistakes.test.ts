// SPDX-License-Identifier: Apache-2.0
// What YAML reads otherwise than it was meant is told with what to write, where it stands.
import { describe, expect, test } from '@jest/globals'
import { buildIntents, problemsIn } from '../../support/intents-source.ts'

const step = (line: string): string => `steps:\n  - name: a\n    takes: nothing\n    ${line}\nrelease: nothing\n`
const hints = (text: string): string[] => problemsIn(text).map(({ hint }) => hint)

describe('a text that needs quotes', () => {
  test.each([
    ['command: make package: all', "`command: 'make package: all'`"],
    ['setup: echo a: b', "`setup: 'echo a: b'`"],
    ['adds: dist/a: b', "`adds: 'dist/a: b'`"]
  ])('%s', (line, hint) => expect(hints(step(line))).toEqual([expect.stringContaining(hint)]))
  test('is no mapping that the language has', () =>
    expect(hints(step('installs-into: vendor: x'))).toEqual([
      expect.stringContaining('`installs-into: { vendor: x }`')
    ]))
})

describe('a space that YAML does not take for one', () => {
  test.each([
    [
      'behind a key',
      'steps:\n  - name:\u00a0a\n    takes: nothing\nrelease: nothing\n',
      'Line 5 holds a no-break space (U+00A0)'
    ],
    [
      'before a key',
      'steps:\n  - name: a\n\u00a0   takes: nothing\nrelease: nothing\n',
      'It holds a no-break space (U+00A0)'
    ],
    [
      'of another width',
      'steps:\n  - name: a\n\u3000   takes: nothing\nrelease: nothing\n',
      'It holds a space that is none to YAML (U+3000)'
    ]
  ])('is named %s', (_what, text, hint) => expect(hints(text)[0]).toContain(hint))
})

test('a space of that kind in a name is warned of', () =>
  expect(buildIntents(step('adds: dist/x\u00a0')).warnings).toEqual([
    expect.objectContaining({ message: expect.stringContaining('holds a no-break space (U+00A0)') })
  ]))

test('a tag is told where it begins', () => {
  const [problem] = problemsIn(step('adds: !target/x'))
  expect([problem?.code, problem?.line, problem?.column]).toEqual(['YAML_FEATURE', 4, 11])
  expect(problem?.hint).toContain('quotes')
})

test.each([
  ['{ a: dist/**, source }', '`takes: [source, { a: dist/** }]`'],
  ["{ source, a: [x, 'y*'] }", '`takes: [source, { a: … }]`'],
  ['{ source: }', 'Write `takes: source`, or take']
])('takes: %s', (takes, hint) => {
  const text = `steps:\n  - { name: a, takes: nothing, adds: x }\n  - { name: b, takes: ${takes} }\nrelease: nothing\n`
  expect(hints(text)).toContainEqual(expect.stringContaining(hint))
})

test.each([
  ['[17, 17]', "'17' stands twice"],
  ["[17, '17', 21]", "'17' stands twice"],
  ['[x, y, x]', 'x stands twice']
])('a value that stands twice in a matrix is told, and nothing of its legs: %s', (values, message) => {
  const text = `steps:\n  - { name: a, matrix: { jdk: ${values} }, takes: nothing, adds: x }\nrelease: a\n`
  expect(problemsIn(text).map((one) => one.message)).toEqual([expect.stringContaining(message)])
})
