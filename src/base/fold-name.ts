// SPDX-License-Identifier: Apache-2.0

/** The same text for all paths that macOS or Windows may take for one: they mind neither letter case nor Unicode form. */
export function foldName(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
