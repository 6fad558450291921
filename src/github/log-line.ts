// SPDX-License-Identifier: Apache-2.0

/**
 * One line for the log that the runner cannot take for a command. The runner trims a line before it looks for `::`,
 * and it finds the older `##[` anywhere in a line.
 */
export function logLine(line: string): string {
  return line.replaceAll('##[', '#\\u{23}[').replace(/^(\s*):(?=:)/, '$1\\u{3a}')
}
