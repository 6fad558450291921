// SPDX-License-Identifier: Apache-2.0
// Where a verdict of the command line points: into the source of the layout, where it lies beside the signed one.
import { dirname, join } from 'node:path'
import { InTotoError } from '../base/errors.ts'
import { LIMITS } from '../base/limits.ts'
import { readFile } from '../files/read-file.ts'
import type { LayoutPlace } from '../reporting/annotations.ts'
import type { Report } from '../reporting/report.ts'
import { pathFrom, type Console } from './console.ts'

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
  const file = join(dirname(layout), 'layout.yml')
  try {
    const text = new TextDecoder().decode(readFile(pathFrom(console, file), LIMITS.layoutBytes))
    const { layoutLines } = await import('../layouts/step-lines.ts')
    return { file, ...layoutLines(text) }
  } catch (error) {
    if (error instanceof InTotoError) return signed
    throw error
  }
}
