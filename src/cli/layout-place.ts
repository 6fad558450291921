// SPDX-License-Identifier: Apache-2.0
// Where a verdict of the command line points: into the source of the layout, where it lies beside the signed one.
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { readFile } from '../files/read-file.ts'
import type { LayoutPlace } from '../reporting/annotations.ts'
import type { Report } from '../reporting/report.ts'
import { signingHint, sourceBeside } from './changed-source.ts'
import { note, pathFrom, type Console } from './console.ts'

/**
 * The source is looked for when a failure names a sentence, and only for its lines: nobody signed it.
 *
 * @param layout as it was named
 */
export async function layoutPlaceOf(
  { failures }: Pick<Report, 'failures'>,
  layout: string,
  console: Console
): Promise<LayoutPlace> {
  const signed = { file: layout, steps: new Map<string, number>() }
  if (failures.every(({ statement }) => statement === undefined)) return signed
  const file = sourceBeside(layout)
  try {
    const text = new TextDecoder().decode(readFile(pathFrom(console, file), LIMITS.layoutBytes))
    const { layoutLines } = await import('../layouts/step-lines.ts')
    return { file, ...layoutLines(text) }
  } catch (error) {
    if (error instanceof InTotoError) return signed
    throw error
  }
}

/**
 * Notes that the source beside a layout is not what it was signed from, where it lacks a sentence that a failure names;
 * whether it does.
 */
export function tellOtherSource(
  { failures }: Pick<Report, 'failures'>,
  { file, statements }: LayoutPlace,
  layout: string,
  console: Console
): boolean {
  if (statements === undefined || statements.size === 0) return false
  // A layout in the place of a link has another source.
  const lost = failures.find(
    ({ statement, step }) => statement !== undefined && step?.includes('/') !== true && !statements.has(statement)
  )
  if (lost?.statement === undefined) return false
  const [source, signed] = [file, layout].map((path) => quoteUntrusted(path, 200).slice(1, -1)) as [string, string]
  note(
    console,
    `note: ${source} is not what ${signed} was signed from: it does not say ${quoteUntrusted(lost.statement)}.\n${signingHint(file, layout)}`
  )
  return true
}
