// SPDX-License-Identifier: Apache-2.0
// What git makes of ends of lines when it checks out, as its convert.c has it.
import type { FileAttributes } from './attributes.ts'

/**
 * How a machine is set: nothing but what attributes say (`core.autocrlf` is false or `input`); CR LF in what attributes
 * call text (`core.eol=crlf`, and Windows' own way); CR LF in whatever looks like text (`core.autocrlf=true`).
 */
export const SETTINGS = ['as-is', 'text-crlf', 'all-crlf'] as const
export type Setting = (typeof SETTINGS)[number]

/** What becomes of ends of lines; `crlf-if-text` looks at the content first. */
export type LineEnds = 'kept' | 'crlf' | 'crlf-if-text'

export interface LineEndAction {
  readonly ends: LineEnds
  /** Git reads such a file whole; others pass through a filter that sees `$Id$` in another way. */
  readonly reads: 'whole' | 'streamed'
}

type Text = 'binary' | 'text' | 'text-lf' | 'auto' | undefined

/** What git does with a file on a machine that is set in that way. */
export function lineEndAction(attributes: FileAttributes, setting: Setting): LineEndAction {
  const text = textOf(attributes, 'text') ?? textOf(attributes, 'crlf')
  if (text === 'binary') return { ends: 'kept', reads: 'streamed' }
  const eol = eolOf(attributes)
  if (text === 'auto') {
    if (eol === 'lf') return { ends: 'kept', reads: 'streamed' }
    return { ends: eol === 'crlf' || setting !== 'as-is' ? 'crlf-if-text' : 'kept', reads: 'whole' }
  }
  if (eol !== undefined) return { ends: eol === 'crlf' ? 'crlf' : 'kept', reads: 'streamed' }
  switch (text) {
    case 'text':
      return { ends: setting === 'as-is' ? 'kept' : 'crlf', reads: 'streamed' }
    case 'text-lf':
      return { ends: 'kept', reads: 'streamed' }
    case undefined:
      return setting === 'all-crlf' ? { ends: 'crlf-if-text', reads: 'whole' } : { ends: 'kept', reads: 'streamed' }
  }
}

function textOf(attributes: FileAttributes, name: 'text' | 'crlf'): Text {
  const value = attributes.get(name)
  if (value === undefined) return undefined
  if (typeof value === 'boolean') return value ? 'text' : 'binary'
  return value.text === 'input' ? 'text-lf' : value.text === 'auto' ? 'auto' : undefined
}

function eolOf(attributes: FileAttributes): 'lf' | 'crlf' | undefined {
  const value = attributes.get('eol')
  if (value === undefined || typeof value === 'boolean') return undefined
  return value.text === 'lf' || value.text === 'crlf' ? value.text : undefined
}

const [LF, CR] = [0x0a, 0x0d]

/** What the ends of lines become. The same buffer where nothing changes. */
export function withLineEnds(content: Buffer, ends: LineEnds): Buffer {
  if (ends === 'kept' || !content.includes(LF)) return content
  if (ends === 'crlf-if-text' && !isConvertedText(content)) return content
  const lone = countLoneLineFeeds(content)
  if (lone === 0) return content
  const converted = Buffer.allocUnsafe(content.length + lone)
  let to = 0
  let from = 0
  for (let at = content.indexOf(LF); at >= 0; at = content.indexOf(LF, at + 1)) {
    if (content[at - 1] === CR) continue
    to += content.copy(converted, to, from, at)
    converted[to] = CR
    to += 1
    from = at
  }
  content.copy(converted, to, from)
  return converted
}

function countLoneLineFeeds(content: Buffer): number {
  let count = 0
  for (let at = content.indexOf(LF); at >= 0; at = content.indexOf(LF, at + 1)) if (content[at - 1] !== CR) count += 1
  return count
}

/** Backspace, tab, form feed and escape count as text; so does every byte from the space on but for DEL. */
const [BACKSPACE, TAB, FORM_FEED, ESCAPE, SPACE, DELETE] = [8, 9, 12, 27, 32, 127]
const END_OF_FILE = 0x1a

/** Whether git takes a content for text that has no CR yet. */
function isConvertedText(content: Buffer): boolean {
  if (content.includes(CR) || content.includes(0)) return false
  let unprintable = 0
  let lineFeeds = 0
  // By index, which is several times as fast.
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] as number
    if (byte >= SPACE && byte !== DELETE) continue
    if (byte === LF) lineFeeds += 1
    else if (byte !== TAB && byte !== BACKSPACE && byte !== FORM_FEED && byte !== ESCAPE) unprintable += 1
  }
  const printable = content.length - unprintable - lineFeeds
  if (content.at(-1) === END_OF_FILE) unprintable -= 1
  return printable >> 7 >= unprintable
}
