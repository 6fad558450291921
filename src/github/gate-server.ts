// SPDX-License-Identifier: Apache-2.0
// What the gate asks of its server, through GitHub's REST interface.
import type { Environment } from '../base/environment.ts'
import { GateError } from '../gate/codes.ts'
import type { GateServer, RunState } from '../gate/gate-server.ts'
import { raiseAlert } from './alert-issue.ts'
import { publishCheckRun } from './check-run.ts'
import { fetchFile, resolveCommit } from './repository-files.ts'
import type { Rest } from './rest.ts'

export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

/** The server of a repository. @param environment of the job that asks */
export function gateServer(rest: Rest, { owner, repo }: RepositoryName, environment: Environment = {}): GateServer {
  return {
    resolveCommit: (place) => resolveCommit(rest, place),
    fetchFile: (place, commit, path) => fetchFile(rest, place, commit, path),
    runState: (runId) => runState(rest, { owner, repo }, runId),
    jobs: async (runId, attempts) => {
      const { runJobs } = await import('./run-jobs.ts')
      return runJobs(rest, { owner, repo, runId }, attempts)
    },
    uploaders: async (artifacts) => (await import('./uploaders.ts')).uploaders(artifacts, environment),
    links: async (runId, temporary) => {
      const { RestLinkSource } = await import('./rest-link-source.ts')
      return new RestLinkSource(rest, { owner, repo, runId }, temporary)
    },
    publishCheckRun: (check) => publishCheckRun(rest, { owner, repo }, check),
    raiseAlert: (body) => raiseAlert(rest, { owner, repo, body })
  }
}

async function runState(rest: Rest, { owner, repo }: RepositoryName, runId: string): Promise<RunState> {
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
    parameters: { owner, repo, run_id: Number(runId) },
    what: `run ${runId}`,
    permission: 'actions: read'
  })
  const { head_sha: head, run_attempt: attempt, event, status, conclusion } = (data ?? {}) as Record<string, unknown>
  if (typeof attempt === 'number' && typeof head === 'string' && typeof event === 'string')
    return { head, attempt, event, status, conclusion }
  throw new GateError('GITHUB_UNAVAILABLE', `GitHub's answer for run ${runId} lacks what its documentation promises.`, {
    hint: 'Run the job again.'
  })
}
