// SPDX-License-Identifier: Apache-2.0

const UTF8 = new TextEncoder()
/** A character of a text in UTF-16 takes at most so many bytes in UTF-8. */
const MOST_BYTES = 3
/** Characters that are encoded at one time, so that room is never asked for three times what is needed. */
const PART = 8192

/** Puts together a text in UTF-8, behind room that stays free for what is only known at the end. */
export class ByteWriter {
  readonly #room: number
  #bytes: Uint8Array
  #end: number

  /**
   * @param room bytes that stay free in front
   * @param expected about how many bytes are written; more of them cost a copy
   */
  constructor(room: number, expected: number) {
    this.#room = room
    this.#bytes = new Uint8Array(room + expected)
    this.#end = room
  }

  /** Writes a text. It must be well-formed. */
  text(text: string): void {
    for (let start = 0; start < text.length;) {
      // No pair of surrogates is torn apart.
      const cut = start + PART
      const end = cut < text.length && (text.charCodeAt(cut - 1) & 0xfc00) === 0xd800 ? cut - 1 : cut
      const part = text.slice(start, end)
      this.reserve(part.length * MOST_BYTES)
      this.#end += UTF8.encodeInto(part, this.#bytes.subarray(this.#end)).written
      start = end
    }
  }

  /** Writes bytes as they are. */
  bytes(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.#bytes.set(bytes, this.#end)
    this.#end += bytes.length
  }

  /** Where the next byte stands. */
  get end(): number {
    return this.#end
  }

  /** Writes once more what was written between two places. */
  again(start: number, end: number): void {
    const { memory, at } = this.reserve(end - start)
    memory.copyWithin(at, start, end)
    this.#end += end - start
  }

  /** Makes room for so many bytes more. @returns the memory, and where the next byte stands in it */
  reserve(bytes: number): { readonly memory: Uint8Array; readonly at: number } {
    if (this.#end + bytes > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#end + bytes))
      larger.set(this.#bytes.subarray(0, this.#end))
      this.#bytes = larger
    }
    return { memory: this.#bytes, at: this.#end }
  }

  /** Takes over what was written into reserved memory. @param end where the next byte stands */
  advance(end: number): void {
    this.#end = end
  }

  /** What was written, and what is put into the room before it, in one piece of memory. */
  finish(front: (length: number) => Uint8Array): { readonly all: Uint8Array; readonly written: Uint8Array } {
    const written = this.#bytes.subarray(this.#room, this.#end)
    const before = front(written.length)
    if (before.length > this.#room) throw new RangeError('there is less room in front than is needed')
    this.#bytes.set(before, this.#room - before.length)
    return { all: this.#bytes.subarray(this.#room - before.length, this.#end), written }
  }
}
