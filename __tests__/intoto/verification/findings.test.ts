// SPDX-License-Identifier: Apache-2.0
// A failure of an inner layout names the way to its step, so that no outer step of the same name is blamed.
import { describe, expect, test } from '@jest/globals'
import type { Take } from '../../../src/intoto/intents/intents.ts'
import type { Failure } from '../../../src/intoto/verification/failure.ts'
import { Findings } from '../../../src/intoto/verification/findings.ts'

const OF_STEP: Failure = { code: 'LINK_MISSING', step: 'write', message: 'm', details: ['d'], hint: 'h' }
const OF_LAYOUT: Failure = { code: 'LAYOUT_EXPIRED', message: 'm', details: [], hint: 'h' }

test('an inner step is not taken for the outer one of its name', () => {
  const findings = new Findings()
  findings.fail('outer/', [OF_STEP])
  findings.fail('', [OF_STEP])
  findings.fail('outer/inner/', [OF_STEP])
  expect(findings.failures).toEqual([
    { ...OF_STEP, step: 'outer/write' },
    OF_STEP,
    { ...OF_STEP, step: 'outer/inner/write' }
  ])
})

test('a failure of a layout is blamed on no step, at any depth', () => {
  const findings = new Findings()
  findings.fail('outer/', [OF_LAYOUT])
  findings.fail('', [OF_LAYOUT])
  expect(findings.failures).toStrictEqual([OF_LAYOUT, OF_LAYOUT])
})

test('failures of the outermost layout are kept as they are', () => {
  const findings = new Findings()
  findings.fail('', [OF_STEP, OF_LAYOUT])
  expect(findings.failures[0]).toBe(OF_STEP)
  expect(findings.failures[1]).toBe(OF_LAYOUT)
})

test('nothing failed until something is said to', () => {
  const findings = new Findings()
  findings.fail('outer/', [])
  expect(findings).toMatchObject({ failures: [], warnings: [], items: [], claims: [], failed: 0 })
  expect([findings.steps, findings.inspections]).toEqual([new Set(), new Set()])
})

test('a command that failed is told before what the check of intents finds of its files', () => {
  const findings = new Findings()
  const unmet: Failure = { code: 'TOOK_NOTHING', step: 'write', message: 'm', details: [], hint: 'h' }
  const failed: Failure = { code: 'LINK_COMMAND_FAILED', step: 'write', message: 'm', details: [], hint: 'h' }
  const other: Failure = { ...OF_STEP, step: 'pack' }
  findings.fail('', [other, failed])
  findings.explain(0, '', [unmet])
  expect(findings.failures).toEqual([failed, unmet, other])
})

