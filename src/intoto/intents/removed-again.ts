// SPDX-License-Identifier: Apache-2.0
import { namesOf, pronoun } from './begin-findings.ts'
import type { TakenFiles } from './begin-differences.ts'
import type { StepIntents } from './intents.ts'
import { pathsOf } from './files.ts'
import { placeInTaker } from './taken-files.ts'

/**
 * What one taken step removed, and another has still: it is there again, which may surprise.
 *
 * @param taken undefined where it is not known
 * @param gone of each step, the files that it took and did not hand on
 */
export function comesBack(
  step: StepIntents,
  taken: readonly TakenFiles[] | undefined,
  gone: ReadonlyMap<string, readonly string[]>
): string[] {
  if (taken === undefined || taken.length < 2) return []
  // By where it would lie, the step that removed it.
  const removed = new Map<string, string>()
  for (const { take } of taken) {
    if (take.of === 'source') continue
    for (const path of gone.get(take.step) ?? []) {
      const place = placeInTaker(take, path)
      if (place !== undefined) removed.set(place, take.step)
    }
  }
  if (removed.size === 0) return []
  const again = new Map<string, Set<string>>()
  for (const { files } of taken)
    for (const path of pathsOf(files)) {
      const by = removed.get(path)
      if (by !== undefined) again.set(by, (again.get(by) ?? new Set()).add(path))
    }
  return [...again].map(
    ([by, paths]) =>
      `Step "${by}" removed ${namesOf([...paths])}, and step "${step.name}" has ${pronoun([...paths])} again from something else that it takes.`
  )
}
