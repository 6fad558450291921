// SPDX-License-Identifier: Apache-2.0

/** A number with its noun: "1 link", "2 links". The noun is one that takes an s. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
