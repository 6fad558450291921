// SPDX-License-Identifier: Apache-2.0
// One run of files through all threads. What a thread cannot hash is looked at again here, one file after the other, so
// that the error is that of the first such file, whoever came by first.
import { setImmediate } from 'node:timers/promises'
import { fileChanged, hashFile, type HashOptions } from './hash-file.ts'
import type { HashAnswer, HashJob } from './hash-job.ts'
import { HashSegment } from './hash-segment.ts'

/** A file to hash: where it is, and what the user calls it. */
export interface FileToHash {
  readonly path: string
  readonly name: string
}

/** The digests of files, which are numbered as they were added. */
export interface Digests {
  readonly files: number
  /** As hex, in the order of the algorithms, git's id at the end. */
  readonly of: (file: number) => readonly string[]
  /** Copies the bytes of all digests of a file. */
  readonly copy: (file: number, into: Uint8Array, at: number) => void
}

/** What a run needs of a thread. It never throws; what goes wrong is a value. */
export interface HashingThread {
  run(job: Omit<HashJob, 'id'>): Promise<HashAnswer | Error>
}

/** From so many files, or so many bytes. A thread takes as long to start as 2 000 small files take to hash: 25 ms of a core. */
export const WORKER_PAYS = { files: 2048, bytes: 32 * 1024 * 1024 }
const SEGMENT_FILES = 2048
const BATCH_FILES = 32

/** One run: files are added while they are found, and threads hash them meanwhile where that pays. */
export class HashRun {
  readonly #options: HashOptions
  readonly #threads: () => readonly HashingThread[]
  readonly #hash: typeof hashFile
  readonly #files: FileToHash[] = []
  readonly #segments: HashSegment[] = []
  readonly #answers: Promise<void>[] = []
  #failure: Error | undefined

  /**
   * @param threads starts threads where none runs yet
   * @param hash computes the digests of a file in this thread
   */
  constructor(options: HashOptions, threads: () => readonly HashingThread[], hash: typeof hashFile = hashFile) {
    this.#options = options
    this.#threads = threads
    this.#hash = hash
  }

  /** Adds a file. Where there are many, threads begin with them at once. */
  add(file: FileToHash): void {
    this.#files.push(file)
    if (this.#files.length === (this.#segments.length + 1) * SEGMENT_FILES) this.#share(BATCH_FILES)
  }

  /**
   * The digests of all files that were added.
   *
   * @param bytes about how much they hold together, to judge whether threads pay
   * @param onProgress takes how many files are done
   * @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
   */
  async end(bytes: number, onProgress?: (files: number) => void): Promise<Digests> {
    const files = this.#files.length
    const rest = files - this.#segments.length * SEGMENT_FILES
    const pays = files > 1 && (files >= WORKER_PAYS.files || bytes >= WORKER_PAYS.bytes)
    const batch = pays ? Math.min(BATCH_FILES, Math.ceil(files / 8)) : BATCH_FILES
    if (rest > 0 && pays) this.#share(batch)
    else if (rest > 0) this.#segments.push(this.#segmentOf(ArrayBuffer))
    const tell = (): void => onProgress?.(this.#segments.reduce((sum, { done }) => sum + done, 0))
    for (const segment of this.#segments) {
      while (!this.#isOver() && segment.hashNext(batch, this.#hash)) {
        tell()
        await setImmediate()
      }
    }
    if (this.#isOver()) this.stop()
    await Promise.all(this.#answers)
    if (this.#failure !== undefined) throw this.#failure
    this.#lookAgain()
    if (files > 0) tell()
    return this.#digests()
  }

  /** Lets no thread take a file any more. */
  stop(): void {
    for (const segment of this.#segments) segment.stop()
  }

  #isOver(): boolean {
    return this.#failure !== undefined || this.#segments.some(({ isRefused }) => isRefused)
  }

  /** Gives the files that came last to all threads. */
  #share(batch: number): void {
    const segment = this.#segmentOf(SharedArrayBuffer)
    this.#segments.push(segment)
    for (const thread of this.#threads()) {
      const answered = thread.run({ segment: segment.shared, batch }).then((answer) => {
        if (answer instanceof Error) this.#failure ??= answer
      })
      this.#answers.push(answered)
    }
  }

  #segmentOf(memory: typeof ArrayBuffer | typeof SharedArrayBuffer): HashSegment {
    const paths = this.#files.slice(this.#segments.length * SEGMENT_FILES).map(({ path }) => path)
    return HashSegment.of(paths, this.#options, memory)
  }

  #lookAgain(): void {
    for (const [number, segment] of this.#segments.entries()) {
      if (segment.done === segment.shared.files) continue
      for (let index = 0; index < segment.shared.files; index += 1) {
        const state = segment.state(index)
        if (state === 'done') continue
        const { path, name } = this.#files[number * SEGMENT_FILES + index] as FileToHash
        if (state === 'changed') throw fileChanged(name)
        segment.settle(index, this.#hash(path, name, this.#options))
      }
    }
  }

  #digests(): Digests {
    const segments = [...this.#segments]
    const segmentOf = (file: number): HashSegment => segments[Math.floor(file / SEGMENT_FILES)] as HashSegment
    return {
      files: this.#files.length,
      of: (file) => segmentOf(file).digests(file % SEGMENT_FILES),
      copy: (file, into, at) => segmentOf(file).copy(file % SEGMENT_FILES, into, at)
    }
  }
}
