// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/base/limits.ts'
import { hiddenFilesOf, hiddenFilesText, warnOfHiddenFiles } from '../../../src/intoto/verification/hidden-files.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import type { Link } from '../../../src/intoto/link/link.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import { ALICE, BOB, linkOf, MemoryStore, PACK, verifyChain, WRITE } from '../../support/chain.ts'

type Recording = Record<string, unknown>

const linkWith = (recording?: Recording): Link => {
  const document = linkOf('build', { environment: recording === undefined ? {} : { recording } })
  const bytes = Buffer.from(JSON.stringify(document))
  return parseLink(readJson(bytes, { source: 'test', maxBytes: 4_000_000 })).link
}
const hidden = (leftOut: Record<string, number>, exclude = Object.keys(leftOut)): Recording => ({
  exclude: [...exclude, '.git'],
  materials: { paths: ['.'], left_out: leftOut },
  products: { paths: ['dist'] }
})

describe('a step that left files out', () => {
  test('causes a warning with each pattern and what it hid', () => {
    const [warning, ...more] = warnOfHiddenFiles('build', linkWith(hidden({ 'tmp/': 3, '*.log': 1 })), 'outer/')
    expect([warning?.code, warning?.step, more]).toEqual(['FILES_EXCLUDED', 'outer/build', []])
    expect(warning?.message).toContain('"tmp/" (3 materials), "*.log" (1 material)')
  })
  test.each<[string, Recording | undefined]>([
    ['a link that tells of no recording', undefined],
    ['nothing but `.git`', { exclude: ['.git'] }],
    ['patterns that hid nothing', { exclude: ['a'], materials: { paths: [] }, products: { paths: [] } }],
    ['patterns that let files in', { exclude: ['!a'] }]
  ])('and none for %s', (_what, recording) => expect(warnOfHiddenFiles('build', linkWith(recording), '')).toEqual([]))
  test.each<[string, Recording]>([
    ['hid some after all', hidden({ '!keep\ndist0': 1 })],
    ['is one of several lines, which nobody counted', { exclude: ['!keep\ndist0'] }],
    ['is counted all the same', hidden({ '!a': 2 })]
  ])('causes one by a pattern that begins with "!" and %s', (_what, recording) =>
    expect(warnOfHiddenFiles('build', linkWith(recording), '')[0]?.code).toBe('FILES_EXCLUDED')
  )
  test('causes one where nobody knows how many', () =>
    expect(warnOfHiddenFiles('build', linkWith({ exclude: ['a'] }), '')[0]?.message).toContain('does not say how many'))
  test('cannot flood a report, nor write lines of its own', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`p${index}\n${'x'.repeat(999)}`, 1]))
    const link = linkWith(hidden(many))
    const [warning] = warnOfHiddenFiles('build', link, '')
    expect(warning?.message.length).toBeLessThan(10_000)
    expect(warning?.message).toContain('480 more patterns')
    expect(warning?.message).not.toContain('\n')
    expect(hiddenFilesOf(link)).toHaveLength(20)
    expect(JSON.stringify(hiddenFilesOf(link)).length).toBeLessThan(10_000)
  })
  test('shows the pattern that hid most first', () =>
    expect(hiddenFilesOf(linkWith(hidden({ a: 1, b: 5 }))).map(({ pattern }) => pattern)).toEqual(['b', 'a', '.git']))
})

test.each([
  [{ materials: 1, products: 0 }, '1 material'],
  [{ materials: 0, products: 2 }, '2 products'],
  [{ materials: 3, products: 2 }, '3 materials, 2 products'],
  [{ materials: 0, products: 0 }, 'no file'],
  [{ materials: undefined, products: 1 }, 'the link does not say how many files'],
  [{ materials: 1, products: undefined }, 'the link does not say how many files'],
  [{ materials: LIMITS.countedLeftOut, products: 0 }, `${LIMITS.countedLeftOut} materials or more`]
])('what a pattern hid, in words: %j', (files, text) => expect(hiddenFilesText(files)).toBe(text))

test('a verdict warns of it, passes all the same, and reports it of the step', async () => {
  const links = new MemoryStore()
    .put('write', ALICE, {
      ...WRITE,
      environment: { ...(WRITE['environment'] as object), recording: hidden({ 'tmp/': 2 }) }
    })
    .put('pack', BOB, PACK)
  const { outcome, warnings, items } = await verifyChain({ links })
  expect([outcome, warnings.map(({ code, step }) => [code, step])]).toEqual([
    'passed',
    expect.arrayContaining([['FILES_EXCLUDED', 'write']])
  ])
  expect(items.map(({ name, excluded }) => [name, excluded])).toEqual([
    [
      'write',
      [
        { pattern: 'tmp/', materials: 2, products: 0 },
        { pattern: '.git', materials: 0, products: 0 }
      ]
    ],
    ['pack', []]
  ])
})
