// SPDX-License-Identifier: Apache-2.0
import { readSignedMetadata, type SignedMetadata } from '../envelope/signed-metadata.ts'
import type { ReadJsonOptions } from '../json/read-json.ts'
import type { ParsedLink } from '../link/parse-link.ts'
import type { KnownLinks } from './known-links.ts'

/** Signed metadata in the place of a link, and its link where that was read before. */
export interface LinkFile {
  readonly metadata: SignedMetadata
  readonly parsed: ParsedLink | undefined
}

/** Reads a file, but for what is known of its very bytes. @throws what `readSignedMetadata` throws */
export async function readLinkFile(
  file: Uint8Array,
  fileName: string,
  known: KnownLinks | undefined,
  options: ReadJsonOptions
): Promise<LinkFile> {
  const before = await known?.findFile(fileName, file, options)
  if (before !== undefined) return before
  const metadata = readSignedMetadata(file, options)
  const { payloadBytes } = metadata
  return {
    metadata,
    parsed: payloadBytes === undefined ? undefined : await known?.find('link', fileName, payloadBytes)
  }
}
