// SPDX-License-Identifier: Apache-2.0
// What the gate asks of the world outside. The room `github` provides it; tests give plain objects.
import type { Environment } from '../base/environment.ts'
import type { Runner } from '../base/runner.ts'
import type { HttpGet } from '../sigstore/http-get.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'

export interface GatePorts {
  readonly runner: Runner
  readonly environment: Environment
  /** Called once the outputs say failed. @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
  readonly run: () => GateRun
  readonly connect: (run: GateRun, token: string) => Promise<GateServer>
  /** Fetches trusted roots. */
  readonly get: HttpGet
  /** The lines of a layout source, from 1, on which steps begin. */
  readonly stepLines: (source: string) => ReadonlyMap<string, number>
  /** The lines of what a layout source says in intents: by the key, of a step with its name and a blank before it. */
  readonly sentenceLines: (source: string) => ReadonlyMap<string, number>
  /** Milliseconds of a clock. */
  readonly now: () => number
}
