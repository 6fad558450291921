// SPDX-License-Identifier: Apache-2.0
// Names that are read as something else by how they begin: on a drive, which strict verification refuses, or as a scheme.
import { describe, expect, test } from '@jest/globals'
import { testedLayout } from '../../../src/layouts/self-test/tested-layout.ts'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const warningsOf = (...steps: string[]): readonly string[] =>
  buildIntents(stepsText(steps))
    .warnings.map(({ message }) => message)
    .filter((message) => message.includes('LINK_PATH_NOT_NORMALISED'))

describe('a name that begins with a letter and a colon', () => {
  test.each([
    ['added', ["name: a, takes: source, adds: 'a: b'"], 'a: b'],
    ['added by a pattern', ["name: a, takes: source, adds: '[a-cX]:?/**'"], '[a-cX]:?/**'],
    ['perhaps added', ["name: a, takes: source, may-add: 'c:*'"], 'c:*'],
    ['changed', ["name: a, takes: source, changes: 'Z:'"], 'Z:'],
    ['removed', ["name: a, takes: source, removes: '[c]:x'"], '[c]:x'],
    ['taken', ['name: a, takes: source, adds: x', "name: b, takes: { a: 'x:y' }"], 'x:y'],
    ['taken from', ['name: a, takes: source, adds: x', "name: b, takes: { a: { from: 'x:y' } }"], 'x:y'],
    ['put there', ['name: a, takes: source, adds: x', "name: b, takes: { a: { into: 'x:y' } }"], 'x:y'],
    ['brought there', ['name: a, takes: source, adds: d/x:y', 'name: b, takes: { a: { from: d } }'], 'x:y'],
    ['installed into', ["name: a, takes: source, installs-into: 'm:/deps'"], 'm:/deps']
  ])('is warned of where it is %s', (_what, steps, name) => {
    const [warning, ...others] = warningsOf(...steps)
    expect([warning?.startsWith(`"${name}" begins with`), others]).toEqual([true, []])
  })

  test.each(["'?:x'", "'*:x'", "'a*:x'", "'[a-c1]:x'", "'[!a]:x'", 'd/x:y', 'ab:c', "'**/x:y'", "'a?'"])(
    'need not be meant by %s',
    (text) => expect(warningsOf(`name: a, takes: source, adds: ${text}`)).toEqual([])
  )

  test.each([
    ["adds: 'a: b'"],
    ["adds: ['?x', '-dash', 'a: b', 'it''s', 'odd [[]1]', 'odd ?2']"],
    ["may-add: ['c:/**', 'c:?'], changes: '[b-d]:*'"],
    ["adds: ['z:*'], removes: '[a-x]:?'"]
  ])('is let pass by the rules all the same: %s', (said) => {
    const steps = [`name: a, takes: source, ${said}`, "name: b, takes: a, adds: '*.tgz'", 'name: c, takes: [source, b]']
    const { layout, intents } = buildIntents(stepsText(steps))
    if (intents === undefined) throw new Error('there are intents')
    const { refused, tried, passed } = testedLayout(layout, intents.intents)
    expect([refused, tried > 10, passed]).toEqual([undefined, true, []])
  })
})

describe('a name that begins with a scheme', () => {
  test.each([
    ['adds', 'file:x'],
    ['adds', "'[f]ile:*'"],
    ['changes', "'[d]ir:x/**'"],
    ['removes', 'file:a/b']
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
    const { warnings } = buildIntents(stepsText(['name: a, takes: source, may-add: file:x', 'name: b, takes: a']))
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining('"file:x"'))
  })
})

test('a file that is removed is not one that the step adds', () => {
  // The first name that comes to mind for the pattern is that of the other sentence.
  const steps = ["name: a, takes: source, adds: '&x', removes: '?x'", 'name: b, takes: { a: { from: d } }']
  const { layout, intents } = buildIntents(stepsText([...steps, 'name: c, takes: [source, b]']))
  if (intents === undefined) throw new Error('there are intents')
  expect(testedLayout(layout, intents.intents).refused).toBeUndefined()
})
