// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0, the subset that GitHub's code scanning reads: one rule for each code, one result for each failure. Where
// the verdict is advice, the signatures that are missing are warnings.
import { HOME, helpAddress } from '../base/home.ts'
import { MEANINGS } from './all-codes.ts'
import { byImportance, type AnyFailure, type Report } from './report.ts'
import type { LayoutPlace } from './annotations.ts'
import { failureLine } from './layout-line.ts'
import { sourceMember } from './source-text.ts'

const MOST_RESULTS = 5000

const GRAVE = { level: 'error', severity: '8.0' } as const
/**
 * Code scanning fails a pull request for security severities from 7, and advice is not to fail it; but no results at all
 * would read as a pass, and close alerts.
 */
const ADVICE = { level: 'warning', severity: '5.0' } as const

type Finding = Pick<AnyFailure, 'code' | 'message' | 'hint' | 'step' | 'statement'>

/** A SARIF log as a plain value. A passed verification gives no results, which closes old alerts. */
export function sarifLog(report: Report, place: LayoutPlace): unknown {
  const { error, verdict, failures, unsigned, source } = report
  const { level, severity } = verdict === 'advisory' ? ADVICE : GRAVE
  const findings: Finding[] = [
    ...byImportance(verdict === 'advisory' ? unsigned : failures).slice(0, MOST_RESULTS - 1),
    ...(error === undefined ? [] : [{ code: error.code, message: error.message, hint: error.hint ?? '' }])
  ]
  const codes = [...new Set(findings.map(({ code }) => code))]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'in-toto-actions',
            informationUri: HOME,
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: MEANINGS[code] ?? code },
              helpUri: helpAddress(code),
              defaultConfiguration: { level },
              properties: { tags: ['security', 'supply-chain'], 'security-severity': severity }
            }))
          }
        },
        ...(source === undefined ? {} : { properties: sourceMember(source) }),
        results: findings.map(({ code, message, hint, step, statement }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level,
          message: {
            text: [message, statement === undefined ? '' : `The layout says: ${statement}.`, hint]
              .filter((part) => part !== '')
              .join(' ')
          },
          partialFingerprints: { inTotoFinding: `${code}:${step ?? ''}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: failureLine({ step, statement }, place) }
              }
            }
          ]
        }))
      }
    ]
  }
}
