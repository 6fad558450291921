// SPDX-License-Identifier: Apache-2.0

/** Where this project lives. */
export const HOME = 'https://github.com/in-toto-actions/in-toto-actions'

/** Where an error or failure is explained, as a path in the repository and in the package. */
export function helpPage(code: string): string {
  return `docs/errors.md#${code.toLowerCase()}`
}

/** The same as an address. */
export function helpAddress(code: string): string {
  return `${HOME}/blob/main/${helpPage(code)}`
}
