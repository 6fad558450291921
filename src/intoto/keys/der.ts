// SPDX-License-Identifier: Apache-2.0
// Just enough DER (X.690) for public keys. Every length and every integer has one spelling here; the longer ones of BER
// are refused, and so is what follows an element where nothing may.
import { concatBytes } from '../bytes/concat-bytes.ts'
import { toHex } from '../bytes/hex.ts'
import { unreadableKey } from './key-errors.ts'

export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30
} as const

/** Reads elements one after the other. What is not DER throws KEY_UNREADABLE. */
export class DerReader {
  readonly #bytes: Uint8Array
  readonly #where: string
  #position = 0

  constructor(bytes: Uint8Array, where: string) {
    this.#bytes = bytes
    this.#where = where
  }

  /** The tag of what comes next, undefined at the end. */
  get next(): number | undefined {
    return this.#bytes[this.#position]
  }

  /** The content of the next element, which must have this tag. @throws KEY_UNREADABLE */
  content(tag: number): Uint8Array {
    if (this.next !== tag) throw this.#refuse()
    const length = this.#length()
    const start = this.#position
    if (length > this.#bytes.length - start) throw this.#refuse()
    this.#position = start + length
    return this.#bytes.subarray(start, this.#position)
  }

  /** A reader of what is in the next element. @throws KEY_UNREADABLE */
  within(tag: number): DerReader {
    return new DerReader(this.content(tag), this.#where)
  }

  /** A non-negative integer, its bytes without the sign. @throws KEY_UNREADABLE */
  integer(): Uint8Array {
    const bytes = this.content(TAG.integer)
    const [first, second = 0xff] = bytes
    if (first === undefined || first > 0x7f || (first === 0 && second < 0x80)) throw this.#refuse()
    return first === 0 ? bytes.subarray(1) : bytes
  }

  /** An object identifier, as the hex of its content. @throws KEY_UNREADABLE */
  objectIdentifier(): string {
    return toHex(this.content(TAG.objectIdentifier))
  }

  /** A bit string of whole bytes. @throws KEY_UNREADABLE */
  bitString(): Uint8Array {
    const bytes = this.content(TAG.bitString)
    if (bytes[0] !== 0) throw this.#refuse()
    return bytes.subarray(1)
  }

  /** What is left. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#position)
  }

  /** @throws KEY_UNREADABLE when something is left */
  end(): void {
    if (this.next !== undefined) throw this.#refuse()
  }

  /** Steps over tag and length. */
  #length(): number {
    const first = this.#bytes[this.#position + 1]
    this.#position += 2
    if (first === undefined) throw this.#refuse()
    if (first < 0x80) return first
    const count = first - 0x80
    let length = 0
    for (const byte of this.#bytes.subarray(this.#position, this.#position + count)) length = length * 0x100 + byte
    this.#position += count
    // The shortest spelling is the only one: without it, there would also be no length until an end.
    if (length < 0x80 || length < 0x100 ** (count - 1)) throw this.#refuse()
    return length
  }

  #refuse(): Error {
    return unreadableKey('The PEM block holds more than a key, or a key that is not in DER form.', this.#where)
  }
}

/** One element. */
export function derElement(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts)
  return concatBytes(new Uint8Array([tag, ...lengthBytes(content.length)]), content)
}

/** A non-negative integer. */
export function derInteger(value: bigint): Uint8Array {
  const bytes = bytesOfNumber(value)
  return derElement(TAG.integer, (bytes[0] as number) > 0x7f ? new Uint8Array(1) : new Uint8Array(), bytes)
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

/** The number that bytes spell, the most significant first. */
export function numberOfBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x0${toHex(bytes)}`)
}

/** The bytes of a number, the most significant first: as few as do, or as many as told. */
export function bytesOfNumber(value: bigint, length?: number): Uint8Array {
  const hex = value.toString(16)
  const digits = length === undefined ? hex.length + (hex.length % 2) : length * 2
  return Uint8Array.from(hex.padStart(digits, '0').match(/../g) as string[], (pair) => Number.parseInt(pair, 16))
}
