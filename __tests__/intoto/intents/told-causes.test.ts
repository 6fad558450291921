// SPDX-License-Identifier: Apache-2.0
// What the links of a run say of a difference beside the difference itself.
import { describe, expect, test } from '@jest/globals'
import { COMMIT, check, claimOf, filesOf, type Contents, type Run, type StepLink } from '../../support/intents-run.ts'

const END = ['release nothing', 'steps only']
const hintsOf = (words: readonly string[], links: Run['links'], more: Partial<Run> = {}): string[] =>
  check({ words: [...words, ...END], links, ...more }).failures.map(({ code, hint }) => `${code} ${hint}`)

const SOURCE: Contents = { a: 'a', gen: 'g' }
const BUILT: Contents = { ...SOURCE, 'dist/x': 'x' }
const CHECKOUT = ['checkout takes nothing', 'checkout adds source']
const BUILD = [...CHECKOUT, 'build takes checkout', 'build adds dist/**']
const checkout: StepLink = { ends: SOURCE, claim: claimOf(SOURCE), scratch: 'checkout' }
const build: StepLink = { begins: SOURCE, ends: BUILT }
const same = (contents: Contents): StepLink => ({ begins: contents, ends: contents })
const links = { checkout, build }

const extraOf = (hints: readonly string[]): string => hints.find((hint) => hint.startsWith('TAKES_EXTRA')) ?? ''
const NOT_MADE = /No step above ended with the same bytes/

describe('a file that lies there under another name', () => {
  const TEST = [...BUILD, 'test takes build']
  test.each<[string, readonly string[], Contents, string, string]>([
    ['renamed', TEST, { ...SOURCE, 'dist/y': 'x' }, '"dist/y" has the bytes of "dist/x"', '`adds` and `removes`'],
    ['moved', TEST, { ...SOURCE, x: 'x' }, '"x" has the bytes of "dist/x"', '`from` and `into`'],
    [
      'placed elsewhere than `into` says',
      [...BUILD, 'test takes build into "in"'],
      { 'in/a': 'a', 'in/gen': 'g', 'dist/x': 'x' },
      '"dist/x" has the bytes of "in/dist/x"',
      '`from` and `into`'
    ],
    [
      'placed elsewhere than `from` says',
      [...BUILD, 'test takes build from "dist"'],
      { 'dist/x': 'x' },
      '"dist/x" has the bytes of "x"',
      '`from` and `into`'
    ]
  ])('is called %s', (_what, words, begins, says, cure) => {
    const hint = extraOf(hintsOf(words, { ...links, test: same(begins) }))
    expect(hint).toContain(`${says}, which is missing: was it renamed or moved?`)
    expect(hint).toContain(cure)
    expect(hint).not.toMatch(NOT_MADE)
  })
  test('is told of the missing name as well, with no offer to take less', () => {
    const hints = hintsOf(TEST, { ...links, test: same({ ...SOURCE, 'dist/y': 'x' }) })
    expect(hints.find((hint) => hint.startsWith('TAKES_MISSING'))).toBe(
      'TAKES_MISSING The bytes of "dist/x" lie at "dist/y": was it renamed or moved? Put it back before the step begins, or let the layout say where it goes.'
    )
    const others = hintsOf(TEST, { ...links, test: same({ ...SOURCE, 'dist/y': 'y' }) })
    expect(others.find((hint) => hint.startsWith('TAKES_MISSING'))).not.toContain('renamed')
  })
  test('is found among others, and in source', () => {
    const begins = { gen: 'g', 'dist/x': 'x', other: 'o', z: 'a' }
    expect(extraOf(hintsOf(TEST, { ...links, test: same(begins) }))).toContain('"z" has the bytes of "a"')
    const words = ['build takes source', 'build may-add dist/**']
    const known = { commit: COMMIT, files: filesOf(SOURCE) }
    const link = { ...same({ gen: 'g', b: 'a' }), claim: claimOf(SOURCE) }
    expect(extraOf(hintsOf(words, { build: link }, { known }))).toContain('"b" has the bytes of "a"')
  })
  test('is another file where the bytes are others', () =>
    expect(extraOf(hintsOf(TEST, { ...links, test: same({ ...SOURCE, 'dist/y': 'y' }) }))).toMatch(NOT_MADE))
})

