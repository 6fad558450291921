// SPDX-License-Identifier: Apache-2.0
// The gate. The outputs say failed from the first moment on, so that nothing that goes wrong later can look like a pass;
// `verified` becomes true in one place, for the verdict passed alone.
import { withScratch } from '../files/with-scratch.ts'
import { Ahead } from './ahead.ts'
import type { GatePorts } from './gate-ports.ts'
import { placeReportFiles } from './report-files.ts'
import { readVerifyInputs } from './verify-inputs.ts'

/** @throws INPUT_, KEY_ and RUNNER_ codes, FILE_UNWRITABLE; what else comes later is reported with the verdict */
export async function verifyRun(ports: GatePorts): Promise<void> {
  ports.runner.output('verified', 'false')
  ports.runner.output('verdict', 'failed')
  const inputs = readVerifyInputs(ports.runner)
  const run = ports.run()
  const files = placeReportFiles(inputs.reportFiles, run.workspace)
  await withScratch(run.temporary, async (temporary) => {
    const ahead = new Ahead(inputs, run, ports)
    try {
      await ahead.sent()
      const { judgeAndTell } = await import('./judge-and-tell.ts')
      await ahead.sent()
      await judgeAndTell({ inputs, run, ports, temporary, ahead }, files)
    } finally {
      await ahead.end()
    }
  })
}
