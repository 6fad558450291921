// SPDX-License-Identifier: Apache-2.0

/** Whether a path is absolute, or may be, on Windows: a letter and a colon in front, as in `C:/`. */
export function beginsLikeDrive(path: string): boolean {
  return /^[A-Za-z]:/.test(path)
}
