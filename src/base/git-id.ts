// SPDX-License-Identifier: Apache-2.0

/** Whether a text is the whole id of an object of git: 40 or 64 hexadecimal digits, in lower case. */
export function isGitId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}
