// SPDX-License-Identifier: Apache-2.0
// Names that do not mean the same on every platform. What one machine writes another one reads, so each rule here holds
// for all of them.

/** Whether Windows refuses one part of a path as it stands: it reserves some characters, endings and names of devices. */
export function isRefusedByWindows(part: string): boolean {
  return /[<>:"|?*\\\p{Cc}]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(part)
}
