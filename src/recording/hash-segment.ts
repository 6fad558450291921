// SPDX-License-Identifier: Apache-2.0
// Files in memory that all threads share: where they lie, and room for their digests. Whoever is free takes the next few
// of them, so that nothing is sent but the memory itself, once. Beside messages with names and digests it saves half of
// the time that the main thread spends on a recording of 50 000 files, and a third of the whole.
import { RecordingError } from './codes.ts'
import { hashFile, type hashUnlessLarge, type HashOptions } from './hash-file.ts'

/** A segment as it is sent to another thread. */
export interface SegmentMemory {
  readonly memory: SharedArrayBuffer
  /** How many files there are. */
  readonly files: number
  readonly options: HashOptions
}

/** Files that a segment takes at most. */
export const SEGMENT_FILES = 2048
/** Bytes of the paths that it takes; what nobody writes to costs no memory. A longer path has a segment of its own. */
const PATH_BYTES = 128 * SEGMENT_FILES
/** A character of a text in UTF-16 takes at most so many bytes in UTF-8. */
const MOST_BYTES = 3

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

/** Some files of a run and room for their digests. Whoever is free takes the next files, once all are in. */
export class HashSegment {
  readonly #memory: SharedArrayBuffer
  readonly #options: HashOptions
  #files: number
  readonly #numbers: Int32Array
  /** Where each path ends. */
  readonly #ends: Uint32Array
  /** What became of each file. */
  readonly #states: Uint8Array
  readonly #digests: Buffer
  readonly #paths: Buffer
  readonly #lengths: readonly number[]
  readonly #width: number

  /**
   * A segment that has no file yet.
   *
   * @param used memory of segments that nobody looks at any more; one that is large enough is taken from there
   * @param path that it must have room for
   */
  static empty(options: HashOptions, used: SharedArrayBuffer[] = [], path = ''): HashSegment {
    const width = digestLengths(options).reduce((sum, length) => sum + length, 0)
    const bytes = pathsAt(width) + Math.max(PATH_BYTES, MOST_BYTES * path.length)
    const spare = used.findLastIndex(({ byteLength }) => byteLength >= bytes)
    const memory = spare < 0 ? new SharedArrayBuffer(bytes) : (used.splice(spare, 1)[0] as SharedArrayBuffer)
    const segment = new HashSegment({ memory, files: 0, options })
    if (spare >= 0) segment.#clear()
    return segment
  }

  constructor({ memory, files, options }: SegmentMemory) {
    this.#memory = memory
    this.#options = options
    this.#files = files
    this.#lengths = digestLengths(options)
    this.#width = this.#lengths.reduce((sum, length) => sum + length, 0)
    this.#numbers = new Int32Array(memory, 0, NUMBERS)
    this.#ends = new Uint32Array(memory, 4 * NUMBERS, SEGMENT_FILES)
    this.#states = new Uint8Array(memory, STATES_AT, SEGMENT_FILES)
    this.#digests = Buffer.from(memory, STATES_AT + SEGMENT_FILES, SEGMENT_FILES * this.#width)
    this.#paths = Buffer.from(memory, pathsAt(this.#width))
  }

  /** What another thread needs of it. No file can be added any more. */
  get shared(): SegmentMemory {
    return { memory: this.#memory, files: this.#files, options: this.#options }
  }

  /** How many files there are. */
  get files(): number {
    return this.#files
  }

  /** How many files have their digests. */
  get done(): number {
    return Atomics.load(this.#numbers, DONE)
  }

  /** Whether a thread came by a file that it could not hash, and left the others to whoever finds out why. */
  get isRefused(): boolean {
    return Atomics.load(this.#numbers, REFUSED) === 1
  }

  /** Whether there is room for a file. */
  takes(path: string): boolean {
    const room = this.#paths.length - this.#startOf(this.#files)
    return this.#files < SEGMENT_FILES && MOST_BYTES * path.length <= room
  }

  /** Adds a file that there is room for, before any is hashed. */
  add(path: string): void {
    const start = this.#startOf(this.#files)
    this.#ends[this.#files] = start + this.#paths.write(path, start)
    this.#files += 1
  }

  /**
   * Hashes the next files that nobody took. What is unusual is left without digests, and so are all files after it.
   *
   * @param hash computes the digests of a file; undefined for one that is left to `large`
   * @param large takes each file that is left to whoever calls
   * @returns whether there may be more
   */
  hashNext(count: number, hash: typeof hashUnlessLarge = hashFile, large?: (index: number) => void): boolean {
    const first = Atomics.add(this.#numbers, TAKEN, count)
    if (first >= this.#files) return false
    const end = Math.min(this.#files, first + count)
    for (let index = first; index < end; index += 1) {
      try {
        const digests = hash(this.path(index), '', this.#options)
        if (digests === undefined) large?.(index)
        else this.settle(index, digests)
      } catch (error) {
        this.refuse(index, error)
        return false
      }
    }
    return end < this.#files
  }

  /** Leaves a file without digests, and so all after it that nobody took. @throws what is no fault of a file */
  refuse(index: number, error: unknown): void {
    if (!(error instanceof RecordingError)) throw error
    if (error.code === 'RECORD_FILE_CHANGED') this.#states[index] = STATES.indexOf('changed')
    Atomics.store(this.#numbers, REFUSED, 1)
    this.stop()
  }

  /** Lets nobody take a file any more. */
  stop(): void {
    Atomics.store(this.#numbers, TAKEN, SEGMENT_FILES)
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

  /** Copies the bytes of all digests of some files. */
  copy(index: number, files: number, into: Uint8Array, at: number): void {
    into.set(this.#digests.subarray(index * this.#width, (index + files) * this.#width), at)
  }

  /** Bytes of all digests of a file. */
  get width(): number {
    return this.#width
  }

  /** Where a file lies. */
  path(index: number): string {
    return this.#paths.toString('utf8', this.#startOf(index), this.#ends[index])
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number)
  }

  #clear(): void {
    this.#numbers.fill(0)
    this.#states.fill(STATES.indexOf('open'))
  }
}

const STATES_AT = 4 * (NUMBERS + SEGMENT_FILES)
const pathsAt = (width: number): number => STATES_AT + SEGMENT_FILES * (1 + width)
