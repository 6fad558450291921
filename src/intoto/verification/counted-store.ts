// SPDX-License-Identifier: Apache-2.0
import type { LinkStore } from './verification.ts'
import type { Work } from './work.ts'

/** Opening a file or a directory, in units of work. */
const OPENING = 5000

/** A store whose files count as work: a unit for each byte. */
export function countedStore(store: LinkStore, work: Work): LinkStore {
  return {
    read: async (fileName) => {
      work.spend(OPENING)
      const bytes = await store.read(fileName)
      work.spend(bytes?.length ?? 0)
      return bytes
    },
    release: (bytes) => store.release?.(bytes),
    names: async () => {
      const names = await store.names()
      work.spend(OPENING + names.length)
      return names
    },
    sub: (directoryName) => countedStore(store.sub(directoryName), work)
  }
}
