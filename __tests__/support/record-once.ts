// SPDX-License-Identifier: Apache-2.0
import { Recorder, type Recorded, type RecordRequest } from '../../src/recording/record-artifacts.ts'

/** Records once, as a command does. */
export async function recordOnce(request: RecordRequest): Promise<Recorded> {
  const recorder = new Recorder()
  try {
    return await recorder.record(request)
  } finally {
    await recorder.close()
  }
}
