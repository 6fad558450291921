// SPDX-License-Identifier: Apache-2.0
import type { ArtifactPath, Artifacts } from '../artifacts/artifacts.ts'
import type { TakeOfStep } from './intents.ts'
import { filesIn, type FileEntry, type Files } from './files.ts'

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
  // A directory that all have in front changes no order.
  return isWhole(take) ? filesIn(products) : { [Symbol.iterator]: () => partTaken(take, products) }
}

function* partTaken(take: TakeOfStep, products: Artifacts): Generator<FileEntry> {
  for (const [path, digests] of filesIn(products)) {
    const place = placeInTaker(take, path)
    if (place !== undefined) yield [place as ArtifactPath, digests]
  }
}
