// SPDX-License-Identifier: Apache-2.0
// What is said where a step is a leg of a matrix: what it made or got is that of another leg, and a line to write stands
// for all of them.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { listed } from '../../base/listed.ts'
import type { Finding, Saying } from './finding.ts'
import type { Intents, StepIntents } from './intents.ts'
import { otherLegs, type OtherLeg } from './legs.ts'
import type { StepRecord } from './step-record.ts'

export interface LegContext {
  readonly step: StepIntents
  readonly record: StepRecord
  readonly intents: Intents
}

/** A line of the layout that is offered. */
const OFFERED = /`(?:takes|adds|may-add|changes|removes|may-remove|installs-into): /

/** Findings of one step, told with its legs in mind. */
export function withLegs(findings: readonly Finding[], context: LegContext): Finding[] {
  return findings.map((finding) => ({ ...finding, say: (files) => toldOfLeg(finding, files, context) }))
}

function toldOfLeg(finding: Finding, files: readonly string[], context: LegContext): Saying {
  const saying = finding.say(files)
  const legs = otherLegs(context.step, context.intents)
  const [first] = legs
  if (first === undefined) return saying
  const hint = swapHint(finding, files, legs, context)
  if (hint !== undefined) return { ...saying, hint }
  return OFFERED.test(saying.hint) ? { ...saying, hint: `${saying.hint} ${noteOf(context.step, first)}` } : saying
}

/** A line that is right for one leg alone would be wrong for the others. */
function noteOf({ name }: StepIntents, { step, values }: OtherLeg): string {
  const shown = listed(values, 3, (value) => quoteUntrusted(value))
  return `"${name}" and "${step.name}" look like legs of one matrix, and a line of layout.yml stands for all of its legs: write \`\${{ matrix.NAME }}\` in place of ${shown}, and only what each leg does.`
}

/** What explains a finding by another leg; undefined where nothing does. */
function swapHint(
  { code, statement }: Finding,
  files: readonly string[],
  legs: readonly OtherLeg[],
  { step, record, intents }: LegContext
): string | undefined {
  const { name } = step
  const all = (leg: StepIntents): boolean => files.every((file) => adds(leg, file))
  if (code === 'TAKES_EXTRA') {
    const swap = takenSwap(step, intents, all)
    return (
      swap &&
      `This is what "${swap.given}" adds, and "${name}" takes that of "${swap.wanted}": let the job of each leg fetch what its own leg takes, and run the steps again.`
    )
  }
  const isMade = ({ step: leg }: OtherLeg): boolean => {
    if (code === 'ADDED_UNEXPECTED') return all(leg)
    if (code !== 'TOOK_NOTHING' || !String(statement).startsWith(`${name} adds `)) return false
    for (const [path] of record.link.products)
      if (!record.link.materials.has(path) && adds(leg, path) && !adds(step, path)) return true
    return false
  }
  const other = legs.find(isMade)
  const what = code === 'ADDED_UNEXPECTED' ? 'This is' : 'The step made'
  return (
    other &&
    `${what} what "${other.step.name}" adds: was "${name}" run with the parameters of that leg? Run each leg with its own, under the name that belongs to them.`
  )
}

function adds(step: StepIntents, file: string): boolean {
  return [...step.adds, ...step.mayAdd].some((pattern) => pattern.matches(file))
}

/** The leg whose files came in the place of those of the one that is taken. */
function takenSwap(
  step: StepIntents,
  intents: Intents,
  hasAll: (leg: StepIntents) => boolean
): { readonly wanted: string; readonly given: string } | undefined {
  const own = new Set(step.takes.flatMap((take) => (take.of === 'source' ? [] : [take.step])))
  for (const wanted of own) {
    const taken = intents.steps.get(wanted)
    const given = taken && otherLegs(taken, intents).find((leg) => !own.has(leg.step.name) && hasAll(leg.step))
    if (given !== undefined) return { wanted, given: given.step.name }
  }
  return undefined
}
