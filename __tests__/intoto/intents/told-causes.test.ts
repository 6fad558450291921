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
  test('is told of the file that no step recorded, behind who made the other', () => {
    const make: StepLink = { begins: SOURCE, ends: { ...SOURCE, 'tmp/d': '1' } }
    const lint: StepLink = { ...same(SOURCE), products: { leftOut: { 'tmp/': 1 } } }
    const more = [...words.slice(0, -1), 'make takes checkout', 'make adds tmp/d', 'test takes checkout']
    const run = (d: string): string =>
      extraOf(hintsOf(more, { checkout, lint, make, test: same({ ...SOURCE, 'tmp/d': d }) }))
    expect(run('1')).toContain('Step "make" ended with it.')
    expect(run('1')).not.toContain('left out of its recording')
    expect(run('2')).toContain('Step "make" ended with "tmp/d", with other bytes')
    expect(run('2')).not.toContain('left out of its recording')
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
        '"gen" is a file of the commit; if it is generated, take it out of git, `git rm -- gen`, commit that, and write `adds: gen` at the step that makes it, in a new run.'
      )
    ]))
  test('needs no line where the step says it, and has none where no pattern can be', () => {
    expect(changed({ gen: 'other' }, {}, ['build takes source', 'build may-add gen'])[0]).toMatch(
      /`git rm -- gen`, commit that\.$/
    )
    const odd = { 'a//b': '' }
    const link = { begins: odd, ends: { 'a//b': '1' }, claim: claimOf(odd) }
    expect(changed({}, link)[0]).toMatch(/commit that\.$/)
  })
  test('is written for a shell', () => {
    const source = { "it's": '' }
    const link = { begins: source, ends: { "it's": '1' }, claim: claimOf(source) }
    expect(changed({}, link)[0]).toContain("`git rm -- 'it'\\''s'`")
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

describe('a file that is not committed', () => {
  const words = ['build takes source', 'build may-add dist/**']
  const hint = (begins: Contents): string[] =>
    hintsOf(
      words,
      { build: { ...same(begins), claim: claimOf(SOURCE) } },
      { known: { commit: COMMIT, files: filesOf(SOURCE) } }
    )
  test('is that first, where a step takes source', () => {
    expect(hint({ ...SOURCE, 'layout.yml': 'l' })[0]).toMatch(
      /^TAKES_EXTRA "layout.yml" is not in the commit.*: if it belongs to the project, commit it/
    )
    expect(hint({ ...SOURCE, x: 'x', y: 'y' })[0]).toMatch(/"x", "y" are not in the commit.*commit them/)
    expect(hint({ ...SOURCE, a: 'changed' })[0]).toMatch(
      /^TAKES_DIFFERS The commit has other bytes of it: commit what was changed/
    )
  })
  test('is no cause where a step takes another one alone', () =>
    expect(
      extraOf(hintsOf([...BUILD, 'test takes build'], { ...links, test: same({ ...BUILT, z: 'z' }) }))
    ).not.toContain('commit'))
})

describe('legs of one matrix', () => {
  const MATRIX = [
    ...CHECKOUT,
    ...['a', 'b'].flatMap((leg) => [`build-${leg} takes checkout`, `build-${leg} adds dist/${leg}/app`]),
    ...['a', 'b'].flatMap((leg) => [`test-${leg} takes build-${leg}`, `test-${leg} may-add log/${leg}`])
  ]
  const at = (leg: string): Contents => ({ ...SOURCE, [`dist/${leg}/app`]: leg })
  const good = (leg: string): StepLink => ({ begins: SOURCE, ends: at(leg) })
  const run = (more: Run['links']): string[] =>
    hintsOf(MATRIX, {
      checkout,
      'build-a': good('a'),
      'build-b': good('b'),
      'test-a': same(at('a')),
      'test-b': same(at('b')),
      ...more
    })
  test('are told apart: what another leg adds is no reason to write anything', () => {
    const hints = run({ 'build-b': { begins: SOURCE, ends: at('a') }, 'test-b': [] })
    expect(hints.filter((hint) => /^(?:ADDED_UNEXPECTED|TOOK_NOTHING)/.test(hint))).toEqual([
      expect.stringContaining('This is what "build-a" adds: was "build-b" run with the parameters of that leg?'),
      expect.stringContaining('The step made what "build-a" adds: was "build-b" run with the parameters of that leg?')
    ])
    expect(hints.join()).not.toContain('`adds:')
  })
  test('get what another leg takes', () => {
    const hints = run({ 'test-b': same({ ...at('a'), 'dist/b/app': 'b' }) })
    expect(hints).toEqual([
      expect.stringContaining('TAKES_EXTRA This is what "build-a" adds, and "test-b" takes that of "build-b"')
    ])
  })
  test('are no cause where nothing of another leg lies there', () => {
    const nothing = run({ 'build-b': { begins: SOURCE, ends: SOURCE }, 'test-b': [] })
    expect(nothing).toEqual([expect.stringContaining('TOOK_NOTHING See that the command makes it')])
    expect(run({ 'test-b': same({ ...at('b'), zz: '' }) })[0]).toMatch(NOT_MADE)
    const ruled = ['t-a takes ruled', 't-a adds x/a', 't-b takes ruled', 't-b adds x/b']
    const [hint] = hintsOf(ruled, {
      ruled: { ends: SOURCE },
      't-a': { begins: { ...SOURCE, z: '' }, ends: { ...SOURCE, z: '', 'x/a': '' } },
      't-b': []
    })
    expect(hint).toMatch(NOT_MADE)
    const own = ['t-a takes source', 't-a adds x/a', 't-b takes source', 't-b adds x/b']
    const begins = { ...SOURCE, z: '' }
    const known = { commit: COMMIT, files: filesOf(SOURCE) }
    const job = { begins, ends: { ...begins, 'x/a': '' }, claim: claimOf(SOURCE) }
    expect(hintsOf(own, { 't-a': job, 't-b': [] }, { known })[0]).toContain('not in the commit')
    const changes = ['t-a takes nothing', 't-a changes x/a', 't-b takes nothing', 't-b changes x/b']
    expect(hintsOf(changes, { 't-a': {}, 't-b': [] })[0]).toContain('TOOK_NOTHING See that the step takes the file')
  })
  test('have one line in the source, so what is offered says so', () => {
    const [hint] = run({ 'build-a': { begins: SOURCE, ends: { ...at('a'), x: 'x' } }, 'test-a': [] })
    expect(hint).toContain('`adds: [dist/a/app, x]`')
    expect(hint).toContain('write `${{ matrix.NAME }}` in place of "a", and only what each leg does.')
    expect(run({ 'test-a': { begins: at('a'), ends: { ...at('a'), gen: '2' } } })[0]).toContain('`${{ matrix.NAME }}`')
  })
  test.each<[string, readonly string[]]>([
    [
      'values of several dimensions',
      ['b-x-1 takes nothing', 'b-x-1 adds x/1', 'b-y-2 takes nothing', 'b-y-2 adds y/2']
    ],
    [
      'values that a name spells otherwise',
      ['b-x-y takes nothing', 'b-x-y adds x y', 'b-z takes nothing', 'b-z adds z']
    ],
    [
      'values with a hyphen',
      ['b-x.1-y takes nothing', 'b-x.1-y adds x.1-y', 'b-z.2-y takes nothing', 'b-z.2-y adds z.2-y']
    ]
  ])('are known by %s', (_what, said) => {
    const names = [...new Set(said.map((word) => word.split(' ')[0] as string))] as [string, string]
    const file = said.find((word) => word.startsWith(`${names[0]} adds`))?.replace(/^\S+ adds /, '') as string
    const other = said.find((word) => word.startsWith(`${names[1]} adds`))?.replace(/^\S+ adds /, '') as string
    const hints = hintsOf(said, {
      [names[0]]: { begins: {}, ends: { [file]: '1', zz: '1' } },
      [names[1]]: { begins: {}, ends: { [other]: '1' } }
    })
    expect(hints).toEqual([expect.stringContaining('look like legs of one matrix')])
  })
  test.each<[string, readonly string[]]>([
    ['other names', ['x takes nothing', 'x adds x', 'y takes nothing', 'y adds y']],
    ['one name within another', ['b takes nothing', 'b adds q', 'b-y takes nothing', 'b-y adds y']],
    ['more to say', ['b-x takes nothing', 'b-x adds x', 'b-y takes nothing', 'b-y adds y', 'b-y may-add z']],
    ['the same to say', ['b-x takes nothing', 'b-x adds q', 'b-y takes nothing', 'b-y adds q']],
    ['something else to say', ['b-x takes nothing', 'b-x adds q', 'b-y takes nothing', 'b-y adds r']]
  ])('are none: %s', (_what, said) => {
    const [one, other] = [...new Set(said.map((word) => word.split(' ')[0] as string))] as [string, string]
    const own = said.find((word) => word.startsWith(`${one} adds`))?.replace(/^\S+ adds /, '') as string
    const hints = hintsOf(said, { [one]: { begins: {}, ends: { [own]: '1', zz: '1' } }, [other]: [] })
    expect(hints).toEqual([expect.not.stringContaining('matrix')])
  })
})
