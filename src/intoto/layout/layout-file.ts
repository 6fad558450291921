// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { LIMITS } from '../../base/limits.ts'
import { readSignedMetadata, type SignedMetadata } from '../envelope/signed-metadata.ts'
import { parseLayout, type ParsedLayout } from './parse-layout.ts'

/**
 * A layout as it lies in a file, read when first asked and once, whoever asks: who looks at it before it is verified
 * and who verifies it see one value. Nothing that it says is believed before verification.
 */
export class LayoutFile {
  readonly bytes: Uint8Array
  /** Its name for messages, usually its path. */
  readonly source: string
  readonly #port: Bytes | undefined
  #metadata: SignedMetadata | undefined
  #parsed: ParsedLayout | undefined

  /** @param bytes must not change any more */
  constructor(bytes: Uint8Array, source: string, port?: Bytes) {
    this.bytes = bytes
    this.source = source
    this.#port = port
  }

  /** @throws what `readSignedMetadata` throws */
  metadata(): SignedMetadata {
    const options = { source: this.source, maxBytes: LIMITS.layoutBytes, bytes: this.#port }
    return (this.#metadata ??= readSignedMetadata(this.bytes, options))
  }

  /** @throws what `readSignedMetadata` and `parseLayout` throw */
  parsed(): ParsedLayout {
    return (this.#parsed ??= parseLayout(this.metadata().payload))
  }
}
