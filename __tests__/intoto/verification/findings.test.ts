// SPDX-License-Identifier: Apache-2.0
// A failure of an inner layout names the way to its step, so that no outer step of the same name is blamed.
import { expect, test } from '@jest/globals'
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
  findings.fail('', [OF_STEP, failed])
  findings.explain(0, '', [unmet])
  expect(findings.failures).toEqual([failed, unmet, OF_STEP])
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
