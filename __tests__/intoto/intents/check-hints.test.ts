// SPDX-License-Identifier: Apache-2.0
// The line to write for each cause, which has to be one that could be pasted.
import { describe, expect, test } from '@jest/globals'
import { patternsFor } from '../../../src/intoto/intents/offered-patterns.ts'
import { patternOfFile, takesText, yamlText, yamlTexts } from '../../../src/intoto/intents/yaml-text.ts'
import { parseIntentPattern } from '../../../src/intoto/intents/intent-pattern.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { jsonObject } from '../../../src/intoto/json/json-value.ts'
import { check, claimOf, type Contents, type Run, type StepLink } from '../../support/intents-run.ts'

const END = ['release nothing', 'steps only']
const hintsOf = (words: readonly string[], links: Run['links'], more: Partial<Run> = {}): string[] =>
  check({ words: [...words, ...END], links, ...more }).failures.map(({ code, hint }) => `${code} ${hint}`)
const hintOf = (...run: Parameters<typeof hintsOf>): string => hintsOf(...run)[0] ?? ''
const messageOf = (words: readonly string[], links: Run['links'], more: Partial<Run> = {}): string =>
  check({ words: [...words, ...END], links, ...more }).failures[0]?.message ?? ''

const SOURCE: Contents = { a: 'a', 'lib/b': 'b', '.env': 'e' }
const source: StepLink = { ends: SOURCE, claim: claimOf(SOURCE), scratch: 'checkout' }
const CHECKOUT = ['checkout takes nothing', 'checkout adds source']
const same = (contents: Contents): StepLink => ({ begins: contents, ends: contents })

