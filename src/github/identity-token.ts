// SPDX-License-Identifier: Apache-2.0
// The identity token of the job, requested from a URL of the server of the run, and from nowhere else.
//
// What that is worth: in a job with `id-token: write` GitHub's runner writes URL and request token after everything that
// a workflow step can set. In a job without it, a step can set both through GITHUB_ENV. The check of the URL refuses such
// a server, and the certificate that comes is compared with the run. But through GITHUB_ENV a step can also load code
// into this process, or make it believe another server's certificate, and in a job with the permission it can request
// tokens itself. So where such steps run in the job that signs, all of this is notice, not defence. The defence is a job
// that signs and runs no code of the user.
import { StagesError } from '../stages/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { serverUrlOf } from '../base/github-addresses.ts'
import { boundedExchange } from './bounded-exchange.ts'
import { expectedTokenRequestUrl, judgeTokenRequestUrl, type TokenRequestUrlFault } from './token-request-url.ts'
import { isPassingStatus } from '../base/retry.ts'
import { RETRY_POLICY, RetryableFault, withRetries, type RetryPolicy } from './retry.ts'
import type { Environment } from '../base/environment.ts'

const BOUNDS = { timeoutMs: 15_000, maxBytes: 1024 * 1024 }

/** One request for a token, which follows no redirection. Rejects when no whole answer comes. */
export type FetchToken = (
  url: string,
  headers: Readonly<Record<string, string>>
) => Promise<{ readonly status: number; readonly body: string }>

/** The real one. */
export const fetchToken: FetchToken = async (url, headers) => {
  const { message, body } = await boundedExchange((client) => client.get(url, { ...headers }), BOUNDS)
  return { status: message.statusCode ?? 0, body: body.toString('utf8') }
}

/**
 * Requests a token for an audience. No error holds the token or the request token.
 *
 * @param audience of the Sigstore instance that gets the token (`audienceOf`)
 * @param mask tells the runner what to hide in the log
 * @throws KEYLESS_TOKEN_UNAVAILABLE, KEYLESS_TOKEN_URL_REFUSED
 */
export async function requestIdentityToken(
  audience: string,
  environment: Environment,
  mask: (secret: string) => void,
  { policy = RETRY_POLICY, send = fetchToken }: { readonly policy?: RetryPolicy; readonly send?: FetchToken } = {}
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: requestUrl = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } = environment
  if (requestUrl === '' || bearer === '') {
    throw unavailable(
      'the runner gave the job no URL to request one from',
      'Give the job `permissions: id-token: write`. Runs of forks and of Dependabot never get a token: let their links be unsigned, and verify in a merge queue.'
    )
  }
  const url = acceptedUrl(requestUrl, environment)
  url.searchParams.set('audience', audience)
  mask(bearer)
  try {
    const token = await withRetries(() => attempt(send, url.href, bearer), policy)
    mask(token)
    return token
  } catch (error) {
    if (error instanceof RetryableFault)
      throw unavailable(
        `${error.message}, ${policy.attempts} times`,
        'Run the job again. If it lasts, see whether https://www.githubstatus.com tells of an outage.'
      )
    throw error
  }
}

/** @throws KEYLESS_TOKEN_URL_REFUSED */
function acceptedUrl(requestUrl: string, environment: Environment): URL {
  const server = serverUrlOf(environment)
  const judged = judgeTokenRequestUrl(requestUrl, server)
  if (judged.kind === 'accepted') return judged.url
  const shown = quoteUntrusted(server, 100)
  if (judged.fault === 'server') {
    throw new StagesError(
      'KEYLESS_TOKEN_URL_REFUSED',
      `GITHUB_SERVER_URL is ${shown}, which is not https. Identity tokens are requested by https only.`,
      { at: 'GITHUB_SERVER_URL', hint: 'Sign with a key: give `signing-key` from a secret. Nothing was sent.' }
    )
  }
  throw new StagesError(
    'KEYLESS_TOKEN_URL_REFUSED',
    `The token request URL ${judged.origin === '' ? '' : `${judged.origin} `}is refused: ${FAULTS[judged.fault]}. On ${shown} it must be ${expectedTokenRequestUrl(server)}.`,
    {
      at: 'ACTIONS_ID_TOKEN_REQUEST_URL',
      hint: 'In a job without `id-token: write`, a workflow step can set this variable through GITHUB_ENV: give the job `permissions: id-token: write`, so that the runner sets it, and find the step that wrote it. If the job has the permission, this server is not supported: sign with a key. Nothing was sent.'
    }
  )
}

const FAULTS: Readonly<Record<Exclude<TokenRequestUrlFault, 'server'>, string>> = {
  unreadable: 'it cannot be read as a URL',
  scheme: 'it is not https',
  credentials: 'it names a user or a password',
  port: 'it names a port',
  host: 'its host does not belong to the server of this run'
}

async function attempt(send: FetchToken, url: string, bearer: string): Promise<string> {
  const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' }
  const { status, body } = await send(url, headers).catch(() => {
    // A cause could quote the URL, and some have a token in it.
    throw new RetryableFault('the connection to the token service failed')
  })
  if (isPassingStatus(status)) throw new RetryableFault(`the token service answered with status ${status}`)
  if (status !== 200)
    throw unavailable(
      `the token service answered with status ${status}`,
      'See that the job has `permissions: id-token: write`, and that it has not run for longer than its own token lasts.'
    )
  const token = tokenIn(body)
  if (token !== undefined) return token
  throw unavailable('the answer of the token service holds no token', 'Run the job again.')
}

function tokenIn(body: string): string | undefined {
  try {
    const { value } = JSON.parse(body) as { value?: unknown }
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}

function unavailable(what: string, hint: string): StagesError {
  return new StagesError('KEYLESS_TOKEN_UNAVAILABLE', `The job cannot get an identity token: ${what}.`, { hint })
}
