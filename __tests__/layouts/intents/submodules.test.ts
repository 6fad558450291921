// SPDX-License-Identifier: Apache-2.0
// Submodules that some jobs check out: what the layout says of them, what the repository has, and what is refused.
import { describe, expect, test } from '@jest/globals'
import { readGitmodules } from '../../../src/layouts/read-gitmodules.ts'
import { buildIntents, problemsIn, statementsIn, stepsText } from '../../support/intents-source.ts'

const STEPS = stepsText(['name: build, takes: source', 'name: lint, takes: source'])
const said = (text: string): string[] => statementsIn(`${text}${STEPS}`).filter((word) => word.startsWith('source '))
const rules = (text: string, found?: readonly string[]): string =>
  JSON.stringify(buildIntents(`${text}${STEPS}`, found).layout.steps.map((step) => step.expectedMaterials))

describe('submodules', () => {
  test('that some jobs check out are named, one or several', () => {
    expect(said('source: { submodules: vendor/lib }\n')).toEqual(['source submodules "vendor/lib"'])
    expect(said('source: { commit: head, submodules: [a, b c] }\n')).toEqual([
      'source commit head',
      'source submodules "a"',
      'source submodules "b c"'
    ])
    expect(said('source: { submodules: [same] }\n')).toEqual(['source submodules "same"'])
    expect(said('source: { submodules: same }\n')).toEqual([])
  })
  test.each([
    ['a pattern', "'vendor/*'", 'holds a wildcard', 'submodules: [vendor/lib]'],
    ['a slash at the end', 'vendor/lib/', 'ends with', 'Write `submodules: vendor/lib`.'],
    ['everything below', "'vendor/lib/**'", 'holds a wildcard', 'Write `submodules: vendor/lib`.'],
    ['a path that leads out', '../lib', '', 'submodules: [vendor/lib]'],
    ['a brace', "'a{b'", 'brace', 'submodules: [vendor/lib]']
  ])('are directories, and not %s', (_what, text, flaw, hint) => {
    const [problem, ...others] = problemsIn(`source: { submodules: [${text}] }\n${STEPS}`)
    expect([problem?.code, problem?.line, problem?.column, others]).toEqual(['LAYOUT_SOURCE_VALUE', 1, 24, []])
    expect([problem?.message, problem?.hint]).toEqual([expect.stringContaining(flaw), expect.stringContaining(hint)])
  })
  test.each([
    ['recursive', 'recursive', 'VALUE'],
    ["'recursive'", 'recursive', 'VALUE'],
    ['[a, all]', 'all', 'VALUE'],
    ['none', 'none', 'VALUE'],
    ['true', 'true', 'TYPE'],
    ['[false]', 'false', 'TYPE'],
    ['Recursive', 'Recursive', 'VALUE']
  ])('are not how a job checks out: %s', (text, word, code) => {
    const [problem, ...others] = problemsIn(`source: { submodules: ${text} }\n${STEPS}`)
    expect([problem?.code, problem?.line, others]).toEqual([`LAYOUT_SOURCE_${code}`, 1, []])
    expect(problem?.message).toContain(`"${word}"`)
    expect(problem?.hint).toMatch(/submodules: \[vendor\/lib\].*submodules: same/)
  })
  test('may be called like a word, in quotes in a list', () => {
    expect(said("source: { submodules: ['all'] }\n")).toEqual(['source submodules "all"'])
  })
  test('that the repository does not have are a warning; one above them is not', () => {
    const warned = (text: string, found: readonly string[]): string[] =>
      buildIntents(`source: { submodules: ${text} }\n${STEPS}`, found).warnings.map(({ message }) => message)
    expect(warned('[vendor, vendor/lib, vendor/lib/deep]', ['vendor/lib'])).toEqual([])
    expect(warned('[vendor/libs]', [])).toEqual([])
    const [warning, ...others] = warned('[vendor/lib, vendor/libs]', ['vendor/lib'])
    expect([warning, others]).toEqual([expect.stringMatching(/^"vendor\/libs" is not .* has "vendor\/lib"\.$/), []])
  })
  test.each([
    ['true', 'LAYOUT_SOURCE_TYPE'],
    ['[]', 'LAYOUT_SOURCE_VALUE'],
    ['[a, a]', 'LAYOUT_SOURCE_VALUE'],
    ['{ a: b }', 'LAYOUT_SOURCE_TYPE']
  ])('are not %s', (text, code) => {
    expect(problemsIn(`source: { submodules: ${text} }\n${STEPS}`).map((one) => one.code)).toEqual([code])
  })
})

