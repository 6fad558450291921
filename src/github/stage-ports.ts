// SPDX-License-Identifier: Apache-2.0
// The world outside of a stage, as GitHub's runner gives it. What takes long to load is loaded when it is used.
import type { Environment } from '../base/environment.ts'
import type { Runner } from '../base/runner.ts'
import type { StagePorts } from '../stages/stage-ports.ts'
import { readRunContext } from './run-context.ts'
import { workflowIdentity } from './workflow-identity.ts'

/** @throws RUNNER_VARIABLE_MISSING, EVENT_UNREADABLE */
export function stagePorts(runner: Runner, environment: Environment): StagePorts {
  return {
    runner,
    environment,
    run: readRunContext(environment),
    identity: workflowIdentity(environment, (secret) => runner.mask(secret)),
    artifacts: async (temporary) => new (await import('./run-artifacts.ts')).RunArtifacts(temporary),
    post: async (request) => (await import('./http-post.ts')).httpPost(request),
    get: async (request) => (await import('./http-get.ts')).httpGet(request),
    now: Date.now
  }
}
