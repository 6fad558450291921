// SPDX-License-Identifier: Apache-2.0
// What can be written and fits nothing: names that no branch, no file and no leg can have.
import { describe, expect, test } from '@jest/globals'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const inStep = (rest: string): string => stepsText([`name: s, takes: source, ${rest}`])
const onTop = (rest: string): string => stepsText(['name: s, takes: source'], `release: nothing\n${rest}\n`)
const codesIn = (text: string): string[] => problemsIn(text).map(({ code }) => code)

/** The one text in quotes, or without, that a hint offers. */
const offeredBy = (text: string): string => /^Write (.*)\.$/.exec(problemsIn(text)[0]?.hint ?? '')?.[1] ?? 'nothing'

describe('a pattern of refs that fits none', () => {
  test.each([
    ['branches', "'main '", 'main'],
    ['branches', "' main'", 'main'],
    ['tags', "'v 1'", undefined],
    ['tags', "'v1~2'", undefined],
    ['branches', "'a^'", undefined],
    ['branches', "'user:*'", undefined],
    ['branches', "'a..b'", undefined],
    ['branches', "'.a/*'", undefined],
    ['branches', "'release/.x'", undefined],
    ['branches', "'main.'", undefined],
    ['tags', "'v*.lock'", undefined],
    ['branches', "'HEAD@'", 'no problem'],
    ['branches', "'release/[0-9]*.x'", 'no problem'],
    ['branches', "'[^-^]x'", 'a pattern']
  ])('%s: %s', (key, value, offered) => {
    const text = onTop(`${key}: [x, ${value}]`)
    if (offered === 'no problem') return expect(codesIn(text)).toEqual([])
    if (offered === 'a pattern') return expect(codesIn(text)).toEqual(['INTENT_PATTERN_INVALID'])
    expect(codesIn(text)).toEqual(['LAYOUT_SOURCE_VALUE'])
    if (offered !== undefined) expect(offeredBy(text)).toBe(offered)
    else expect(problemsIn(text)[0]?.hint).toContain('git')
  })
})

describe('a line that fits no file', () => {
  test.each([
    ['scratch: ./x', '/x'],
    ['scratch: a/../b', '/b'],
    ['scratch: a/./b/', '/a/b/'],
    ['scratch: .//x', '/x'],
    ['scratch: a//b', '/a/b'],
    ['scratch: x/.', '/x'],
    ['scratch: ./a/**', '/a/**'],
    ['installs-into: { d: { may-change: ./x } }', '/x']
  ])('%s', (rest, line) => {
    expect(codesIn(inStep(rest))).toEqual(['LAYOUT_SOURCE_VALUE'])
    expect(offeredBy(inStep(rest))).toBe(line)
    expect(() => buildIntents(inStep(`scratch: '${line}'`))).not.toThrow()
  })
  test.each([['scratch: /'], ['scratch: ../x'], ['scratch: .'], ['scratch: a/../../b'], ["scratch: '//'"]])(
    '%s, and nothing like it is meant',
    (rest) => {
      expect(codesIn(inStep(rest))).toEqual(['LAYOUT_SOURCE_VALUE'])
      expect(problemsIn(inStep(rest))[0]?.hint).toContain('names what is meant')
    }
  )
  test('stands on top', () => expect(codesIn(onTop('scratch: ./x'))).toEqual(['LAYOUT_SOURCE_VALUE']))
  test.each(['.cache/', '..a', 'a/...', '/x', '*.log', '**/x/', 'a..b/c.'])('%s fits files', (line) =>
    expect(codesIn(inStep(`scratch: '${line}'`))).toEqual([])
  )
})

describe('an empty value of a matrix', () => {
  test.each(["{ a: ['x', ''] }", "{ a: [x], include: [{ a: x, b: '' }] }", "{ a: [x, y], exclude: [{ a: '' }] }"])(
    '%s',
    (matrix) => {
      const problems = problemsIn(inStep(`matrix: ${matrix}`))
      expect(problems.map(({ code, line }) => [code, line])).toEqual([['LAYOUT_SOURCE_VALUE', 2]])
      expect(problems[0]?.message).toContain('name of a leg')
      expect(problems[0]?.hint).toContain('workflow')
      expect(problems[0]?.hint).not.toContain('eave out')
    }
  )
})
