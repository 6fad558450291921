// SPDX-License-Identifier: Apache-2.0
// What a functionary can ask of the check with a layout of his own is counted before it is done.
import { describe, expect, test } from '@jest/globals'
import type { AcceptedEvidence } from '../../../src/intoto/intents/intents-evidence.ts'
import { readStatements } from '../../../src/intoto/intents/read-statements.ts'
import { workOfIntents } from '../../../src/intoto/verification/intents-work.ts'
import { claimOf, evidenceOf, type Contents, type StepLink } from '../../support/intents-run.ts'

const work = (words: readonly string[], links: Readonly<Record<string, StepLink>>): number =>
  workOfIntents(
    readStatements([...words, 'steps only']),
    new Map(Object.entries(links).map(([step, link]) => [step, [evidenceOf(step, link)]]))
  )
const many = (count: number, name: (index: number) => string): Contents =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), '1']))
const times = (count: number, word: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => word(index))

const FILES = many(10, (index) => `${'x'.repeat(99)}${index}`)
const DIRECTORIES = many(10, (index) => `dir:${'d'.repeat(95)}${index}`)

describe('a pattern that is tried again, or holds many ranges, counts for all characters of all paths', () => {
  const ranges = times(50, (index) => String.fromCodePoint(0x4e00 + 2 * index)).join('')
  test.each([`*[${ranges}]`, `[${ranges}]*`, `*${'a'.repeat(49)}b`, '*a*'])('%s', (pattern) => {
    const words = (more: readonly string[]): string[] => ['a takes nothing', ...more, 'release nothing']
    const more = work(words([`a adds ${pattern}`]), { a: { ends: FILES } }) - work(words([]), { a: { ends: FILES } })
    expect(more).toBeGreaterThanOrEqual(pattern.length * 1000)
  })
  test.each(['**', 'dist/**', 'dist/a', 'dist/a*', 'a??'])('%s costs no more than the paths', (pattern) => {
    const words = (more: readonly string[]): string[] => ['a takes nothing', ...more, 'release nothing']
    const more = work(words([`a adds ${pattern}`]), { a: { ends: FILES } }) - work(words([]), { a: { ends: FILES } })
    expect(more).toBe(1010)
  })
})

describe('installed directories', () => {
  const INSTALL = ['a takes nothing', 'a installs "**/[d]*"']
  test('count for each line of scratch that they are held against, however far down', () => {
    const words = (lines: number): string[] => [
      ...INSTALL,
      'b takes a',
      'c takes b',
      ...times(lines, (index) => `c scratch /*${index}x/*y`),
      'release nothing'
    ]
    const links = { a: { ends: DIRECTORIES }, b: {}, c: {} }
    expect(work(words(9), links) - work(words(0), links)).toBeGreaterThanOrEqual(9 * 7 * 900)
  })
  test('count for each pattern of what is installed', () => {
    const words = (lines: number): string[] => [
      'a takes nothing',
      ...times(lines, (index) => `a installs "*?*?*?${index}"`),
      'release nothing'
    ]
    const links = { a: { ends: DIRECTORIES } }
    expect(work(words(9), links) - work(words(0), links)).toBeGreaterThanOrEqual(9 * 7 * 900)
  })
  test('count for each line of what may change in them, and for each that was left out', () => {
    const words = (lines: number): string[] => [
      'a takes nothing',
      ...times(lines, (index) => `a installs "d" may-change ${index}/`),
      'release nothing'
    ]
    const links = (left: number): Record<string, StepLink> => ({
      a: { ends: DIRECTORIES, products: { directories: { 'dir:d': times(left, (index) => `${index}/`) } } }
    })
    const least = work(words(1), links(0))
    expect(work(words(5), links(0)) - least).toBeGreaterThanOrEqual(4 * 10)
    expect(work(words(1), links(70)) - least).toBe(70)
  })
  test('that are taken twice on many ways are counted once', () => {
    const steps = times(40, (index) => `s${index}`)
    const words = steps.flatMap((step, index) =>
      index < 2
        ? [`${step} takes nothing`, `${step} installs "**/[d]*"`]
        : [`${step} takes s${index - 1}`, `${step} takes s${index - 2}`]
    )
    const links = Object.fromEntries(steps.map((step, index) => [step, index < 2 ? { ends: DIRECTORIES } : {}]))
    expect(work([...words, 'release nothing'], links)).toBeLessThan(1_000_000)
  })
})

