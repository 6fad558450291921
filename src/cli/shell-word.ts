// SPDX-License-Identifier: Apache-2.0

/** One word of a command to paste; not escaped for a terminal yet. */
export function shellWord(text: string): string {
  return /^[\w.@%+=:,/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
