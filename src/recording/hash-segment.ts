// SPDX-License-Identifier: Apache-2.0
// Files in memory that all threads share: where they lie, and room for their digests. Whoever is free takes the next few
// of them, so that nothing is sent but the memory itself, once. Beside messages with names and digests it saves half of
// the time that the main thread spends on a recording of 50 000 files, and a third of the whole.
import { RecordingError } from './codes.ts'
import { hashFile, type HashOptions } from './hash-file.ts'

/** A segment as it is sent to another thread. */
export interface SegmentMemory {
  readonly memory: ArrayBuffer | SharedArrayBuffer
  /** How many files there are. */
  readonly files: number
  readonly options: HashOptions
}

/** Bytes of a digest, by the name that Node has for the algorithm. */
const DIGEST_BYTES = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const

// Of the numbers in front: the first file that nobody took, how many have their digests, and whether one was refused.
const [TAKEN, DONE, REFUSED, NUMBERS] = [0, 1, 2, 3]

/** What became of a file. `changed`: somebody wrote to it while it was read; that it holds still now is no excuse. */
export type FileState = (typeof STATES)[number]
const STATES = ['open', 'done', 'changed'] as const

/** The bytes of each digest of a file, in their order. */
export function digestLengths({ algorithms, gitId }: HashOptions): number[] {
  return [...algorithms, ...(gitId === undefined ? [] : [gitId])].map((algorithm) => DIGEST_BYTES[algorithm])
}

/** Some files of a run and room for their digests, in memory that threads may share. Whoever is free takes the next files. */
export class HashSegment {
  readonly shared: SegmentMemory
  readonly #numbers: Int32Array
  /** Where each path ends. */
  readonly #ends: Uint32Array
  /** What became of each file. */
  readonly #states: Uint8Array
  readonly #digests: Buffer
  readonly #paths: Buffer
  readonly #lengths: readonly number[]
  readonly #width: number

  /** A segment of these files. @param memory what it lies in: of one thread, or of several */
  static of(
    paths: readonly string[],
    options: HashOptions,
    memory: new (bytes: number) => ArrayBuffer | SharedArrayBuffer
  ): HashSegment {
    const width = digestLengths(options).reduce((sum, length) => sum + length, 0)
    const names = paths.reduce((sum, path) => sum + Buffer.byteLength(path), 0)
    const bytes = 4 * (NUMBERS + paths.length) + paths.length * (1 + width) + names
    const segment = new HashSegment({ memory: new memory(bytes), files: paths.length, options })
    let end = 0
    for (const [index, path] of paths.entries()) {
      end += segment.#paths.write(path, end)
      segment.#ends[index] = end
    }
    return segment
  }

  constructor(shared: SegmentMemory) {
    const { memory, files, options } = shared
    this.shared = shared
    this.#lengths = digestLengths(options)
    this.#width = this.#lengths.reduce((sum, length) => sum + length, 0)
    this.#numbers = new Int32Array(memory, 0, NUMBERS)
    this.#ends = new Uint32Array(memory, 4 * NUMBERS, files)
    const behindEnds = 4 * (NUMBERS + files)
    this.#states = new Uint8Array(memory, behindEnds, files)
    this.#digests = Buffer.from(memory, behindEnds + files, files * this.#width)
    this.#paths = Buffer.from(memory, behindEnds + files * (1 + this.#width))
  }

  /** How many files have their digests. */
  get done(): number {
    return Atomics.load(this.#numbers, DONE)
  }

  /** Whether a thread came by a file that it could not hash, and left the others to whoever finds out why. */
  get isRefused(): boolean {
    return Atomics.load(this.#numbers, REFUSED) === 1
  }

  /**
   * Hashes the next files that nobody took. What is unusual is left without digests, and so are all files after it.
   *
   * @param hash computes the digests of a file
   * @returns whether there may be more
   */
  hashNext(count: number, hash: typeof hashFile = hashFile): boolean {
    const { files, options } = this.shared
    const first = Atomics.add(this.#numbers, TAKEN, count)
    if (first >= files) return false
    const end = Math.min(files, first + count)
    for (let index = first; index < end; index += 1) {
      try {
        this.settle(index, hash(this.#path(index), '', options))
      } catch (error) {
        if (!(error instanceof RecordingError)) throw error
        if (error.code === 'RECORD_FILE_CHANGED') this.#states[index] = STATES.indexOf('changed')
        Atomics.store(this.#numbers, REFUSED, 1)
        this.stop()
        return false
      }
    }
    return end < files
  }

  /** Lets nobody take a file any more. */
  stop(): void {
    Atomics.store(this.#numbers, TAKEN, this.shared.files)
  }

  /** What became of a file, once nobody hashes any more. */
  state(index: number): FileState {
    return STATES[this.#states[index] as number] as FileState
  }

  /** Gives a file its digests, as hex in the order of the algorithms. */
  settle(index: number, digests: readonly string[]): void {
    let start = index * this.#width
    for (const hex of digests) start += this.#digests.write(hex, start, 'hex')
    this.#states[index] = STATES.indexOf('done')
    Atomics.add(this.#numbers, DONE, 1)
  }

  /** The digests of a file, as hex in the order of the algorithms. */
  digests(index: number): string[] {
    let start = index * this.#width
    return this.#lengths.map((length) => {
      const end = start + length
      const hex = this.#digests.toString('hex', start, end)
      start = end
      return hex
    })
  }

  /** Copies the bytes of all digests of a file. */
  copy(index: number, into: Uint8Array, at: number): void {
    const start = index * this.#width
    for (let byte = 0; byte < this.#width; byte += 1) into[at + byte] = this.#digests[start + byte] as number
  }

  #path(index: number): string {
    return this.#paths.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }
}
