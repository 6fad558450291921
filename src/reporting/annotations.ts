// SPDX-License-Identifier: Apache-2.0
// Annotations on the layout: GitHub shows ten of a kind for each workflow step and drops the rest.
import { helpAddress } from '../base/home.ts'
import { byImportance, type GateReport } from './gate-report.ts'

export interface Annotation {
  readonly level: 'error' | 'warning'
  readonly title: string
  readonly message: string
  readonly file: string
  readonly line: number
}

const MOST = 10

/** Where things stand in the repository: a file, and the lines on which steps begin, from 1. */
export interface LayoutPlace {
  readonly file: string
  readonly steps: ReadonlyMap<string, number>
}

/** The most important first. */
export function annotations(report: GateReport, place: LayoutPlace): Annotation[] {
  const list: Annotation[] = []
  const { error } = report
  if (error !== undefined) {
    list.push({
      level: 'error',
      title: error.code,
      message: [
        error.message,
        error.at === undefined ? '' : `at: ${error.at}`,
        error.hint ?? '',
        helpAddress(error.code)
      ]
        .filter((part) => part !== '')
        .join('\n'),
      file: place.file,
      line: 1
    })
  }
  for (const failure of byImportance(report.failures)) {
    list.push({
      level: 'error',
      title: failure.step === undefined ? failure.code : `${failure.code} in step ${failure.step}`,
      message: [failure.message, ...failure.details.slice(0, 5), failure.hint, helpAddress(failure.code)].join('\n'),
      file: place.file,
      line: place.steps.get(failure.step?.split('/')[0] ?? '') ?? 1
    })
  }
  if (report.verdict === 'advisory') {
    list.push({
      level: 'warning',
      title: 'Not verified',
      message: 'Nothing of this run is signed, so the verdict is advice only.',
      file: place.file,
      line: 1
    })
  }
  return list.slice(0, MOST)
}
