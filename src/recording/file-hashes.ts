// SPDX-License-Identifier: Apache-2.0
import { createHash, type Hash } from 'node:crypto'
import type { HashOptions } from './hash-options.ts'
import { LineEndings } from './line-endings.ts'

/** The digests of a file whose bytes come one part after the other. */
export class FileHashes {
  readonly #hashes: readonly Hash[]
  /** Of the bytes as they are. */
  readonly #ids: readonly Hash[]
  readonly #endings: LineEndings | undefined

  /** @param size bytes of the whole file */
  constructor({ algorithms, lineEndings, gitId }: HashOptions, size: number) {
    this.#hashes = algorithms.map((algorithm) => createHash(algorithm))
    this.#ids = gitId === undefined ? [] : [createHash(gitId).update(`blob ${size}\0`)]
    this.#endings = lineEndings === 'normalise' ? new LineEndings() : undefined
  }

  update(content: Uint8Array): void {
    for (const id of this.#ids) id.update(content)
    const counted = this.#endings === undefined ? content : this.#endings.push(content)
    for (const hash of this.#hashes) hash.update(counted)
  }

  /** As hex in the order of the algorithms, git's id at the end. */
  end(): string[] {
    if (this.#endings !== undefined) {
      const rest = this.#endings.end()
      for (const hash of this.#hashes) hash.update(rest)
    }
    return [...this.#hashes, ...this.#ids].map((each) => each.digest('hex'))
  }
}
