// SPDX-License-Identifier: Apache-2.0
// Names of steps in `takes` and `release`: a step, all of its legs, or one of them.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { nearestName } from '../../base/nearest-name.ts'
import type { YamlPlace, YamlReader } from '../yaml-reader.ts'
import type { MatrixValues } from './matrix-text.ts'
import type { Leg, ReadStep, StepTemplate } from './step-template.ts'

/** What a name is of. */
export type Found =
  | { readonly kind: 'rules'; readonly place: number; readonly name: string }
  /** Without a matrix, or named as a whole: all legs. */
  | { readonly kind: 'step'; readonly place: number; readonly step: StepTemplate }
  | { readonly kind: 'leg'; readonly place: number; readonly step: StepTemplate; readonly leg: Leg }

const NO_VALUES: MatrixValues = new Map()

/** The steps of a layout by whatever may name them. */
export class StepNames {
  readonly steps: readonly ReadStep[]
  readonly #found = new Map<string, Found>()

  constructor(steps: readonly ReadStep[]) {
    this.steps = steps
    for (const [place, step] of steps.entries()) {
      if ('inRules' in step) this.#found.set(step.name, { kind: 'rules', place, name: step.name })
      else {
        this.#found.set(step.name, { kind: 'step', place, step })
        if (step.hasMatrix) for (const leg of step.legs) this.#found.set(leg.name, { kind: 'leg', place, step, leg })
      }
    }
  }

  get(name: string): Found | undefined {
    return this.#found.get(name)
  }

  /** Notes that a name is of no step. @param further words that may stand in its place */
  refuseUnknown(reader: YamlReader, at: YamlPlace, name: string, further: readonly string[]): undefined {
    const near = nearestName(name, [...this.#found.keys(), ...further])
    const legs = this.steps.flatMap((step) => ('inRules' in step || !name.startsWith(`${step.name}-`) ? [] : step.legs))
    const known = (legs.length > 0 ? legs : this.steps).map((one) => quoteUntrusted(one.name)).slice(0, 20)
    return reader.problem(
      'LAYOUT_SOURCE_UNKNOWN',
      at,
      `There is no step ${quoteUntrusted(name)}.`,
      near === undefined
        ? `The ${legs.length > 0 ? 'legs' : 'steps'} are: ${known.join(', ')}.`
        : `Did you mean ${quoteUntrusted(near)}?`
    )
  }
}

/** The legs that a name is of, each with its values. */
export function legsOfFound(found: Found): readonly Leg[] {
  if (found.kind === 'rules') return [{ name: found.name, values: NO_VALUES }]
  return found.kind === 'leg' ? [found.leg] : found.step.legs
}
