// SPDX-License-Identifier: Apache-2.0
// The memory that a link may take for its artifacts, beside that of everything else in it. A link of a million honest
// files takes half a gigabyte, which nothing else that a functionary signs may: so what counts as artifacts is told by its
// form, while it is read.
import { LIMITS } from '../../base/limits.ts'
import { isSpace, QUOTE, type JsonTokens } from './json-tokens.ts'
import type { JsonValue } from './json-value.ts'

const OPEN = 0x7b
/** Bytes of memory that verification takes for one file, and as much for what stands there instead. */
const ODD_MEMBER = 800
const ARTIFACTS: readonly string[] = ['materials', 'products']

/**
 * Decides for each member of a document which of two bounds its value is taken off. Off that of artifacts are taken, once
 * `_type` said that this is a link: `materials` and `products`; in them, what maps a path to digests; in that, digests.
 */
export class ArtifactAllowance {
  readonly #tokens: JsonTokens
  /** At which depth the members of the link stand. */
  readonly #top: number
  /** What is left of the bound that is not in `tokens.memory`. */
  #other: number
  #isLink = false
  #within = false
  #digests = 0

  constructor(tokens: JsonTokens, top: number, artifactMemory: number) {
    this.#tokens = tokens
    this.#top = top
    this.#other = artifactMemory
  }

  /** Before the value of a member. Returns whether the bound was changed, which `leave` wants to know. */
  enter(depth: number, name: string): boolean {
    const level = depth - this.#top
    if (level === 1) this.#digests = 0
    const artifact = level === 0 ? this.#isLink && ARTIFACTS.includes(name) && this.#isObject() : this.#fits(level)
    if (artifact === this.#within) return false
    this.#change()
    // What does not count does not count with its name.
    if (!artifact) this.#tokens.spend(ODD_MEMBER + name.length)
    return true
  }

  /** After it. */
  leave(depth: number, name: string, value: JsonValue, changed: boolean): void {
    if (depth === this.#top && name === '_type') this.#isLink = value === 'link'
    if (changed) this.#change()
  }

  #change(): void {
    const { memory } = this.#tokens
    this.#tokens.memory = this.#other
    this.#other = memory
    this.#within = !this.#within
  }

  /** Whether what comes next within artifacts is one more honest entry: digests of a path, or a digest among them. */
  #fits(level: number): boolean {
    if (!this.#within) return false
    if (level === 1) return this.#isObject()
    const tokens = this.#tokens
    tokens.skipSpace()
    this.#digests += 1
    return this.#digests <= LIMITS.digestsOfArtifact && isLong(tokens.bytes, tokens.position)
  }

  /** Whether an object with a member comes next. */
  #isObject(): boolean {
    const tokens = this.#tokens
    tokens.skipSpace()
    const { bytes, position } = tokens
    if (bytes[position] !== OPEN) return false
    let next = position + 1
    while (isSpace(bytes[next])) next += 1
    return bytes[next] === QUOTE
  }
}

/** Whether a string begins here that has as many bytes as a digest. */
function isLong(bytes: Uint8Array, position: number): boolean {
  if (bytes[position] !== QUOTE) return false
  for (let index = 1; index <= LIMITS.shortestDigest; index += 1) if (bytes[position + index] === QUOTE) return false
  return true
}
