// SPDX-License-Identifier: Apache-2.0
import type { Recorder, RecordRequest } from '../recording/record-artifacts.ts'
import type { RecordedSource, SourceOptions } from '../recording/source/source-types.ts'

export const recordWithSource = (
  _recorder: Recorder,
  _request: RecordRequest,
  _source: SourceOptions
): Promise<RecordedSource> => Promise.reject(new Error('not there'))
