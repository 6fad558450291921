// SPDX-License-Identifier: Apache-2.0
import { count } from '../base/count.ts'
import { linesBelow } from '../base/news-lines.ts'
import type { Warning } from '../intoto/verification/failure.ts'
import { UNCOUNTED } from '../base/uncounted.ts'
import { hiddenFilesText } from '../intoto/verification/hidden-files.ts'
import type { ItemReport } from '../intoto/verification/verification.ts'
import type { AnyFailure, Report, ReportedError } from './report.ts'
import { sourceText } from './source-text.ts'
import { shortKeyIds } from './short-key-ids.ts'

/** How text may be marked. */
export type Colour = 'plain' | 'ansi'

const MARKS = { red: '31', green: '32', yellow: '33', bold: '1' } as const

/** Lines of details shown of one failure. */
const MOST_DETAILS = 15

/** A verdict for a terminal: the verdict first, then each reason with its remedy, and the steps. */
export function verdictText(report: Report, colour: Colour): string {
  const mark = (style: keyof typeof MARKS, text: string): string =>
    colour === 'ansi' ? `\u001b[${MARKS[style]}m${text}\u001b[0m` : text
  const { items, warnings, source } = report
  const steps = [...stepLines(items), ...sourceLines(source), ...warningLines(warnings, mark)]
  if (report.error !== undefined) return [...undecided(report, report.error, mark), ...steps, ''].join('\n')
  switch (report.verdict) {
    case 'passed':
      return [passedLine(report, mark), ...steps, ''].join('\n')
    case 'advisory':
      return [
        ...reasons('yellow', 'ADVISORY: nothing is signed', report.unsigned, mark),
        ...below(items, steps),
        ''
      ].join('\n')
    case 'failed':
      return [
        ...reasons('red', 'FAILED: the supply chain does not verify', report.failures, mark),
        ...below(items, steps),
        '',
        mark('red', `FAILED: ${[...new Set(report.failures.map(({ code }) => code))].join(', ')}`),
        ''
      ].join('\n')
  }
}

type Mark = (style: keyof typeof MARKS, text: string) => string

function passedLine({ items, subjects }: Report, mark: Mark): string {
  const inspections = items.filter(({ kind }) => kind === 'inspection').length
  const inspected = inspections === 0 ? '' : `, ${count(inspections, 'inspection')}`
  const what = `${count(items.length - inspections, 'step')}${inspected}, ${count(subjects.length, 'final product')}`
  return mark('green', `PASSED: the supply chain verifies (${what}).`)
}

/** What was known before it broke off stands first: it may be why. */
function undecided({ failures }: Report, { code, message, at, hint }: ReportedError, mark: Mark): string[] {
  const known = failures.length > 0
  const head = known
    ? reasons('red', 'FAILED: the supply chain does not verify', failures, mark)
    : [mark('red', 'FAILED: it could not be told whether the supply chain verifies.')]
  return [...head, '', mark('bold', code), `  ${message}`, ...linesBelow({ code, at, hint }, 'terminal')]
}

function reasons(style: 'red' | 'yellow', verdict: string, failures: readonly AnyFailure[], mark: Mark): string[] {
  return [
    mark(style, `${verdict} (${count(failures.length, 'failure')}).`),
    ...failures.flatMap((failure) => ['', ...failureLines(failure, mark)])
  ]
}

/** Steps stand apart from the reasons above them. */
function below(items: readonly ItemReport[], lines: readonly string[]): readonly string[] {
  return items.length > 0 ? ['', ...lines] : lines
}

/** One failure in several lines. */
export function failureLines(failure: AnyFailure, mark: Mark = (_style, text) => text): string[] {
  const { code, message, statement, at, details, hint, step } = failure
  const hidden = details.length - MOST_DETAILS
  return [
    mark('bold', `${code}${step === undefined ? '' : ` in step "${step}"`}`),
    `  ${message}`,
    ...linesBelow({ statement, details: details.slice(0, MOST_DETAILS) }, 'terminal'),
    ...(hidden > 0 ? [`    … and ${count(hidden, 'more line')}`] : []),
    ...linesBelow({ code, at: at === undefined || details.includes(at) ? undefined : at, hint }, 'terminal')
  ]
}

function stepLines(items: readonly ItemReport[]): string[] {
  return items.map(
    ({ name, kind, functionaries, unsigned, materials, products, excluded }) =>
      `  ${kind} "${name}": ${count(materials, 'material')}, ${count(products, 'product')}` +
      (unsigned === true
        ? ' (unsigned)'
        : functionaries.length > 0
          ? `, signed by ${shortKeyIds(functionaries)}`
          : '') +
      excludedText(excluded)
  )
}

function excludedText(excluded: ItemReport['excluded'] = []): string {
  if (excluded.length === 0) return ''
  const patterns = excluded.map((hidden) =>
    hidden.pattern === UNCOUNTED ? `"${UNCOUNTED}"` : `"${hidden.pattern}" (${hiddenFilesText(hidden)})`
  )
  return `; excluded ${patterns.join(', ')}`
}

function sourceLines(source: Report['source']): string[] {
  return source === undefined ? [] : [`  source: commit ${source.commit}, ${sourceText(source)}`]
}

function warningLines(warnings: readonly Warning[], mark: Mark): string[] {
  return warnings.map(({ code, message }) => mark('yellow', `  warning ${code}: ${message}`))
}
