// SPDX-License-Identifier: Apache-2.0
// Whether what the suite asked is what GitHub describes.
import assert from 'node:assert/strict'
import type { Harness } from '../harness.ts'
import { RestDescription } from '../openapi.ts'

/** @param leastKinds kinds of requests that a part makes, when it runs whole */
export async function checkRequests(e2e: Harness, leastKinds: number): Promise<void> {
  const { server, check, only } = e2e

  await check('requests and answers are those of the published description', () => {
    const rest = server.requests.filter(({ path }) => path.startsWith('/repos/'))
    const description = new RestDescription()
    assert.deepEqual([...new Set(rest.flatMap((request) => description.differences(request)))], [])
    const kinds = new Set(
      rest.map(
        ({ method, path }) =>
          `${method} ${path
            .split('/')
            .slice(4, 6)
            .join('/')
            .replace(/\d+|[0-9a-f]{40}|%.*$/g, '*')}`
      )
    )
    assert.ok(only !== '' || kinds.size >= leastKinds, [...kinds].join(', '))
    return Promise.resolve()
  })
}
