// SPDX-License-Identifier: Apache-2.0
// Patterns of intents in the dialect of rules, and automata of both, against matching names one by one.
import { describe, expect, test } from '@jest/globals'
import { parseIntentPattern } from '../../src/intoto/intents/intent-pattern.ts'
import { compilePattern } from '../../src/intoto/rules/pattern.ts'
import {
  automatonOfIntent,
  automatonOfMoved,
  automatonOfPrefix,
  automatonOfRule
} from '../../src/layouts/compile/automaton.ts'
import { withoutBeginning } from '../../src/layouts/compile/without-beginning.ts'
import { kindsOfPath } from '../../src/layouts/compile/kinds-of-path.ts'
import { escapedForRule, widened } from '../../src/layouts/compile/widened.ts'

test.each([
  ['dist/**', ['dist/*'], []],
  ['*.tgz', ['*.tgz'], ['*/*.tgz']],
  ['dist/*/a*.js', ['dist/*/a*.js'], ['dist/*/*/a*.js', 'dist/*/a*/*.js']],
  ['**/*.js', ['*.js'], []],
  ['**/x', ['x', '*/x'], []],
  ['a/**/b', ['a/b', 'a/*/b'], []],
  ['a/**/**/b', ['a/b', 'a/*/b'], []],
  ['**', ['*'], []],
  ['a?[!b-d]', ['a[!/][!b-d/]'], []],
  ['[+-9]', ['[+-.0-9]'], []],
  ['[+--a]', ['[!/]'], []],
  ['a[*]b', ['a[*]b'], []],
  ['a b"c', ['a b"c'], []],
  ['**/a/**/b/**/c', ['*a/*b/*c'], []]
])('%s becomes %j', (text, patterns, deeper) => {
  expect(widened(parseIntentPattern(text))).toEqual({ patterns, deeper })
})

test('names with special characters are escaped', () => {
  const name = 'a*b?c[d]e!'
  const pattern = escapedForRule(name)
  expect(pattern).toBe('a[*]b[?]c[[]d]e!')
  expect([compilePattern(pattern).matches(name), compilePattern(pattern).matches('axb?c[d]e!')]).toEqual([true, false])
})

/** All paths of some characters, up to a length, in their shortest form. */
function paths(characters: string, length: number): string[] {
  const found: string[] = []
  let layer = ['']
  for (let size = 0; size < length; size += 1) {
    layer = layer.flatMap((text) => [...characters].map((character) => text + character))
    found.push(...layer)
  }
  return found.filter((path) => !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path))
}

const PATTERNS = ['*', '**', 'a/**', '**/a', '*/b', 'a*', '**/*b', 'a/**/b', '?', '[!a]/*', '**/a/*', 'b/*/**', '.*']
const PATHS = paths('ab/.', 5)

describe('a pattern of intents', () => {
  test.each(PATTERNS)('%s fits no more than what it is widened to, and less only by what lies deeper', (text) => {
    const exact = parseIntentPattern(text)
    const { patterns, deeper } = widened(exact)
    const fits = (all: readonly string[], path: string): boolean =>
      all.some((pattern) => compilePattern(pattern).matches(path))
    expect(PATHS.filter((path) => exact.matches(path) && !fits(patterns, path))).toEqual([])
    if (text.slice(0, -2).includes('**/')) return
    const more = PATHS.filter((path) => !exact.matches(path) && fits(patterns, path))
    expect(more.filter((path) => !fits(deeper, path))).toEqual([])
  })
})

test('all that paths can fit together is found, each with a path that does', () => {
  for (const first of PATTERNS)
    for (const second of PATTERNS) {
      const exact = parseIntentPattern(first)
      const rule = compilePattern(second)
      const kinds = kindsOfPath([automatonOfIntent(exact), automatonOfRule(second)]) ?? []
      for (const { path, fits } of kinds)
        expect([path, exact.matches(path), rule.matches(path)]).toEqual([path, ...fits])
      const seen = new Set(kinds.map(({ fits }) => fits.join(' ')))
      const missed = PATHS.filter((path) => !seen.has(`${exact.matches(path)} ${rule.matches(path)}`))
      expect(missed).toEqual([])
    }
})

