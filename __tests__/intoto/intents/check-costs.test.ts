// SPDX-License-Identifier: Apache-2.0
// What one link can make the check do by what it says of its recording. Work is counted, and no clock asked.
import { describe, expect, jest, test } from '@jest/globals'
import { hiddenBy } from '../../../src/intoto/intents/hidden-by.ts'
import { check, claimOf, filesOf, told, type Contents, type StepLink } from '../../support/intents-run.ts'

const WORDS = ['a takes nothing', 'a adds **', 'b takes a', 'release nothing', 'steps only']
const many = (count: number, name: (index: number) => string): Contents =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), '1']))
const both = (ends: Contents, b: StepLink): string[] => told(check({ words: WORDS, links: { a: { ends }, b } }))

/** How often a method of texts is called meanwhile. */
function calls(method: 'startsWith' | 'slice' | 'lastIndexOf' | 'replace', run: () => void): number {
  const spy = jest.spyOn(String.prototype, method)
  run()
  const count = spy.mock.calls.length
  spy.mockRestore()
  return count
}

describe('a line that is none of scratch', () => {
  const deep = `${'a/'.repeat(2000)}z`
  test.each<[string, string[], string[]]>([
    ['**/z', ['z', 'a/z', 'z/a', 'a'], ['z', 'a/z', 'z/a']],
    ['z', ['z', deep, 'a'], ['z', deep]],
    [`**/${'b'.repeat(2000)}`, [deep], []],
    ['**/z', ['z', deep], []],
    ['[z]', Array.from({ length: 2 }, () => deep), []],
    ['z', Array.from({ length: 3 }, () => deep), []]
  ])('%.20s explains what it hides, where that is told soon', (line, paths, hidden) =>
    expect(hiddenBy(line, paths)).toEqual(hidden)
  )
  test('fails whether or not it explains anything', () => {
    const hides = (line: string): string[] =>
      both({ [deep]: '1' }, { begins: { [deep]: '1' }, products: { leftOut: { [line]: 1 } } })
    expect(hides('z')).toEqual(
      [`EXCLUDED_UNEXPECTED b ${deep}`].map((text) => expect.stringContaining(text.slice(0, 50)) as unknown as string)
    )
    expect(hides('**/z')).toEqual([
      'EXCLUDED_UNEXPECTED b',
      expect.stringContaining('REMOVED_UNEXPECTED b a/a/a') as unknown as string
    ])
  })
})

test('places that were recorded alone are not each held against each file', () => {
  const files = many(1000, (index) => `f${index}`)
  const paths = Array.from({ length: 1000 }, (_, index) => `q${index}`)
  const run = (): void =>
    expect(both(files, { begins: files, products: { paths: [...paths, 'f1', 'f'] } })[0]).toMatch(
      /^RECORDING_UNKNOWN b f0 f10/
    )
  expect(calls('startsWith', run)).toBeLessThan(100_000)
})

test('directories of submodules are not looked for above each file', () => {
  const files = many(100, (index) => `${'a/'.repeat(1000)}${index}`)
  const claim = claimOf(files, { q: { x: '1' } })
  const words = ['a takes source', 'release nothing', 'steps only']
  const all = { ...files, 'q/x': '1', 'qq/x': '1' }
  const run = (): void =>
    expect(
      told(
        check({
          words,
          links: { a: { begins: all, ends: all, claim: claimOf({ ...files, 'qq/x': '1' }, { q: { x: '1' } }) } }
        })
      )
    ).toEqual([])
  expect(calls('lastIndexOf', run)).toBeLessThan(1000)
  expect(filesOf(files).size).toBe(claim.files)
})

test.each<[string, (names: readonly string[]) => StepLink]>([
  ['unrecorded', (names) => ({ products: { unrecorded: names } })],
  ['noted', (names) => ({ products: { directories: Object.fromEntries(names.map((name) => [name, []])) } })]
])('of directories that are %s the first are told, and no more is made', (_what, link) => {
  const names = Array.from({ length: 5000 }, (_, index) => `dir:q${index}`)
  const run = (): void => expect(both({}, link(names))).toHaveLength(10 + 1)
  expect(calls('replace', run)).toBeLessThan(1000)
})

test('what lies in a place that was recorded alone is told as removed, and not explained', () => {
  const files = { 'd/x': '1', e: '1' }
  expect(both(files, { begins: files, products: { paths: ['d'] } })).toEqual([
    'RECORDING_UNKNOWN b e',
    'REMOVED_UNEXPECTED b d/x'
  ])
})
test('a submodule of which a link has no file is told by none', () => {
  const words = ['a takes source', 'release nothing', 'steps only']
  const a = { begins: { x: '1' }, ends: { x: '1' }, claim: claimOf({ x: '1' }, { q: { y: '1' } }) }
  expect(told(check({ words, links: { a } }))[0]).toMatch(/^SOURCE_/)
})
test('links that each claim other files are each looked at once', () => {
  const steps = Array.from({ length: 30 }, (_, index) => `s${index}`)
  const files = many(20, (index) => `f${index}`)
  const words = [...steps.map((step) => `${step} takes source`), 'release nothing', 'steps only']
  const lie = (index: number): StepLink => {
    const claim = { ...claimOf(files), digest: index.toString(16).padStart(64, '0') }
    return { begins: files, ends: files, claim }
  }
  const links = Object.fromEntries(steps.map((step, index) => [step, lie(index)]))
  const run = (): void => expect(told(check({ words, links }))).toHaveLength(30)
  expect(calls('slice', run)).toBeLessThan(5000)
})
