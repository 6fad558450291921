// SPDX-License-Identifier: Apache-2.0
// Which files of the report the inputs ask for: any format of the table of formats, each at a place of its own.
import { resolve } from 'node:path'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { invalid } from '../base/inputs.ts'
import { nearestName } from '../base/nearest-name.ts'
import { FORMAT_NAMES, type FormatName } from '../reporting/format-names.ts'

export interface ReportFile {
  /** Which input asks for it. */
  readonly input: 'report-files' | 'sarif-file'
  readonly format: FormatName
  /** Relative to the workspace. */
  readonly path: string
}

export interface PlacedReportFile extends ReportFile {
  readonly absolutePath: string
}

/**
 * What the two inputs say.
 *
 * @param lines of report-files: `FORMAT: PATH` each
 * @param sarifFile of sarif-file; undefined for none
 * @throws INPUT_INVALID
 */
export function readReportFiles(lines: readonly string[], sarifFile: string | undefined): ReportFile[] {
  const more = lines.map(reportFile)
  return [
    ...(sarifFile === undefined ? [] : [{ input: 'sarif-file', format: 'sarif', path: sarifFile } as const]),
    ...more
  ]
}

/** The files in the workspace. @throws INPUT_INVALID where two would be one file */
export function placeReportFiles(files: readonly ReportFile[], workspace: string): PlacedReportFile[] {
  const taken = new Map<string, ReportFile>()
  return files.map((file) => {
    const absolutePath = resolve(workspace, file.path)
    const other = taken.get(absolutePath)
    if (other !== undefined)
      throw invalid(
        file.input,
        `${quoteUntrusted(file.path)} is to be written as ${file.format}, and as ${other.format} by ${other.input}`,
        'Give each file a path of its own.'
      )
    taken.set(absolutePath, file)
    return { ...file, absolutePath }
  })
}

function reportFile(line: string): ReportFile {
  const [, word = '', path = ''] = /^([^:]*):\s*(\S.*)$/.exec(line) ?? []
  if (path === '')
    throw invalid(
      'report-files',
      `${quoteUntrusted(line, 200)} is not of the form FORMAT: PATH`,
      'Write one file a line, like "markdown: out/report.md", or none alone.'
    )
  const format = FORMAT_NAMES.find((name) => name === word)
  if (format !== undefined) return { input: 'report-files', format, path }
  const near = nearestName(word, FORMAT_NAMES)
  throw invalid(
    'report-files',
    `it takes the formats ${FORMAT_NAMES.join(', ')}, not ${quoteUntrusted(word, 100)}`,
    near === undefined ? 'Name one of these formats.' : `Did you mean ${near}?`
  )
}
