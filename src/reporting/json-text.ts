// SPDX-License-Identifier: Apache-2.0
// JSON for standard output, which may be a terminal or a log.

// JSON escapes control characters below U+0020 by itself, and its own line breaks must stay.
const UNSAFE = /[\u007f-\u009f\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/** A value as JSON text in which no string can steer a terminal; it reads back as the same value. */
export function jsonText(value: unknown, indent: 0 | 2 = 2): string {
  return escapeJson(JSON.stringify(value, null, indent))
}

/** The same for text that is JSON already: such characters stand in its strings only. */
export function escapeJson(text: string): string {
  return text.replace(UNSAFE, (character) =>
    // A string iterates by character and `split` by UTF-16 code unit, which is what JSON escapes.
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('')
  )
}
