// SPDX-License-Identifier: Apache-2.0

const DIGITS = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Bytes in lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += DIGITS[byte]
  return hex
}

/** The bytes that an even number of hexadecimal digits spells; whoever calls has looked that it is that. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  )
}
