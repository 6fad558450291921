// SPDX-License-Identifier: Apache-2.0
// Where GitHub is. The runner says so; outside of it, and where a variable is empty, it is github.com.
import { BaseError } from './codes.ts'
import type { Environment } from './environment.ts'

export const GITHUB_SERVER = 'https://github.com'
const GITHUB_API = 'https://api.github.com'

/** The server of the run, what stands before the name of a repository. */
export function serverUrlOf({ GITHUB_SERVER_URL: given = '' }: Environment): string {
  return given === '' ? GITHUB_SERVER : given
}

/**
 * The address of the REST interface of that server: of another server than github.com it must be told, since a token would
 * go to the wrong one.
 *
 * @throws RUNNER_VARIABLE_MISSING
 */
export function apiUrlOf(environment: Environment): string {
  const { GITHUB_API_URL: given = '' } = environment
  if (given !== '') return given
  if (serverUrlOf(environment) === GITHUB_SERVER) return GITHUB_API
  throw new BaseError('RUNNER_VARIABLE_MISSING', 'GITHUB_SERVER_URL names a server, and GITHUB_API_URL is empty.', {
    hint: 'The runner sets both; do not set them yourself.'
  })
}
