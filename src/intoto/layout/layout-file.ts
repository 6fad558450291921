// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { LIMITS } from '../../base/limits.ts'
import { readSignedMetadata, type SignedMetadata } from '../envelope/signed-metadata.ts'
import { parseLayout, type ParsedLayout } from './parse-layout.ts'

const SOURCE_GIVEN =
  'This is a layout source, which people write. Sign it with `layout sign`, and give the file that this writes, .in-toto/root.layout.'
const LOOKED_AT = 10_000

/** Whether a file is YAML as people write it: beside comments, it begins with a member of a mapping. */
function looksLikeSource(bytes: Uint8Array): boolean {
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, LOOKED_AT)).split('\n')
  return lines.some((line) => /^(?:---|\w[\w-]*:)/.test(line))
}

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
    try {
      return (this.#metadata ??= readSignedMetadata(this.bytes, options))
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'JSON_SYNTAX' || !looksLikeSource(this.bytes)) throw error
      throw new CoreError(error.code, error.message, { at: error.at, hint: SOURCE_GIVEN, cause: error })
    }
  }

  /** @throws what `readSignedMetadata` and `parseLayout` throw */
  parsed(): ParsedLayout {
    return (this.#parsed ??= parseLayout(this.metadata().payload))
  }
}
