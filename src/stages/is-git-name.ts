// SPDX-License-Identifier: Apache-2.0

/**
 * Whether one part of a path names what git keeps for itself, on any platform: Windows drops dots and spaces at the end
 * of a name and knows it by a short form, too, and neither Windows nor macOS minds letter case.
 */
export function isGitName(part: string): boolean {
  return /^(?:\.git|git~\d+)[ .]*$/i.test(part)
}
