// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { reportOfError } from '../../src/gate/build-report.ts'
import { firstFindings } from '../../src/gate/findings.ts'
import { gateReport, gateRun } from '../support/gate-run.ts'

test('a verification that breaks off at once reports its run, why, and nothing that it did not look at', () => {
  const error = { code: 'GITHUB_UNAVAILABLE', message: 'm', at: 'a', hint: 'h' }
  const findings = firstFindings(gateRun())
  expect(findings.server).toBeUndefined()
  expect(reportOfError(findings, error)).toEqual(gateReport({ verdict: 'failed', error }))
})
