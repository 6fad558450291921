// SPDX-License-Identifier: Apache-2.0
// Blobs with their digests; those that are small enough with their content, too.
import { createHash, type Hash } from 'node:crypto'
import { tooLarge } from './commit-tree.ts'
import { readObjects, type ObjectSink } from './read-objects.ts'
import type { Repository } from './repository.ts'

export interface Blob {
  readonly id: string
  readonly sha256: string
  /** Undefined for a large one. Valid until the next blob comes. */
  readonly content: Buffer | undefined
}

/** Bytes of the largest blob that is kept in memory beside the stream. */
const KEPT_BYTES = 4 * 1024 * 1024

/**
 * Reads blobs one after the other.
 *
 * @param most bytes of all together
 * @throws SOURCE_UNREADABLE, SOURCE_TOO_LARGE
 */
export async function readBlobs(
  repository: Repository,
  ids: readonly string[],
  most: number,
  take: (blob: Blob) => void
): Promise<void> {
  let bytes = 0
  let [current, size] = ['', 0]
  let pieces: Buffer[] = []
  let hash: Hash = createHash('sha256')
  const sink: ObjectSink = {
    begin: (id, length) => {
      bytes += length
      if (bytes > most) throw tooLarge(`more than ${most} bytes`)
      ;[current, size, pieces, hash] = [id, length, [], createHash('sha256')]
    },
    data: (piece) => {
      hash.update(piece)
      if (size <= KEPT_BYTES) pieces.push(piece)
    },
    end: () => {
      const content = size > KEPT_BYTES ? undefined : pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)
      take({ id: current, sha256: hash.digest('hex'), content })
    }
  }
  await readObjects(repository, ids, 'blob', sink)
}