describe('what is taken', () => {
  const links = (takers: number): Record<string, StepLink> => ({
    a: { ends: FILES },
    ...Object.fromEntries(times(takers, (index) => `b${index}`).map((step) => [step, {}]))
  })
  test.each([
    ['whole', 'a'],
    ['in part', 'a only x*'],
    ['as source', 'source']
  ])('%s counts for all files of the step, for each that takes it', (_what, taken) => {
    const words = (takers: number): string[] => [
      'a takes nothing',
      ...times(takers, (index) => `b${index} takes ${taken}`),
      'release nothing'
    ]
    expect(work(words(9), links(9)) - work(words(1), links(1))).toBeGreaterThanOrEqual(8 * 10 * 20)
  })
  test('counts for nothing where its step has no link', () =>
    expect(work(['a takes nothing', 'b takes a', 'release b', 'release nobody'], {})).toBeLessThan(10))
})

test('what is released without a pattern counts for the patterns of its step', () => {
  const words = ['a takes nothing', `a adds *${'a'.repeat(49)}b`]
  const links = { a: { ends: FILES } }
  const least = work([...words, 'release nothing'], links)
  expect(work([...words, 'release a'], links) - least).toBeGreaterThanOrEqual(50 * 1000)
})

test('a line that hid files and may not counts for the files that it may explain', () => {
  const words = ['a takes nothing', 'a scratch tmp/', 'release nothing']
  const of = (...lines: readonly string[]): number =>
    work(words, { a: { products: { leftOut: Object.fromEntries(lines.map((line) => [line, 1])) } } })
  expect(of('tmp/', '/.git')).toBe(of())
  expect(of('evil/') - of()).toBe(10_000_000)
  expect(of(...times(30, (index) => `${index}/`)) - of()).toBe(100_000_000)
})

test('directories of a step in rules count for whoever takes them, whatever its link says of them', () => {
  const words = ['b takes ruled', 'b scratch /*x/*y', 'release nothing']
  const least = work(words, { b: {} })
  for (const environment of [{}, { recording: new Map([['products', new Map([['directories', 1]])]]) }])
    expect(work(words, { b: {}, ruled: { ends: DIRECTORIES, environment } }) - least).toBeGreaterThan(7 * 900)
})

test('a submodule that is claimed counts for all files of the commit, for each claim', () => {
  const words = ['a takes source', 'b takes nothing', 'release nothing']
  const claim = claimOf({}, { sub: { x: '1' } })
  const links = (a: StepLink): Record<string, StepLink> => ({ a, b: { ends: FILES } })
  expect(work(words, links({ claim })) - work(words, links({ claim: claimOf({}) }))).toBeGreaterThanOrEqual(20 * 10)
  expect(workOfIntents(readStatements([...words, 'steps only']), new Map())).toBeLessThan(1000)
})

test('steps count for all others, among which it is looked for whatever a step began with', () => {
  const words = (count: number): string[] => [
    ...times(count, (index) => `s${index} takes ${index === 0 ? 'nothing' : `s${index - 1}`}`),
    'release nothing'
  ]
  expect(work(words(1000), {}) - work(words(1), {})).toBeGreaterThan(1000 * 1000)
})

test('directories that a step installs count for each file, and for each that a layout in its place installs', () => {
  const words = (count: number): string[] => [
    'a takes nothing',
    ...times(count, (index) => `a installs "d${index}"`),
    'release nothing'
  ]
  expect(work(words(9), { a: { begins: FILES } }) - work(words(0), { a: { begins: FILES } })).toBeGreaterThanOrEqual(90)
  const inner = readStatements([...words(50), 'steps only'])
  const of = (intents: typeof inner | undefined): number =>
    workOfIntents(
      readStatements([...words(20), 'steps only']),
      new Map([['a', [{ ...evidenceOf('a', { kind: 'sublayout in intents' }), intents } as AcceptedEvidence]]])
    )
  expect(of(inner) - of(undefined)).toBeGreaterThanOrEqual(50 * 20)
})
