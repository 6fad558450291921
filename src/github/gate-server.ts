// SPDX-License-Identifier: Apache-2.0
// What the gate asks of its server, through GitHub's REST interface.
import type { Environment } from '../base/environment.ts'
import { GateError } from '../gate/codes.ts'
import type { GateServer, RunFrom, RunState } from '../gate/gate-server.ts'
import { fetchFile, hasCommit, resolveCommit } from './repository-files.ts'
import type { Rest } from './rest.ts'

export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

/**
 * The server of a repository.
 *
 * @param fetchCommit what git does, which needs no interface
 * @param environment of the job that asks
 */
export function gateServer(
  rest: Rest,
  { owner, repo }: RepositoryName,
  fetchCommit: GateServer['fetchCommit'],
  environment: Environment = {}
): GateServer {
  return {
    fetchCommit,
    hasCommit: (commit) => hasCommit(rest, { owner, repo }, commit),
    resolveCommit: (place) => resolveCommit(rest, place),
    fetchFile: (place, commit, path) => fetchFile(rest, place, commit, path),
    runState: (runId) => runState(rest, { owner, repo }, runId),
    jobs: async (runId, attempts) => (await runOfLinks()).runJobs(rest, { owner, repo, runId }, attempts),
    uploaders: async (artifacts) => (await runOfLinks()).uploaders(artifacts, environment),
    links: async (runId, temporary) => new (await runOfLinks()).RestLinkSource(rest, { owner, repo, runId }, temporary),
    publishCheckRun: async (check) => (await import('./check-run.ts')).publishCheckRun(rest, { owner, repo }, check),
    raiseAlert: async (body) => (await import('./alert-issue.ts')).raiseAlert(rest, { owner, repo, body })
  }
}

const runOfLinks = (): Promise<typeof import('./run-of-links.ts')> => import('./run-of-links.ts')

async function runState(rest: Rest, { owner, repo }: RepositoryName, runId: string): Promise<RunState> {
  const { data } = await rest.call({
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
    parameters: { owner, repo, run_id: Number(runId) },
    what: `run ${runId}`,
    permission: 'actions: read'
  })
  const answer = (data ?? {}) as Record<string, unknown>
  const { head_sha: head, run_attempt: attempt, event, status, conclusion } = answer
  if (typeof attempt === 'number' && typeof head === 'string' && typeof event === 'string')
    return { head, attempt, event, status, conclusion, from: runFrom(answer) }
  throw new GateError('GITHUB_UNAVAILABLE', `GitHub's answer for run ${runId} lacks what its documentation promises.`, {
    hint: 'Run the job again.'
  })
}

/** Where a run came from; undefined unless the answer tells all of it. The head's repository is null once it is deleted. */
function runFrom({
  path,
  head_branch: branch,
  repository,
  head_repository: head
}: Record<string, unknown>): RunFrom | undefined {
  const own = memberOf(repository, 'id')
  if (typeof path !== 'string' || typeof branch !== 'string' || typeof own !== 'number' || head === undefined)
    return undefined
  if (head === null) return { path, branch, isOwn: false, repository: undefined }
  const [id, name] = [memberOf(head, 'id'), memberOf(head, 'full_name')]
  if (typeof id !== 'number' || typeof name !== 'string') return undefined
  return { path, branch, isOwn: id === own, repository: name }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