describe('what a step began with', () => {
  const BUILT: Contents = { ...SOURCE, 'dist/x': 'x', 'dist/y': 'y' }
  const build = { begins: SOURCE, ends: BUILT }
  const BUILD = [...CHECKOUT, 'build takes checkout', 'build adds dist/**']
  const links = { checkout: source, build }

  test('offers to take the step that it comes from', () => {
    const test = { ...same(SOURCE), ends: { ...SOURCE, coverage: 'c' } }
    const words = [...BUILD, 'test takes checkout', 'test may-add coverage', 'pack takes checkout']
    expect(hintOf(words, { ...links, test, pack: same({ ...SOURCE, coverage: 'c' }) })).toContain('`takes: test`')
    expect(hintOf(words, { ...links, test, pack: same({ ...SOURCE, coverage: 'other' }) })).toContain('restored cache')
  })
  test('offers to take one that takes what is taken already, by whatever way', () => {
    const words = [
      ...BUILD,
      'gone takes build',
      'left takes build',
      'right takes left',
      'right takes build',
      'right takes gone',
      'right takes checkout only a',
      'right takes ruled',
      'right may-add r',
      'pack takes checkout',
      'pack takes build'
    ]
    const steps = { gone: [], ruled: {}, left: same(BUILT), right: { begins: BUILT, ends: { ...BUILT, r: 'r' } } }
    expect(hintOf(words, { ...links, ...steps, pack: same({ ...BUILT, r: 'r' }) })).toContain('`takes: right`')
  })
  test('offers nothing beside one that takes source already', () => {
    const words = ['build takes source', 'build adds dist/*', 'pack takes source']
    const claim = claimOf(SOURCE)
    const steps = { build: { ...build, claim }, pack: { ...same({ ...SOURCE, 'dist/x': 'x' }), claim } }
    expect(hintOf(words, steps)).toContain('`takes: [source, { build: dist/x }]`')
    const all = { build: { ...build, claim }, pack: { ...same(BUILT), claim } }
    expect(hintOf(words, all)).toContain('`takes: build`')
  })
  test('offers no leg of the same step', () => {
    const legs = (one: string, other: string, takes = 'checkout'): string =>
      hintOf([...CHECKOUT, `${one} takes checkout`, `${one} adds x`, `${other} takes ${takes}`, `${other} adds z`], {
        checkout: source,
        [one]: { begins: SOURCE, ends: { ...SOURCE, x: '1' } },
        [other]: { begins: { ...SOURCE, x: '1' }, ends: { ...SOURCE, x: '1', z: '' } }
      })
    expect(legs('build-x86', 'build-arm')).toContain('remove "x" before "build-arm" begins')
    expect(legs('test-a-1', 'test-b-2')).toContain('a checkout of its own')
    expect(legs('build-x86', 'test-x86')).toContain('`takes: build-x86`')
    expect(legs('build', 'test')).toContain('`takes: build`')
    expect(legs('build-x86', 'build-arm', 'checkout only lib/*')).toContain('build-x86]')
  })
  test('offers to take a step beside', () => {
    const words = [...BUILD, 'pack takes source', 'pack takes build from "lib"', 'pack takes only-dist only dist/*']
    const ruled = { 'only-dist': same(build.ends) }
    const pack = { ...same({ ...SOURCE, b: 'b', 'dist/x': 'x', 'dist/y': 'y', 'dist/z': 'z' }), claim: claimOf(SOURCE) }
    const other = { 'only-z': { ends: { 'dist/z': 'z' } } }
    expect(hintOf(words, { ...links, ...ruled, ...other, pack })).toContain(
      '`takes: [source, { build: { from: lib } }, { only-dist: dist/* }, only-z]`'
    )
  })
  test('offers to take a directory, or to install it', () => {
    const words = [...CHECKOUT, 'install takes checkout', 'install installs "vendor/*"', 'build takes checkout']
    const installed = { ...SOURCE, 'dir:vendor/x': 'v' }
    const install = { begins: SOURCE, ends: installed }
    const taker = { begins: installed, ends: SOURCE }
    expect(hintOf(words, { checkout: source, install, build: taker })).toContain('`takes: install`')
    const alone = [...CHECKOUT, 'build takes checkout']
    expect(hintOf(alone, { checkout: source, build: taker })).toContain('`installs-into: vendor/x`')
    const before = { begins: installed, ends: installed }
    expect(hintOf(words, { checkout: source, install: before, build: same(SOURCE) })).toMatch(/^SCRATCH_PRESENT/)
    const tracked = [...CHECKOUT, 'install takes checkout', 'install installs "lib"']
    const inLib = { begins: SOURCE, ends: { ...SOURCE, 'dir:lib': 'v' } }
    expect(messageOf(tracked, { checkout: source, install: inLib })).toContain('"lib/b"')
  })
  test('offers what to do about a directory that is not there', () => {
    const words = [...CHECKOUT, 'install takes checkout', 'install installs "n_m"', 'build takes install']
    const install = { begins: SOURCE, ends: { ...SOURCE, 'dir:n_m': 'v' } }
    expect(hintOf(words, { checkout: source, install, build: same(SOURCE) })).toContain('`scratch: n_m/`')
    const other = { begins: { ...SOURCE, 'dir:n_m': 'w' }, ends: SOURCE }
    expect(hintOf(words, { checkout: source, install, build: other })).toContain('`may-change`')
  })
  test('offers the part that is there', () => {
    const words = [...BUILD, 'pack takes build']
    expect(hintOf(words, { ...links, pack: same({ 'dist/x': 'x', 'dist/y': 'y' }) })).toContain(
      'TAKES_MISSING Find out what removed them before the step began. Only if the step is meant to begin with a part, write `takes: { build: [dist/x, dist/y] }`'
    )
    expect(hintOf(words, { ...links, pack: {} })).toContain('Nothing of step "build" was there')
    const { '.env': _env, ...seen } = BUILT
    expect(hintOf(words, { ...links, pack: same(seen) })).toContain('`include-hidden-files: true`')
    const { a: _a, ...less } = BUILT
    expect(hintOf([...BUILD, 'pack takes build only a'], { ...links, pack: {} })).toContain('what removed it')
    expect(
      messageOf([...BUILD, 'pack takes source'], { ...links, pack: { ...same(less), claim: claimOf(SOURCE) } })
    ).toContain('"dist/x"')
  })
  test('offers to name one of two that differ', () => {
    const words = [...BUILD, 'pack takes source', 'pack takes build from "dist"']
    const conflict = { ...build, ends: { ...SOURCE, 'dist/a': 'other' } }
    const pack = { ...same(SOURCE), claim: claimOf(SOURCE) }
    expect(hintOf(words, { checkout: source, build: conflict, pack })).toContain('`takes: source`')
    const twice = { ...build, ends: { ...SOURCE, 'dist/a': 'other', 'dist/lib/b': 'other' } }
    expect(messageOf(words, { checkout: source, build: twice, pack })).toContain('other bytes of them')
    const INSTALL = [...CHECKOUT, 'one takes checkout', 'one installs "n"', 'two takes checkout', 'two installs "n"']
    const one = { begins: SOURCE, ends: { ...SOURCE, 'dir:n': '1' } }
    const two = { begins: SOURCE, ends: { ...SOURCE, 'dir:n': '2' } }
    const both = { checkout: source, one, two, both: { begins: { ...SOURCE, 'dir:n': '1' }, ends: SOURCE } }
    expect(messageOf([...INSTALL, 'both takes one', 'both takes two'], both)).toContain('of two steps')
  })
  test('tells of line ends where files differ', () => {
    const words = [...BUILD, 'pack takes build']
    expect(hintOf(words, { ...links, pack: same({ ...build.ends, a: 'x', 'dist/x': 'z' }) })).toContain('changed them')
    const passed = { ...links, pack: same({ ...build.ends, a: 'x' }) }
    expect(hintOf(words, passed)).toContain('line ends')
  })
})

