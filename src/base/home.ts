// SPDX-License-Identifier: Apache-2.0

/** Where this project lives. */
export const HOME = 'https://github.com/in-toto-actions/in-toto-actions'

/** Where an error or failure is explained. */
export function helpAddress(code: string): string {
  return `${HOME}/blob/main/docs/errors.md#${code.toLowerCase()}`
}
