// SPDX-License-Identifier: Apache-2.0

/** Git's own directory differs from checkout to checkout, and is nobody's source code: its files are not counted. */
export const UNCOUNTED = '.git'

/** The same at the top alone: what a step in intents leaves out by itself. */
export const UNCOUNTED_AT_TOP = '/.git'

/** Whether a pattern hides what nobody counts. It is known by its text, so it must not be one that somebody else chose. */
export function isUncounted(pattern: string): boolean {
  return pattern === UNCOUNTED || isUncountedAtTop(pattern)
}

/**
 * The same where a layout chooses lines: one that says `.git` hides whatever lies further down under that name, and only
 * the recorder's own line hides nothing but the repository of the workspace.
 */
export function isUncountedAtTop(pattern: string): boolean {
  return pattern === UNCOUNTED_AT_TOP
}
