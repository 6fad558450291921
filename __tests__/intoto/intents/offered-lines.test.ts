// SPDX-License-Identifier: Apache-2.0
// Lines that are offered are whole, with what the step says already, and only such as the same run would pass with; where
// nothing would do, nothing is offered. Whether they do, `deep/offers.test.ts` tries with layouts.
import { describe, expect, test } from '@jest/globals'
import { patternsFor } from '../../../src/intoto/intents/offered-patterns.ts'
import { jsonObject } from '../../../src/intoto/json/json-value.ts'
import { check, claimOf, filesOf, type Contents, type Run, type StepLink } from '../../support/intents-run.ts'

const END = ['release nothing', 'steps only']
const hintsOf = (words: readonly string[], links: Run['links'], more: Partial<Run> = {}): string[] =>
  check({ words: [...words, ...END], links, ...more }).failures.map(({ code, hint }) => `${code} ${hint}`)
const hintOf = (...run: Parameters<typeof hintsOf>): string => hintsOf(...run)[0] ?? ''

const SOURCE: Contents = { a: 'a', 'lib/b': 'b', '.env': 'e' }
const source: StepLink = { ends: SOURCE, claim: claimOf(SOURCE), scratch: 'checkout' }
const CHECKOUT = ['checkout takes nothing', 'checkout adds source']
const same = (contents: Contents): StepLink => ({ begins: contents, ends: contents })
const files = (count: number, name: (index: number) => string): Contents =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), 'x']))

const did = (words: readonly string[], ends: Contents, begins = SOURCE): string =>
  hintOf([...CHECKOUT, 'do takes checkout', ...words], { checkout: source, do: { begins, ends } })

describe('what a step did', () => {
  const LOGS = files(13, (index) => `log${index}.txt`)

  test('is offered by what many files have in common, or as a part', () => {
    expect(did(['do adds x'], { ...SOURCE, x: '', ...LOGS })).toContain('`adds: [x, log*.txt]`')
    const scattered = files(14, (index) => `p${String.fromCharCode(97 + index)}/x`)
    expect(did([], { ...SOURCE, ...scattered })).toMatch(/`adds: \[pa.*pj\/\*\*\]`.*a part of them; 4 more files/)
    const eleven = files(11, (index) => `p${String.fromCharCode(97 + index)}/x`)
    expect(did([], { ...SOURCE, ...eleven })).toContain('1 more file must')
  })
  test('is offered with directories, or the key alone where nothing can be installed', () => {
    expect(did(['do installs "n"'], { ...SOURCE, 'dir:n': '', 'dir:m': '', x: '' })).toContain(
      "`installs-into: ['n', m]` and `adds: x` at it, or `installs-into: ['n', m]` and `may-add: x`"
    )
    expect(
      did(['do installs "n" may-change .cache/'], { ...SOURCE, 'dir:n': '', 'dir:~/m': '', 'dir:o': '' })
    ).toContain("`installs-into: [{ 'n': { may-change: .cache/ } }, o, ~/m]`")
    expect(did([], { ...SOURCE, 'dir:a//b': '' })).toContain('write `installs-into` at')
    expect(did(['do scratch n/'], { ...SOURCE, 'dir:n': '' })).toContain('write `installs-into` at')
  })
  test('is not offered where the layout says the contrary, or no pattern can', () => {
    expect(did(['do removes tmp/**'], { ...SOURCE, ...files(4, (index) => `tmp/${index}`) })).toContain(
      '`adds: [tmp/0, tmp/1, tmp/2, tmp/3]`'
    )
    expect(did(['do removes x'], { ...SOURCE, x: '' })).not.toContain('write')
    expect(did([], { ...SOURCE, 'b//c': '' })).not.toContain('write')
    const odd = { ...SOURCE, 'b//c': '' }
    const words = ['first takes nothing', 'first adds **', 'do takes first']
    const begun = (ends: Contents, more: readonly string[] = []): string =>
      hintsOf([...words, ...more], { first: { ends: odd }, do: { begins: odd, ends } }).join('\n')
    expect(begun(SOURCE)).toMatch(/REMOVED_UNEXPECTED Find out what removed it during the step\.$/m)
    expect(begun({ ...odd, 'b//c': 'x' })).toMatch(/CHANGED_UNEXPECTED Find out what wrote it during the step\.$/m)
    const adds = ['do adds d/**', 'do changes a']
    expect(begun(odd, adds)).toContain('TOOK_NOTHING')
    expect(did(['do adds dist/**'], { '.env': 'e' }, SOURCE)).toContain('`removes: [a, lib/b]`')
    const dist = files(4, (index) => `dist/${index}`)
    const build = ['build takes nothing', 'build adds dist/**', 'do takes build', 'do adds dist/**']
    const removing = hintOf(build, { build: { ends: dist }, do: { begins: dist, ends: { 'dist/n': '' } } })
    expect(removing).toContain('`removes: [dist/0, dist/1, dist/2, dist/3]`')
    const all = hintOf(build, { build: { ends: dist }, do: { begins: dist, ends: {} } })
    expect(all).toMatch(/remove them, write `may-remove: dist\/\*\*` where/)
  })
  test('moves what is said of files that are not removed', () => {
    expect(did(['do removes a', 'do removes lib/**'], { '.env': 'e', a: 'a' })).toContain(
      '`removes: lib/**` and `may-remove: a`'
    )
    expect(did(['do removes *', 'do may-remove lib/b'], { '.env': 'new', 'lib/b': 'b' })).toContain(
      "`changes: .env` and `may-remove: [lib/b, '*']` in place of `removes: '*'`"
    )
    const odd = { 'b//c': '' }
    const words = ['first takes nothing', 'first adds **', 'do takes first', 'do removes **']
    const again = hintsOf(words, { first: { ends: odd }, do: { begins: odd, ends: { 'b//c': 'x' } } })
    expect(again.join()).toContain('TOOK_NOTHING')
  })
  test('moves what nothing fits, unless the release needs it', () => {
    expect(did(['do adds x', 'do adds y', 'do may-add z'], { ...SOURCE, x: '' })).toContain(
      "`adds: x` and `may-add: [z, 'y']`"
    )
    const words = [...CHECKOUT, 'do takes checkout', 'do adds x', 'release do', 'steps only']
    const links = { checkout: source, do: same(SOURCE) }
    expect(check({ words, links }).failures[0]?.hint).toContain('name what is final by a pattern under `release`')
  })
  test.each<[string, Contents]>([
    ['ADDED_UNEXPECTED', { ...SOURCE, 'evil.js': 'x', 'dir:n': '1' }],
    ['REMOVED_UNEXPECTED', { '.env': 'e', a: 'a' }],
    ['CHANGED_UNEXPECTED', { ...SOURCE, a: 'x' }]
  ])('is no matter of a checkout: %s', (code, ends) => {
    const known = { files: filesOf(SOURCE) }
    const { failures } = check({ words: [...CHECKOUT, ...END], links: { checkout: { ...source, ends } }, known })
    expect(failures.map((failure) => failure.code)).toEqual([code])
    expect(failures[0]?.hint).toMatch(/^Find out what .* before the checkout stage ended.* a step of its own/)
    expect(failures[0]?.hint).not.toContain('`')
  })
})

