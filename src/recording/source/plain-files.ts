// SPDX-License-Identifier: Apache-2.0
// Most files of a checkout are their blobs, and have the mode of the commit. What judges the others passes over these, which
// spares a comparison a tenth of its time; they are looked at where they speak against a machine that would convert them.
import { isPinned } from './checkout-bytes.ts'
import type { TrackedFile } from './tracked-file.ts'

/** Whether nothing but its bytes tells a file from what a machine without settings writes. */
function isTold({ kind, look, conversion }: TrackedFile): boolean {
  if (look.kind !== 'file' || kind === 'link' || look.executable !== (kind === 'executable')) return false
  return conversion === undefined || !isPinned(conversion)
}

/** The files that are what a machine without settings checks out, as far as their bytes say it at once. */
export class PlainFiles {
  /** Their SHA-256 by git's id of them. */
  readonly digests = new Map<string, string>()
  readonly #disk: ReadonlyMap<string, string>
  readonly #gitIds: ReadonlyMap<string, string>

  /**
   * @param disk SHA-256 of what lies there, by the names of files
   * @param gitIds what git calls the same bytes
   */
  constructor(files: Iterable<TrackedFile>, disk: ReadonlyMap<string, string>, gitIds: ReadonlyMap<string, string>) {
    this.#disk = disk
    this.#gitIds = gitIds
    // Two contents under one id are no accident: which of them git has, its objects must say.
    const torn = new Set<string>()
    for (const { name, id } of files) {
      const sha256 = disk.get(name)
      if (sha256 === undefined || gitIds.get(name) !== id) continue
      if ((this.digests.get(id) ?? sha256) !== sha256) torn.add(id)
      this.digests.set(id, sha256)
    }
    for (const id of torn) this.digests.delete(id)
  }

  has(file: TrackedFile): boolean {
    const { name, id } = file
    const sha256 = this.#disk.get(name)
    return sha256 !== undefined && this.#gitIds.get(name) === id && this.digests.get(id) === sha256 && isTold(file)
  }
}
