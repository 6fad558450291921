// SPDX-License-Identifier: Apache-2.0
// What the texts of one leg are in the source, where `${{ matrix.NAME }}` stands in them: the signed layout has values alone.
import type { StepTemplate, Leg } from './step-template.ts'
import type { MatrixText, MatrixValues } from './matrix-text.ts'
import type { PlacedTake } from './write-takes.ts'

/** The texts of a leg. */
export interface LegTexts {
  /** By what they are in this leg, those without an expression among them. */
  readonly written: ReadonlyMap<string, string>
  readonly values: MatrixValues
}

/** @param takes what the leg takes, with the places of the takes of the step */
export function legTexts(step: StepTemplate, { values }: Leg, takes: readonly PlacedTake[]): LegTexts {
  const written = new Map<string, string>()
  const note = (text: MatrixText | undefined): void => {
    const own = text === undefined ? undefined : withOwn(text, values)
    if (text !== undefined && own !== undefined && !written.has(own)) written.set(own, asWritten(text))
  }
  for (const patterns of Object.values(step.files)) for (const text of patterns) note(text)
  for (const { directory } of step.installs) note(directory)
  for (const text of step.command?.words ?? []) note(text)
  note(step.command?.workingDirectory)
  note(step.command?.setup)
  for (const { offset, step: named, only, from, into } of step.takes) {
    const legs = takes.flatMap((one) => (one.offset === offset && one.take.of === 'step' ? [one.take.step] : []))
    // A take of several legs is written as it is signed.
    const [leg, ...others] = legs
    if (leg === undefined || others.length > 0) continue
    written.set(leg, asWritten(named))
    for (const text of [...only, from, into]) note(text)
  }
  return { written, values }
}

/** Nobody signed the source, and an expression may hold blanks that nobody sees. */
function asWritten({ parts }: MatrixText): string {
  return parts.map((part) => (typeof part === 'string' ? part : `\${{ matrix.${part.dimension} }}`)).join('')
}

function withOwn({ parts }: MatrixText, values: MatrixValues): string | undefined {
  const texts = parts.map((part) => (typeof part === 'string' ? part : values.get(part.dimension)))
  return texts.includes(undefined) ? undefined : texts.join('')
}
