// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { PlacedReportFile } from '../../src/gate/report-files.ts'
import { writeReportFile } from '../../src/gate/write-report-file.ts'
import { FORMAT_NAMES } from '../../src/reporting/format-names.ts'
import { REPORT_FORMATS } from '../../src/reporting/formats.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'
import { gateReport } from '../support/gate-run.ts'

const PLACE = { file: 'layout.yml', steps: new Map<string, number>() }
const placed = (absolutePath: string, changes: Partial<PlacedReportFile> = {}): PlacedReportFile => ({
  input: 'report-files',
  format: 'markdown',
  path: 'out',
  absolutePath,
  ...changes
})

describe('a file of the report', () => {
  test.each(FORMAT_NAMES)('as %s is written with the directories above it', (format) => {
    const path = join(directoryWith(), 'some/where/report')
    writeReportFile(gateReport(), placed(path, { format }), PLACE)
    const expected = REPORT_FORMATS[format].render(gateReport(), { colour: 'plain', place: PLACE })
    expect(readFileSync(path, 'utf8')).toBe(expected)
  })
  test('replaces the one of before', () => {
    const path = join(directoryWith({ report: 'old' }), 'report')
    writeReportFile(gateReport(), placed(path), PLACE)
    expect(readFileSync(path, 'utf8')).not.toContain('old')
  })
  test.each([
    ['report-files', 'file/report', 'EEXIST'],
    ['sarif-file', 'file/below/report', 'ENOTDIR']
  ] as const)('names the input that asked for it, %s, where its directory cannot be made: %s', (input, path, cause) => {
    const absolutePath = join(directoryWith({ file: '' }), path)
    const error = errorOf(() => writeReportFile(gateReport(), placed(absolutePath, { input }), PLACE))
    expect(error).toMatchObject({ code: 'FILE_UNWRITABLE', at: absolutePath, cause: { code: cause } })
    expect([error.message, error.hint]).toEqual([expect.stringContaining(cause), expect.stringContaining(input)])
  })
})
