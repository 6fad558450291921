// SPDX-License-Identifier: Apache-2.0
// The files of a commit, for the gate: git fetches it, under the same proxy and the same authorities as our own requests.
import { Buffer } from 'node:buffer'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { getProxyUrl } from '@actions/http-client'
import type { Environment } from '../base/environment.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { GateError } from '../gate/codes.ts'
import type { FetchedCommit } from '../gate/gate-server.ts'
import { fetchCommit, type FetchFault } from '../recording/git/fetch-commit.ts'
import { RETRY_POLICY, RetryableFault, withRetries, type RetryPolicy } from './retry.ts'

export interface FetchPlace {
  readonly serverUrl: string
  readonly owner: string
  readonly name: string
  readonly token: string
  readonly environment: Environment
  /** Hides a secret in the log. */
  readonly mask: (secret: string) => void
}

export interface FetchBounds {
  readonly bytes: number
  /** For one attempt. */
  readonly ms: number
  readonly policy: RetryPolicy
}

const BOUNDS: FetchBounds = { bytes: LIMITS.fetchedBytes, ms: LIMITS.fetchMs, policy: RETRY_POLICY }

/**
 * Fetches a commit into a directory, which is empty.
 *
 * @throws SOURCE_NOT_FETCHED, SOURCE_COMMIT_UNKNOWN
 */
export async function fetchForGate(
  place: FetchPlace,
  commit: string,
  directory: string,
  { bytes, ms, policy }: FetchBounds = BOUNDS
): Promise<FetchedCommit> {
  const { serverUrl: server, token, environment, mask } = place
  // What git sends is another text than the token, which the runner hides already.
  mask(Buffer.from(`x-access-token:${token}`).toString('base64'))
  const proxy = URL.canParse(server) ? getProxyUrl(server) : ''
  let attempts = 0
  const attempt = async (): Promise<FetchedCommit> => {
    attempts += 1
    const own = join(directory, String(attempts))
    mkdirSync(own)
    const fetched = await fetchCommit({
      ...place,
      directory: own,
      server,
      commit,
      proxy: proxy === '' ? undefined : proxy,
      authorities: getCACertificates('default'),
      environment,
      bounds: { bytes, ms }
    })
    if (fetched.outcome !== 'failed') return fetched
    const error = faultError(fetched.reason, fetched.said, { place, commit, ms })
    throw fetched.reason === 'other' ? new RetryableFault(fetched.said, undefined, error) : error
  }
  try {
    return await withRetries(attempt, policy)
  } catch (error) {
    throw error instanceof RetryableFault ? error.cause : error
  }
}

interface Asked {
  readonly place: FetchPlace
  readonly commit: string
  readonly ms: number
}

function faultError(reason: FetchFault, said: string, { place, commit, ms }: Asked): GateError {
  const repository = quoteUntrusted(`${place.owner}/${place.name}`, 200)
  const short = commit.slice(0, 12)
  const at = `${place.owner}/${place.name}@${commit}`
  const error = (code: 'SOURCE_NOT_FETCHED' | 'SOURCE_COMMIT_UNKNOWN', what: string, hint: string): GateError =>
    new GateError(code, `${what}${said === '' ? '' : `: ${quoteUntrusted(said, 500)}`}.`, {
      at: quoteUntrusted(at, 300),
      hint
    })
  const could = `The files of commit ${short} of ${repository} could not be fetched`
  switch (reason) {
    case 'no-git':
      return error(
        'SOURCE_NOT_FETCHED',
        `${could}, since no absolute directory of PATH holds git`,
        `Install git on the runner of the gate. ${OTHERWISE}`
      )
    case 'address':
      return error(
        'SOURCE_NOT_FETCHED',
        `${could}, since a token is only sent to a server by https, and GITHUB_SERVER_URL names none`,
        `Let the server answer by https. ${OTHERWISE}`
      )
    case 'late':
      return error(
        'SOURCE_NOT_FETCHED',
        `${could} in ${Math.round(ms / 1000)} seconds`,
        `Run the job again. If it lasts, look whether a firewall keeps git away from the server. ${OTHERWISE}`
      )
    case 'no-commit':
      return error(
        'SOURCE_COMMIT_UNKNOWN',
        `The repository ${repository} does not have commit ${short}`,
        'See whether the input commit names a commit of this repository. A merge commit of a pull request goes away some time after the next push to it: start a new run then.'
      )
    case 'no-access':
      return error(
        'SOURCE_NOT_FETCHED',
        `${could}, since the server does not show the repository to this token`,
        `Give the job the permission \`contents: read\`, and see that github-token is a valid token; git older than 2.31 cannot send it. ${OTHERWISE}`
      )
    case 'objects':
      return error(
        'SOURCE_NOT_FETCHED',
        `What the server sent as commit ${short} of ${repository} is not that commit, or not as git writes it`,
        `See what \`git fsck --strict\` says of a clone. ${OTHERWISE}`
      )
    case 'other':
      return error(
        'SOURCE_NOT_FETCHED',
        could,
        `Run the job again. If it lasts, look whether a firewall keeps git away from the server. ${OTHERWISE}`
      )
  }
}

const OTHERWISE =
  'With `source-check: none` the gate fetches nothing, and checks no source claim against the repository.'
