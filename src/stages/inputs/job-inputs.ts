// SPDX-License-Identifier: Apache-2.0
// Which job of the run a stage is in, as the server counts jobs. No variable of the runner tells it; the context job does.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { invalid, type Inputs } from '../../base/inputs.ts'
import { isServerId } from '../../base/run-numbers.ts'
import type { RunBinding } from '../../intoto/link/run-binding.ts'

/** The run with the job's id. Servers and runners that give jobs no id leave the input empty. @throws INPUT_INVALID */
export function withCheckRunId(inputs: Inputs, run: RunBinding): RunBinding {
  const id = inputs.text('check-run-id')
  if (id === '') return run
  if (isServerId(id)) return { ...run, check_run_id: id }
  throw invalid(
    'check-run-id',
    `${quoteUntrusted(id, 100)} is not an id of a job`,
    'Leave it away: its default is the id of the job that the stage runs in.'
  )
}
