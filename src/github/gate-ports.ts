// SPDX-License-Identifier: Apache-2.0
// The world outside of the gate, as GitHub and its runner give it. What takes long to load is loaded when it is used.
import type { Environment } from '../base/environment.ts'
import type { Runner } from '../base/runner.ts'
import type { GatePorts } from '../gate/gate-ports.ts'
import type { GateServer } from '../gate/gate-server.ts'
import { readRunContext } from './run-context.ts'

export function gatePorts(runner: Runner, environment: Environment): GatePorts {
  return {
    runner,
    environment,
    run: () => readRunContext(environment),
    connect: async ({ apiUrl, serverUrl, owner, name }, token, signal) => {
      const [{ restClient }, { gateServer }] = await Promise.all([import('./rest.ts'), import('./gate-server.ts')])
      const mask = (secret: string): void => runner.mask(secret)
      const rest = restClient({ apiUrl, token, signal })
      const fetchCommit: GateServer['fetchCommit'] = async (commit, directory) => {
        const { fetchForGate } = await import('./commit-fetch.ts')
        return fetchForGate({ serverUrl, owner, name, token, environment, mask }, commit, directory)
      }
      return gateServer(rest, { owner, repo: name }, fetchCommit, environment)
    },
    get: async (request) => (await import('./http-get.ts')).httpGet(request),
    layoutLines: async (source) => (await import('../layouts/step-lines.ts')).layoutLines(source),
    now: Date.now
  }
}
