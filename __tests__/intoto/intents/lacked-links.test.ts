// SPDX-License-Identifier: Apache-2.0
// By a link that is missing nothing is found at other steps; what was not looked at for want of it is said.
import { describe, expect, test } from '@jest/globals'
import { check, claimOf, told, type Contents, type Run, type StepLink } from '../../support/intents-run.ts'

const SOURCE: Contents = { 'a.js': 'a', 'b.js': 'b' }
const MODULES: Contents = { 'dir:deps': 'installed' }
const CLAIM = claimOf(SOURCE)
const END = ['release nothing', 'steps only']

const without = (run: Run, ...steps: string[]): Run => ({
  ...run,
  links: { ...run.links, ...Object.fromEntries(steps.map((step) => [step, []])) }
})
const link = (begins: Contents, ends: Contents = begins): StepLink => ({ begins, ends })

describe('installed directories', () => {
  const taking: StepLink = { ...link({ ...SOURCE, ...MODULES }, SOURCE), products: { unrecorded: ['dir:deps'] } }
  const run: Run = {
    words: [
      'checkout takes nothing',
      'checkout adds source',
      'install takes checkout',
      'install installs "deps" may-change .cache/',
      'build takes install',
      'test takes build',
      'lint takes checkout',
      'docs takes test only *.js',
      ...END
    ],
    links: {
      checkout: { ends: SOURCE, claim: CLAIM, scratch: 'checkout' },
      install: {
        ...link(SOURCE, { ...SOURCE, ...MODULES }),
        products: { directories: { 'dir:deps': ['.cache/'] } }
      },
      build: { ...taking, materials: { directories: { 'dir:deps': ['.cache/'] } } },
      test: taking,
      lint: link(SOURCE),
      docs: link(SOURCE)
    }
  }
  const changed = (step: string, change: StepLink, base = run): Run => ({
    ...base,
    links: { ...base.links, [step]: { ...(base.links[step] as StepLink), ...change } }
  })

  test('are not extra where the installer has no link, nor further down', () => {
    expect(told(check(run))).toEqual([])
    const { failures, notEvaluated } = check(without(run, 'install'))
    expect(failures).toEqual([])
    expect(notEvaluated[0]).toBe(
      'Step "install" has no link that counts, so the check skipped the step itself; what step "build" took; the installed directories with which step "test" began.'
    )
  })
  test('are looked at where the installer has one', () => {
    const more = { begins: { ...SOURCE, ...MODULES, 'dir:other': 'x' } }
    expect(told(check(changed('test', more)))).toEqual(['TAKES_EXTRA test dir:other'])
    // The installer is known, and what somebody between took is not.
    const less = changed('test', link(SOURCE), without(run, 'checkout'))
    expect(told(check(less))).toEqual(['TAKES_MISSING test dir:deps'])
    const other = changed('build', { begins: { ...SOURCE, 'dir:deps': 'other' } }, without(run, 'checkout'))
    expect(told(check(other))).toEqual(['TAKES_DIFFERS build dir:deps'])
  })
  test('are still in the way of what a step installs itself', () => {
    const words = ['first takes nothing', 'next takes first', 'install takes next', 'install installs "deps"', ...END]
    const links = { first: [], next: link({}), install: link(MODULES) }
    expect(told(check({ words, links }))).toEqual(['SCRATCH_PRESENT install dir:deps'])
  })
  test('may differ in what nobody could say', () => {
    const lines = changed('build', { materials: { directories: { 'dir:deps': ['secret/'] } } })
    expect(told(check(lines))).toEqual(['EXCLUDED_UNEXPECTED build dir:deps'])
    expect(told(check(without(lines, 'checkout')))).toEqual([])
  })
  test('hide no file that differs', () => {
    const more = changed('test', { begins: { ...SOURCE, ...MODULES, evil: 'x' } }, without(run, 'install'))
    expect(told(check(more))).toEqual(['TAKES_EXTRA test evil'])
  })
  test('are left out by the lines of the installer alone, also where a taker records them at its end', () => {
    const ending = (lines: string[]): string[] =>
      told(
        check(
          changed('test', {
            ends: { ...SOURCE, ...MODULES },
            products: { directories: { 'dir:deps': lines } }
          })
        )
      )
    expect(ending(['.cache/'])).toEqual(['ADDED_UNEXPECTED test dir:deps'])
    expect(ending(['secret/'])).toEqual(['EXCLUDED_UNEXPECTED test dir:deps'])
  })
})

