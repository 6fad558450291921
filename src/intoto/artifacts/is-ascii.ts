// SPDX-License-Identifier: Apache-2.0

const OTHER_THAN_ASCII = /[\u0080-\uffff]/

/** Whether a text is ASCII, as the names of a table of artifacts are. */
export function isAscii(text: string): boolean {
  return !OTHER_THAN_ASCII.test(text)
}
