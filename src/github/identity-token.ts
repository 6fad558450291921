// SPDX-License-Identifier: Apache-2.0
// The identity token of the job, asked for at an address of the server that the run is on, and nowhere else.
//
// What that is worth: in a job with `id-token: write` GitHub's runner writes address and request token after everything
// that a workflow step can set. In a job without it, a step can set both through GITHUB_ENV. The check of the address
// refuses such an issuer, and the certificate that comes is compared with the run. But through GITHUB_ENV a step can also
// load code into this process, or have it believe another server's certificate, and in a job with the permission it can
// ask for tokens itself. So where such steps run in the job that signs, all of this is notice, not defence. The defence
// is a job that signs and runs no code of the user.
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { boundedExchange } from './bounded-exchange.ts'
import { expectedIssuer, issuerAddress, type IssuerFault } from './issuer-address.ts'
import { isPassingStatus, RETRY_POLICY, RetryableFault, withRetries, type RetryPolicy } from './retry.ts'
import type { Environment } from './run-context.ts'

const AUDIENCE = 'sigstore'
const BOUNDS = { timeoutMs: 15_000, maxBytes: 1024 * 1024 }

/** One request to an issuer, which follows no redirection. Rejects when no whole answer comes. */
export type AskIssuer = (
  url: string,
  headers: Readonly<Record<string, string>>
) => Promise<{ readonly status: number; readonly body: string }>

/** The real one. */
export const askIssuer: AskIssuer = async (url, headers) => {
  const { message, body } = await boundedExchange((client) => client.get(url, { ...headers }), BOUNDS)
  return { status: message.statusCode ?? 0, body: body.toString('utf8') }
}

/**
 * Asks for a token for the audience `sigstore`. Neither it nor the token that asks for it is in any error.
 *
 * @param mask tells the runner what to hide in the log
 * @throws KEYLESS_TOKEN_UNAVAILABLE, KEYLESS_ISSUER_REFUSED
 */
export async function requestIdentityToken(
  environment: Environment,
  mask: (secret: string) => void,
  { policy = RETRY_POLICY, ask = askIssuer }: { readonly policy?: RetryPolicy; readonly ask?: AskIssuer } = {}
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } = environment
  if (address === '' || bearer === '') {
    throw unavailable(
      'the runner gave the job no address to ask for one',
      'Give the job `permissions: id-token: write`. Runs of forks and of Dependabot never get a token: let their links be unsigned, and verify in a merge queue.'
    )
  }
  const url = issuerOf(address, environment)
  url.searchParams.set('audience', AUDIENCE)
  mask(bearer)
  try {
    const token = await withRetries(() => attempt(ask, url.href, bearer), policy)
    mask(token)
    return token
  } catch (error) {
    if (error instanceof RetryableFault)
      throw unavailable(
        `${error.message}, ${policy.attempts} times`,
        'Run the job again. If it lasts, look whether GitHub has an outage.'
      )
    throw error
  }
}

/**
 * Whether the token that asks differs from the token of the job. GitHub's runner writes one value into both, and no
 * workflow step can set the second through GITHUB_ENV. False where the job's own is not known, as in `run:` steps.
 */
export function isForeignRequestToken(environment: Environment): boolean {
  const { ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '', ACTIONS_RUNTIME_TOKEN: own = '' } = environment
  return bearer !== '' && own !== '' && bearer !== own
}

/** @throws KEYLESS_ISSUER_REFUSED */
function issuerOf(address: string, { GITHUB_SERVER_URL: given = '' }: Environment): URL {
  const server = given === '' ? 'https://github.com' : given
  const judged = issuerAddress(address, server)
  if (judged.kind === 'accepted') return judged.url
  const shown = quoteUntrusted(server, 100)
  if (judged.fault === 'server') {
    throw new InTotoError(
      'KEYLESS_ISSUER_REFUSED',
      `The server of the run, ${shown}, is not reached by https, so nobody is asked for an identity token.`,
      { at: 'GITHUB_SERVER_URL', hint: 'Sign with a key: give `signing-key` from a secret. Nothing was sent.' }
    )
  }
  throw new InTotoError(
    'KEYLESS_ISSUER_REFUSED',
    `${judged.origin === '' ? 'This address' : judged.origin} is not asked for an identity token: ${FAULTS[judged.fault]}. In a run on ${shown} the address has to be ${expectedIssuer(server)}.`,
    {
      at: 'ACTIONS_ID_TOKEN_REQUEST_URL',
      hint: 'In a job without `id-token: write` a workflow step can set this variable through GITHUB_ENV. Give the job `permissions: id-token: write`, so that the runner sets it, and find the step that wrote it. Nothing was sent.'
    }
  )
}

const FAULTS: Readonly<Record<Exclude<IssuerFault, 'server'>, string>> = {
  unreadable: 'it cannot be read as an address',
  scheme: 'it is not https',
  credentials: 'it names a user or a password',
  port: 'it names a port',
  host: 'the host is not one of the server that the run is on'
}

async function attempt(ask: AskIssuer, url: string, bearer: string): Promise<string> {
  const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' }
  const { status, body } = await ask(url, headers).catch(() => {
    // A cause could quote the address, and some have a token in it.
    throw new RetryableFault('the connection to the issuer failed')
  })
  if (isPassingStatus(status)) throw new RetryableFault(`the issuer answered with status ${status}`)
  if (status !== 200)
    throw unavailable(
      `the issuer answered with status ${status}`,
      'See that the job has `permissions: id-token: write`, and that it has not run for longer than its own token lasts.'
    )
  const token = tokenIn(body)
  if (token !== undefined) return token
  throw unavailable('the answer of the issuer holds no token', 'Run the job again.')
}

function tokenIn(body: string): string | undefined {
  try {
    const { value } = JSON.parse(body) as { value?: unknown }
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}

function unavailable(what: string, hint: string): InTotoError {
  return new InTotoError('KEYLESS_TOKEN_UNAVAILABLE', `The job cannot get an identity token: ${what}.`, { hint })
}
