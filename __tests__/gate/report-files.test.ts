// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { readReportFiles } from '../../src/gate/report-files.ts'
import { errorOf } from '../support/errors.ts'

describe('a line of report-files', () => {
  test.each([
    ['json:a.json', 'json', 'a.json'],
    ['json:   a.json', 'json', 'a.json'],
    ['markdown: C:\\out: 1', 'markdown', 'C:\\out: 1'],
    ['text: a b', 'text', 'a b']
  ])('%j asks for %s at %j', (line, format, path) =>
    expect(readReportFiles([line], undefined)).toEqual([{ input: 'report-files', format, path }])
  )
  test.each(['json', 'json:', 'json:  ', ': a', '', 'a/b'])('%j asks for nothing, and is refused', (line) =>
    expect(errorOf(() => readReportFiles([line], undefined)).code).toBe('INPUT_INVALID')
  )
  test('without a path is told the form, and no other format', () =>
    expect(errorOf(() => readReportFiles(['json:'], undefined)).hint).toContain('markdown: '))
  test('with a format that is like none is told no nearest one', () => {
    const { message, hint } = errorOf(() => readReportFiles(['zzzzzzzzzz: a'], undefined))
    expect(message).toContain('json')
    expect(hint).not.toContain('undefined')
  })
})
