// SPDX-License-Identifier: Apache-2.0

/** The 64 hexadecimal digits of a SHA-256, which may have `sha256:` before them; undefined for another text. */
export function readSha256(text: string): string | undefined {
  return /^(?:sha256:)?([0-9a-fA-F]{64})$/.exec(text)?.[1]
}

/** Whether a text is a SHA-256 in its one spelling: 64 hexadecimal digits, in lower case. */
export function isSha256Hex(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}
