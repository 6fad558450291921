// SPDX-License-Identifier: Apache-2.0
// Where in the source of a layout a failure points.
import { describe, expect, test } from '@jest/globals'
import { byImportance, type AnyFailure } from '../../src/reporting/report.ts'
import { failureLine, sentenceLine, withPlaces } from '../../src/reporting/layout-line.ts'
import { gateReport } from '../support/gate-run.ts'

const PLACE = {
  file: 'a/layout.yml',
  steps: new Map([
    ['build', 3],
    ['build-linux', 3]
  ]),
  statements: new Map([
    ['build takes source', 4],
    ['release build', 12]
  ])
}
const FAILURE: AnyFailure = { code: 'TAKES_EXTRA', message: 'm', details: [], hint: 'h' }

describe('a failure points', () => {
  test.each([
    ['build takes source', 4],
    ['release build', 12],
    ['build takes', undefined],
    ['', undefined],
    [undefined, undefined]
  ])('for the sentence %j at line %j', (statement, line) => expect(sentenceLine({ statement }, PLACE)).toBe(line))
  test.each([
    [{ step: 'build-linux' }, 3],
    [{ step: 'build/inner' }, 3],
    [{ step: 'buildx' }, 1],
    [{ step: 'build', statement: 'build takes source' }, 4],
    [{ step: 'build', statement: 'build takes test' }, 3],
    [{ step: 'build/build', statement: 'build takes source' }, 3],
    [{}, 1]
  ])('%j at line %j', (failure, line) => expect(failureLine(failure, PLACE)).toBe(line))
  test('nowhere where the source is not at hand', () =>
    expect(sentenceLine({ statement: 'build takes source' }, { file: 'x', steps: new Map() })).toBeUndefined())
})

test('a report says the place of a sentence, unless the failure has one of its own', () => {
  const failures = [
    { ...FAILURE, statement: 'build takes source' },
    { ...FAILURE, statement: 'build takes source', at: 'build.link' },
    FAILURE
  ]
  const placed = withPlaces(gateReport({ failures, unsigned: failures.slice(0, 1) }), PLACE)
  expect(placed.failures.map(({ at }) => at)).toEqual(['a/layout.yml:4', 'build.link', undefined])
  expect(placed.unsigned.map(({ at }) => at)).toEqual(['a/layout.yml:4'])
})

test('what a sentence says comes after the layout itself and before links and rules', () => {
  const of = (code: string, statement?: string): AnyFailure => ({
    ...FAILURE,
    code,
    ...(statement === undefined ? {} : { statement })
  })
  const all = [of('RULE_ARTIFACT_DISALLOWED'), of('TAKES_EXTRA', 'x'), of('LINK_MISSING'), of('LAYOUT_EXPIRED')]
  expect(byImportance(all).map(({ code }) => code)).toEqual([
    'LAYOUT_EXPIRED',
    'TAKES_EXTRA',
    'LINK_MISSING',
    'RULE_ARTIFACT_DISALLOWED'
  ])
  // What is wrong with links stands before what was found by them.
  const caused = [
    of('LINKS_DISAGREE'),
    of('LINK_MISSING'),
    of('SUBLAYOUT_TOO_DEEP'),
    of('TAKES_EXTRA', 'x'),
    of('LAYOUT_EXPIRED'),
    of('LINK_THRESHOLD')
  ]
  expect(byImportance(caused).map(({ code }) => code)).toEqual([
    'LAYOUT_EXPIRED',
    'LINKS_DISAGREE',
    'LINK_MISSING',
    'SUBLAYOUT_TOO_DEEP',
    'TAKES_EXTRA',
    'LINK_THRESHOLD'
  ])
})
