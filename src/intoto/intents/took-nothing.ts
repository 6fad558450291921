// SPDX-License-Identifier: Apache-2.0
// A part of a step that has nothing in it: whoever takes it begins without what the layout seems to promise.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { filesIn, fitsOne } from './files.ts'
import type { IntentPattern } from './intent-pattern.ts'
import type { StepIntents, TakeOfStep } from './intents.ts'
import type { StepRecord } from './step-record.ts'
import { filesTaken, isWhole } from './taken-files.ts'

/** What is told of takes by which nothing comes, though the taken step has a link. */
export function tookNothingOf({ name, takes }: StepIntents, records: ReadonlyMap<string, StepRecord>): string[] {
  return takes.flatMap((take) => {
    const taken = take.of === 'source' || isWhole(take) ? undefined : records.get(take.step)
    return taken === undefined
      ? []
      : emptyParts(take as TakeOfStep, taken).map(
          (part) => `Nothing that step "${taken.name}" ended with ${part}, which step "${name}" takes.`
        )
  })
}

function emptyParts(take: TakeOfStep, { link }: StepRecord): string[] {
  const { only, from } = take
  if (only.length > 0) return unmetOf(take, link.products).map(({ text }) => `fits ${quoteUntrusted(text)}`)
  const [first] = filesTaken(take, link.products)
  return first === undefined ? [from === undefined ? 'is a file' : `lies in ${quoteUntrusted(from)}`] : []
}

/** A pattern names files as they lie in the taken step, and begins with the directory that is stripped. */
function unmetOf({ only }: TakeOfStep, products: StepRecord['link']['products']): readonly IntentPattern[] {
  const files = filesIn(products)
  return only.filter((pattern) => !fitsOne(files, pattern))
}
