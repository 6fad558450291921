// SPDX-License-Identifier: Apache-2.0
import type { LinkStore } from './verification.ts'

/** A store that notes how many bytes each file has that was read from it. */
export function rememberReads(store: LinkStore, seen: Map<string, number>): LinkStore {
  return {
    read: async (fileName) => {
      const bytes = await store.read(fileName)
      if (bytes !== undefined) seen.set(fileName, bytes.length)
      return bytes
    },
    release: (bytes) => store.release?.(bytes),
    names: () => store.names(),
    sub: (directoryName) => store.sub(directoryName)
  }
}
