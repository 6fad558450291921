// SPDX-License-Identifier: Apache-2.0
// The service for the workflow artifacts of a run, as GitHub gives it to actions. The library reaches it, too, but reads
// whatever comes for as long as it comes, follows redirections with the token of the job, and never learns of an answer
// that breaks off; so it is asked by the library only where something is stored.
//
// Neither the token of the job nor a signed address is in any error; of what the service answers, errors tell the status.
import { Buffer } from 'node:buffer'
import { serverUrlOf } from '../base/github-addresses.ts'
import type { HttpPost } from '../sigstore/http-post.ts'
import type { ExchangeBounds } from './bounded-exchange.ts'
import { httpPost } from './http-post.ts'
import { isPassingStatus } from '../base/retry.ts'
import { RUN_AGAIN } from '../base/run-again.ts'
import { RETRY_POLICY, RetryableFault, retryAfterMs, withRetries, type RetryPolicy } from './retry.ts'
import type { Environment } from '../base/environment.ts'

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/'
/** A list of 10 000 artifacts has about 5 MB. */
const BOUNDS: ExchangeBounds = { timeoutMs: 60_000, maxBytes: 16 * 1024 * 1024 }

const ONLY_ACTIONS = 'Only actions get what is needed to reach the service; call this one by `uses:`.'

export interface ResultsPorts {
  readonly policy?: RetryPolicy
  readonly bounds?: ExchangeBounds
  readonly post?: HttpPost
}

/** What the service calls a run and a job of it. */
export interface BackendIds {
  readonly workflow_run_backend_id: string
  readonly workflow_job_run_backend_id: string
}

/** What an answer holds. */
export type ResultsAnswer = Readonly<Record<string, unknown>>

/** Something that no further attempt changes, in words that follow a colon. */
export class ResultsRefusal extends Error {
  readonly hint: string
  /** What the service answered with, where it did. */
  readonly status: number | undefined

  constructor(message: string, hint: string, status?: number) {
    super(message)
    this.hint = hint
    this.status = status
  }
}

export class ResultsService {
  readonly #origin: string
  readonly #token: string
  readonly #ids: BackendIds
  readonly #ports: Required<ResultsPorts>

  /** @throws ResultsRefusal where the environment does not say how to reach it */
  constructor(
    environment: Environment,
    { policy = RETRY_POLICY, bounds = BOUNDS, post = httpPost }: ResultsPorts = {}
  ) {
    const { origin, token } = readPlace(environment)
    this.#origin = origin
    this.#token = token
    this.#ids = readScope(token)
    this.#ports = { policy, bounds, post }
  }

  get origin(): string {
    return this.#origin
  }

  /** Workflow artifacts of this run, as the service describes them. @throws ResultsRefusal */
  async list(filter: Readonly<Record<string, string>> = {}): Promise<readonly ResultsAnswer[]> {
    const { artifacts } = await this.call('ListArtifacts', { ...this.#ids, ...filter })
    // Where there is none, the service leaves the list out.
    if (artifacts === undefined) return []
    if (!Array.isArray(artifacts))
      throw new ResultsRefusal('the service answered ListArtifacts without a list', RUN_AGAIN)
    return artifacts.map((artifact: unknown) => (artifact ?? {}) as ResultsAnswer)
  }

  /** @throws ResultsRefusal */
  async call(method: string, request: Readonly<Record<string, string>>): Promise<ResultsAnswer> {
    const { policy } = this.#ports
    try {
      return await withRetries(() => this.#attempt(method, request), policy)
    } catch (error) {
      if (!(error instanceof RetryableFault)) throw error
      throw new ResultsRefusal(`${error.message}, ${policy.attempts} times`, RUN_AGAIN)
    }
  }

  async #attempt(method: string, request: Readonly<Record<string, string>>): Promise<ResultsAnswer> {
    const { post, bounds } = this.#ports
    const { status, headers, body } = await post({
      url: `${this.#origin}${SERVICE}${method}`,
      body: JSON.stringify(request),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      ...bounds
    }).catch((cause: unknown) => {
      throw new RetryableFault(`the service gave no whole answer to ${method}`, undefined, cause)
    })
    const text = `the service answered ${method} with status ${status}`
    if (isPassingStatus(status)) throw new RetryableFault(text, retryAfterMs(headers['retry-after']))
    if (status !== 200) throw new ResultsRefusal(text, RUN_AGAIN, status)
    const answer = parsedObject(body)
    if (answer === undefined) throw new RetryableFault(`the service answered ${method} with something else than JSON`)
    return answer
  }
}

/** A member of an answer, in either spelling: the service gives its own names or those of JSON. */
export function memberOf(answer: ResultsAnswer, name: string): unknown {
  return answer[name] ?? answer[name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())]
}

function readPlace(environment: Environment): { readonly origin: string; readonly token: string } {
  const { ACTIONS_RUNTIME_TOKEN: token = '', ACTIONS_RESULTS_URL: results = '' } = environment
  if (isEnterpriseServer(serverUrlOf(environment))) {
    throw new ResultsRefusal(
      'the run is on GitHub Enterprise Server',
      'GitHub Enterprise Server has no service for workflow artifacts of this kind.'
    )
  }
  if (token === '') throw new ResultsRefusal('the environment has no ACTIONS_RUNTIME_TOKEN', ONLY_ACTIONS)
  if (results === '') throw new ResultsRefusal('the environment has no ACTIONS_RESULTS_URL', ONLY_ACTIONS)
  const url = URL.canParse(results) ? new URL(results) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ResultsRefusal(
      'ACTIONS_RESULTS_URL is not an http address',
      'Find out which workflow step or runner sets it.'
    )
  }
  return { origin: url.origin, token }
}

/** By the same rule as the library, which stores. */
function isEnterpriseServer(serverUrl: string): boolean {
  const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : ''
  return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost')
}

/** The token says what the service calls this run and this job: `Actions.Results:<run>:<job>` in its scope. */
function readScope(token: string): BackendIds {
  const { scp } = parsedObject(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) ?? {}
  const scopes = typeof scp === 'string' ? scp.split(' ').map((scope) => scope.split(':')) : []
  const [, run = '', job = '', ...more] = scopes.find(([first]) => first === 'Actions.Results') ?? []
  if (run !== '' && job !== '' && more.length === 0)
    return { workflow_run_backend_id: run, workflow_job_run_backend_id: job }
  throw new ResultsRefusal('ACTIONS_RUNTIME_TOKEN does not say which run and job it is of', ONLY_ACTIONS)
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
