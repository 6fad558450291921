// SPDX-License-Identifier: Apache-2.0
// A step changes some files of many, so between the entries that it changed a section stands as one that was read a moment
// ago, byte by byte. Such runs are compared by the machine's own comparison and taken over with their digests. Of 5000
// files of which 2 in 100 changed, that leaves a fifth of the time of reading each entry: 0.27 ms of 1.3 ms.
import type { Bytes, SameParts } from '../bytes/bytes.ts'
import type { NameList } from './digest-section.ts'

/** Entries that are compared at once. */
const AT_ONCE = 32
/** Entries that are read one by one at most, before another run is looked for. */
const LONGEST_PAUSE = 256

/** A section that was read, and where its entries stand in it. */
export interface ReadSection {
  readonly written: Uint8Array
  readonly list: NameList
  /** In order of the names, 32 bytes each. */
  readonly digests: Uint8Array
  /** Where the name of each begins, from the beginning of the section. */
  readonly starts: Uint32Array
}

/** Looks for runs of entries of one section in another. */
export class KnownEntries {
  readonly #starts: Uint32Array
  readonly #same: SameParts
  /** Entries to be read before it is worth looking again, and how many the last time. */
  #pause = 0
  #paused = 0

  /** @param bytes where the other section stands */
  constructor({ written, starts }: ReadSection, bytes: Uint8Array, port: Bytes) {
    this.#starts = starts
    this.#same = port.compares(bytes, written)
  }

  /**
   * How many entries from `first` on stand at a place of the other document, all up to the name after them. The last entry
   * of the section is never among them: nothing follows it.
   *
   * @param left bytes of the document from that place on
   */
  runAt(position: number, left: number, first: number): number {
    if (this.#pause > 0) {
      this.#pause -= 1
      return 0
    }
    const starts = this.#starts
    const last = starts.length - 1
    let next = first
    let most = Math.min(first + AT_ONCE, last)
    while (next < most && this.#isSame(position, left, first, next, most)) {
      next = most
      most = Math.min(next + AT_ONCE, last)
    }
    // The first entry that differs is among those up to `most`.
    while (most - next > 1) {
      const middle = (next + most) >> 1
      if (this.#isSame(position, left, first, next, middle)) next = middle
      else most = middle
    }
    // Where all has changed, there is nothing to find.
    this.#paused = next > first ? 0 : Math.min(2 * this.#paused + 1, LONGEST_PAUSE)
    this.#pause = this.#paused
    return next - first
  }

  #isSame(position: number, left: number, first: number, from: number, to: number): boolean {
    const starts = this.#starts
    const begin = starts[first] as number
    const [start, end] = [starts[from] as number, starts[to] as number]
    return end - begin <= left && this.#same(position + start - begin, start, end - start)
  }
}
