// SPDX-License-Identifier: Apache-2.0
// Which job stored which workflow artifact, as the service tells.
import { describe, expect, test } from '@jest/globals'
import type { ListedArtifact } from '../../src/gate/link-source.ts'
import { uploaders } from '../../src/github/uploaders.ts'
import type { HttpPost } from '../../src/sigstore/http-post.ts'
import { runtimeToken } from '../../.github/scripts/e2e/github-server.ts'
import { rejectionOf } from '../support/errors.ts'

const ENVIRONMENT = {
  ACTIONS_RUNTIME_TOKEN: runtimeToken('10', 'verify'),
  ACTIONS_RESULTS_URL: 'https://results.example/'
}
const artifact = (id: number): ListedArtifact => ({ id: String(id), name: `a${id}`, size: 1, digest: undefined })
const answer = (id: number, job: unknown = `job ${id}`): Record<string, unknown> => ({
  database_id: String(id),
  name: `a${id}`,
  workflow_job_run_backend_id: job
})

/** A service that lists what it has; of more than a count it leaves out, unless asked by name. */
function service(stored: readonly Record<string, unknown>[], status = 200, cut = 1000): HttpPost & { asked: string[] } {
  const asked: string[] = []
  const post: HttpPost = ({ body }) => {
    const { name_filter: name } = JSON.parse(body) as { name_filter?: string }
    asked.push(name ?? 'all')
    const artifacts = name === undefined ? stored.slice(0, cut) : stored.filter((one) => one['name'] === name)
    return Promise.resolve({ status, headers: {}, body: JSON.stringify({ artifacts }) })
  }
  return Object.assign(post, { asked })
}
const ask = (
  post: HttpPost,
  artifacts: readonly ListedArtifact[],
  environment: Record<string, string> = ENVIRONMENT
): ReturnType<typeof uploaders> =>
  uploaders(artifacts, environment, { post, policy: { attempts: 1, firstWaitMs: 0, longestWaitMs: 0 } })

describe('the jobs that stored workflow artifacts', () => {
  test('are asked for once', async () => {
    const post = service([answer(1), answer(2), answer(3)])
    expect(await ask(post, [artifact(1), artifact(3)])).toEqual(
      new Map([
        ['1', 'job 1'],
        ['3', 'job 3']
      ])
    )
    expect(post.asked).toEqual(['all'])
  })
  test('are asked for by name where the list was cut', async () => {
    const post = service([answer(1), answer(2)], 200, 1)
    expect(await ask(post, [artifact(1), artifact(2)])).toEqual(
      new Map([
        ['1', 'job 1'],
        ['2', 'job 2']
      ])
    )
    expect(post.asked).toEqual(['all', 'a2'])
  })
  test.each([undefined, '', 7])('are told of all but those of which a service says %j', async (job) => {
    const post = service([{ ...answer(1), workflow_job_run_backend_id: job }, answer(2)])
    expect(await ask(post, [artifact(1), artifact(2)])).toEqual(new Map([['2', 'job 2']]))
    expect(await ask(post, [artifact(1)])).toBeUndefined()
    expect(await ask(post, [])).toEqual(new Map())
  })
  test.each<[string, Record<string, string>]>([
    ['outside of actions', {}],
    ['on an enterprise server', { ...ENVIRONMENT, GITHUB_SERVER_URL: 'https://git.example' }]
  ])('are not told %s', async (_what, environment) =>
    expect(await ask(service([answer(1)]), [artifact(1)], environment)).toBeUndefined()
  )
  test.each<[string, HttpPost]>([
    ['refuses', service([], 403)],
    ['breaks', service([], 500)],
    ['does not have one that was listed elsewhere', service([answer(2)])]
  ])('could not be told where the service %s', async (_what, post) =>
    expect((await rejectionOf(ask(post, [artifact(1)]))).code).toBe('ARTIFACT_LIST_FAILED')
  )
})