describe('those of the repository', () => {
  test('are taken where the layout does not say, and that is told with what to write', () => {
    const { warnings, intents } = buildIntents(STEPS, ['sub', 'vendor/lib'])
    expect(intents?.intents.submodules).toEqual(['sub', 'vendor/lib'])
    const [warning] = warnings.filter(({ message }) => message.includes('.gitmodules'))
    expect(warning?.message).toContain('"sub", "vendor/lib"')
    expect(warning?.hint).toContain('`source: { submodules: [sub, vendor/lib] }`')
    expect(warning?.hint).toContain('`source: { submodules: same }`')
    expect(rules('', ['sub', 'vendor/lib'])).toBe(rules('source: { submodules: [sub, vendor/lib] }\n'))
  })
  test('are not where it says, or where one step alone sees source', () => {
    const written = buildIntents(`source: { submodules: same }\n${STEPS}`, ['sub'])
    expect([written.intents?.intents.submodules, written.warnings]).toEqual([[], []])
    expect(rules('source: { submodules: same }\n', ['sub'])).toBe(rules('', []))
    expect(buildIntents(`source: { submodules: [a] }\n${STEPS}`, ['sub']).intents?.intents.submodules).toEqual(['a'])
    const alone = stepsText(['name: build, takes: source', 'name: lint, takes: build'])
    expect(buildIntents(alone, ['sub']).intents?.intents.submodules).toEqual([])
  })
  test('are left out where no layout can name them', () => {
    expect(buildIntents(STEPS, ['a{b', '../x', 'a*']).intents?.intents.submodules).toEqual([])
    expect(buildIntents(STEPS, ['a{b', 'sub', 'sub']).intents?.intents.submodules).toEqual(['sub'])
  })
  test('are not taken where they are very many, which is told with what to write', () => {
    const found = (many: number): string[] => Array.from({ length: many }, (_, index) => `vendor/m${index}`)
    expect(buildIntents(STEPS, found(64)).intents?.intents.submodules).toHaveLength(64)
    for (const many of [65, 1000]) {
      const { warnings, intents } = buildIntents(STEPS, found(many))
      expect(intents?.intents.submodules).toEqual([])
      expect(warnings).toHaveLength(1)
      expect(warnings[0]?.message).toContain(`${many} submodules`)
      expect(warnings[0]?.hint).toContain('`source: { submodules: same }`')
    }
    expect(rules('', found(65))).toBe(rules('source: { submodules: same }\n'))
  })
  test('are the paths of .gitmodules', () => {
    const text = [
      '# path = no',
      'path = no',
      '[submodule "vendor/lib"]',
      '\tpath = vendor/lib',
      '\turl = https://example.com/path = x',
      '[Submodule "b"] path = "b c" ; said',
      '  PATH=d/ # again',
      '[other "x"]',
      'path = no',
      '[submodule "e"]\r',
      'path = e\\"f\r',
      'path = ""'
    ].join('\n')
    expect(readGitmodules(text)).toEqual(['vendor/lib', 'b c', 'd', 'e"f'])
    expect(readGitmodules('')).toEqual([])
  })
})

test('rules alone do not compare a submodule of two jobs, and say so', () => {
  const { intents } = buildIntents(`elsewhere: rules-only\nsource: { submodules: [sub] }\n${STEPS}`)
  expect(intents?.lost).toContain('the files of the submodule "sub" are the same in all jobs')
})