describe('what is wrong with links', () => {
  const of = (code: Failure['code'], step: string): Failure => ({ code, step, message: 'm', details: [], hint: 'h' })
  const take = (step: string): Take => ({ of: 'step', step, only: [], from: undefined, into: undefined })
  const STEPS = [
    { name: 'build', takes: [{ of: 'source' } as const] },
    { name: 'test', takes: [take('build')] },
    { name: 'pack', takes: [take('test')] },
    { name: 'lint', takes: [] }
  ]
  const told = ({ failures }: Findings): string[] => failures.map(({ code, step }) => `${code} ${step ?? ''}`.trim())

  test.each<[string, Failure['code'], string, boolean]>([
    ['of the step itself', 'LINKS_DISAGREE', 'pack', true],
    ['of a step that it takes', 'LINK_MISSING', 'test', true],
    ['of one that it takes through others', 'LINK_THRESHOLD', 'build', true],
    ['of a layout in the place of its link', 'LINK_MISSING', 'test/inner/deep', true],
    ['of a layout that nests too deep', 'SUBLAYOUT_TOO_DEEP', 'test', true],
    ['of a step that it does not take', 'LINK_MISSING', 'lint', false],
    ['of a step whose name begins alike', 'LINK_MISSING', 'tes', false],
    ['that is no link, of a step that it takes', 'RULE_ARTIFACT_DISALLOWED', 'test', false]
  ])('%s stands where what was found by them does not hide it', (_, code, step, first) => {
    const finding = of('TAKES_EXTRA', 'pack')
    const [before, after] = [new Findings(), new Findings()]
    before.fail('', [OF_LAYOUT, of(code, step)])
    before.explain(0, '', [finding], STEPS)
    after.fail('', [OF_LAYOUT])
    after.explain(0, '', [finding], STEPS)
    after.fail('', [of(code, step)])
    const [own, layout] = ['TAKES_EXTRA pack', 'LAYOUT_EXPIRED']
    const wanted = first ? [`${code} ${step}`, own, layout] : [own, layout, `${code} ${step}`]
    expect([told(before), told(after)]).toEqual([wanted, wanted])
    expect([before.failed, after.failed]).toEqual([3, 3])
  })
  test('stands behind what was found of other steps, and keeps its order', () => {
    const findings = new Findings()
    const causes = [of('TAKES_EXTRA', 'lint'), of('BRANCH_OTHER', 'build'), of('TAKES_MISSING', 'pack')]
    findings.fail('', [of('LINK_MISSING', 'test'), of('LINK_OF_OTHER_RUN', 'test')])
    findings.explain(0, '', [{ ...OF_LAYOUT, code: 'STEP_UNKNOWN' }, ...causes], STEPS)
    findings.fail('', [of('LINKS_OF_DIFFERENT_RUNS', 'test')])
    expect(told(findings)).toEqual([
      'STEP_UNKNOWN',
      'TAKES_EXTRA lint',
      'BRANCH_OTHER build',
      'LINK_MISSING test',
      'LINK_OF_OTHER_RUN test',
      'LINKS_OF_DIFFERENT_RUNS test',
      'TAKES_MISSING pack'
    ])
  })
  test('that the check itself finds stays where the check puts it', () => {
    const findings = new Findings()
    findings.explain(0, '', [of('SOURCE_UNKNOWN', 'build'), of('TAKES_EXTRA', 'test'), of('LINK_NAME', 'build')], STEPS)
    expect(told(findings)).toEqual(['SOURCE_UNKNOWN build', 'TAKES_EXTRA test', 'LINK_NAME build'])
  })
  test('is held against the findings of its own layout alone', () => {
    const findings = new Findings()
    findings.fail('outer/', [of('LINK_MISSING', 'test')])
    findings.explain(0, 'outer/', [of('TAKES_EXTRA', 'pack')], STEPS)
    findings.fail('', [of('LINK_MISSING', 'test')])
    findings.explain(2, '', [of('TAKES_DIFFERS', 'pack')], STEPS)
    expect(told(findings)).toEqual([
      'LINK_MISSING outer/test',
      'TAKES_EXTRA outer/pack',
      'LINK_MISSING test',
      'TAKES_DIFFERS pack'
    ])
  })
  test('stands before the first of several that follow, whatever their order, in each of two layouts for one step', () => {
    const findings = new Findings()
    findings.fail('outer/', [of('LINK_MISSING', 'test')])
    findings.explain(0, 'outer/', [of('TAKES_EXTRA', 'pack'), of('TAKES_EXTRA', 'test')], STEPS)
    findings.explain(3, 'outer/', [of('TAKES_DIFFERS', 'test')], STEPS)
    expect(told(findings)).toEqual([
      'LINK_MISSING outer/test',
      'TAKES_EXTRA outer/pack',
      'TAKES_EXTRA outer/test',
      'TAKES_DIFFERS outer/test'
    ])
  })
  test('is kept where there is more than can be told', () => {
    const findings = new Findings()
    findings.explain(
      0,
      '',
      Array.from({ length: 1001 }, () => of('TAKES_EXTRA', 'pack')),
      STEPS
    )
    findings.fail('', [of('LINK_OF_OTHER_RUN', 'lint'), of('LINK_OF_OTHER_RUN', 'build')])
    expect([told(findings)[0], findings.failures.length, findings.failed]).toEqual([
      'LINK_OF_OTHER_RUN build',
      1000,
      1003
    ])
  })
})

test.each<[string, readonly Failure[], boolean]>([
  ['may follow from links that are missing', [OF_STEP], true],
  ['has a cure of its own where none is', [OF_LAYOUT], false]
])('source that nobody claims %s', (_what, found, follows) => {
  const findings = new Findings()
  findings.fail('', found)
  const unknown: Failure = { code: 'SOURCE_UNKNOWN', message: 'm', details: [], hint: 'say `source: none`' }
  const ofStep: Failure = { ...unknown, step: 'checkout' }
  const other: Failure = { ...unknown, code: 'SOURCE_FALSE' }
  findings.failBeside([unknown, ofStep, other])
  const hints = findings.failures.slice(1).map(({ hint }) => hint)
  expect(hints).toEqual([follows ? expect.stringContaining('LINK_MISSING') : unknown.hint, unknown.hint, unknown.hint])
})
