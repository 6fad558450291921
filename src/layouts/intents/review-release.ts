// SPDX-License-Identifier: Apache-2.0
// Patterns under `release` by which nothing would be final: whatever a step makes fits one of its own patterns.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { IntentPattern } from '../../intoto/intents/intent-pattern.ts'
import type { Intents, StepIntents } from '../../intoto/intents/intents.ts'
import { yamlText } from '../../intoto/intents/yaml-text.ts'
import { automatonOfIntent } from '../compile/automaton.ts'
import { kindsOfPath } from '../compile/kinds-of-path.ts'
import type { YamlReader } from '../yaml-reader.ts'
import type { PlacedPattern } from './read-top.ts'
import { witnessesOf } from './witnesses.ts'

/** A pattern under `release`, and the step whose files are final by it. */
export interface PlacedRelease extends PlacedPattern {
  readonly step: string
}

/** Combinations that are looked at for one question. */
const BOUNDS = { mostStates: 3000 }

/** Notes patterns of `release` by which nothing would be final. */
export function reviewRelease(reader: YamlReader, placed: readonly PlacedRelease[], { steps }: Intents): void {
  const told = new Set<number>()
  for (const { step, pattern, offset } of placed) {
    const intents = steps.get(step)
    // What stands once for all legs may fit what one of them makes.
    const isMet = placed.some((one) => one.offset === offset && canRelease(steps.get(one.step), one.pattern))
    if (intents === undefined || isMet || told.has(offset)) continue
    told.add(offset)
    refuse(reader, { step, pattern, offset }, intents)
  }
}

/** Of a step in rules, and of source, nothing is known. Also true where it takes too long to see. */
function canRelease(intents: StepIntents | undefined, pattern: IntentPattern): boolean {
  return intents === undefined || intents.addsSource || made(intents).some((one) => canMeet(one, pattern))
}

function made({ adds, mayAdd, changes }: StepIntents): readonly IntentPattern[] {
  return [...adds, ...mayAdd, ...changes]
}

function canMeet(one: IntentPattern, other: IntentPattern): boolean {
  if (witnessesOf(one).some((name) => other.matches(name))) return true
  const kinds = kindsOfPath([automatonOfIntent(one), automatonOfIntent(other)], BOUNDS)
  return kinds === undefined || kinds.some(({ fits }) => fits.every(Boolean))
}

function refuse(reader: YamlReader, { step, pattern, offset }: PlacedRelease, intents: StepIntents): void {
  const [own] = made(intents)
  reader.problem(
    'LAYOUT_SOURCE_IMPOSSIBLE',
    { offset },
    `Nothing that ${quoteUntrusted(step)} adds or changes can fit ${quoteUntrusted(pattern.text)}, so nothing would be final by it.`,
    own === undefined
      ? 'Name the step that adds what is final, or write `release: nothing`.'
      : `The step makes what fits ${yamlText(own.text)}: write a pattern that fits what is final of it.`
  )
}
