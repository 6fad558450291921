// SPDX-License-Identifier: Apache-2.0
// All that comes after the first questions to the server. It is loaded while the server answers them.
import { reportError } from '../base/report-error.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { exactSubjects } from '../reporting/report.ts'
import { judgeRun, type Gate } from './judge-run.ts'
import { publishReport } from './publish-report.ts'
import type { PlacedReportFile } from './report-files.ts'

/** @throws FILE_UNWRITABLE */
export async function judgeAndTell(asked: Omit<Gate, 'recorder'>, files: readonly PlacedReportFile[]): Promise<void> {
  const recorder = new Recorder()
  try {
    await judgeAndTellBy({ ...asked, recorder }, files)
  } finally {
    await recorder.close()
  }
}

async function judgeAndTellBy(gate: Gate, files: readonly PlacedReportFile[]): Promise<void> {
  const { inputs, run, ports } = gate
  const { runner, layoutLines } = ports
  const { report, findings, fault } = await judgeRun(gate)
  const allowed = report.verdict === 'passed' || (report.verdict === 'advisory' && inputs.forkPolicy === 'advisory')
  if (!allowed) runner.fail()
  try {
    await publishReport({ report, findings, allowed, inputs, files, run, runner, layoutLines })
  } finally {
    if (fault !== undefined) reportError(runner, fault.error)
  }
  // Last, so that a report that cannot be written leaves no pass behind; and whatever the verdict, since a program
  // that an inspection started may have written to the file of the outputs. One that hides from its end may write
  // later still: what inspections look at is trusted like the gate (docs/releases.md).
  if (report.layout !== undefined) runner.output('layout-digest', report.layout.digest)
  runner.output('subjects', JSON.stringify(exactSubjects(report)))
  runner.output('verdict', report.verdict)
  runner.output('verified', report.verdict === 'passed' ? 'true' : 'false')
}
