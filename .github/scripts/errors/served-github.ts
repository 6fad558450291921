// SPDX-License-Identifier: Apache-2.0
// GitHub's services on loopback in the place of GitHub in memory: requests, retries and bounds are the real ones, and
// only the waiting between attempts is cut short.
import { TestRepository } from '../../../__tests__/support/git-server.ts'
import { LAYOUT, type MemoryGitHub } from '../../../__tests__/support/memory-github.ts'
import type { MemoryJob, Ran } from '../../../__tests__/support/memory-job.ts'
import { layoutFile, TOKEN } from '../../../__tests__/support/two-steps.ts'
import type { Environment } from '../../../src/base/environment.ts'
import { fetchForGate } from '../../../src/github/commit-fetch.ts'
import { DOWNLOAD_TIMING } from '../../../src/github/download.ts'
import { gateServer } from '../../../src/github/gate-server.ts'
import { restClient } from '../../../src/github/rest.ts'
import { RETRY_POLICY } from '../../../src/github/retry.ts'
import { RunArtifacts } from '../../../src/github/run-artifacts.ts'
import { GitHubServer, runtimeToken, type Fault } from '../e2e/github-server.ts'

const QUICK = { firstWaitMs: 1, longestWaitMs: 1 }
const POLICY = { ...RETRY_POLICY, ...QUICK }
const FETCH = { bytes: 1e6, ms: 60_000, policy: POLICY }

/**
 * Lets an action of a job ask real services, which hold what GitHub in memory does.
 *
 * @param fault what they answer otherwise than GitHub does
 */
export async function served(
  { github, job, fault }: { readonly github: MemoryGitHub; readonly job: MemoryJob; readonly fault: Fault },
  act: (environment: Environment) => Promise<Ran>
): Promise<Ran> {
  const server = serverOf(github)
  const serverUrl = await server.start()
  server.fault = fault
  const environment = {
    ACTIONS_RESULTS_URL: `${serverUrl}/`,
    ACTIONS_RUNTIME_TOKEN: runtimeToken(job.run, 'job'),
    GITHUB_SERVER_URL: 'https://github.com'
  }
  const results = { policy: POLICY }
  job.world = {
    artifacts: async (temporary) =>
      new RunArtifacts(temporary, { environment, timing: { ...DOWNLOAD_TIMING, ...QUICK }, results })
  }
  const place = { serverUrl, owner: 'o', name: 'r', token: TOKEN, environment: process.env, mask: () => undefined }
  job.gate = {
    connect: async () =>
      gateServer(
        restClient({ apiUrl: serverUrl, token: TOKEN, policy: POLICY }),
        { owner: 'o', repo: 'r' },
        (commit, directory) => fetchForGate(place, commit, directory, FETCH),
        environment
      )
  }
  try {
    return await act(environment)
  } finally {
    await server.stop()
  }
}

let repository: TestRepository | undefined

/** The same runs, jobs and workflow artifacts; the layout lies in a repository that git can read. */
function serverOf(github: MemoryGitHub): GitHubServer {
  const server = new GitHubServer()
  repository ??= new TestRepository({ [LAYOUT]: layoutFile })
  server.tokens.set(TOKEN, 'write')
  server.repositories.set('o/r', repository.directory)
  for (const [id, { head, attempt, event }] of github.runs) server.runs.set(id, { id, head, attempt, event })
  for (const { run, id, name, attempt, conclusion } of github.jobs)
    server.ran(run, attempt, name, { id, conclusion: conclusion === 'failure' ? 'failure' : 'success' })
  for (const { id, run, name, zip, digest, by } of github.artifacts)
    server.artifacts.push({ id: Number(id), run, name, zip, digest, job: by, expired: false })
  return server
}

/** Answers one kind of request, and leaves others alone. */
export const answers =
  (isMeant: (path: string) => boolean, status: number, value: unknown): Fault =>
  ({ path }, response) => {
    if (!isMeant(path)) return false
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    return true
  }
