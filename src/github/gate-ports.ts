// SPDX-License-Identifier: Apache-2.0
// The world outside of the gate, as GitHub and its runner give it. What takes long to load is loaded when it is used.
import type { Environment } from '../base/environment.ts'
import type { Runner } from '../base/runner.ts'
import type { GatePorts } from '../gate/gate-ports.ts'
import { stepLines } from '../layouts/step-lines.ts'
import { readRunContext } from './run-context.ts'

export function gatePorts(runner: Runner, environment: Environment): GatePorts {
  return {
    runner,
    environment,
    run: () => readRunContext(environment),
    connect: async ({ apiUrl, owner, name: repo }, token) => {
      const [{ restClient }, { gateServer }] = await Promise.all([import('./rest.ts'), import('./gate-server.ts')])
      return gateServer(restClient({ apiUrl, token }), { owner, repo }, environment)
    },
    get: async (request) => (await import('./http-get.ts')).httpGet(request),
    stepLines,
    now: Date.now
  }
}
