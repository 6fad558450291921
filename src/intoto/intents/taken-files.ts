// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import type { TakeOfStep } from './intents.ts'
import type { FileEntry } from './file-entry.ts'
import { filesIn, type Files } from './files.ts'
import { partOfTable } from './part-of-table.ts'
import { TableFiles } from './table-files.ts'

/** Whether all that a step ended with is taken, where it lies, and with it the directories that are installed. */
export function isWhole({ only, from, into }: Pick<TakeOfStep, 'only' | 'from' | 'into'>): boolean {
  return only.length === 0 && from === undefined && into === undefined
}

/**
 * Where a file of a taken step lies in the step that takes it; undefined for a file that is not taken.
 *
 * @param path as it lies in the taken step
 */
export function placeInTaker(
  { only, from, into }: Pick<TakeOfStep, 'only' | 'from' | 'into'>,
  path: string
): string | undefined {
  if (from !== undefined && !path.startsWith(`${from}/`)) return undefined
  if (only.length > 0 && !only.some((pattern) => pattern.matches(path))) return undefined
  const within = from === undefined ? path : path.slice(from.length + 1)
  return into === undefined ? within : `${into}/${within}`
}

/** The files that a take hands on, by where they lie in the step that takes them. */
export function filesTaken(take: TakeOfStep, products: Artifacts): Files {
  const files = filesIn(products)
  if (isWhole(take)) return files
  const part = files instanceof TableFiles ? partOfTable(files, take) : undefined
  // A directory that all have in front changes no order.
  return part ?? { [Symbol.iterator]: () => partTaken(take, files) }
}

function* partTaken(take: TakeOfStep, files: Files): Generator<FileEntry> {
  for (const [path, digests] of files) {
    const place = placeInTaker(take, path)
    if (place !== undefined) yield [place as ArtifactPath, digests]
  }
}