describe('what a step did', () => {
  const did = (words: readonly string[], ends: Contents, begins = SOURCE): string =>
    hintOf([...CHECKOUT, 'do takes checkout', ...words], { checkout: source, do: { begins, ends } })
  const { a: _a, ...LESS } = SOURCE

  test('offers the sentence that it lacks', () => {
    expect(did([], { ...SOURCE, 'x y': '1' })).toContain("`adds: 'x y'`")
    expect(did(['do adds *'], { ...SOURCE, n: '', 'd/1': '', 'd/2': '', 'd/3': '', 'e/[4]': '' })).toContain(
      "`adds: ['*', d/**, e/**]`"
    )
    expect(did([], { ...SOURCE, 'd/1/x': '', 'd/2': '', 'd/3': '', 'd/4': '' })).toContain('`adds: d/**`')
    expect(did([], { ...SOURCE, 'dir:n': '1' })).toContain("`installs-into: 'n'`")
    expect(did([], LESS)).toContain('`may-remove: a`')
    expect(did([], { '.env': 'e' })).toContain('`removes: [a, lib/b]`')
    expect(did([], { ...SOURCE, a: 'x' })).toContain('`changes: a`')
    expect(did([], { ...SOURCE, a: 'x', 'lib/b': 'x' })).toContain('`changes: [a, lib/b]`')
    expect(did(['do removes a'], SOURCE)).toContain('`may-remove: a`')
    expect(did(['do removes **'], SOURCE)).toContain("`may-remove: '**'` in place of `removes: '**'`")
    expect(did(['do removes **', 'do changes a'], { 'lib/b': 'x' })).toContain(
      "`changes: [a, lib/b]` and `may-remove: '**'` in place of `removes: '**'`"
    )
    expect(did(['do adds x'], SOURCE)).toContain('`may-add: x`')
    expect(did(['do changes x'], SOURCE)).toContain('take the pattern out of `changes`')
    expect(did(['do changes x', 'do may-add x'], { ...SOURCE, x: '' })).toContain('take the pattern out of `changes`')
    const made = hintsOf([...CHECKOUT, 'do takes checkout', 'do changes x', 'do changes a', 'do adds y'], {
      checkout: source,
      do: { begins: SOURCE, ends: { ...SOURCE, x: '', y: '' } }
    })
    expect(made.at(-1)).toContain("write `changes: a` and `adds: ['y', x]`")
    expect(did(['do removes x'], SOURCE)).toContain('`may-remove: x`')
    expect(did(['do installs "**/n"'], SOURCE)).toContain('npm writes')
  })
  test.each<[string, Contents]>([
    ['made', { ...SOURCE, x: '1' }],
    ['installed', { ...SOURCE, 'dir:n': '1' }],
    ['removed', LESS],
    ['changed', { ...SOURCE, a: 'x' }]
  ])('is to be found out before the layout allows it: what it %s', (_what, ends) =>
    expect(did([], ends)).toMatch(/^[A-Z_]+ Find out what .*\. Only if .* is meant to .* write `/)
  )
  test('offers one line with what the key says already', () => {
    expect(did(['do adds x', 'do may-add z'], { ...SOURCE, x: '', y: '' })).toMatch(
      /`adds: \[x, 'y'\]`.*`may-add: \[z, 'y'\]`/
    )
    expect(did(['do removes lib/b'], { '.env': 'e' })).toMatch(/`removes: \[lib\/b, a\]`.*`may-remove: a`/)
    expect(did(['do may-remove .env'], { 'lib/b': 'b' })).toMatch(/`removes: a`.*`may-remove: \[.env, a\]`/)
    expect(did(['do changes a'], { ...SOURCE, a: 'x', 'lib/b': 'x' })).toContain('`changes: [a, lib/b]`')
  })
  test('tells why new bytes of what was there are a change', () => {
    const words = [...CHECKOUT, 'do takes checkout', 'do may-add **']
    const links = { checkout: source, do: { begins: SOURCE, ends: { ...SOURCE, a: 'x' } } }
    expect(messageOf(words, links)).toContain('this was')
    const two = { checkout: source, do: { begins: SOURCE, ends: { ...SOURCE, a: 'x', 'lib/b': 'x' } } }
    expect(messageOf(words, two)).toContain('these were')
  })
})

describe('a command or a definition', () => {
  const D = `sha256:${'d'.repeat(64)}`
  const ran = (words: readonly string[], link: StepLink): string => hintOf(['do takes nothing', ...words], { do: link })
  const inside = (environment: StepLink['environment']): StepLink => ({
    command: ['a'],
    environment: environment ?? {}
  })

  test.each<[string, string, StepLink, string]>([
    ['other words', 'do command ["a","b c"]', { command: ['a', 'b'] }, '`command: ["a", "b"]`'],
    ['no words', 'do command ["a"]', {}, 'input `run`'],
    ['another directory', 'do command ["a"]', inside({ working_directory: 'x' }), '`working-directory: x`'],
    ['no directory', 'do command ["a"] in "x"', inside({}), 'take `working-directory` out'],
    ['no readable directory', 'do command ["a"]', inside({ working_directory: 1 }), 'stages of this release'],
    ['a setup', 'do command ["a"]', inside({ setup: 'source x' }), "`setup: 'source x'`"],
    ['no setup', 'do command ["a"] after "x"', inside({}), 'take `setup` out'],
    ['no definition', `do definition ${D}`, {}, 'stages of this release'],
    [
      'another definition',
      `do definition ${D}`,
      { environment: { definition: D.replace('d', 'e') } },
      `\`definition: '${D.replace('d', 'e')}'\``
    ]
  ])('is not what is demanded: %s', (_what, word, link, wanted) => expect(ran([word], link)).toContain(wanted))
  test.each([['do command ["x"]'], ['do command ["a"] in "x"'], ['do command ["a"] after "x"']])(
    'is to be found out before the layout allows it: %s',
    (word) =>
      expect(ran([word], inside({}))).toMatch(/^COMMAND_DIFFERS Find out who changed .*\. Only if .* is meant, /)
  )
  describe('of a link that does not say where it ran', () => {
    const silent = (run?: Record<string, string> | string): StepLink => {
      const link = inside(run === undefined ? {} : { run: typeof run === 'string' ? run : jsonObject(run) })
      return { ...link, environment: { ...link.environment, working_directory: undefined as never } }
    }
    test.each([
      ['nothing of a run', undefined],
      ['what `run` is told of one', { id: '1', commit: 'c'.repeat(40) }],
      ['what cannot be read', 'x']
    ])('is refused where it says %s', (_what, run) => {
      expect(ran(['do command ["a"]'], silent(run))).toMatch(/^COMMAND_DIFFERS .*`recording: any`/)
      expect(ran(['do command ["a"] in "x"'], silent(run))).toMatch(/^COMMAND_DIFFERS Record the step again/)
      expect(ran(['do command ["a"] in "x"'], silent(run))).not.toContain('recording: any')
    })
    test('is at the top where it is of a stage, or where silence is excused', () => {
      expect(hintsOf(['do takes nothing', 'do command ["a"]'], { do: silent({ repository: 'o/r' }) })).toEqual([])
      const words = ['do takes nothing', 'do command ["a"]', 'do recording any']
      expect(hintsOf(words, { do: silent() })).toEqual([])
      expect(ran(['do command ["a"] in "x"', 'do recording any'], silent())).toContain('take `working-directory` out')
    })
  })
  test('is as it is demanded, of every link', () => {
    const words = ['do takes nothing', 'do command ["a"] in "x" after "y"', `do definition ${D}`]
    const link = { command: ['a'], environment: { working_directory: 'x', setup: 'y', definition: D } }
    expect(hintsOf(words, { do: link })).toEqual([])
    expect(hintsOf(words, { do: [link, { command: ['b'] }, { command: ['c'] }] })).toHaveLength(2)
  })
})

