// SPDX-License-Identifier: Apache-2.0
// The gate. The outputs say failed from the first moment on, so that nothing that goes wrong later can look like a pass;
// `verified` becomes true in one place, for the verdict passed alone.
import { reportError } from '../base/report-error.ts'
import { withScratch } from '../files/with-scratch.ts'
import { Recorder } from '../recording/record-artifacts.ts'
import { exactSubjects } from '../reporting/report.ts'
import type { GatePorts } from './gate-ports.ts'
import { judgeRun, type Gate } from './judge-run.ts'
import { publishReport } from './publish-report.ts'
import { placeReportFiles, type PlacedReportFile } from './report-files.ts'
import { readVerifyInputs } from './verify-inputs.ts'

/** @throws INPUT_, KEY_ and RUNNER_ codes, FILE_UNWRITABLE; what else comes later is reported with the verdict */
export async function verifyRun(ports: GatePorts): Promise<void> {
  ports.runner.output('verified', 'false')
  ports.runner.output('verdict', 'failed')
  const inputs = readVerifyInputs(ports.runner)
  const run = ports.run()
  const files = placeReportFiles(inputs.reportFiles, run.workspace)
  const recorder = new Recorder()
  try {
    await withScratch(run.temporary, (temporary) => judgeAndTell({ inputs, run, ports, temporary, recorder }, files))
  } finally {
    await recorder.close()
  }
}

async function judgeAndTell(gate: Gate, files: readonly PlacedReportFile[]): Promise<void> {
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
