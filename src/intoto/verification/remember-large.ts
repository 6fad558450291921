// SPDX-License-Identifier: Apache-2.0
import type { LinkStore } from './verification.ts'

/** A store that notes the names of files above so many bytes, so that nobody reads such a file twice. */
export function rememberLarge(store: LinkStore, maxBytes: number, large: Set<string>): LinkStore {
  return {
    read: async (fileName) => {
      const bytes = await store.read(fileName)
      if (bytes !== undefined && bytes.length > maxBytes) large.add(fileName)
      return bytes
    },
    names: () => store.names(),
    sub: (directoryName) => store.sub(directoryName)
  }
}
