// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { ownRunReport } from '../../src/gate/own-run-report.ts'
import { gateRun } from '../support/gate-run.ts'
import { HEAD } from '../support/memory-github.ts'

test('the run that verifies is named by all that is known of it', () => {
  const run = gateRun({ runId: '77', attempt: 3, eventName: 'merge_group' })
  expect(ownRunReport(run)).toEqual({ repository: 'o/r', id: '77', attempt: 3, commit: HEAD, event: 'merge_group' })
})
