// SPDX-License-Identifier: Apache-2.0
import type { TakeOfStep } from '../../intoto/intents/intents.ts'

/**
 * Where a file of a taken step lies in the step that takes it; undefined for a file that is not taken.
 *
 * @param path as it lies in the taken step
 */
export function placeInTaker({ only, from, into }: Omit<TakeOfStep, 'of' | 'step'>, path: string): string | undefined {
  if (from !== undefined && !path.startsWith(`${from}/`)) return undefined
  if (only.length > 0 && !only.some((pattern) => pattern.matches(path))) return undefined
  const within = from === undefined ? path : path.slice(from.length + 1)
  return into === undefined ? within : `${into}/${within}`
}

/** Whether all that a step ended with is taken, where it lies, and with it the directories that are installed. */
export function isWhole({ only, from, into }: Omit<TakeOfStep, 'of' | 'step'>): boolean {
  return only.length === 0 && from === undefined && into === undefined
}
