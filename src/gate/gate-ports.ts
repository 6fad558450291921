// SPDX-License-Identifier: Apache-2.0
// What the gate asks of the world outside. The room `github` provides it; tests give plain objects.
import type { Environment } from '../base/environment.ts'
import type { Runner } from '../base/runner.ts'
import type { LayoutPlace } from '../reporting/annotations.ts'
import type { HttpGet } from '../sigstore/http-get.ts'
import type { GateRun } from './gate-run.ts'
import type { GateServer } from './gate-server.ts'

export interface GatePorts {
  readonly runner: Runner
  readonly environment: Environment
  /** Called once the outputs say failed. @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
  readonly run: () => GateRun
  /** When the signal is aborted, every question to the server that is under way fails, and none is sent any more. */
  readonly connect: (run: GateRun, token: string, signal: AbortSignal) => Promise<GateServer>
  /** Fetches trusted roots. */
  readonly get: HttpGet
  /** Where in a layout source its steps and statements stand, from line 1. */
  readonly layoutLines: (source: string) => Promise<Required<Omit<LayoutPlace, 'file'>>>
  /** Milliseconds of a clock. */
  readonly now: () => number
}
