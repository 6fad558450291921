// SPDX-License-Identifier: Apache-2.0
// `$Id$`, which git replaces when it checks out a file with the attribute `ident`. It has two ways of doing so, which
// differ where something stands beside the keyword; which one it takes depends on the ends of lines.

/**
 * @param content of the blob
 * @param id of the blob, in hexadecimal digits
 */
export function withIdent(content: Buffer, id: string, reads: 'whole' | 'streamed'): Buffer {
  if (!content.includes('$Id')) return content
  // One character for each byte.
  const text = content.toString('latin1')
  return Buffer.from(reads === 'whole' ? replaceWhole(text, id) : replaceStreamed(text, id), 'latin1')
}

/** A keyword with anything in it is replaced, but for one with a blank in the midst, which another system may have written. */
function replaceWhole(text: string, id: string): string {
  let out = ''
  let at = 0
  for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
    out += text.slice(at, dollar + 1)
    at = dollar + 1
    if (text.startsWith('Id$', at)) at += 3
    else if (text.startsWith('Id:', at)) {
      const end = text.indexOf('$', at + 3)
      if (end < 0) break
      if (text.slice(at + 3, end).includes('\n')) continue
      const blank = text.indexOf(' ', at + 4)
      if (blank >= 0 && blank < end - 1) continue
      at = end + 1
    } else continue
    out += `Id: ${id} $`
  }
  return out + text.slice(at)
}

const HEAD = '$Id'
/** The zero byte that ends the text in git's own memory belongs to what it looks for. */
const MATCHED = `${HEAD}\0`

/**
 * The filter takes byte after byte and holds back what may belong to a keyword. Two habits show: after a `$` that begins
 * no keyword, the byte that told so begins none either; and what is held before a keyword is lost with it.
 */
function replaceStreamed(text: string, id: string): string {
  let out = ''
  let held = ''
  let matched = 0
  let skipping = false
  const drain = (): void => {
    out += held
    held = ''
    matched = 0
    skipping = false
  }
  for (let at = 0; at < text.length;) {
    if (skipping) {
      const end = endOfSkipped(text, at)
      held += text.slice(at, end + 1)
      at = end + 1
      if (end === text.length) break
      if (text[end] === '$' && !isForeign(held)) held = `${HEAD}: ${id} $`
      drain()
      continue
    }
    if (matched === 0 && held === '' && text[at] !== '$') {
      // Byte after byte, a large file would take minutes.
      const next = text.indexOf('$', at)
      const end = next < 0 ? text.length : next
      out += text.slice(at, end)
      at = end
      continue
    }
    const letter = text[at] as string
    at += 1
    if (MATCHED[matched] === letter) {
      matched += 1
      continue
    }
    held += MATCHED.slice(0, matched)
    const isKeyword = matched === HEAD.length
    if (isKeyword && letter === '$') held += `: ${id} $`
    else held += letter
    if (!isKeyword || letter === '$') drain()
    else if (letter === ':') skipping = true
    else matched = 0
  }
  return skipping ? out + held : out + held + MATCHED.slice(0, matched)
}

const SKIPPED_TO = /[\n$]/g

/** Where what is skipped ends: at the next dollar or line feed, or with the text. */
function endOfSkipped(text: string, at: number): number {
  SKIPPED_TO.lastIndex = at
  return SKIPPED_TO.exec(text)?.index ?? text.length
}

/** A blank anywhere but in front of the last `$`; a zero byte ends what git looks at. */
function isForeign(held: string): boolean {
  const start = `${HEAD}: `
  if (!held.startsWith(start)) return false
  const [seen = ''] = held.slice(start.length).split('\0')
  return /[ \t\n\r](?!\$)/.test(seen)
}
