// SPDX-License-Identifier: Apache-2.0
// Where in the source of a layout a failure points: at the sentence that is broken, else at the step.
import { withLegLines, type LegTexts } from './leg-lines.ts'
import type { AnyFailure, Report } from './report.ts'

/** Where things stand in the repository: a file, and the lines on which steps begin, from 1. */
export interface LayoutPlace {
  readonly file: string
  readonly steps: ReadonlyMap<string, number>
  /** The lines of what it says in intents, by the words of the statements. */
  readonly statements?: ReadonlyMap<string, number>
  /** What the legs of its matrices are written as, by their names. */
  readonly legs?: ReadonlyMap<string, LegTexts>
}

/** What a failure says of its place in the layout. */
export interface Where {
  readonly step?: string | undefined
  readonly statement?: string | undefined
}

/** The line, from 1, of the sentence that a failure names; undefined where nobody knows it. */
export function sentenceLine({ step, statement }: Where, { statements }: LayoutPlace): number | undefined {
  // A layout in the place of a link may say the same of a step that is called the same.
  const isBelow = step?.includes('/') === true
  return statement === undefined || isBelow ? undefined : statements?.get(statement)
}

/** The line that a failure is shown at: of its sentence, else of its step, else the first. */
export function failureLine(failure: Where, place: LayoutPlace): number {
  return sentenceLine(failure, place) ?? place.steps.get(failure.step?.split('/')[0] ?? '') ?? 1
}

/**
 * A report whose failures say where in the source the sentence stands that they are about, and offer for a leg of a matrix
 * what can stand there.
 */
export function withPlaces<Of extends Report>(report: Of, place: LayoutPlace): Of {
  const placed = (failures: readonly AnyFailure[]): AnyFailure[] =>
    failures.map((failure) => {
      const line = failure.at === undefined ? sentenceLine(failure, place) : undefined
      if (line === undefined) return failure
      const leg = place.legs?.get(failure.step ?? '')
      const hint = leg === undefined ? failure.hint : withLegLines(failure.hint, leg)
      return { ...failure, hint, at: `${place.file}:${line}` }
    })
  return { ...report, failures: placed(report.failures), unsigned: placed(report.unsigned) }
}
