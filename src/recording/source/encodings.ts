// SPDX-License-Identifier: Apache-2.0
// The attribute `working-tree-encoding`: the forms of UTF-16 and UTF-32. Whatever else there is only the library of the
// system knows, and each system's in its own way.
import { isUtf8 } from 'node:buffer'
import type { FileAttributes } from './attributes.ts'

export type ByteOrder = 'little' | 'big'

/** A form of UTF. `own` is the order of the system's library, which puts a mark in front. */
export interface UtfForm {
  readonly unitBytes: 2 | 4
  readonly order: ByteOrder | 'own'
  readonly mark: 'with-mark' | 'without-mark'
}

/** Undefined where nothing is encoded, `unknown` for an encoding that we do not know. */
export type Encoding = UtfForm | 'unknown' | undefined

const FORM = /^utf-?(16|32)(le|be)?(-bom)?$/i

/** What the attributes of a file say of its encoding. Git refuses `true` and `false`, and so do we. */
export function encodingOf(attributes: FileAttributes): Encoding {
  const value = attributes.get('working-tree-encoding')
  if (value === undefined) return undefined
  if (typeof value === 'boolean') return 'unknown'
  if (value.text === '' || /^utf-?8$/i.test(value.text)) return undefined
  const [, bits, order, mark] = FORM.exec(value.text) ?? []
  if (bits === undefined || (mark !== undefined && (bits === '32' || order === undefined))) return 'unknown'
  return {
    unitBytes: bits === '16' ? 2 : 4,
    order: order === undefined ? 'own' : order.toLowerCase() === 'le' ? 'little' : 'big',
    mark: order === undefined || mark !== undefined ? 'with-mark' : 'without-mark'
  }
}

/** What git writes; the content itself where it is empty, or no UTF-8, which git then leaves as it is. */
export function encode(content: Buffer, { unitBytes, order, mark }: UtfForm, own: ByteOrder): Buffer {
  if (content.length === 0 || !isUtf8(content)) return content
  const text = `${mark === 'with-mark' ? '\ufeff' : ''}${content.toString('utf8')}`
  const little = unitBytes === 2 ? Buffer.from(text, 'utf16le') : utf32(text)
  if ((order === 'own' ? own : order) === 'little') return little
  return unitBytes === 2 ? little.swap16() : little.swap32()
}

function utf32(text: string): Buffer {
  const bytes = Buffer.alloc(text.length * 4)
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) as number
    length = bytes.writeUInt32LE(point, length)
    if (point > 0xffff) at += 1
  }
  return bytes.subarray(0, length)
}
