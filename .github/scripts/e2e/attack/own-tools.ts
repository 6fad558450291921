// SPDX-License-Identifier: Apache-2.0
// Where the job that is attacked from within has its programs and its suite. No attack looks further than that: on
// GitHub, the job has a machine of its own.
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** All that belongs to this job. */
export const job = dirname(process.env['RUNNER_TEMP'] ?? '')

export const tools = join(job, 'tools')

/** Directories with copies of the suite. */
export function suites(): string[] {
  return globSync('actions/*/dist/end.mjs', { cwd: tools }).map((end) => join(tools, dirname(dirname(end))))
}
