// SPDX-License-Identifier: Apache-2.0
import type { Take } from './intents.ts'

/** The steps that a step takes, directly or through others. @param takesOf those that are followed, of any step */
export function stepsAbove(step: string, takesOf: (step: string) => readonly Take[]): ReadonlySet<string> {
  const above = new Set<string>()
  const waiting = [step]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop())
    for (const take of takesOf(name)) {
      if (take.of === 'source' || above.has(take.step)) continue
      above.add(take.step)
      waiting.push(take.step)
    }
  return above
}
