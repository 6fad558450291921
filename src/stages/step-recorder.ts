// SPDX-License-Identifier: Apache-2.0
// Who records a half of a step, and what is said of the commit beside the files. The files of the commit are recorded by
// the commit's digests where they are what a clean checkout writes, so that all machines come to the same.
import type { JsonObject } from '../intoto/json/json-value.ts'
import { withConverted } from '../intoto/link/converted-files.ts'
import { withOwnBytes } from '../intoto/link/own-bytes.ts'
import { withoutRepository, withSource, type SourceClaim } from '../intoto/link/source-claim.ts'
import type { ArtifactKind } from '../intoto/rules/artifact-rule.ts'
import type { SourceDifference } from '../recording/source/recorded-source.ts'
import type { Recorded, RecordRequest } from '../recording/record-artifacts.ts'

export interface StepRecorded extends Recorded {
  /** What is claimed of the commit; undefined where nothing is. */
  readonly claim?: SourceClaim | 'no-repository' | undefined
  /** Files of the commit that are recorded by their own bytes, since nobody can check them. */
  readonly ownBytes?: readonly string[]
  /** What is not as a clean checkout of the commit writes it. */
  readonly differences?: readonly SourceDifference[]
}

export interface StepRecorder {
  /** @throws every RECORD_ code */
  record(request: RecordRequest): Promise<StepRecorded>
}

/** An environment with what one half says of the commit. */
export function withCommit(
  environment: JsonObject,
  kind: ArtifactKind,
  { claim, converted, ownBytes = [] }: StepRecorded
): JsonObject {
  const told = withConverted(environment, kind, converted)
  if (claim === undefined) return told
  if (claim === 'no-repository') return withoutRepository(told)
  return withSource(kind === 'products' ? withOwnBytes(told, ownBytes) : told, claim)
}
