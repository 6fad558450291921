// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { greedyMatch } from '../../../src/intoto/intents/greedy-match.ts'
import { parseIntentPattern } from '../../../src/intoto/intents/intent-pattern.ts'
import { errorOf } from '../../support/errors.ts'

describe('patterns of intents', () => {
  test.each([
    ['dist/app.js', ['dist/app.js'], ['dist/app_js', 'dist', 'dist/app.js/x', './dist/app.js']],
    ['*', ['a', '.env', '...'], ['a/b', '.', '..', '']],
    ['*.tgz', ['a.tgz', '.tgz', 'a.b.tgz'], ['a/b.tgz', 'a.tgz.sig', 'tgz']],
    ['a?c', ['abc', 'a😀c', 'a.c'], ['ac', 'abbc', 'a/c']],
    [
      'dist/**',
      ['dist/a', 'dist/a/b/.c'],
      ['dist', 'dists/a', 'x/dist/a', 'dist/../a', 'dist/./a', 'dist//a', 'dist/']
    ],
    ['**', ['a', 'a/b/c'], ['/a', 'a/', '../a']],
    ['**/x', ['x', 'a/x', 'a/b/x'], ['ax', 'a/bx', 'x/a']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b', 'a/b/b'], ['ab', 'a/xb', 'b', 'a']],
    ['**/**', ['a', 'a/b'], ['']],
    ['**/a*/**', ['a/b', 'x/ab/c/d'], ['a', 'x/y', 'x/a']],
    ['a*b*c', ['abc', 'axxbyyc', 'abbcbc'], ['acb', 'ab', 'a/b/c']],
    ['[A-Za-z_]', ['Q', 'q', '_'], ['1', '-', 'QQ']],
    ['[!a]', ['b', '/'.replace('/', 'é')], ['a', '', '/']],
    ['[!!]x', ['ax'], ['!x']],
    ['[[]id].js', ['[id].js'], ['i.js', '[[]id].js']],
    ['[*?]', ['*', '?'], ['a']],
    ['[a!^]', ['a', '!', '^'], ['b']],
    ['[.-9]x', ['.x', '5x'], ['/x']],
    ['[s]ource', ['source'], ['ource']],
    ['#a b ', ['#a b '], ['#a b']],
    ['*:x', ['a:x'], ['dir:x']],
    ['d*', ['dx'], ['dir:x']]
  ])('%s', (text, fitting, others) => {
    const pattern = parseIntentPattern(text)
    expect(pattern.text).toBe(text)
    expect(fitting.filter((path) => !pattern.matches(path))).toEqual([])
    expect(others.filter((path) => pattern.matches(path))).toEqual([])
  })

  test.each(
    [
      ['', 'a/', '/a', 'a//b', '.', '..', './a', 'a/../b', 'a/.'],
      ['a\\b', 'a\nb', 'a\u0000', '\ud800', 'dir:a', '!a', 'a{b', 'a}', '${{ matrix.x }}', 'a$'],
      ['a**', '**a', 'a/**b', '***', 'a/***/b'],
      ['a[', '[a', '[]', '[]a]', '[!]', '[!]a]', '[^a]', '[!^a]', '[a-]', '[-a]', '[!-a]', '[-]', '[a/b]'],
      ['[z-a]', '[a-c-e]', '[[:alpha:]]', '[a[.x.]]', '[[=a=]]', 'x'.repeat(4097), 'source', 'nothing']
    ].flat()
  )('refuses %j', (text) => {
    const error = errorOf(() => parseIntentPattern(text))
    expect(error.code).toBe('INTENT_PATTERN_INVALID')
    expect(error.hint).toMatch(/\.$/)
  })

  test.each([
    ['a/b/', '"a/b/**"'],
    ['a/b//', '"a/b/**"'],
    ['/a/b', '"a/b"'],
    ['//a/b', '"a/b"']
  ])('offers what %j may mean', (text, meant) =>
    expect(errorOf(() => parseIntentPattern(text)).hint).toContain(`Write ${meant}`)
  )

  test.each([
    ['stars in one name', '*a'.repeat(200) + 'b', 'a'.repeat(4000)],
    ['stars between slashes', '**/a/'.repeat(200) + 'b', 'a/'.repeat(2000) + 'a'],
    ['stars within names between slashes', '**/*a*a*a*b/'.repeat(100) + 'c', 'aaaaaaaaa/'.repeat(400) + 'a']
  ])('end: %s', (_what, text, path) => expect(parseIntentPattern(text).matches(path)).toBe(false))
})

test('items are held against places at most as often as the product of both numbers', () => {
  let held = 0
  const isA = (item: string): boolean => {
    held += 1
    return item === 'a'
  }
  const places = [...Array.from({ length: 50 }, () => ['any run', isA] as const).flat(), () => false]
  expect(greedyMatch(places, [...'a'.repeat(400)])).toBe(false)
  expect(held).toBeLessThanOrEqual(places.length * 400)
})
