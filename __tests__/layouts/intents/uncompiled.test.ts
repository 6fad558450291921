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
