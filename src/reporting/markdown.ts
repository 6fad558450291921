// SPDX-License-Identifier: Apache-2.0
// Text from outside in GitHub's Markdown: it may neither format, nor link, nor mention anybody, nor end a table cell.
import { escapeUntrusted } from '../base/escape-untrusted.ts'

const PUNCTUATION = /[!-/:-@[-`{-~]/g

/** A sentence: every mark becomes a character reference, which Markdown shows and never reads as syntax. */
export function prose(text: string, limit = 1000): string {
  return escapeUntrusted(text, limit).replace(PUNCTUATION, (mark) =>
    // Some readers look for addresses and mentions in what Markdown made; a comment keeps them from seeing any.
    mark === '@' ? '&#64;<!-- -->' : mark === ',' || mark === '-' ? mark : `&#${mark.charCodeAt(0)};`
  )
}

/** A name or path as code. Within a table a `|` must be escaped, even in code. */
export function code(text: string, where: 'text' | 'table' = 'text', limit = 300): string {
  const shown = escapeUntrusted(text, limit)
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1)
  const padded = /^`|`$|^ .* $/.test(shown) ? ` ${shown} ` : shown === '' ? ' ' : shown
  const span = `${fence}${padded}${fence}`
  return where === 'table' ? span.replaceAll('|', '\\|') : span
}

/** A row of a table. Cells are Markdown already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Cuts text at a line, and says that it did. @param most UTF-16 code units */
export function cutAtLine(text: string, most: number, note: string): string {
  if (text.length <= most) return text
  const end = text.lastIndexOf('\n', most - note.length - 2)
  return `${text.slice(0, Math.max(end, 0))}\n\n${note}\n`
}
