// SPDX-License-Identifier: Apache-2.0
// Texts that others write are read in steps that grow with their length alone. With the square of it, each of these takes
// minutes, and the test is over its time.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { withoutEnd } from '../../src/base/without-end.ts'
import { readGitmodules } from '../../src/layouts/read-gitmodules.ts'
import { replaceExpressions } from '../../src/layouts/intents/matrix-text.ts'
import { coneDirectory } from '../../src/recording/source/sparse.ts'
import { buildIntents, problemsIn } from '../support/intents-source.ts'

const MANY = 200_000
const one = (members: string): string => `steps:\n  - { name: a, takes: source, ${members} }\nrelease: nothing\n`
const codesIn = (text: string): string[] => problemsIn(text).map(({ code }) => code)

describe('the length of a text', () => {
  test('of .gitmodules', () => {
    const path = `${'/'.repeat(MANY)}x`
    expect(readGitmodules(`[submodule "x"]\n\tpath = ${path}\n`)).toEqual([path])
    expect(readGitmodules(`[submodule "x"]\n\tpath = x${'/'.repeat(MANY)}\n`)).toEqual(['x'])
  })
  test('of a line of a sparse checkout', () => {
    expect(coneDirectory(`a${'/'.repeat(MANY)}x`)).toBe('a/x')
  })
  test.each([
    ['expressions that are not closed', `adds: "${'${{'.repeat(MANY)}"`, 'INTENT_PATTERN_INVALID'],
    ['expressions in a command', `command: "${'${{ '.repeat(MANY)}"`, 'LAYOUT_SOURCE_VALUE'],
    ['brackets that are not closed', `scratch: "${'[a'.repeat(MANY)}"`, 'LAYOUT_SOURCE_VALUE'],
    ['expressions in scratch', `scratch: "${'${{'.repeat(MANY)}"`, 'LAYOUT_SOURCE_VALUE'],
    ['slashes of a home', `scratch: "~${'/'.repeat(MANY)}x"`, 'LAYOUT_SOURCE_VALUE'],
    ['slashes and stars of a home', `adds: "~${'/*'.repeat(MANY)}x"`, 'INTENT_PATTERN_INVALID'],
    ['slashes of a directory', `installs-into: "a${'/'.repeat(MANY)}x"`, 'LAYOUT_SOURCE_VALUE']
  ])('%s', (_what, members, code) => expect(codesIn(one(members))).toContain(code))
  test('of a line that is no YAML', () => {
    expect(codesIn(`${one('adds: x')}y: { ${'a'.repeat(MANY)} [`)).toEqual(['YAML_SYNTAX'])
  })
  test('of a file with a mistake in each line', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('')
    expect(codesIn(text).length).toBeGreaterThan(20_000)
  })
})

test.each([
  ['lists', '['.repeat(5000)],
  ['mappings', '{ a: '.repeat(5000)],
  ['items', `${'- '.repeat(5000)}a`],
  ['keys', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ['lists that are closed', `x: ${'['.repeat(70)}${']'.repeat(70)}`]
])('%s that are nested too deep are refused where they are', (_what, text) => {
  const [problem, second] = problemsIn(text)
  expect([problem?.code, second]).toEqual(['YAML_TOO_LARGE', undefined])
  expect(problem?.message).toMatch(/nested more than 64 levels/)
})
test('what a layout may say is not nested too deep', () => {
  expect(() => buildIntents(one(`installs-into: { x: { may-change: [a, b] } }`))).not.toThrow()
})

test('an expression is replaced, and one that is not closed stays', () => {
  expect(replaceExpressions('a${{ b }}c${{d}}${{ e', ({ inner }) => `<${inner}>`)).toBe('a< b >c<d>${{ e')
})

test('an end is taken off', () => {
  expect(['a//', '//', '', 'a/b'].map((text) => withoutEnd(text, '/'))).toEqual(['a', '', '', 'a/b'])
})

/** A run at the end of an expression that may begin anywhere is looked for from each of its places. */
const TRAILING_RUN =
  /(?:replace(?:All)?|exec|test|match|split|search)\(\s*\/(?!\^)(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])*[+*]\$\/[a-z]*/g
/** Those whose runs cannot overlap, since what stands before each ends it, or the first of which ends where the text does. */
const JUDGED = ['/[*?[].*$/', '/@.*$/s', '/[^/]\\.[A-Za-z0-9]+$/', '/(?:^|\\/)\\.{1,2}[\\s/]*$/', '/\\[[^\\]]*$/']

test('no other expression looks for a run at the end from each of its places', () => {
  const found = ['layouts', 'intoto', 'recording', 'stages'].flatMap((room) =>
    readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => readFileSync(join('src', room, name), 'utf8').match(TRAILING_RUN) ?? [])
  )
  expect(found.filter((text) => !JUDGED.some((known) => text.includes(known)))).toEqual([])
})
