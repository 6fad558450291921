// SPDX-License-Identifier: Apache-2.0
// What one cause explains, and what stays to be told beside it.
import { describe, expect, test } from '@jest/globals'
import { explainFailures } from '../../../src/intoto/verification/explained-failures.ts'
import type { Failure } from '../../../src/intoto/verification/failure.ts'
import { Findings } from '../../../src/intoto/verification/findings.ts'

const failure = (code: Failure['code'], more: Partial<Failure> = {}): Failure => ({
  code,
  message: 'm',
  details: [],
  hint: 'h',
  ...more
})
const CAUSE = failure('TAKES_EXTRA', { step: 'test', artifacts: ['a', 'b'] })
const RULE = { rule: 'DISALLOW *', list: 'materials', ruleIndex: 1 } as const
const rule = (more: Partial<Failure>): Failure => failure('RULE_ARTIFACT_DISALLOWED', { ...RULE, ...more })
const left = (causes: readonly Failure[], ...others: readonly Failure[]): readonly Failure[] =>
  explainFailures(causes, others).others

describe('a rule is explained', () => {
  test.each([
    ['of the same file', { step: 'test', artifacts: ['a'] }],
    ['of several that are named', { step: 'test', artifacts: ['a', 'b'] }],
    ['of another step', { step: 'build', artifacts: ['b'] }]
  ])('%s', (_what, more) => {
    const explained = explainFailures([CAUSE], [rule(more)])
    expect(explained.others).toEqual([])
    expect(explained.causes[0]?.details).toEqual([
      expect.stringContaining(`expected_materials[1] of step "${more.step}" (DISALLOW *)`)
    ])
  })
  test.each([
    ['of another file', { step: 'test', artifacts: ['c'] }],
    ['of one more', { step: 'test', artifacts: ['a', 'c'] }],
    ['of none', { step: 'test', artifacts: [] }],
    ['that names none', { step: 'test' }]
  ])('and not one %s', (_what, more) => expect(left([CAUSE], rule(more))).toEqual([rule(more)]))
  test('by the cause of its own step, where there are two', () => {
    const causes = [CAUSE, failure('ADDED_UNEXPECTED', { step: 'build', artifacts: ['b'] })]
    const explained = explainFailures(causes, [rule({ step: 'build', artifacts: ['b'] })])
    expect(explained.causes.map(({ details }) => details.length)).toEqual([0, 1])
  })
})

describe('what says the same is explained', () => {
  test.each<[Failure['code'], Failure['code']]>([
    ['STEP_UNKNOWN', 'LINK_UNKNOWN_STEP'],
    ['LINK_NAME', 'LINK_NAME_MISMATCH'],
    ['SOURCE_FALSE', 'SOURCE_FALSE'],
    ['SOURCE_DIFFERS', 'SOURCE_DIFFERS'],
    ['SOURCE_UNKNOWN', 'SOURCE_UNKNOWN'],
    ['SOURCE_OTHER_COMMIT', 'SOURCE_OTHER_COMMIT']
  ])('%s: %s', (cause, code) => {
    const causes = [failure(cause, { step: 'x' })]
    expect(left(causes, failure(code, { step: 'x' }), failure(code))).toEqual([])
    expect(left([failure(cause)], failure(code, { step: 'x' }))).toEqual([])
    expect(left(causes, failure(code, { step: 'y' }))).toHaveLength(1)
    expect(left([CAUSE], failure(code, { step: 'test' }))).toHaveLength(1)
  })
  test('and no other failure', () =>
    expect(left([CAUSE], failure('LINK_MISSING', { step: 'test', artifacts: ['a'] }))).toHaveLength(1))
})

test('a cause takes in no more lines than a failure has', () => {
  const many = Array.from({ length: 150 }, () => rule({ step: 'test', artifacts: ['a'] }))
  const { causes, others } = explainFailures([CAUSE], many)
  expect([causes[0]?.details.length, others]).toEqual([100, []])
})

describe('findings', () => {
  test('put causes first, after those of layouts below', () => {
    const findings = new Findings()
    findings.fail('', [failure('LAYOUT_EXPIRED')])
    findings.explain(0, 'build/', [failure('TOOK_NOTHING', { step: 'inner' })])
    findings.fail('', [rule({ step: 'test', artifacts: ['a'] }), failure('LINK_MISSING')])
    findings.explain(0, '', [CAUSE])
    expect(findings.failures.map(({ code, step }) => [code, step])).toEqual([
      ['TOOK_NOTHING', 'build/inner'],
      ['TAKES_EXTRA', 'test'],
      ['LAYOUT_EXPIRED', undefined],
      ['LINK_MISSING', undefined]
    ])
    expect([findings.failed, findings.leftOut()]).toEqual([4, []])
    findings.failBeside([failure('SOURCE_FALSE')])
    expect(findings.failed).toBe(5)
  })
  test('keep no more than the bound, and the causes before others', () => {
    const findings = new Findings()
    findings.fail(
      '',
      Array.from({ length: 1000 }, () => failure('LINK_MISSING'))
    )
    findings.explain(0, '', [CAUSE])
    findings.explain(0, '', [])
    expect([findings.failures.length, findings.failures[0]?.code, findings.failed]).toEqual([1000, 'TAKES_EXTRA', 1001])
    expect(findings.leftOut()).toHaveLength(1)
  })
})
