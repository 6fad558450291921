// SPDX-License-Identifier: Apache-2.0
// The signed address of a workflow artifact of this run, from the service that GitHub gives to actions. The library can
// ask for it only together with a download that has no bounds.
//
// Neither the token of the job nor a signed address is in any error; of what the service answers, errors tell the status.
import { Buffer } from 'node:buffer'
import { InTotoError } from '../base/errors.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { HttpPost } from '../sigstore/http-post.ts'
import type { StoredArtifact } from '../stages/workflow-artifacts.ts'
import type { ExchangeBounds } from './bounded-exchange.ts'
import { httpPost } from './http-post.ts'
import { isPassingStatus, RETRY_POLICY, RetryableFault, retryAfterMs, withRetries, type RetryPolicy } from './retry.ts'
import type { Environment } from '../base/environment.ts'

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/'
const BOUNDS: ExchangeBounds = { timeoutMs: 30_000, maxBytes: 1024 * 1024 }

const RUN_AGAIN = 'Run the job again. If it lasts, look whether the service has an outage, or a firewall keeps it away.'
const ONLY_ACTIONS = 'Only actions get what is needed to reach the service; call this one by `uses:`.'

export interface SignedUrlPorts {
  readonly policy?: RetryPolicy
  readonly bounds?: ExchangeBounds
  readonly post?: HttpPost
}

/** The service, and who asks it. */
interface Service {
  readonly origin: string
  readonly token: string
  /** What the service calls this run and this job. */
  readonly ids: BackendIds
}

interface BackendIds {
  readonly workflow_run_backend_id: string
  readonly workflow_job_run_backend_id: string
}

/**
 * Requests an address from which an artifact of this run can be fetched for some minutes. The service wants its name; so
 * the id is looked up first, and must still have the name that it was listed under.
 *
 * @throws ARTIFACT_DOWNLOAD_FAILED
 */
export async function signedArtifactUrl(
  { id, name }: Pick<StoredArtifact, 'id' | 'name'>,
  environment: Environment,
  { policy = RETRY_POLICY, bounds = BOUNDS, post = httpPost }: SignedUrlPorts = {}
): Promise<string> {
  const failed = (what: string, hint: string): InTotoError =>
    new InTotoError('ARTIFACT_DOWNLOAD_FAILED', `${quoteUntrusted(name)} could not be fetched: ${what}.`, { hint })
  try {
    const service = readService(environment)
    const call = (method: string, request: Readonly<Record<string, string>>): Promise<Record<string, unknown>> =>
      withRetries(() => attempt(service, method, request, bounds, post), policy)
    const { artifacts } = await call('ListArtifacts', { ...service.ids, id_filter: id })
    const ids = backendIdsOf(artifacts, id, name)
    const answer = await call('GetSignedArtifactURL', { ...ids, name })
    return acceptedUrl(answer['signed_url'] ?? answer['signedUrl'], service.origin)
  } catch (error) {
    if (error instanceof Refusal) throw failed(error.message, error.hint)
    if (error instanceof RetryableFault) throw failed(`${error.message}, ${policy.attempts} times`, RUN_AGAIN)
    throw error
  }
}

/** Something that no further attempt changes. */
class Refusal extends Error {
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

async function attempt(
  { origin, token }: Service,
  method: string,
  request: Readonly<Record<string, string>>,
  bounds: ExchangeBounds,
  post: HttpPost
): Promise<Record<string, unknown>> {
  const { status, headers, body } = await post({
    url: `${origin}${SERVICE}${method}`,
    body: JSON.stringify(request),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...bounds
  }).catch((cause: unknown) => {
    throw new RetryableFault(`the service gave no whole answer to ${method}`, undefined, cause)
  })
  const text = `the service answered ${method} with status ${status}`
  if (isPassingStatus(status)) throw new RetryableFault(text, retryAfterMs(headers['retry-after']))
  if (status !== 200) throw new Refusal(text, RUN_AGAIN)
  const answer = parsedObject(body)
  if (answer === undefined) throw new RetryableFault(`the service answered ${method} with something else than JSON`)
  return answer
}

function readService(environment: Environment): Service {
  const {
    ACTIONS_RUNTIME_TOKEN: token = '',
    ACTIONS_RESULTS_URL: results = '',
    GITHUB_SERVER_URL: server
  } = environment
  if (isEnterpriseServer(server === undefined || server === '' ? 'https://github.com' : server)) {
    throw new Refusal(
      'the run is on GitHub Enterprise Server',
      'GitHub Enterprise Server has no service for workflow artifacts of this kind.'
    )
  }
  if (token === '') throw new Refusal('the environment has no ACTIONS_RUNTIME_TOKEN', ONLY_ACTIONS)
  if (results === '') throw new Refusal('the environment has no ACTIONS_RESULTS_URL', ONLY_ACTIONS)
  const url = URL.canParse(results) ? new URL(results) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Refusal('ACTIONS_RESULTS_URL is not an http address', 'Find out which workflow step or runner sets it.')
  return { origin: url.origin, token, ids: readScope(token) }
}

/** By the same rule as the library, which stores and lists. */
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
  throw new Refusal('ACTIONS_RUNTIME_TOKEN does not say which run and job it is of', ONLY_ACTIONS)
}

function backendIdsOf(artifacts: unknown, id: string, name: string): BackendIds {
  const all = Array.isArray(artifacts) ? (artifacts as readonly unknown[]) : []
  const [found, ...more] = all
    .map((artifact) => (artifact ?? {}) as Readonly<Record<string, unknown>>)
    .filter((artifact) => String(artifact['database_id'] ?? artifact['databaseId']) === id)
  if (found === undefined || more.length > 0 || found['name'] !== name) {
    throw new Refusal(
      `the service no longer lists it under id ${id}`,
      'Something deleted or replaced it. Run the job that stores it again, and find out what removes it.'
    )
  }
  const run = found['workflow_run_backend_id'] ?? found['workflowRunBackendId']
  const job = found['workflow_job_run_backend_id'] ?? found['workflowJobRunBackendId']
  if (typeof run === 'string' && typeof job === 'string')
    return { workflow_run_backend_id: run, workflow_job_run_backend_id: job }
  throw new Refusal('the service does not say which job stored it', RUN_AGAIN)
}

/**
 * Storage is reached by https, wherever it is. The one exception is the service itself: act's is reached by plain http, and
 * gives addresses of its own. So nobody who reaches the service safely is led to a place that is not.
 */
function acceptedUrl(text: unknown, origin: string): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  const safe = url !== undefined && (url.protocol === 'https:' || url.origin === origin)
  if (safe && url.username === '' && url.password === '') return url.href
  throw new Refusal(
    'the service gave an address for it that is neither https nor its own',
    'Find out what answers in the place of the service.'
  )
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
