// SPDX-License-Identifier: Apache-2.0
// Names that are read as something else by how they begin: on a drive, which strict verification refuses, or as a scheme.
import { describe, expect, test } from '@jest/globals'
import { parseIntentPattern } from '../../../src/intoto/intents/intent-pattern.ts'
import { witnessesOf } from '../../../src/layouts/intents/witnesses.ts'
import { testedLayout } from '../../../src/layouts/self-test/tested-layout.ts'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const warningsOf = (...steps: string[]): readonly string[] =>
  buildIntents(stepsText(steps))
    .warnings.map(({ message }) => message)
    .filter((message) => message.includes('LINK_PATH_NOT_NORMALISED'))

describe('a name that begins with a letter and a colon', () => {
  test('is warned of where a directory is stripped before it', () => {
    const [warning, ...others] = warningsOf('name: a, takes: source, adds: d/x:y', 'name: b, takes: { a: { from: d } }')
    expect([warning?.startsWith('"x:y" begins with'), others]).toEqual([true, []])
  })

  test.each(["'?:x'", "'*:x'", "'a*:x'", "'[a-c1]:x'", "'[!a]:x'", 'd/x:y', 'ab:c', "'**/x:y'", "'a?'"])(
    'need not be meant by %s',
    (text) => expect(warningsOf(`name: a, takes: source, adds: ${text}`)).toEqual([])
  )
})

describe('a name that begins with a scheme', () => {
  test.each([
    ['adds', "'[f]ile:*'"],
    ['changes', "'[d]ir:x/**'"],
    ['removes', "'f[i]le:a/b'"]
  ])('is impossible: %s: %s', (key, text) => {
    const [problem, ...others] = problemsIn(stepsText([`name: a, takes: source, ${key}: ${text}`]))
    expect([problem?.code, problem?.message.includes('No file is recorded'), others]).toEqual([
      'LAYOUT_SOURCE_IMPOSSIBLE',
      true,
      []
    ])
  })
  test.each(['fil*:x', "'?ile:x'", 'a/file:x', 'files:x', "'**/file:x'"])('need not be meant by %s', (text) =>
    expect(problemsIn(stepsText([`name: a, takes: source, adds: ${text}`]))).toEqual([])
  )
  test('says nothing where it may be', () => {
    const { warnings } = buildIntents(stepsText(['name: a, takes: source, may-add: "[f]ile:x"', 'name: b, takes: a']))
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining('"[f]ile:x"'))
  })
})

test('a file that is removed is not one that the step adds', () => {
  // The first name that comes to mind for the pattern is that of the other sentence.
  const steps = ["name: a, takes: source, adds: '&x', removes: '?x'", 'name: b, takes: { a: { from: d } }']
  const { layout, intents } = buildIntents(stepsText([...steps, 'name: c, takes: [source, b]']))
  if (intents === undefined) throw new Error('there are intents')
  expect(testedLayout(layout, intents.intents).refused).toBeUndefined()
})

test.each(["'?:*'", "'*:x'", "'[!a]:*'", "'[a-c1]:?'", "'**/?:x'"])(
  'a layout that adds %s is proven by names that are recorded',
  (text) => {
    const steps = [`name: a, takes: source, adds: ${text}`, 'name: b, takes: a']
    const { layout, intents } = buildIntents(stepsText(steps))
    if (intents === undefined) throw new Error('there are intents')
    const { refused, tried, passed } = testedLayout(layout, intents.intents)
    expect([refused, tried > 10, passed]).toEqual([undefined, true, []])
  }
)

test.each(['?:*', '*:x', '[!a]:*', '[a-c1]:?', '**/?:x'])('names that stand for %s can be recorded', (text) => {
  const names = witnessesOf(parseIntentPattern(text))
  expect([names.length > 0, names.filter((name) => /^[A-Za-z]:/.test(name))]).toEqual([true, []])
})