describe('the files of source', () => {
  const GEN: Contents = { 'gen/x': 'x' }
  const run: Run = {
    words: [
      'generate takes nothing',
      'generate adds gen/**',
      'build takes source',
      'build takes generate from "gen" into "vendor"',
      'build adds app',
      'pack takes build',
      ...END
    ],
    links: {
      generate: link({}, GEN),
      build: { ...link({ ...SOURCE, 'vendor/x': 'x' }, { ...SOURCE, 'vendor/x': 'x', app: '1' }), claim: CLAIM },
      pack: link({ ...SOURCE, 'vendor/x': 'x', app: '1' })
    }
  }
  test('are not ambiguous where a link is missing by which they could be told', () => {
    expect(told(check(run))).toEqual([])
    const { failures, notEvaluated } = check(without(run, 'generate'))
    expect(failures).toEqual([])
    expect(notEvaluated[0]).toContain('the step itself; what step "build" took; which files are those of source.')
  })
  test('are told by another link, or the repository', () => {
    const other: Run = { ...run, words: ['lint takes source', ...run.words], links: { ...run.links } }
    const linted = { ...other, links: { ...other.links, lint: { ...link(SOURCE), claim: CLAIM } } }
    const { failures, notEvaluated } = check(without(linted, 'generate'))
    expect([failures, notEvaluated[0]]).toEqual([[], expect.not.stringContaining('source')])
  })
  test('are ambiguous where nothing is missing', () => {
    const lie = { ...(run.links['build'] as StepLink), claim: { ...CLAIM, digest: '0'.repeat(64) } }
    expect(told(check({ ...run, links: { ...run.links, build: lie } }))).toEqual(['SOURCE_AMBIGUOUS build'])
  })
})

describe('what is final', () => {
  const words = [
    'one takes nothing',
    'one adds f',
    'two takes one',
    'two changes f',
    'three takes nothing',
    'three adds f',
    'release one',
    'release two',
    'release three',
    'steps only'
  ]
  const run: Run = {
    words,
    links: { one: link({}, { f: '1' }), two: link({ f: '1' }, { f: '2' }), three: link({}, { f: '2' }) }
  }
  test('is no conflict where whoever has the last word has no link', () => {
    expect(told(check(run))).toEqual([])
    const { failures, released, notEvaluated } = check(without(run, 'two'))
    expect([failures, released]).toEqual([[], undefined])
    expect(notEvaluated).toEqual([
      'Step "two" has no link that counts, so the check skipped the step itself; what is final.'
    ])
    const other = { ...run, links: { ...run.links, three: link({}, { f: '3' }) } }
    expect(told(check(other))).toEqual(['RELEASE_CONFLICT three f'])
  })
})

describe('a step in rules', () => {
  test('is told where something in intents takes it', () => {
    const run: Run = {
      words: ['a takes ruled', 'b takes ruled only x', ...END],
      links: { ruled: link({}, { x: '1' }), a: link({ x: '1' }), b: link({ x: '1' }) }
    }
    expect(told(check(run))).toEqual([])
    const { failures, notEvaluated } = check(without(run, 'ruled'))
    expect(failures).toEqual([])
    expect(notEvaluated).toEqual([
      'Step "ruled" has no link that counts, so the check skipped what steps "a", "b" took.'
    ])
  })
})
