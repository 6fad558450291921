// SPDX-License-Identifier: Apache-2.0
// What a stage asks of the world outside. The room `github` provides it; tests give plain objects.
import type { Environment } from '../base/environment.ts'
import type { Runner } from '../base/runner.ts'
import type { HttpGet } from '../sigstore/http-get.ts'
import type { HttpPost } from '../sigstore/http-post.ts'
import type { StageRun } from './stage-run.ts'
import type { HashingArtifacts } from './workflow-artifacts.ts'
import type { WorkflowIdentity } from './workflow-identity.ts'

export interface StagePorts {
  readonly runner: Runner
  readonly environment: Environment
  readonly run: StageRun
  readonly identity: WorkflowIdentity
  /** The workflow artifacts of the run, loaded when they are needed. `temporary` is for archives. */
  readonly artifacts: (temporary: string) => Promise<HashingArtifacts>
  /** Speaks to the services that sign. */
  readonly post: HttpPost
  /** Fetches trusted roots. */
  readonly get: HttpGet
  /** Milliseconds of a clock. */
  readonly now: () => number
}
