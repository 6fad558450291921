// SPDX-License-Identifier: Apache-2.0

/** Bytes kept of one stream. */
const MOST_KEPT = 16 * 1024 * 1024

/** What a command printed on one stream, up to a bound. */
export class KeptStream {
  readonly #most: number
  readonly #chunks: Uint8Array[] = []
  #length = 0
  #cut = false

  constructor(most = MOST_KEPT) {
    this.#most = most
  }

  add(chunk: Uint8Array): void {
    const room = this.#most - this.#length
    if (chunk.length > room) this.#cut = true
    if (room === 0) return
    this.#chunks.push(chunk.subarray(0, room))
    this.#length += Math.min(room, chunk.length)
  }

  /** As text: the replacement character stands for bytes that are not UTF-8, and a last line says that text is missing. */
  text(): string {
    // With `stream`, a character that the bound cuts in two is left out in place of becoming a replacement character.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    const text = decoder.decode(Buffer.concat(this.#chunks), { stream: this.#cut })
    return this.#cut ? `${text}\n[cut]\n` : text
  }
}
