// SPDX-License-Identifier: Apache-2.0
// Patterns that rules cannot tell apart: whoever has rules alone gets no layout that lets everything pass.
import { describe, expect, test } from '@jest/globals'
import { passedWarning, testedLayout } from '../../../src/layouts/self-test/tested-layout.ts'
import { buildIntents, problemsIn, stepsText } from '../../support/intents-source.ts'

const WORDS = 'linux darwin windows amd64 arm64 musl gnu static debug slim full nightly'.split(' ')
const starred = (start: string, end: string): string =>
  `[${WORDS.map((word) => `'${start}*${word}*${end}'`).join(', ')}]`
const PACK = 'name: pack, takes: build, adds: app.tgz'
const INTRICATE: readonly (readonly [string, string])[] = [
  ['may-add', stepsText([`name: build, takes: source, adds: dist/**, may-add: ${starred('', '')}`, PACK])],
  ['adds', stepsText([`name: build, takes: source, adds: ${starred('app', '')}`, PACK])],
  ['changes', stepsText([`name: build, takes: source, adds: dist/**, changes: ${starred('', '.js')}`, PACK])],
  ['may-remove', stepsText([`name: build, takes: source, adds: dist/**, may-remove: ${starred('', '')}`, PACK])],
  [
    'takes',
    stepsText(['name: build, takes: source, adds: dist/**', `name: pack, takes: { build: ${starred('', '')} }`])
  ],
  [
    'two steps',
    stepsText([
      `name: build, takes: source, adds: ${starred('', '')}`,
      `name: pack, takes: build, adds: ${starred('x', '')}`
    ])
  ]
]

describe('patterns that rules cannot tell apart', () => {
  test.each(INTRICATE)('are refused where rules are all there is: %s', (_what, text) => {
    const [problem, ...others] = problemsIn(`elsewhere: rules-only\n${text}`)
    expect([problem?.code, others]).toEqual(['LAYOUT_SOURCE_IMPOSSIBLE', []])
    expect(problem?.line).toBeGreaterThan(2)
    expect(problem?.message).toMatch(/"build"/)
    expect(problem?.message).toMatch(/linux\*/)
    expect(problem?.hint).toContain('leave out `elsewhere`')
  })
  test.each(INTRICATE)('are a warning beside the check: %s', (_what, text) => {
    const { warnings, layout } = buildIntents(text)
    expect(warnings.map(({ message }) => message).join('\n')).toContain('Rules alone say nothing of what is taken')
    expect(layout.inspections).toHaveLength(1)
  })
  test('are nothing to tell where rules say all that they can', () => {
    const text = stepsText(['name: build, takes: source, adds: dist/**', PACK])
    expect(buildIntents(text).warnings).toEqual([])
    expect(problemsIn(`elsewhere: rules-only\n${text}`)).toEqual([])
  })
})

describe('files that come by too many ways', () => {
  const legs = Array.from({ length: 16 }, (_, index) => `v${index}`).join(', ')
  const layers = (from: string): string =>
    stepsText([
      `name: a, matrix: { x: [${legs}] }, takes: source, adds: out/**`,
      `name: b, matrix: { y: [${legs}] }, takes: { a: { ${from}into: 'art/\${{ matrix.x }}' } }, adds: out/**`,
      `name: c, matrix: { z: [${legs}] }, takes: { b: { ${from}into: 'art/\${{ matrix.y }}' } }, adds: out/**`
    ])

  test('are told where most of them are taken, with what makes them few', () => {
    const [warning, ...others] = buildIntents(layers('')).warnings
    expect([warning?.line, warning?.message, others]).toEqual([
      expect.any(Number),
      expect.stringContaining('such as 16 steps in "b-v0"'),
      []
    ])
    expect(warning?.hint).toContain('`{ from: dist, into: … }`')
    const { warnings } = buildIntents(layers('from: out, '))
    expect(warnings).toEqual([])
  })
  test('are refused where rules are all there is', () => {
    const [problem, ...others] = problemsIn(`elsewhere: rules-only\n${layers('')}`)
    expect([problem?.code, problem?.message.includes('more ways'), others]).toEqual([
      'LAYOUT_SOURCE_IMPOSSIBLE',
      true,
      []
    ])
  })
})

test('wrong runs that pass rules alone are told in words, and not beside the check', () => {
  const text = stepsText(['name: build, takes: source, adds: dist/**', PACK])
  const warned = (source: string): string | undefined => {
    const { layout, intents } = buildIntents(source)
    return passedWarning(testedLayout(layout, (intents as NonNullable<typeof intents>).intents), layout)
  }
  expect(warned(text)).toBeUndefined()
  expect(warned(`elsewhere: rules-only\n${text}`)).toMatch(
    /^Rules are all .* and \d+ of \d+ wrong runs .* would pass it: "/
  )
})
