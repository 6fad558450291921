// SPDX-License-Identifier: Apache-2.0
// Where GitHub is. The runner says so; outside of it, and where a variable is empty, it is github.com.
import type { Environment } from './environment.ts'

export const GITHUB_SERVER = 'https://github.com'
const GITHUB_API = 'https://api.github.com'

/** The server of the run, what stands before the name of a repository. */
export function serverUrlOf({ GITHUB_SERVER_URL: given = '' }: Environment): string {
  return given === '' ? GITHUB_SERVER : given
}

/** The address of the REST interface of that server. */
export function apiUrlOf({ GITHUB_API_URL: given = '' }: Environment): string {
  return given === '' ? GITHUB_API : given
}
