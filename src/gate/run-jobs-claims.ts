// SPDX-License-Identifier: Apache-2.0
// The jobs that links say they come from. What a link says is data until it is held against what the server tells.
import type { RecordedBy } from '../intoto/link/recorded-by.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'
import type { TookOver } from '../intoto/link/took-over.ts'
import type { NamedArtifact } from './named-artifacts.ts'

/** A link that may count, with what it says of itself; whether it is signed is for verification to say. */
export interface StoredLink extends NamedArtifact {
  readonly file: string
  readonly path: string
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly digest: string
  /** Empty where it says nothing that can be read. */
  readonly run: RunBinding
  readonly recordedBy: RecordedBy | 'malformed' | undefined
  readonly tookOver: readonly TookOver[] | 'malformed'
}

/** That a job of an attempt made a link, or recorded it for another one that signed it. */
export interface JobClaim {
  readonly link: StoredLink
  readonly part: 'stored' | 'recorded'
  readonly job: string
  readonly attempt: number
  readonly checkRunId: string | undefined
  readonly runnerName: string | undefined
}

/** The job that stored the link. Its name and the link are compared elsewhere. */
export function storingJob(link: StoredLink): JobClaim {
  const { job, attempt } = link.name
  const { check_run_id: checkRunId, runner_name: runnerName } = link.run
  return { link, part: 'stored', job, attempt, checkRunId, runnerName }
}

/** The job that worked for it; undefined where that is the same, or where the link does not say it in a readable way. */
export function recordingJob(link: StoredLink): JobClaim | undefined {
  const { recordedBy } = link
  if (recordedBy === undefined || recordedBy === 'malformed') return undefined
  const { job, attempt, checkRunId } = recordedBy
  return { link, part: 'recorded', job, attempt: Number(attempt), checkRunId, runnerName: undefined }
}

/** The same leg of the same job, whichever attempt; two workflows that are called may have two of it. */
export function legOf({ name: { job, matrix } }: NamedArtifact): string {
  return JSON.stringify([job, matrix])
}
