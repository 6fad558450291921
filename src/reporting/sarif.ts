// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0, the subset that GitHub's code scanning reads: one rule for each code, one result for each failure.
import { HOME, helpAddress } from '../base/home.ts'
import { MEANINGS } from './all-codes.ts'
import { byImportance, type Report } from './report.ts'
import type { LayoutPlace } from './annotations.ts'

const MOST_RESULTS = 5000

/** A SARIF log as a plain value. A passed verification gives no results, which closes old alerts. */
export function sarifLog(report: Report, place: LayoutPlace): unknown {
  const { error } = report
  const findings = [
    ...(error === undefined
      ? []
      : [{ code: error.code, message: error.message, hint: error.hint ?? '', step: undefined }]),
    ...byImportance(report.failures)
  ].slice(0, MOST_RESULTS)
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
              defaultConfiguration: { level: 'error' },
              properties: { tags: ['security', 'supply-chain'], 'security-severity': '8.0' }
            }))
          }
        },
        results: findings.map(({ code, message, hint, step }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: 'error',
          message: { text: [message, hint].filter((part) => part !== '').join(' ') },
          partialFingerprints: { inTotoFinding: `${code}:${step ?? ''}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: place.steps.get(step?.split('/')[0] ?? '') ?? 1 }
              }
            }
          ]
        }))
      }
    ]
  }
}