describe('a recording', () => {
  const said = (link: StepLink, words: readonly string[] = []): string =>
    hintsOf(['do takes nothing', 'do scratch tmp/', ...words], { do: link }).join()
  const member = (value: unknown): StepLink => ({ environment: { recording: value as string } })
  const whole = (more: Record<string, unknown>): StepLink =>
    member(
      jsonObject({
        scratch: 'none at begin',
        materials: jsonObject({ paths: ['.'] }),
        products: jsonObject({ paths: ['.'] }),
        ...(more as object)
      })
    )
  const products = (more: Record<string, unknown>): StepLink =>
    whole({ products: jsonObject({ paths: ['.'], ...(more as object) }) })

  test.each<[string, StepLink]>([
    ['that is no object', member(1)],
    ['with a member that is not known', whole({ other: 1 })],
    ['with prefixes taken away', whole({ lstrip_paths: ['a/'] })],
    ['with other line ends', whole({ line_endings: 'normalised' })],
    ['with scratch that is no text', whole({ scratch: 1 })],
    ['without materials', whole({ materials: undefined })],
    ['of a checkout without materials', whole({ materials: undefined, scratch: 'checkout' })],
    ['without products', whole({ products: undefined })],
    ['whose half is no object', whole({ products: 1 })],
    ['whose half has a member that is not known', products({ other: 1 })],
    ['whose half has other line ends', products({ line_endings: 'normalised' })],
    ['whose paths are no list', products({ paths: 1 })],
    ['whose paths are not there', whole({ products: jsonObject({ unrecorded: [] }) })],
    ['whose unrecorded is no list', products({ unrecorded: 'x' })],
    ['whose lines are no texts', products({ exclude: [1] })],
    ['whose numbers are none', products({ left_out: jsonObject({ x: 0 }) })],
    ['whose directories are none', products({ directories: jsonObject({ 'dir:x': 1 }) })]
  ])('says nothing that counts: %s', (_what, link) => {
    expect(said(link)).toContain('RECORDING_UNKNOWN')
    expect(said(link, ['do recording any'])).toContain('RECORDING_UNKNOWN')
  })
  test('says nothing at all, which counts where the layout says so', () => {
    const silent: StepLink = { environment: {}, recording: {} }
    const none = { ...silent, environment: { recording: undefined as unknown as string } }
    expect(said(none)).toContain('RECORDING_UNKNOWN')
    expect(said(none, ['do recording any'])).toBe('')
  })
  test('may have lines of its own for products, and hide what is scratch at the end', () => {
    expect(said(products({ exclude: ['tmp/', 'x'], left_out: jsonObject({ 'tmp/': 3, '/.git': 2 }) }))).toBe('')
    expect(said(products({ left_out: jsonObject({ tmp: 3 }) }))).toContain('`scratch: [tmp/, tmp]`')
    expect(said(products({ left_out: jsonObject({ '# x': 3 }) }))).toContain('cannot be one of the scratch')
  })
  test('of a checkout needs no materials', () => {
    const link = { ...whole({ materials: undefined, scratch: 'checkout' }), ends: {}, claim: claimOf({}) }
    expect(hintsOf(['do takes nothing', 'do adds source'], { do: link })).toEqual([])
  })
})

