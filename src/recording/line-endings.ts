// SPDX-License-Identifier: Apache-2.0

const CR = 0x0d
const LF = 0x0a

/** Turns CR LF and CR into LF, in a stream: a CR at the end of one chunk may belong to an LF at the start of the next. */
export class LineEndings {
  #heldCarriageReturn = false

  push(chunk: Uint8Array): Uint8Array {
    const out = new Uint8Array(chunk.length + 1)
    let length = 0
    for (const byte of chunk) {
      if (this.#heldCarriageReturn) {
        out[length] = LF
        length += 1
        this.#heldCarriageReturn = false
        if (byte === LF) continue
      }
      if (byte === CR) {
        this.#heldCarriageReturn = true
      } else {
        out[length] = byte
        length += 1
      }
    }
    return out.subarray(0, length)
  }

  /** What is left when no more chunks come. */
  end(): Uint8Array {
    return this.#heldCarriageReturn ? Uint8Array.of(LF) : new Uint8Array(0)
  }
}
