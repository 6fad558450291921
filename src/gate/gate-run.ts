// SPDX-License-Identifier: Apache-2.0
import type { Origin } from '../base/origin.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'

/** What the gate must know of the run that it is part of. None of it comes through inputs. */
export interface GateRun {
  /** The run as links name it. */
  readonly binding: RunBinding
  /** `owner/name` */
  readonly repository: string
  readonly owner: string
  readonly name: string
  readonly runId: string
  /** From 1. */
  readonly attempt: number
  readonly eventName: string
  /** The payload of the event: a string that is not empty at a path of members. */
  readonly event: { text(path: string): string | undefined }
  /** The commit of the run; for pull requests the merge commit. */
  readonly sha: string
  readonly ref: string
  readonly origin: Origin
  readonly apiUrl: string
  /** What stands before the name of a repository. */
  readonly serverUrl: string
  readonly workspace: string
  /** A directory beside the workspace that lasts as long as the job. */
  readonly temporary: string
}

/** Whether what started a run is a pull request, which anybody may open. */
export function isOfPullRequest(event: string): boolean {
  return event.startsWith('pull_request')
}
