// SPDX-License-Identifier: Apache-2.0

// Control characters, line separators, and the marks that reorder text for a reader's eye.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}\u{e0000}-\u{e007f}]/gu

/**
 * Makes text from outside safe to show on one line: control characters, line breaks, bidirectional marks and
 * invisible characters become `\u{hex}`, so that a file name can neither start a workflow command on a line of its
 * own nor recolour or reorder a terminal. Text longer than `limit` UTF-16 code units is cut, and says so.
 */
export function escapeUntrusted(text: string, limit = 300): string {
  const shown = text.length > limit ? text.slice(0, limit) : text
  const escaped = shown.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`)
  return text.length > limit ? `${escaped}… (${text.length} characters)` : escaped
}

/** The same within double quotes, for values in messages. */
export function quoteUntrusted(text: string, limit = 300): string {
  return `"${escapeUntrusted(text, limit)}"`
}
