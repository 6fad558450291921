// SPDX-License-Identifier: Apache-2.0
// Which job stored which workflow artifact, as the service for workflow artifacts tells a job of the same run.
import { BaseError } from '../base/codes.ts'
import type { Environment } from '../base/environment.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ListedArtifact } from '../gate/link-source.ts'
import { memberOf, ResultsRefusal, ResultsService, type ResultsAnswer, type ResultsPorts } from './results-service.ts'

/**
 * From ids of workflow artifacts to what the service calls the jobs that stored them, of those of which it tells;
 * undefined where it cannot be asked, or tells of none.
 *
 * @throws ARTIFACT_LIST_FAILED
 */
export async function uploaders(
  artifacts: readonly ListedArtifact[],
  environment: Environment,
  ports: ResultsPorts = {}
): Promise<ReadonlyMap<string, string> | undefined> {
  const service = reachable(environment, ports)
  if (service === undefined) return undefined
  try {
    const found = new Map<string, string | undefined>()
    const add = (answers: readonly ResultsAnswer[]): void => {
      for (const answer of answers) {
        const job = memberOf(answer, 'workflow_job_run_backend_id')
        found.set(String(memberOf(answer, 'database_id')), typeof job === 'string' && job !== '' ? job : undefined)
      }
    }
    add(await service.list())
    // The service leaves out what it has beyond some count, and tells of each by its name.
    for (const { id, name } of artifacts) if (!found.has(id)) add(await service.list({ name_filter: name }))
    const missing = artifacts.find(({ id }) => !found.has(id))
    if (missing !== undefined) throw notListed(missing)
    const told = artifacts.flatMap(({ id }) => {
      const job = found.get(id)
      return job === undefined ? [] : [[id, job] as const]
    })
    return told.length > 0 || artifacts.length === 0 ? new Map(told) : undefined
  } catch (error) {
    if (!(error instanceof ResultsRefusal)) throw error
    const text = `Which job stored which link could not be asked: ${error.message}.`
    throw new BaseError('ARTIFACT_LIST_FAILED', text, { hint: error.hint })
  }
}

/** Undefined on servers without the service, and where this is no action of a job. */
function reachable(environment: Environment, ports: ResultsPorts): ResultsService | undefined {
  try {
    return new ResultsService(environment, ports)
  } catch (error) {
    if (error instanceof ResultsRefusal) return undefined
    throw error
  }
}

function notListed({ name, id }: ListedArtifact): BaseError {
  return new BaseError(
    'ARTIFACT_LIST_FAILED',
    `GitHub's interface lists the workflow artifact ${quoteUntrusted(name)} (id ${id}), and its service for workflow artifacts does not.`,
    { hint: 'Run the job again. If it lasts, find out which job deletes workflow artifacts.' }
  )
}
