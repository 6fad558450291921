// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { fileUnwritable } from '../files/file-unwritable.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { LayoutPlace } from '../reporting/annotations.ts'
import { REPORT_FORMATS } from '../reporting/formats.ts'
import type { GateReport } from '../reporting/report.ts'
import type { PlacedReportFile } from './report-files.ts'

/** Writes the report in one format, with the directories above it. @throws FILE_UNWRITABLE */
export function writeReportFile(
  report: GateReport,
  { input, format, absolutePath }: PlacedReportFile,
  place: LayoutPlace
): void {
  try {
    mkdirSync(dirname(absolutePath), { recursive: true })
  } catch (cause) {
    throw fileUnwritable(`The directory for the report as ${format} cannot be made`, cause, {
      at: escapeUntrusted(absolutePath),
      room: 'Free some space there.',
      access: `Check the input ${input}.`
    })
  }
  writeFileAtomically(absolutePath, REPORT_FORMATS[format].render(report, { colour: 'plain', place }))
}