describe('texts of YAML', () => {
  test.each([
    ['dist/**', 'dist/**'],
    ['.next/x', '.next/x'],
    ['~/.cargo', '~/.cargo'],
    ['/.git', '/.git'],
    ['*.tgz', "'*.tgz'"],
    ['3.10', "'3.10'"],
    ['.5', "'.5'"],
    ['on', "'on'"],
    ['.inf', "'.inf'"],
    ["it's", "'it''s'"],
    ['a: b', "'a: b'"],
    ['', "''"],
    ['a\nb', "'a\\u{a}b'"]
  ])('%j', (text, wanted) => expect(yamlText(text)).toBe(wanted))
  test('are lists where there are several', () => {
    expect([yamlTexts([]), yamlTexts(['a']), yamlTexts(['a', '*'])]).toEqual(['[]', 'a', "[a, '*']"])
  })
  test.each([
    'a',
    'source',
    'nothing',
    '[id].js',
    'a*b?',
    '!x',
    'a{b}',
    '$x',
    'a\\b',
    'a\nb',
    'dir/$x/[y]',
    'a\u200bb',
    'a`b',
    `${'long/'.repeat(80)}x`
  ])('fit the file that they are made of: %j', (file) => {
    const pattern = patternOfFile(file)
    expect(parseIntentPattern(pattern).matches(file)).toBe(true)
    expect(yamlText(pattern).replaceAll("'", '')).toBe(pattern)
  })
  const numbered = (count: number, name: (index: number) => string): string[] =>
    Array.from({ length: count }, (_, index) => name(index))
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['files of few', ['a', 'b/c'], [], ['a', 'b/c']],
    ['names before directories', ['a', 'b', 'c', 'd/e'], [], ['a', 'b', 'c', 'd/**']],
    ['what names have in common', numbered(13, (index) => `log${index}.txt`), [], ['log*.txt']],
    ['the directory of all', numbered(13, (index) => `logs/deep/${index}.txt`), [], ['logs/deep/**']],
    ['no directory of others', ['d/1', 'd/2', 'd/3', 'd/e/4', 'd/e/5'], ['d/x', 'e'], ['d/1', 'd/2', 'd/3', 'd/e/**']],
    ['no kind of others', numbered(4, (index) => `t/${index}`), ['t/x'], ['t/0', 't/1', 't/2', 't/3']],
    ['names of a kind beside others', [...numbered(4, (at) => `t/a${at}`), 't/b'], ['t/x'], ['t/a*', 't/b']],
    ['endings of very many', [...'abcdefghijk'].map((name) => `${name}.map`), ['x.js'], ['*.map']]
  ])('offer %s', (_what, files, others, texts) => {
    expect(patternsFor(files, others)).toEqual({ texts, left: 0 })
    for (const text of texts) for (const other of others) expect(parseIntentPattern(text).matches(other)).toBe(false)
  })
  test('say how many files a part of them leaves', () => {
    expect(patternsFor([...numbered(30, (index) => `d${index}/x`), 'top'])).toMatchObject({ left: 21 })
    const dotted = [...'abcdefghijklm'].map((name) => `.${name}`)
    expect(patternsFor([...dotted, 'n'])).toEqual({ texts: dotted.slice(0, 10), left: 4 })
  })
  test('hold no kind against others for ever', () => {
    const files = numbered(120, (index) => `${'x'.repeat(index % 60)}y${index}`)
    expect(patternsFor(files, ['z']).texts).toHaveLength(10)
  })
  test('say what is taken', () => {
    const words = [
      'a takes x',
      'a takes x into "i" only p',
      'a takes w only p',
      'a takes w only q',
      'a takes z from "f"',
      'a takes source',
      ...END
    ]
    const takes = readStatements(words).steps.get('a')?.takes ?? []
    expect(takesText(takes)).toBe('[x, { x: { only: p, into: i } }, { w: [p, q] }, { z: { from: f } }, source]')
    expect(takesText(takes.slice(0, 1))).toBe('x')
  })
})
