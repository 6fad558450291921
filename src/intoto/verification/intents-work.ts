// SPDX-License-Identifier: Apache-2.0
// What checking intents costs at most. Who signs a layout in the place of a link chooses its patterns, and could choose
// many.
import type { IntentPattern } from '../intents/intent-pattern.ts'
import type { Intents, StepIntents } from '../intents/intents.ts'
import type { AcceptedEvidence } from '../intents/intents-evidence.ts'

/** Units of work for a file in one list of a link, whatever is said about it. */
const WORK_OF_FILE = 20

/** Units of work, as `Work` counts them. */
export function workOfIntents(intents: Intents, accepted: ReadonlyMap<string, readonly AcceptedEvidence[]>): number {
  const sizes = new Map([...accepted].map(([step, evidence]) => [step, sizeOf(evidence)]))
  const costOf = (patterns: readonly IntentPattern[], step: string): number => {
    const { files, characters } = sizes.get(step) ?? NOTHING
    return patterns.reduce(
      (sum, { text }) => sum + (isProduct(text) ? text.length * characters : files + characters),
      0
    )
  }
  let work = 0
  for (const { files } of sizes.values()) work += files * WORK_OF_FILE
  for (const step of intents.steps.values()) {
    work += costOf(ownPatterns(step), step.name)
    for (const take of step.takes) if (take.of === 'step') work += costOf(take.only, take.step)
  }
  for (const { step, only } of intents.release) work += costOf(only, step)
  return work
}

const NOTHING = { files: 0, characters: 0 }

function ownPatterns({ adds, mayAdd, changes, removes, mayRemove }: StepIntents): IntentPattern[] {
  return [...adds, ...mayAdd, ...changes, ...removes, ...mayRemove]
}

/** Whether matching can take the product of both lengths: a run of anything that is not the last to be tried again. */
function isProduct(pattern: string): boolean {
  return pattern.split('*').length > 2 && !/^[^*?[]*\/\*\*$/.test(pattern)
}

function sizeOf(evidence: readonly AcceptedEvidence[]): { readonly files: number; readonly characters: number } {
  let [files, characters] = [0, 0]
  for (const { link } of evidence)
    for (const artifacts of [link.materials, link.products]) {
      files += artifacts.size
      for (const path of artifacts.paths()) characters += path.length
    }
  return { files, characters }
}
