// SPDX-License-Identifier: Apache-2.0
import type { Environment } from '../base/environment.ts'
import type { SourceClaim } from '../intoto/link/source-claim.ts'
import type { ConvertedFiles } from '../intoto/link/converted-files.ts'
import type { Recorded, Recorder, RecordRequest } from '../recording/record-artifacts.ts'
export interface SourceDifference {
  readonly path: string
  readonly kind: 'content' | 'missing' | 'mode' | 'type' | 'target' | 'lfs' | 'encoding'
  readonly message: string
}
export interface SparseCheckout {
  readonly patterns: readonly string[]
  readonly cone: boolean
}
export interface RecordedSource extends Recorded {
  readonly claim: SourceClaim
  readonly converted: ConvertedFiles
  readonly differences: readonly SourceDifference[]
  readonly told: readonly string[]
}
export interface SourceOptions {
  readonly directory: string
  readonly prefix: string
  readonly environment: Environment
  readonly commit?: string
  readonly encodings: 'demanded' | 'told'
  readonly tracked: 'all' | 'recorded'
  readonly only?: SparseCheckout
}
export type RecordWithSource = (
  recorder: Recorder,
  request: RecordRequest,
  source: SourceOptions
) => Promise<RecordedSource>
export const recordWithSource = (
  _recorder: Recorder,
  _request: RecordRequest,
  _source: SourceOptions
): Promise<RecordedSource> => Promise.reject(new Error('not there'))
