// SPDX-License-Identifier: Apache-2.0

/** The start of a key id, as names of link files have it: enough for people to tell keys apart. */
export function shortKeyId(keyId: string): string {
  return keyId.slice(0, 8)
}

/** Several, in one line. */
export function shortKeyIds(keyIds: readonly string[], between = ', '): string {
  return keyIds.map(shortKeyId).join(between)
}
