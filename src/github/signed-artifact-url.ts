// SPDX-License-Identifier: Apache-2.0
// The signed address of a workflow artifact of this run. The library can ask for it only together with a download that has
// no bounds.
import { BaseError } from '../base/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { StoredArtifact } from '../stages/workflow-artifacts.ts'
import {
  memberOf,
  ResultsRefusal,
  ResultsService,
  type BackendIds,
  type ResultsAnswer,
  type ResultsPorts
} from './results-service.ts'
import { RUN_AGAIN } from '../base/run-again.ts'
import type { Environment } from '../base/environment.ts'

const GONE = 'Something deleted or replaced it. Run the job that stores it again, and find out what removes it.'

/**
 * Requests an address from which an artifact of this run can be fetched for some minutes. The service wants the name and
 * the job that stored it, so the id is looked up among what it listed, and must have that name there. By now something
 * else may be stored under both: whoever fetches compares the digest.
 *
 * @param listed what the service listed; undefined asks it
 * @throws ARTIFACT_DOWNLOAD_FAILED
 */
export async function signedArtifactUrl(
  { id, name }: Pick<StoredArtifact, 'id' | 'name'>,
  listed: readonly ResultsAnswer[] | undefined,
  environment: Environment,
  ports: ResultsPorts = {}
): Promise<string> {
  try {
    const service = new ResultsService(environment, ports)
    const ids = backendIdsOf(listed ?? (await service.list({ id_filter: id })), id, name)
    const answer = await service.call('GetSignedArtifactURL', { ...ids, name })
    return acceptedUrl(memberOf(answer, 'signed_url'), service.origin)
  } catch (error) {
    if (!(error instanceof ResultsRefusal)) throw error
    const text = `${quoteUntrusted(name)} could not be fetched: ${error.message}.`
    throw new BaseError('ARTIFACT_DOWNLOAD_FAILED', text, { hint: error.status === 404 ? GONE : error.hint })
  }
}

function backendIdsOf(artifacts: readonly ResultsAnswer[], id: string, name: string): BackendIds {
  const [found, ...more] = artifacts.filter((artifact) => String(memberOf(artifact, 'database_id')) === id)
  if (found === undefined || more.length > 0 || found['name'] !== name) {
    throw new ResultsRefusal(`the service no longer lists it under id ${id}`, GONE)
  }
  const run = memberOf(found, 'workflow_run_backend_id')
  const job = memberOf(found, 'workflow_job_run_backend_id')
  if (typeof run === 'string' && typeof job === 'string')
    return { workflow_run_backend_id: run, workflow_job_run_backend_id: job }
  throw new ResultsRefusal('the service does not say which job stored it', RUN_AGAIN)
}

/**
 * Storage is reached by https, wherever it is. The one exception is the service itself: act's is reached by plain http, and
 * gives addresses of its own. So nobody who reaches the service safely is led to a place that is not.
 */
function acceptedUrl(text: unknown, origin: string): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  const safe = url !== undefined && (url.protocol === 'https:' || url.origin === origin)
  if (safe && url.username === '' && url.password === '') return url.href
  throw new ResultsRefusal(
    'the service gave an address for it that is neither https nor its own',
    'Find out what answers in the place of the service.'
  )
}
