// SPDX-License-Identifier: Apache-2.0
// Where in the source of a layout a failure points: at the sentence that is broken, else at the step.
import type { LayoutPlace } from './annotations.ts'
import type { AnyFailure, Report } from './report.ts'

/** The keys of the source that are called otherwise than the statements that come from them. */
const KEYS: Readonly<Record<string, string>> = { installs: 'installs-into', layout: 'version' }
/** First words of statements about no step, which are keys on top. */
const ON_TOP: ReadonlySet<string> = new Set(['release', 'branches', 'tags', 'source', 'steps', 'layout'])

/** What a failure says of its place in the layout. */
export interface Where {
  readonly step?: string | undefined
  readonly statement?: string | undefined
}

/** The line, from 1, of the sentence that a failure names; undefined where nobody knows it. */
export function sentenceLine({ statement }: Where, place: LayoutPlace): number | undefined {
  const { sentences } = place
  if (statement === undefined || sentences === undefined) return undefined
  const [first = '', second = ''] = statement.split(' ')
  if (ON_TOP.has(first)) return sentences.get(KEYS[first] ?? first)
  const key = KEYS[second] ?? second
  for (const name of namesOf(first)) {
    const line = sentences.get(`${name} ${key}`) ?? (sentences.has(`${name} name`) ? sentences.get(key) : undefined)
    if (line !== undefined) return line
  }
  return undefined
}

/** The line that a failure is shown at: of its sentence, else of its step, else the first. */
export function failureLine(failure: Where, place: LayoutPlace): number {
  const line = sentenceLine(failure, place)
  if (line !== undefined) return line
  const [step = ''] = failure.step?.split('/') ?? []
  for (const name of namesOf(step)) {
    const of = place.steps.get(name)
    if (of !== undefined) return of
  }
  return 1
}

/** A name, and what it may be a leg of: the legs of a matrix are called like the step, with their values behind it. */
function namesOf(step: string): string[] {
  const parts = step.split('-')
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('-'))
}

/** A report whose failures say where in the source the sentence stands that they are about. */
export function withPlaces<Of extends Report>(report: Of, place: LayoutPlace): Of {
  const placed = (failures: readonly AnyFailure[]): AnyFailure[] =>
    failures.map((failure) => {
      const line = failure.at === undefined ? sentenceLine(failure, place) : undefined
      return line === undefined ? failure : { ...failure, at: `${place.file}:${line}` }
    })
  return { ...report, failures: placed(report.failures), unsigned: placed(report.unsigned) }
}
