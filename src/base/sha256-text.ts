// SPDX-License-Identifier: Apache-2.0

/** The 64 hexadecimal digits of a SHA-256, which may have `sha256:` before them; undefined for another text. */
export function readSha256(text: string): string | undefined {
  return /^(?:sha256:)?([0-9a-fA-F]{64})$/.exec(text)?.[1]
}
