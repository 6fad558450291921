// SPDX-License-Identifier: Apache-2.0
// Annotations on the layout: GitHub shows ten of a kind for each workflow step and drops the rest.
import { linesBelow } from '../base/news-lines.ts'
import { failureLine, type LayoutPlace } from './layout-line.ts'
import { byImportance, type AnyFailure, type Report } from './report.ts'

export type { LayoutPlace }

export interface Annotation {
  readonly level: 'error' | 'warning'
  readonly title: string
  readonly message: string
  readonly file: string
  readonly line: number
}

const MOST = 10

/** The most important first. */
export function annotations(report: Report, place: LayoutPlace): Annotation[] {
  const list: Annotation[] = []
  const add = (level: Annotation['level'], failure: AnyFailure): void => {
    const { code, step, statement, message, details, hint } = failure
    list.push({
      level,
      title: step === undefined ? code : `${code} in step ${step}`,
      message: [message, ...linesBelow({ code, statement, details: details.slice(0, 5), hint }, 'remark')].join('\n'),
      file: place.file,
      line: failureLine(failure, place)
    })
  }
  for (const failure of byImportance(report.failures)) add('error', failure)
  if (report.verdict === 'advisory') {
    list.push({
      level: 'warning',
      title: 'Not verified',
      message: 'Nothing of this run is signed, so the verdict is advice only.',
      file: place.file,
      line: 1
    })
    for (const failure of byImportance(report.unsigned)) add('warning', failure)
  }
  const { error } = report
  if (error === undefined) return list.slice(0, MOST)
  // What was known before stands first: it may be why. The error is always among those that are shown.
  const message = [error.message, ...linesBelow(error, 'remark')].join('\n')
  return [...list.slice(0, MOST - 1), { level: 'error', title: error.code, message, file: place.file, line: 1 }]
}