describe('a pattern that nothing fits is replaced by those for the files that were meant', () => {
  test.each<[string, readonly string[], Contents, string]>([
    [
      'gen/*',
      ['do adds x', 'do adds gen/*'],
      { ...SOURCE, x: '', 'gen/app/Gen.java': '' },
      '`adds: [x, gen/app/Gen.java]`'
    ],
    ['App', ['do adds App'], { ...SOURCE, app: '' }, '`adds: app`'],
    ['out/app', ['do adds out/app'], { ...SOURCE, 'build/app': '' }, '`adds: build/app`'],
    ['lib/B', ['do changes lib/B'], { ...SOURCE, 'lib/b': '2' }, '`changes: lib/b`'],
    ['.ENV', ['do removes .ENV'], { a: 'a', 'lib/b': 'b' }, '`removes: .env`']
  ])('%s', (pattern, words, ends, line) => {
    const hints = hintsOf([...CHECKOUT, 'do takes checkout', ...words], {
      checkout: source,
      do: { begins: SOURCE, ends }
    })
    expect(hints).toHaveLength(2)
    for (const hint of hints) expect(hint).toContain(line)
    expect(hints[1]).toMatch(/^TOOK_NOTHING It (made|changed|removed) .*in place of `/)
    expect(hints[0]).not.toContain(`[${pattern}`)
  })
  test('and stays where no file is close to it, or none could be written', () => {
    expect(did(['do adds dist/app'], { ...SOURCE, 'error.log': '' })).toContain('`adds: [dist/app, error.log]`')
    expect(did(['do adds *.tgz'], { ...SOURCE, 'x.zip': '' })).toContain("`adds: ['*.tgz', x.zip]`")
    const none = hintsOf([...CHECKOUT, 'do takes checkout', 'do adds n/*'], {
      checkout: source,
      do: { begins: SOURCE, ends: { ...SOURCE, 'n/a//b': '', 'dir:n/x': '' } }
    })
    expect(none.find((hint) => hint.startsWith('TOOK_NOTHING'))).not.toContain('It made')
    const contrary = hintsOf([...CHECKOUT, 'do takes checkout', 'do adds App', 'do removes app'], {
      checkout: source,
      do: { begins: SOURCE, ends: { ...SOURCE, app: '' } }
    })
    expect(contrary.join()).not.toContain('It made')
  })
})

describe('what a step began with', () => {
  const BUILT: Contents = { ...SOURCE, 'dist/x': 'x', 'dist/y': 'y' }
  const BUILD = [...CHECKOUT, 'build takes checkout', 'build adds dist/**']
  const links = { checkout: source, build: { begins: SOURCE, ends: BUILT } }

  test('is offered without the missing files, beside other takes', () => {
    const tests = files(6, (index) => `t/${index}`)
    const { 't/3': _removed, ...rest } = tests
    const words = [...CHECKOUT, 'build takes nothing', 'build adds t/**', 'do takes checkout', 'do takes build']
    const begun = { ...SOURCE, ...rest }
    expect(hintOf(words, { checkout: source, build: { ends: tests }, do: same(begun) })).toContain(
      '`takes: [checkout, { build: [t/0, t/1, t/2, t/4, t/5] }]`'
    )
  })
  test('is not offered where the step would have nothing to change', () => {
    const { a: _a, ...less } = BUILT
    const words = [...BUILD, 'do takes build', 'do changes a']
    expect(hintOf(words, { ...links, do: same(less) })).not.toContain('write')
    expect(hintOf([...BUILD, 'do takes build', 'do changes b'], { ...links, do: same(less) })).not.toContain('write')
    expect(
      hintOf([...BUILD, 'do takes build', 'do removes dist/x'], { ...links, do: { begins: less, ends: { ...less } } })
    ).toContain('write `takes: { build:')
  })
  test('comes from several steps, or partly from none', () => {
    const words = [...BUILD, 'docs takes checkout', 'docs adds site/**', 'do takes checkout']
    const docs = { begins: SOURCE, ends: { ...SOURCE, 'site/i': 'i' } }
    const all = { ...links, docs, do: same({ ...BUILT, 'site/i': 'i' }) }
    expect(hintOf(words, all)).toMatch(/Steps "build" and "docs" ended with them\..*`takes: \[build, docs\]`.*how they/)
    const some = { ...links, docs, do: same({ ...BUILT, evil: 'e' }) }
    expect(hintOf(words, some)).toContain('the same bytes of "evil"')
    const part = [...BUILD, 'do takes build only dist/x']
    expect(hintOf(part, { ...links, do: same({ 'dist/x': 'x', 'dist/y': 'y' }) })).toContain(
      '`takes: { build: [dist/x, dist/y] }`'
    )
    const beside = [...BUILD, 'do takes source', 'do takes build only dist/x']
    const claim = claimOf(SOURCE)
    expect(hintOf(beside, { ...links, do: { ...same(BUILT), claim } })).toContain('`takes: [source, build]`')
    const three = { ...links, build: { begins: SOURCE, ends: { ...BUILT, 'dist/z': 'z' } } }
    expect(hintOf(beside, { ...three, do: { ...same(BUILT), claim } })).toContain(
      '`takes: [source, { build: [dist/x, dist/y] }]`'
    )
    const moved = [...BUILD, 'do takes build from "dist"']
    expect(hintOf(moved, { ...links, do: same({ x: 'x', y: 'y', a: 'a' }) })).toContain(
      '`takes: [{ build: { from: dist } }, { build: a }]`'
    )
    const odd = { 'b//c': '', d: '' }
    const first = ['do takes nothing']
    expect(hintsOf(first, { first: { ends: odd }, do: same({ 'b//c': '' }) }).join()).toContain('without the rest')
    const less = ['do takes first']
    expect(hintsOf(less, { first: { ends: odd }, do: same({ 'b//c': '' }) }).join()).toMatch(
      /TAKES_MISSING Find out what removed it before the step began\.(?:,|$)/
    )
  })
  test('are directories that are taken whole, or installed in a new run', () => {
    const words = [...CHECKOUT, 'one takes checkout', 'one installs "n"', 'two takes checkout', 'two installs "m"']
    const one = { begins: SOURCE, ends: { ...SOURCE, 'dir:n': '1' } }
    const two = { begins: SOURCE, ends: { ...SOURCE, 'dir:m': '2' } }
    const both = { begins: { ...SOURCE, 'dir:m': '2', 'dir:n': '1' }, ends: SOURCE }
    const takes = hintOf([...words, 'do takes checkout'], { checkout: source, one, two, do: both })
    expect(takes).toMatch(/installs the directories, `takes: \[two, one\]`.*in a new run/)
    const less = { begins: { 'dir:n': '1' }, ends: SOURCE }
    const nothing = hintsOf([...words, 'do takes nothing'], { checkout: source, one, two, do: less })
    expect(nothing.join()).not.toContain('`takes:')
    const missing = hintOf([...words, 'do takes one', 'do takes two'], { checkout: source, one, two, do: same(SOURCE) })
    expect(missing).toMatch(/`installs-into: \[m, 'n'\]`, in a new run, or .*`scratch: \[m\/, n\/\]`/)
    const own = { begins: SOURCE, ends: { ...SOURCE, 'dir:n': '1' } }
    expect(hintOf([...words, 'do takes one'], { checkout: source, one, two, do: own })).not.toContain('new run')
    const home = [...CHECKOUT, 'one takes checkout', 'one installs "~/n"', 'do takes one']
    const inHome = { begins: SOURCE, ends: { ...SOURCE, 'dir:~/n': '1' } }
    expect(hintOf(home, { checkout: source, one: inHome, do: same(SOURCE) })).not.toContain('scratch')
  })
  test('are names of which one is meant', () => {
    const words = [...BUILD, 'other takes nothing', 'other adds **', 'do takes build', 'do takes other']
    const other = { ends: { a: 'other', z: 'z' } }
    expect(hintOf(words, { ...links, other, do: same({ ...BUILT, z: 'z' }) })).toContain(
      ': `takes: [build, { other: z }]`, and sign'
    )
    expect(hintOf(words, { ...links, other, do: same({ ...BUILT, a: '?', z: 'z' }) })).not.toContain('takes:')
  })
})

describe('a recording', () => {
  const half = (more: object): StepLink => ({ environment: {}, products: more })
  const CHECKED = [...CHECKOUT, 'do takes checkout', 'do scratch node_modules/']
  const said = (link: StepLink, words: readonly string[] = []): string =>
    hintOf([...CHECKED, ...words], { checkout: source, do: { ...same(SOURCE), ...link } })

  test('left out what may be scratch, beside what is', () => {
    expect(said(half({ leftOut: { 'vendor/': 1 } }))).toContain('`scratch: [node_modules/, vendor/]` at it, and sign')
    expect(said({ materials: { leftOut: { 'vendor/': 1 } } })).toContain('in a new run')
  })
  test.each<[string, readonly string[]]>([
    ['lib/', []],
    ['n', ['do installs "**/n"']],
    ['!x', []]
  ])('left out what can be no scratch: %s', (line, words) =>
    expect(
      said(
        { ...half({ leftOut: { [line]: 1 } }), ends: { ...SOURCE, ...(words.length > 0 ? { 'dir:n': '' } : {}) } },
        words
      )
    ).toContain('cannot be one')
  )
  test('left out what the step adds, or what nobody takes', () => {
    const words = ['do adds lib/**']
    expect(said({ ...half({ leftOut: { 'lib/': 1 } }), ends: { ...SOURCE, 'lib/n': '' } }, words)).toContain('scratch:')
    const unknown = { ...half({ leftOut: { 'lib/': 1 } }) }
    expect(hintsOf(['gone takes nothing', 'do takes gone'], { gone: [], do: unknown }).join()).toContain('scratch:')
  })
  test('left out what the step takes, whatever was recorded of it', () => {
    const words = (take: string): string[] => ['build takes nothing', 'build adds app/**', take, 'do may-add app/**']
    const link = { ...half({ leftOut: { 'app/': 1 } }), ...same({}) }
    for (const take of ['do takes build', 'do takes build only app/v?/[ab]*'])
      expect(hintsOf(words(take), { build: { ends: {} }, do: link }).join('\n')).toMatch(/^EXCLUDED.*cannot be one/m)
    const unguessed = words('do takes build only app/[!!]')
    expect(hintsOf(unguessed, { build: { ends: {} }, do: link }).join()).toContain('scratch:')
    expect(hintsOf(['do takes ruled'], { ruled: {}, do: link }).join()).toContain('scratch:')
    expect(hintsOf(['do takes source'], { do: { ...link, claim: claimOf({}) } }).join()).toContain('scratch:')
    const passed = { ...half({ unrecorded: ['dir:app'] }), ...same({}) }
    expect(hintsOf(words('do takes build'), { build: { ends: {} }, do: passed }).join()).not.toContain('scratch:')
  })
  test('of a checkout has no scratch', () => {
    const link = { ...source, products: { leftOut: { 'x/': 1 } } }
    expect(hintOf(CHECKOUT, { checkout: link })).toContain('cannot be one')
    const passed = { ...source, products: { unrecorded: ['dir:x'] } }
    expect(hintOf(CHECKOUT, { checkout: passed })).toContain('without that directory')
  })
  test('passed over a directory', () => {
    expect(said(half({ unrecorded: ['dir:x'] }))).toMatch(
      /`installs-into: x` at it, in a new run, or `scratch: \[.*, x\/\]`/
    )
    expect(said(half({ unrecorded: ['dir:~/x'] }))).not.toContain('scratch:')
    expect(said(half({ unrecorded: ['dir:a//b'] }))).toContain('without that directory')
  })
  test('left something out of a directory, which its installer may say', () => {
    const INSTALL = [...CHECKOUT, 'in takes checkout', 'in installs "n"', 'in installs "**/m"', 'do takes in']
    const ends = { ...SOURCE, 'dir:n': '1', 'dir:x/m': '2' }
    const install = { begins: SOURCE, ends }
    const late = (line: string): StepLink => ({
      begins: ends,
      ends: SOURCE,
      materials: { directories: { 'dir:x/m': [line], 'dir:n': [] } }
    })
    expect(hintOf(INSTALL, { checkout: source, in: install, do: late('.c/') })).toContain(
      "`installs-into: ['n', { '**/m': { may-change: .c/ } }]` at step \"in\""
    )
    expect(hintOf(INSTALL, { checkout: source, in: install, do: late('**') })).toMatch(
      /^EXCLUDED_UNEXPECTED Take the line/
    )
    const ruled = { ends, environment: {} }
    expect(hintsOf(['do takes ruled'], { ruled, do: late('.c/') }).join()).toContain('Take the line')
  })
  test('that says nothing may be left to others, and no other', () => {
    expect(said({ recording: { other: 1 } })).not.toContain('recording:')
    expect(said({ environment: { recording: undefined as unknown as string } })).toContain('`recording: any`')
  })
})

describe('what else is demanded', () => {
  test('is no definition that is none', () =>
    expect(
      hintOf(['do takes nothing', `do definition sha256:${'d'.repeat(64)}`], {
        do: { environment: { definition: 'x' } }
      })
    ).not.toContain('definition:'))
  test('is a branch or a tag', () => {
    const told = (ref: string, words: readonly string[]): string =>
      hintOf(['do takes nothing', ...words], { do: {} }, { known: { ref } })
    expect(told('refs/pull/7/merge', ['branches main'])).toContain('without `branches` and `tags`')
    expect(told('refs/tags/v2', ['branches main', 'tags v1'])).toContain('`tags: [v1, v2]`')
  })
  test('is a layout in the place of a link, in intents', () => {
    const told = (kind: 'sublayout in intents' | 'sublayout in rules'): string =>
      hintOf(['do takes nothing'], { do: { kind } })
    expect(told('sublayout in intents')).not.toContain('new run')
    expect(told('sublayout in rules')).toContain('in a new run')
  })
})

test('of what is released by several only the last is offered whole', () => {
  const words = (release: readonly string[]): string[] => [
    ...['one', 'two', 'three'].flatMap((name) => [`${name} takes nothing`, `${name} adds **`]),
    ...release,
    'steps only'
  ]
  const links = {
    one: { ends: { x: '1' } },
    two: { ends: { x: '2', y: 'y', z: '1' } },
    three: { ends: { x: '3', z: '3' } }
  }
  const told = (release: readonly string[]): string => check({ words: words(release), links }).failures[0]?.hint ?? ''
  expect(told(['release one', 'release two', 'release three'])).toContain("`release: [{ two: 'y' }, three]`")
  expect(told(['release one', 'release three only x', 'release two only y'])).toContain(
    "`release: [{ three: x }, { two: 'y' }]`"
  )
  expect(told(['release one', 'release three'])).toContain('`release: three`')
})

test('no pattern is offered that none can be', () => {
  expect(patternsFor(['b//c'])).toEqual({ texts: [], left: 1 })
  expect(patternsFor(['b//1', 'b//2', 'b//3', 'b//4'], ['b//x'])).toEqual({ texts: [], left: 4 })
  expect(patternsFor(['./1', './2', 'b', 'c'])).toMatchObject({ texts: ['b', 'c'] })
})

test('a member of a recording that is not read says nothing', () =>
  expect(hintOf(['do takes nothing'], { do: { environment: { recording: jsonObject({ odd: 1 }) } } })).toContain(
    'RECORDING_UNKNOWN'
  ))
