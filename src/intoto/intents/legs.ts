// SPDX-License-Identifier: Apache-2.0
// Which steps are legs of one matrix. A signed layout knows legs alone; but legs say the same, each with its own values, and
// are named after these.
import type { Intents, StepIntents } from './intents.ts'
import { stepStatements } from './write-statements.ts'

/** Another leg of the matrix that a step is a leg of. */
export interface OtherLeg {
  readonly step: StepIntents
  /** The values of the step that differ there. */
  readonly values: readonly string[]
}

/** The other legs of a step, as far as what they say shows it; none for a step without a matrix. */
export function otherLegs(step: StepIntents, { steps }: Intents): OtherLeg[] {
  return [...steps.values()].flatMap((other) => {
    const values = other === step ? undefined : valuesApart(step, other)
    return values === undefined ? [] : [{ step: other, values }]
  })
}

type Pair = readonly [own: string, other: string]

/** The values in which two legs differ; undefined for steps that are no legs of one matrix. */
function valuesApart(one: StepIntents, other: StepIntents): readonly string[] | undefined {
  const pairings = pairingsOf(one.name.split('-'), other.name.split('-'))
  if (pairings.length === 0) return undefined
  const [own, others] = [saidBy(one), saidBy(other)]
  // Two steps that say the same are no legs, or what is written at one holds for the other.
  if (own.length !== others.length || own.every((text, index) => text === others[index])) return undefined
  const found = pairings.find((pairs) => {
    // A value of one letter stands in many words; one of more may stand within a word.
    const ways = [
      replacing(pairs, String.raw`(?<![A-Za-z0-9])(?:`, String.raw`)(?![A-Za-z0-9])`),
      replacing(pairs, '', '')
    ]
    return own.every((text, index) => text === others[index] || ways.some((way) => way(text) === others[index]))
  })
  return found?.map(([value]) => value)
}

/** What a step says behind its name, as names of legs spell values. */
function saidBy(step: StepIntents): string[] {
  return stepStatements(step).map((statement) => statement.slice(step.name.length).replace(/[^A-Za-z0-9._-]/g, '-'))
}

/** Ways in which the values in two names may belong together: those of several dimensions as one, or each by itself. */
function pairingsOf(own: readonly string[], other: readonly string[]): Pair[][] {
  const least = Math.min(own.length, other.length)
  let start = 0
  while (start < least && own[start] === other[start]) start += 1
  let end = 0
  while (end < least - start && own.at(-1 - end) === other.at(-1 - end)) end += 1
  const middle = (parts: readonly string[]): string => parts.slice(start, parts.length - end).join('-')
  const whole: Pair = [middle(own), middle(other)]
  if (start === 0 || whole[0] === '' || whole[1] === '') return []
  if (own.length !== other.length) return [[whole]]
  return [
    [whole],
    own.flatMap((part, index): Pair[] => (part === other[index] ? [] : [[part, other[index] as string]]))
  ]
}

/** Puts values of one leg in the place of those of another. @param before of an expression, around the values */
function replacing(pairs: readonly Pair[], before: string, behind: string): (text: string) => string {
  const values = new Map(pairs)
  const longestFirst = [...values.keys()].sort((one, other) => other.length - one.length)
  const any = longestFirst.map((value) => value.replaceAll('.', String.raw`\.`)).join('|')
  const expression = new RegExp(`${before}${any}${behind}`, 'g')
  return (text) => text.replace(expression, (value) => values.get(value) as string)
}
