// SPDX-License-Identifier: Apache-2.0
// What a clean checkout writes for a file: `$Id$` first, then ends of lines, then the encoding, as git has it.
import type { FileAttributes } from './attributes.ts'
import { encode, encodingOf, type ByteOrder, type Encoding } from './encodings.ts'
import { withIdent } from './ident.ts'
import { lineEndAction, SETTINGS, withLineEnds, type LineEndAction, type Setting } from './line-ends.ts'

/** How a machine checks out. */
export interface Machine {
  readonly setting: Setting
  /** That of the system's library where the name of an encoding leaves it open. */
  readonly order: ByteOrder
}

/** What becomes of a file, as far as its attributes decide. */
export interface Conversion {
  readonly actions: Readonly<Record<Setting, LineEndAction>>
  readonly ident: boolean
  readonly encoding: Encoding
}

/** How attributes have a file converted; undefined where its bytes are the same on every machine. */
export function conversionOf(attributes: FileAttributes): Conversion | undefined {
  const [asIs, textCrlf, allCrlf] = SETTINGS.map((setting) => lineEndAction(attributes, setting)) as [
    LineEndAction,
    LineEndAction,
    LineEndAction
  ]
  const ident = attributes.get('ident') === true
  const encoding = encodingOf(attributes)
  if (!ident && encoding === undefined && [asIs, textCrlf, allCrlf].every(({ ends }) => ends === 'kept'))
    return undefined
  return { actions: { 'as-is': asIs, 'text-crlf': textCrlf, 'all-crlf': allCrlf }, ident, encoding }
}

/** Whether a machine that is set to convert nothing by itself converts the file. */
export function isPinned({ actions, ident, encoding }: Conversion): boolean {
  return ident || encoding !== undefined || actions['as-is'].ends !== 'kept'
}

/** What machines differ in for a file, as a text that is the same for those that write the same. */
export function wayOf({ actions, ident, encoding }: Conversion, { setting, order }: Machine): string {
  const { ends, reads } = actions[setting]
  const orders = typeof encoding === 'object' && encoding.order === 'own'
  return `${ends} ${ident ? reads : ''} ${orders ? order : ''}`
}

/**
 * The bytes that git writes. An unknown encoding is left out.
 *
 * @param content of the blob
 * @param id of the blob
 */
export function checkoutBytes(content: Buffer, id: string, conversion: Conversion, machine: Machine): Buffer {
  const { ends, reads } = conversion.actions[machine.setting]
  // A file that is encoded is read whole.
  const way = conversion.encoding === undefined ? reads : 'whole'
  const withId = conversion.ident ? withIdent(content, id, way) : content
  const withEnds = withLineEnds(withId, ends)
  return typeof conversion.encoding === 'object' ? encode(withEnds, conversion.encoding, machine.order) : withEnds
}
