// SPDX-License-Identifier: Apache-2.0
import { linesBelow } from '../base/news-lines.ts'
import { count } from '../base/count.ts'
import type { Runner } from '../base/runner.ts'
import { byImportance, type GateReport } from '../reporting/report.ts'
import { sourceText } from '../reporting/source-text.ts'
import { failureLines } from '../reporting/verdict-text.ts'

const MOST_LOGGED = 50

/** What the log says of a report. */
export function logReport(
  { verdict, error, failures, unsigned, items, source, warnings, notes }: GateReport,
  runner: Pick<Runner, 'log'>
): void {
  for (const { name, kind, functionaries, unsigned: isUnsigned, materials, products } of items) {
    const signers = functionaries.map((keyId) => keyId.slice(0, 8)).join(', ')
    const by = isUnsigned === true ? ' (unsigned)' : signers === '' ? '' : `, signed by ${signers}`
    runner.log(`  ${kind} "${name}": ${count(materials, 'material')}, ${count(products, 'product')}${by}`)
  }
  if (source !== undefined) runner.log(`  source: commit ${source.commit}, ${sourceText(source)}`)
  for (const { code, message } of warnings) runner.log(`  warning ${code}: ${message}`)
  for (const note of notes) runner.log(`  note: ${note}`)
  for (const failure of byImportance([...failures, ...unsigned]).slice(0, MOST_LOGGED))
    runner.log(failureLines(failure).join('\n'))
  if (error !== undefined) {
    runner.log(`ERROR ${error.code}: ${error.message}`)
    for (const line of linesBelow(error, 'terminal')) runner.log(line)
  }
  const codes = [...new Set([...failures, ...(error === undefined ? [] : [error])].map(({ code }) => code))]
  runner.log(`Verdict: ${verdict}${codes.length === 0 ? '' : ` (${codes.join(', ')})`}`)
}
