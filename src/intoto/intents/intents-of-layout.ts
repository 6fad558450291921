// SPDX-License-Identifier: Apache-2.0
// A layout carries what it says in intents as the words of one inspection, because whatever else it could carry them in,
// some other implementation ignores.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import type { Inspection, Layout } from '../layout/layout.ts'
import type { Intents } from './intents.ts'
import { readStatements } from './read-statements.ts'
import { intentsInvalid } from './statements.ts'
import { writeStatements } from './write-statements.ts'

/** What the inspection is called, and nothing else in a layout in intents. */
export const INTENTS_NAME = 'intents'

/** What stands before the statements. */
export const INTENTS_COMMAND: readonly string[] = ['in-toto-actions', 'check', 'v1']

/**
 * The inspection that carries intents. Its lists of rules are empty: it records nothing.
 *
 * @throws INTENTS_INVALID for a text that holds a brace
 */
export function intentsInspection(intents: Intents): Inspection {
  return {
    kind: 'inspection',
    name: INTENTS_NAME,
    run: [...INTENTS_COMMAND, ...writeStatements(intents)],
    expectedMaterials: [],
    expectedProducts: []
  }
}

/** Whether an inspection is the built-in check, of whatever version. Nobody runs it as a program. */
export function isIntentsInspection({ run }: Pick<Inspection, 'run'>): boolean {
  const [program, command, version] = run
  return program === INTENTS_COMMAND[0] && command === INTENTS_COMMAND[1] && /^v\d/.test(version ?? '')
}

/**
 * What a layout says in intents; undefined for a layout that says nothing in them.
 *
 * @throws INTENTS_INVALID for statements that are not known, and for an inspection that carries them in another way
 */
export function intentsOf(layout: Pick<Layout, 'steps' | 'inspections'>): Intents | undefined {
  const [inspection, second] = layout.inspections.filter(isIntentsInspection)
  if (inspection === undefined) return undefined
  const { name, run } = inspection
  if (second !== undefined) throw intentsInvalid('The layout has two inspections that carry intents.')
  if (layout.steps.some((step) => step.name === INTENTS_NAME))
    throw intentsInvalid(`A step is called "${INTENTS_NAME}", as only the inspection is that carries intents.`)
  if (name !== INTENTS_NAME)
    throw intentsInvalid(
      `The inspection that carries intents is called ${quoteUntrusted(name)}, not "${INTENTS_NAME}".`
    )
  if (inspection.expectedMaterials.length + inspection.expectedProducts.length > 0)
    throw intentsInvalid('The inspection that carries intents has rules, and records nothing that they could be about.')
  if (run[2] !== INTENTS_COMMAND[2])
    throw intentsInvalid(
      `The intents are of version ${quoteUntrusted(run[2] as string, 80)}; this release knows "v1".`,
      'Verify with the release of the suite that signed the layout, or with a later one.'
    )
  const intents = readStatements(run.slice(INTENTS_COMMAND.length))
  demandSteps(
    intents,
    layout.steps.map((step) => step.name)
  )
  return intents
}

/** Whatever is said is about steps of the layout, and none takes what comes later. */
function demandSteps(intents: Intents, names: readonly string[]): void {
  const places = new Map(names.map((name, place) => [name, place]))
  const place = (step: string): number => {
    const found = places.get(step)
    if (found !== undefined) return found
    throw intentsInvalid(`The intents are about step ${quoteUntrusted(step)}, and the layout has no such step.`)
  }
  for (const { name, takes } of intents.steps.values()) {
    const own = place(name)
    for (const take of takes)
      if (take.of === 'step' && place(take.step) >= own)
        throw intentsInvalid(
          `Step ${quoteUntrusted(name)} takes ${quoteUntrusted(take.step)}, which does not stand above it in the layout.`
        )
  }
  for (const { step } of intents.release) place(step)
}
