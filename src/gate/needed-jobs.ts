// SPDX-License-Identifier: Apache-2.0
// A required check that is skipped counts as passed, so the gate runs always and looks itself whether the jobs that it
// needs were successes.
import { Buffer } from 'node:buffer'
import { quoteUntrusted, escapeUntrusted } from '../base/escape-untrusted.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import { readJson } from '../intoto/json/read-json.ts'
import { LIMITS } from '../base/limits.ts'
import type { GateFailure } from './gate-failure.ts'

/**
 * Everything but `success` is a failure: failure, cancelled, skipped, a result that is missing, and words that GitHub
 * may yet invent.
 *
 * @param text the needs context as JSON
 * @throws JSON_ and METADATA_ codes
 */
export function checkNeededJobs(text: string): GateFailure[] {
  const needs = read(text)
  const jobs = [...needs.object()]
  if (jobs.length === 0) {
    return [
      {
        code: 'NEEDED_JOBS_NONE',
        message: 'The gate was told of no needed job, so it may have run before the stages.',
        details: [],
        hint: 'Name the jobs of all stages in `needs:` of the job that verifies.'
      }
    ]
  }
  return jobs.flatMap(([job]) => {
    const value = needs.member(job).optional('result')
    const result = value === undefined ? undefined : value.string()
    if (result === 'success') return []
    return [
      {
        code: 'NEEDED_JOB_FAILED',
        message:
          result === undefined
            ? `The job ${quoteUntrusted(job)} has no result.`
            : `The job ${quoteUntrusted(job)} ended with ${quoteUntrusted(result, 40)}, not with success.`,
        details: [],
        at: `needs.${escapeUntrusted(job)}`,
        hint: 'Look at the log of that job. A stage that was skipped or cancelled was not followed.'
      }
    ]
  })
}

/** The ids of the jobs, whatever became of them. @throws JSON_ and METADATA_ codes */
export function neededJobIds(text: string): ReadonlySet<string> {
  return new Set([...read(text).object()].map(([job]) => job))
}

function read(text: string): JsonAt {
  return readJson(Buffer.from(text, 'utf8'), { source: 'input needs', maxBytes: LIMITS.smallFileBytes })
}
