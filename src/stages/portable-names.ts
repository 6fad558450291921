// SPDX-License-Identifier: Apache-2.0
// Names that do not mean the same on every platform. What one machine writes another one reads, so each rule here holds
// for all of them.

/**
 * Whether one part of a path names what git keeps for itself, on any platform: Windows drops dots and spaces at the end
 * of a name and knows it by a short form, too, and neither Windows nor macOS minds letter case.
 */
export function isGitName(part: string): boolean {
  return /^(?:\.git|git~\d+)[ .]*$/i.test(part)
}

/** Whether Windows refuses one part of a path as it stands: it reserves some characters, endings and names of devices. */
export function isRefusedByWindows(part: string): boolean {
  return /[<>:"|?*\\\p{Cc}]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(part)
}

/** The same text for all paths that macOS or Windows may take for one: they mind neither letter case nor Unicode form. */
export function foldName(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
