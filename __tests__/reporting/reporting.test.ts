// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { FilesError } from '../../src/files/codes.ts'
import { CliError } from '../../src/cli/codes.ts'
import type { Failure } from '../../src/intoto/verification/failure.ts'
import { errorLines } from '../../src/reporting/error-text.ts'
import { escapeJson, jsonText } from '../../src/reporting/json-text.ts'
import { reportOf } from '../../src/reporting/report-of.ts'
import type { Report } from '../../src/reporting/report.ts'
import { verdictReport } from '../../src/reporting/verdict-json.ts'
import { verdictText } from '../../src/reporting/verdict-text.ts'
import { goodStore, verifyChain } from '../support/chain.ts'

const HOSTILE = ['\u001b[31m', '\u009b31m', '\u202e', '\u2028', '\u200b', '\ufeff', '\u{e0041}', '\n::error::x', '"\\']

describe('JSON for a terminal', () => {
  test.each(HOSTILE)('reads back as the same value and shows nothing else: %j', (value) => {
    const document = { [value]: [value] }
    expect(JSON.parse(jsonText(document))).toEqual(document)
    expect(JSON.parse(escapeJson(JSON.stringify(document)))).toEqual(document)
    expect(jsonText(document)).toMatch(/^[\n\u0020-\u007e]*$/)
  })
  test('leaves letters of all languages as they are', () =>
    expect(jsonText('größer 試驗 🎉', 0)).toBe('"größer 試驗 🎉"'))
  test('can be one line', () => expect(jsonText({ a: [1] }, 0)).toBe('{"a":[1]}'))
})

describe('an error', () => {
  test('says what, where, how to mend it, and where to read more', () => {
    const error = new FilesError('FILE_UNREADABLE', 'what', { at: 'where', hint: 'how' })
    expect(errorLines(error)).toEqual([
      'error: what',
      '  at:  where',
      '  fix: how',
      '  see: docs/errors.md#file_unreadable'
    ])
    expect(errorLines(new CliError('USAGE', 'what'))).toEqual(['error: what', '  see: docs/errors.md#usage'])
  })
  test('of ours asks for a report, on lines of its own', () => {
    const lines = errorLines(new TypeError('a\n::error::b\u001b[0m'))
    expect(lines[0]).toBe('error: This tool has a fault: TypeError: a\\u{a}::error::b\\u{1b}[0m')
    expect(lines[1]).toMatch(/https:.*\/issues, .*IN_TOTO_DEBUG=1/)
    expect(lines.at(-1)).toContain('internal_error')
    expect(errorLines('thrown text')[0]).toContain('thrown text')
  })
})

const FAILURE: Failure = {
  code: 'RULE_ARTIFACT_DISALLOWED',
  step: 'build',
  rule: 'DISALLOW *',
  artifacts: ['evil'],
  at: 'build.1.link',
  message: 'what happened',
  details: Array.from({ length: 20 }, (_, index) => `detail ${index}`),
  hint: 'do this'
}
const failed = (failures: readonly [Failure, ...Failure[]]): Report => {
  const warnings = [{ code: 'RUN_UNBOUND', message: 'look here' }] as const
  return reportOf({ outcome: 'failed', failures, items: [], warnings }, [])
}

describe('a verdict', () => {
  test('that passed stands first, with every step after it', async () => {
    const lines = verdictText(reportOf(await verifyChain({ links: goodStore() }), []), 'plain').split('\n')
    expect(lines[0]).toMatch(/^PASSED: /)
    expect(lines.slice(1, 3)).toEqual([
      expect.stringMatching(/^ {2}step "write": .*signed by [0-9a-f]{8}$/),
      expect.stringMatching(/^ {2}step "pack"/)
    ])
  })
  test('that failed stands first and last, with reason, place and remedy between', () => {
    const lines = verdictText(failed([FAILURE, { ...FAILURE, details: [], at: 'x' }]), 'plain').split('\n')
    expect(lines[0]).toBe('FAILED: the supply chain does not verify (2 failures).')
    expect(lines).toEqual(
      expect.arrayContaining([
        'RULE_ARTIFACT_DISALLOWED in step "build"',
        '  what happened',
        '    - detail 14',
        '    … and 5 more lines',
        '  at:  build.1.link',
        '  fix: do this',
        '  see: docs/errors.md#rule_artifact_disallowed',
        '  warning RUN_UNBOUND: look here'
      ])
    )
    expect(lines).not.toContain('    - detail 15')
    expect(lines.filter((line) => line !== '').at(-1)).toBe('FAILED: RULE_ARTIFACT_DISALLOWED')
  })
  test('has colour only when asked, and then a warning has another one than a failure', () => {
    expect(verdictText(failed([FAILURE]), 'plain')).not.toContain('\u001b')
    const text = verdictText(failed([FAILURE]), 'ansi')
    expect(text).toContain('\u001b[31mFAILED')
    expect(text).toContain('\u001b[33m  warning')
  })
  test('for machines holds failures, warnings and, only when passed, products', async () => {
    expect(verdictReport(failed([FAILURE]))).toEqual({
      verdict: 'failed',
      failures: [FAILURE],
      warnings: [{ code: 'RUN_UNBOUND', message: 'look here' }],
      steps: []
    })
    const report = verdictReport(reportOf(await verifyChain(), []))
    expect(report).toMatchObject({ verdict: 'passed', failures: [], products: { 'app.tgz': {} } })
  })
})
