// SPDX-License-Identifier: Apache-2.0
// A link that one job signs and another one recorded. What the other one alone knows (products, values of variables,
// whether its command succeeded) is its word; the member `recorded_by` of the environment marks such a link.
import { isAttempt } from '../../base/run-numbers.ts'
import { isJsonObject, jsonObject, type JsonObject } from '../json/json-value.ts'

/** The job whose word the products of a link are. */
export interface RecordedBy {
  readonly job: string
  /** From 1. */
  readonly attempt: string
  /** `github-hosted` or `self-hosted`, by its own word; undefined where its runner does not tell. */
  readonly runner: string | undefined
  /** The server's id of the job, by its own word; undefined where its runner does not tell. */
  readonly checkRunId?: string | undefined
}

/** The environment of a link with the mark. */
export function withRecordedBy(environment: JsonObject, { job, attempt, runner, checkRunId }: RecordedBy): JsonObject {
  const recordedBy = jsonObject({ job, attempt, runner, check_run_id: checkRunId })
  return new Map([...environment, ['recorded_by', recordedBy]])
}

/** Undefined for a link that the job which signed it recorded itself. */
export function readRecordedBy(environment: JsonObject): RecordedBy | 'malformed' | undefined {
  const value = environment.get('recorded_by')
  if (value === undefined) return undefined
  if (!isJsonObject(value)) return 'malformed'
  const [job, attempt, runner] = [value.get('job'), value.get('attempt'), value.get('runner')]
  if (typeof job !== 'string' || typeof attempt !== 'string' || !isAttempt(attempt)) return 'malformed'
  if (runner !== undefined && typeof runner !== 'string') return 'malformed'
  const checkRunId = value.get('check_run_id')
  if (checkRunId !== undefined && typeof checkRunId !== 'string') return 'malformed'
  return { job, attempt, runner, ...(checkRunId === undefined ? {} : { checkRunId }) }
}
