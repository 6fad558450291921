// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { FilesError } from '../files/codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { LayoutPlace } from '../reporting/annotations.ts'
import type { GateReport } from '../reporting/report.ts'
import { jsonText } from '../reporting/json-text.ts'
import { sarifLog } from '../reporting/sarif.ts'

export interface SarifPlace {
  readonly workspace: string
  /** The input sarif-file. */
  readonly file: string
  readonly place: LayoutPlace
}

/** @throws FILE_UNWRITABLE */
export function writeSarif(report: GateReport, { workspace, file, place }: SarifPlace): void {
  const path = resolve(workspace, file)
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (cause) {
    throw new FilesError(
      'FILE_UNWRITABLE',
      `The directory for the SARIF file cannot be made: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`,
      { at: escapeUntrusted(path), cause, hint: 'Check the input sarif-file.' }
    )
  }
  writeFileAtomically(path, `${jsonText(sarifLog(report, place))}\n`)
}