test.each(['out-?/*/*', 'v?.?/*/*.js', 'lib-??/*/*.so', 'ab[!c]/*/*', 'ab*/**/x/*', '?[!a]/*/?'])(
  'a path that fits is found where a shorter one begins like an address: %s',
  (text) => {
    const pattern = parseIntentPattern(text)
    const kinds = kindsOfPath([automatonOfIntent(pattern)]) ?? []
    expect(kinds.map(({ path, fits }) => [path, ...fits])).toEqual(
      kinds.map(({ path }) => [path, pattern.matches(path)])
    )
    expect(kinds.some(({ fits }) => fits.includes(true))).toBe(true)
    const rules = kindsOfPath([automatonOfIntent(pattern), automatonOfRule(text)]) ?? []
    expect(rules.some(({ fits }) => fits.every(Boolean))).toBe(true)
  }
)

test('a moved automaton fits what fits at its old place', () => {
  for (const text of PATTERNS) {
    const exact = parseIntentPattern(text)
    const kinds = kindsOfPath([automatonOfMoved(automatonOfIntent(exact), 'b/', 'a/b/'), automatonOfPrefix('b/')]) ?? []
    for (const { path, fits } of kinds)
      expect([path, path.startsWith('b/') && exact.matches(`a/${path}`), path.startsWith('b/')]).toEqual([
        path,
        ...fits
      ])
    expect(kinds.length).toBeGreaterThan(1)
  }
})

test('too many combinations are not looked at', () => {
  const wild = Array.from({ length: 16 }, (_, index) => automatonOfRule(`*${'abcdefghijklmnop'[index]}?*`))
  expect(kindsOfPath(wild)).toBeUndefined()
  expect(kindsOfPath([automatonOfRule('a*')], { mostStates: 2 })).toBeUndefined()
})

describe('what automata cost', () => {
  const stars = (count: number): string => '*a*b'.repeat(count)

  /** Work for patterns, counted. */
  function workOf(texts: readonly string[]): number {
    const work = { left: 10_000_000 }
    kindsOfPath(
      texts.flatMap((text) => [automatonOfIntent(parseIntentPattern(text)), automatonOfRule(text)]),
      { work }
    )
    return 10_000_000 - work.left
  }

  test.each([
    ['stars in one name', [stars(400)]],
    ['several such patterns', ['', 'c', 'dd', '?e'].map((end) => stars(300) + end)],
    ['stars in many names', [Array.from({ length: 120 }, () => 'a*b*').join('/')]],
    ['directories between', [Array.from({ length: 150 }, (_, at) => `**/${at % 2 === 0 ? 'a' : 'b'}`).join('/')]],
    ['all of it', [`**/${stars(100)}/**/${stars(100)}/**`]]
  ])('%s are followed once', (_, texts) => {
    expect(workOf(texts)).toBeLessThan(800_000)
  })

  test('what a star covers accepts no other paths', () => {
    for (const text of ['**/a/**/*b', '*a*b/a*', 'a*/*b*/**', '**/*a*/**/b', '**/**/a*b*'])
      for (const path of PATHS) {
        const [kind] = (
          kindsOfPath([automatonOfIntent(parseIntentPattern(text)), automatonOfRule(escapedForRule(path))]) ?? []
        ).filter(({ fits }) => fits[1] === true)
        expect([text, path, kind?.fits[0]]).toEqual([text, path, parseIntentPattern(text).matches(path)])
      }
  })

  test('where the work does not last, the pattern that took most of it is told', () => {
    const automata = ['x', `*${'?'.repeat(12)}`, 'y*'].map(automatonOfRule)
    expect(() => kindsOfPath(automata, { work: { left: 2000 } })).toThrow(
      expect.objectContaining({ heaviest: [1, expect.any(Number), expect.any(Number)] })
    )
  })

  test('the beginning of a pattern is taken off without counting the ways', () => {
    expect(withoutBeginning('*a'.repeat(40), `${'a'.repeat(60)}/`).length).toBeLessThan(42)
  })
})

test.each([
  ['dist/*', 'dist/', ['*']],
  ['*.js', 'src/', ['*.js']],
  ['*', 'any/', ['*']],
  ['*rc/x', 'src/', ['*rc/x', 'x']],
  ['[a-s]?c/x', 'src/', ['x']],
  ['lib/*', 'src/', []]
])('what follows in %s behind %s', (pattern, beginning, rests) => {
  expect(withoutBeginning(pattern, beginning)).toEqual(rests)
})
