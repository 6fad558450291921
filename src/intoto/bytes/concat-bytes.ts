// SPDX-License-Identifier: Apache-2.0

/** One after the other, as a copy. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return concatAll(parts)
}

/** The same for any number of parts. */
export function concatAll(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let position = 0
  for (const part of parts) {
    whole.set(part, position)
    position += part.length
  }
  return whole
}
