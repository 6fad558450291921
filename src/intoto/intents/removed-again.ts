// SPDX-License-Identifier: Apache-2.0
import { namesOf } from './begin-findings.ts'
import type { TakenFiles } from './begin-differences.ts'
import type { StepIntents } from './intents.ts'
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
  return taken.flatMap(({ take }) => {
    if (take.of === 'source') return []
    const places = new Set((gone.get(take.step) ?? []).map((path) => placeInTaker(take, path)))
    if (places.size === 0) return []
    const again = new Set<string>()
    for (const { files } of taken) for (const [path] of files) if (places.has(path)) again.add(path)
    return again.size === 0
      ? []
      : [
          `Step "${take.step}" removed ${namesOf([...again])}, and step "${step.name}" has ${again.size === 1 ? 'it' : 'them'} again from something else that it takes.`
        ]
  })
}
