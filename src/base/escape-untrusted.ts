// SPDX-License-Identifier: Apache-2.0

// Control characters, line separators, marks that reorder text for a reader's eye, and what shows nothing by itself.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** Nearly every text; a look at each character of the others takes ten times as long. */
const SAFE = /^[\x20-\x7e]*$/

/**
 * Makes text from outside safe to show on one line: control characters, line breaks, bidirectional marks and
 * invisible characters become `\u{hex}`, so that a file name can neither start a workflow command on a line of its
 * own nor recolour or reorder a terminal. Text longer than `limit` UTF-16 code units is cut, and says so.
 */
export function escapeUntrusted(text: string, limit = 300): string {
  const shown = text.length > limit ? text.slice(0, limit) : text
  const escaped = SAFE.test(shown)
    ? shown
    : shown.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`)
  return text.length > limit ? `${escaped}… (${text.length} characters)` : escaped
}

/** The same within double quotes, for values in messages. */
export function quoteUntrusted(text: string, limit = 300): string {
  return `"${escapeUntrusted(text, limit)}"`
}
