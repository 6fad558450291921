// SPDX-License-Identifier: Apache-2.0
import { listed } from '../base/listed.ts'
import type { Failure } from '../intoto/verification/failure.ts'
import type { GateFailure } from './gate-failure.ts'

const MOST_NAMES = 5

/**
 * What verification found, with another remedy for links that are missing where jobs that the gate needs failed. Which
 * step a job records nobody tells before it stored a link, so each failure stays.
 *
 * @param blocking what was found before
 */
export function missingForNeededJobs(blocking: readonly GateFailure[]): (failure: Failure) => Failure {
  const failed = blocking.flatMap(({ code, at }) => (code === 'NEEDED_JOB_FAILED' && at !== undefined ? [at] : []))
  if (failed.length === 0) return (failure) => failure
  // They are escaped already.
  const which = listed(failed, MOST_NAMES, (at) => at)
  const hint = `First see why ${failed.length === 1 ? 'a job' : 'jobs'} that the gate needs failed (${which}): a job that fails, and one that waits for it, stores no link.`
  return (failure) => (failure.code === 'LINK_MISSING' ? { ...failure, hint } : failure)
}
