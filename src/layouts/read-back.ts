// SPDX-License-Identifier: Apache-2.0
// What is about to be written, read by the reader that verifications use: nobody gets a layout that is read by nobody.
import { InTotoError } from '../base/errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import type { Bytes } from '../intoto/bytes/bytes.ts'
import { intentsOf } from '../intoto/intents/intents-of-layout.ts'
import { LayoutFile } from '../intoto/layout/layout-file.ts'
import type { BuiltIntents } from './intents/emit-intents.ts'
import { LayoutsError } from './codes.ts'

export interface ReadBackRequest {
  /** Of the layout as it is to be written. */
  readonly bytes: Uint8Array
  /** The name of the source, for messages. */
  readonly source: string
  /** Undefined where all steps are in rules. */
  readonly intents: Pick<BuiltIntents, 'places'> | undefined
  readonly port: Bytes
}

/** @throws LAYOUT_UNREADABLE for a layout that no verification reads, at the line that it comes from where one is known */
export function demandReadable({ bytes, source, intents, port }: ReadBackRequest): void {
  try {
    intentsOf(new LayoutFile(bytes, source, port).parsed().layout)
  } catch (cause) {
    if (!(cause instanceof InTotoError)) throw cause
    const { message } = cause
    // An error about a statement names it.
    const [, place] = [...(intents?.places ?? [])].find(([said]) => message.includes(quoteUntrusted(said))) ?? []
    throw new LayoutsError(
      'LAYOUT_UNREADABLE',
      `No verification reads the layout that comes of this source. ${message} Nothing is written.`,
      {
        at: `${escapeUntrusted(source)}${place === undefined ? '' : `:${place.line}:${place.column}`}`,
        cause,
        hint:
          place === undefined
            ? 'Write less of what the message names: fewer steps, legs, patterns or keys.'
            : 'Change this line. What it says is a fault of in-toto-actions to take: please report it with the layout.'
      }
    )
  }
}
