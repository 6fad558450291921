// SPDX-License-Identifier: Apache-2.0

/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
export const UNCOUNTED = '.git'

/** The same at the top alone: what a step in intents leaves out by itself. */
export const UNCOUNTED_AT_TOP = '/.git'

export function isUncounted(pattern: string): boolean {
  return pattern === UNCOUNTED || pattern === UNCOUNTED_AT_TOP
}
