// SPDX-License-Identifier: Apache-2.0
import type { Origin } from '../base/origin.ts'
import type { RunBinding } from '../intoto/link/run-binding.ts'

/** What a stage must know of the run and the machine that it is on. None of it comes through inputs. */
export interface StageRun {
  /** The run as links name it. */
  readonly binding: RunBinding
  readonly job: string
  /** From 1. */
  readonly attempt: number
  /** The workflow that was started; empty where the runner does not tell. */
  readonly workflowRef: string
  readonly origin: Origin
  /** The tip of the pull request that the run is of, as its event says; empty where it is of none. */
  readonly headCommit: string
  readonly serverUrl: string
  readonly workspace: string
  /** A directory beside the workspace that lasts as long as the job. */
  readonly temporary: string
}