describe('what a step itself adds', () => {
  const began = (begins: Contents, words: readonly string[] = BUILD): string =>
    extraOf(hintsOf(words, { checkout, build: same(begins) }))
  test.each<[string, Contents, string]>([
    ['one file', BUILT, '"dist/x" is what "build" itself adds: an earlier run of it left it there. Remove it before'],
    ['several', { ...BUILT, 'dist/y': 'y' }, '"dist/x" and 1 more are what "build" itself adds']
  ])('is told of %s', (_what, begins, says) => {
    expect(began(begins)).toContain(says)
    expect(began(begins)).not.toMatch(NOT_MADE)
  })
  test('is told of what it may add, and beside what it does not', () => {
    const words = [...CHECKOUT, 'build takes checkout', 'build may-add dist/**']
    expect(began({ ...BUILT, other: '' }, words)).toMatch(/"dist\/x" is what "build" itself adds.*No step above/)
  })
  test('is not told of what a step above made', () => {
    const words = [...BUILD, 'again takes checkout', 'again adds dist/**']
    const hint = extraOf(hintsOf(words, { ...links, again: same(BUILT) }))
    expect(hint).toContain('`takes: build`')
    expect(hint).not.toContain('itself adds')
    expect(extraOf(hintsOf(words, { ...links, again: same({ ...SOURCE, 'dist/x': 'other' }) }))).toContain(
      'itself adds'
    )
  })
})

describe('what a step above left behind', () => {
  const words = [...CHECKOUT, 'lint takes checkout', 'lint scratch tmp/', 'test takes lint']
  const began = (lint: StepLink, begins: Contents = { ...SOURCE, 'lib/tmp/c': 'c' }): string =>
    extraOf(hintsOf(words, { checkout, lint, test: same(begins) }))
  test('names the step and its line', () => {
    const hint = began({ ...same(SOURCE), products: { leftOut: { 'tmp/': 1 } } })
    expect(hint).toContain('Step "lint" left out of its recording what the line "tmp/" fits, as "lib/tmp/c" does.')
    expect(hint).not.toMatch(NOT_MADE)
  })
  test.each<[string, StepLink]>([
    ['left nothing behind', same(SOURCE)],
    ['says nothing of its recording', { ...same(SOURCE), kind: 'sublayout in intents' }]
  ])('is not told of one that %s', (_what, lint) => expect(began(lint)).not.toContain('left out of its recording'))
  test('is not told where its line does not fit', () => {
    const lint = { ...same(SOURCE), products: { leftOut: { 'tmp/': 1 } } }
    expect(began(lint, { ...SOURCE, o: '' })).not.toContain('left out of its recording')
  })
  test('is not told of a file that the step recorded all the same', () => {
    const lint = { begins: SOURCE, ends: { ...SOURCE, 'tmp/d': '1' }, products: { leftOut: { 'tmp/': 1 } } }
    const more = [...words.slice(0, -1), 'lint may-add tmp/*', 'test takes checkout']
    const hint = extraOf(hintsOf(more, { checkout, lint, test: same({ ...SOURCE, 'tmp/d': '2' }) }))
    expect(hint).toMatch(NOT_MADE)
  })
})

describe('a file of the commit that a step changed', () => {
  const changed = (files: Contents, link: Partial<StepLink> = {}, words = ['build takes source']): string[] =>
    hintsOf(words, { build: { begins: SOURCE, ends: { ...SOURCE, ...files }, claim: claimOf(SOURCE), ...link } })
  test('is to be taken out of git where it is generated', () =>
    expect(changed({ gen: 'other' })).toEqual([
      expect.stringContaining(
        '"gen" is a file of the commit; if it is generated, take it out of git: `git rm --cached -- gen`.'
      )
    ]))
  test('is written for a shell', () => {
    const source = { "it's": '' }
    const link = { begins: source, ends: { "it's": '1' }, claim: claimOf(source) }
    expect(changed({}, link)[0]).toContain("`git rm --cached -- 'it'\\''s'`")
  })
  test('is not told of what a step made, nor of a checkout, nor where nobody knows the commit', () => {
    const words = [...BUILD, 'test takes build']
    const test = { begins: BUILT, ends: { ...BUILT, 'dist/x': '2' } }
    expect(hintsOf(words, { ...links, test })[0]).not.toContain('git rm')
    const known = { commit: COMMIT, files: filesOf(SOURCE) }
    const other = { ...checkout, ends: { ...SOURCE, gen: '2' } }
    const hints = hintsOf(CHECKOUT, { checkout: other }, { known })
    expect(hints[0]).toContain('CHANGED_UNEXPECTED')
    expect(hints[0]).not.toContain('git rm')
    const alone = { checkout: [], build: { begins: SOURCE, ends: { ...SOURCE, gen: '2' } } }
    expect(hintsOf([...CHECKOUT, 'build takes checkout'], alone).join()).not.toContain('git rm')
  })
})
