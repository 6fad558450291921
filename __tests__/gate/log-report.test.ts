// SPDX-License-Identifier: Apache-2.0
// The log is all that remains where nobody reads the summary: every reason stands in it, and the verdict comes last.
import { describe, expect, test } from '@jest/globals'
import { logReport } from '../../src/gate/log-report.ts'
import type { ItemReport } from '../../src/intoto/verification/verification.ts'
import type { AnyFailure, GateReport } from '../../src/reporting/report.ts'
import { gateReport } from '../support/gate-run.ts'

const [FIRST, SECOND] = ['0123abcd'.repeat(8), '4567cdef'.repeat(8)]
const item = (changes: Partial<ItemReport> = {}): ItemReport => ({
  name: 'build',
  kind: 'step',
  functionaries: [],
  threshold: 1,
  materials: 30,
  products: 40,
  trace: [],
  ...changes
})
const failure = (code: string, changes: Partial<AnyFailure> = {}): AnyFailure => ({
  code,
  message: `what ${code} is`,
  details: [],
  hint: `how ${code} ends`,
  ...changes
})

function logged(changes: Partial<GateReport>): string[] {
  const lines: string[] = []
  logReport(gateReport(changes), { log: (text) => lines.push(...text.split('\n')) })
  return lines
}
/** Where in a log something stands first. */
const placeOf = (lines: readonly string[], text: string): number => lines.findIndex((line) => line.includes(text))

describe('the log of a report', () => {
  test('of a pass with nothing to tell is its verdict alone', () => expect(logged({})).toEqual(['Verdict: passed']))
  test('shows the source, and whether anybody held it against the repository', () => {
    const source = { commit: 'a'.repeat(40), tree: 'b'.repeat(40), files: 3, digest: FIRST, checkedBy: 'the gate' }
    expect(logged({ source })[0]).toMatch(/^ {2}source: commit a{40}, 3 files, .*by the gate/)
    expect(logged({ source: { ...source, checkedBy: undefined } })[0]).toMatch(/3 files, not held/)
  })
  test('shows what each item took and made, and who signed it, by the beginnings of the ids of their keys', () => {
    const lines = logged({
      items: [item({ functionaries: [FIRST, SECOND] }), item({ name: 'look', kind: 'inspection' })]
    })
    const [step, inspection] = lines
    for (const part of ['step "build"', '30', '40', '0123abcd', '4567cdef']) expect(step).toContain(part)
    expect(step).not.toContain(FIRST)
    expect(inspection).toContain('inspection "look"')
    expect(inspection).not.toContain('signed')
  })
  test('shows warnings and notes', () => {
    const lines = logged({ warnings: [{ code: 'LINK_IGNORED', message: 'an extra link' }], notes: ['something else'] })
    for (const part of ['LINK_IGNORED', 'an extra link', 'something else'])
      expect(placeOf(lines, part)).toBeGreaterThan(-1)
  })
  test('shows each failure with its remedy, what explains the others first, and the codes with the verdict', () => {
    const failures = [
      failure('LINK_MISSING', { step: 'a' }),
      failure('LINK_MISSING', { step: 'b' }),
      failure('NEEDED_JOB_FAILED')
    ]
    const lines = logged({ verdict: 'failed', failures })
    for (const part of ['what LINK_MISSING is', 'how LINK_MISSING ends', 'step "a"', 'step "b"'])
      expect(placeOf(lines, part)).toBeGreaterThan(-1)
    expect(placeOf(lines, 'NEEDED_JOB_FAILED')).toBeLessThan(placeOf(lines, 'LINK_MISSING'))
    expect(lines.at(-1)).toBe('Verdict: failed (LINK_MISSING, NEEDED_JOB_FAILED)')
  })
  test('shows which signatures advice lacks, and does not call them reasons to fail', () => {
    const lines = logged({ verdict: 'advisory', unsigned: [failure('LINK_THRESHOLD', { step: 'a' })] })
    expect(placeOf(lines, 'LINK_THRESHOLD in step "a"')).toBe(0)
    expect(lines.at(-1)).toBe('Verdict: advisory')
  })
  test('is bounded, and never leaves out the verdict', () => {
    const failures = Array.from({ length: 3000 }, (_, index) =>
      failure('RULE_ARTIFACT_DISALLOWED', { step: `s${index}.` })
    )
    const lines = logged({ verdict: 'failed', failures })
    expect(lines.filter((line) => line.includes('in step'))).toHaveLength(50)
    expect(lines.at(-1)).toBe('Verdict: failed (RULE_ARTIFACT_DISALLOWED)')
  })
  test('says why it could not be told, where, and what to do', () => {
    const error = { code: 'GITHUB_FORBIDDEN', message: 'refused', at: 'this place', hint: 'give the permission' }
    const lines = logged({ verdict: 'failed', error })
    for (const part of ['refused', 'this place', 'give the permission', 'errors.md#github_forbidden'])
      expect(placeOf(lines, part)).toBeGreaterThan(-1)
    expect(lines.at(-1)).toBe('Verdict: failed (GITHUB_FORBIDDEN)')
  })
})
