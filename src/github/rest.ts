// SPDX-License-Identifier: Apache-2.0
// GitHub's REST interface, with retries, bounds on time, and errors that name the permission that is missing.
import { setTimeout } from 'node:timers/promises'
import { getOctokit } from '@actions/github'
import { GateError } from '../gate/codes.ts'
import { count } from '../base/count.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { LIMITS } from '../base/limits.ts'
import { restFetch } from './rest-fetch.ts'
import { isPassingStatus } from '../base/retry.ts'
import { RETRY_POLICY, RetryableFault, retryAfterMs, withRetries, type RetryPolicy } from './retry.ts'

export interface RestAnswer {
  readonly status: number
  readonly data: unknown
  readonly headers: Readonly<Record<string, string | number | undefined>>
}

export interface RestCall {
  /** `GET /repos/{owner}/{repo}/…` as GitHub's documentation spells it. */
  readonly route: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** What is wanted, for messages: "the layout", "a check run". */
  readonly what: string
  /** The permission of the token that the call needs, like `actions: read`. */
  readonly permission: string
  /** Whether a redirection is the answer, instead of what it leads to. */
  readonly redirect?: 'follow' | 'manual'
}

/** Somebody who can ask GitHub. */
export interface Rest {
  /** @throws GITHUB_FORBIDDEN, GITHUB_NOT_FOUND, GITHUB_UNAVAILABLE */
  call(call: RestCall): Promise<RestAnswer>
}

export interface RestSettings {
  readonly apiUrl: string
  readonly token: string
  readonly policy?: RetryPolicy
  /** Time for one attempt, in milliseconds. */
  readonly timeoutMs?: number
  /** Aborted when nobody needs an answer any more. Calls fail then, and nothing of them keeps the process. */
  readonly signal?: AbortSignal | undefined
}

const TIMEOUT_MS = 30_000

export function restClient(settings: RestSettings): Rest {
  const { apiUrl, token, policy = RETRY_POLICY, timeoutMs = TIMEOUT_MS, signal } = settings
  const fetch = restFetch({ timeoutMs, maxBytes: LIMITS.restAnswerBytes }, signal)
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: 'in-toto-actions', request: { fetch } })
  const attempt = async ({ route, parameters, redirect = 'follow' }: RestCall): Promise<RestAnswer> => {
    try {
      return (await octokit.request(route, { ...parameters, request: { redirect, fetch } })) as RestAnswer
    } catch (error) {
      throw passing(error) ?? error
    }
  }
  return {
    call: async (call) => {
      try {
        // What was written may have arrived although the answer did not; it is not written twice.
        return await withRetries(
          () => attempt(call),
          call.route.startsWith('GET ') ? policy : { ...policy, attempts: 1 },
          // An attempt that is aborted looks like a fault that may pass. No other follows, since this wait fails at once.
          (ms) => setTimeout(ms, undefined, { signal })
        )
      } catch (error) {
        throw translate(error, call, policy)
      }
    }
  }
}

/** What some servers answer where they do not have a part of the interface. It does not pass. */
const NOT_IMPLEMENTED = 501

interface RequestError {
  readonly status?: number
  readonly message?: string
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> }
}

/** The fault as one that may pass by itself; undefined for others. A rate limit that lasts is waited for a little. */
function passing(error: unknown): RetryableFault | undefined {
  const { status, message = '', response } = error as RequestError
  const limited =
    status === 403 &&
    (response?.headers?.['x-ratelimit-remaining'] === '0' || response?.headers?.['retry-after'] !== undefined)
  // The library reports a broken connection, and an answer that is no JSON, with status 500 or none.
  const passes = status === undefined || (isPassingStatus(status) && status !== NOT_IMPLEMENTED)
  if (!passes && !limited) return undefined
  return new RetryableFault(
    status === undefined ? message : `status ${status}: ${message}`,
    retryAfterMs(response?.headers?.['retry-after']),
    error
  )
}

function translate(error: unknown, { what, permission, route }: RestCall, policy: RetryPolicy): GateError {
  const { status, message = String(error) } = error as RequestError
  const said = escapeUntrusted(message, 200)
  const attempts = route.startsWith('GET ') ? policy.attempts : 1
  if (error instanceof RetryableFault) {
    return new GateError(
      'GITHUB_UNAVAILABLE',
      `GitHub did not give ${what} in ${count(attempts, 'attempt')}: ${said}.`,
      {
        cause: error,
        hint: 'Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage, or a firewall keeps the runner from GitHub.'
      }
    )
  }
  if (status === 401 || status === 403) {
    return new GateError('GITHUB_FORBIDDEN', `GitHub refused ${what} with status ${status}: ${said}.`, {
      cause: error,
      hint:
        status === 401
          ? `Leave github-token out, or give it a valid token with the permission \`${permission}\`.`
          : `Give the job the permission \`${permission}\` under \`permissions\`; a github-token of your own needs it as well.`
    })
  }
  if (status === 404 || status === 410 || status === NOT_IMPLEMENTED) {
    return new GateError('GITHUB_NOT_FOUND', `GitHub does not have ${what}, or does not show it to this token.`, {
      cause: error,
      hint: `Check its name, and that the job has the permission \`${permission}\`.`
    })
  }
  return new GateError(
    'GITHUB_UNAVAILABLE',
    `GitHub answered the request for ${what} with status ${status ?? 'unknown'}: ${said}.`,
    {
      cause: error,
      hint: 'See whether the inputs of the action are right.'
    }
  )
}
