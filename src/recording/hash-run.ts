// SPDX-License-Identifier: Apache-2.0
// One run of files through all threads. What a thread cannot hash is looked at again here, one file after the other, so
// that the error is that of the first such file, whoever came by first.
import { setImmediate } from 'node:timers/promises'
import { fileChanged, hashFile, hashUnlessLarge, type HashOptions } from './hash-file.ts'
import { hashLargeFile } from './hash-large-file.ts'
import type { HashAnswer, HashJob } from './hash-job.ts'
import { HashSegment, SEGMENT_FILES } from './hash-segment.ts'

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
  /** Copies the bytes of all digests of some files, from one on. */
  readonly copy: (file: number, files: number, into: Uint8Array, at: number) => void
}

/** What a run needs of a thread. It never throws; what goes wrong is a value. */
export interface HashingThread {
  run(job: Omit<HashJob, 'id'>): Promise<HashAnswer | Error>
}

/** From so many files, or so many bytes. A thread takes as long to start as 2 000 small files take to hash: 25 ms of a core. */
export const WORKER_PAYS = { files: 2048, bytes: 32 * 1024 * 1024 }
const BATCH_FILES = 32

/** One run: files are added while they are found, and threads hash them meanwhile where that pays. */
export class HashRun {
  readonly #options: HashOptions
  readonly #threads: () => readonly HashingThread[]
  readonly #hash: typeof hashUnlessLarge
  /** Memory of segments that nobody looks at any more. */
  readonly #used: SharedArrayBuffer[]
  /** What the user calls each file. */
  readonly #names: string[] = []
  /** Those that threads have a part of, and the last one, which files are added to. */
  readonly #segments: HashSegment[] = []
  /** The first file of each segment. */
  readonly #firsts: number[] = []
  #shared = 0
  readonly #answers: Promise<void>[] = []
  #failure: Error | undefined

  /**
   * @param threads starts threads where none runs yet
   * @param hash computes the digests of a file in this thread
   * @param used memory of segments of earlier runs, which is taken from there, and given back
   */
  constructor(
    options: HashOptions,
    threads: () => readonly HashingThread[],
    hash: typeof hashUnlessLarge = hashUnlessLarge,
    used: SharedArrayBuffer[] = []
  ) {
    this.#options = options
    this.#threads = threads
    this.#hash = hash
    this.#used = used
  }

  /** Adds a file. Where there are many, threads begin with them at once. */
  add({ path, name }: FileToHash): void {
    if (this.#shared < this.#segments.length && !this.#last().takes(path)) this.#share(BATCH_FILES)
    if (this.#shared === this.#segments.length) this.#open(path)
    this.#last().add(path)
    this.#names.push(name)
    if (this.#last().files === SEGMENT_FILES) this.#share(BATCH_FILES)
  }

  /**
   * The digests of all files that were added.
   *
   * @param bytes about how much they hold together, to judge whether threads pay
   * @param onProgress takes how many files are done
   * @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
   */
  async end(bytes: number, onProgress?: (files: number) => void): Promise<Digests> {
    const files = this.#names.length
    const pays = files > 1 && (files >= WORKER_PAYS.files || bytes >= WORKER_PAYS.bytes)
    const batch = pays ? Math.min(BATCH_FILES, Math.ceil(files / 8)) : BATCH_FILES
    if (this.#shared < this.#segments.length && pays) this.#share(batch)
    const tell = (): void => onProgress?.(this.#segments.reduce((sum, { done }) => sum + done, 0))
    for (const segment of this.#segments) {
      for (let isMore = true; isMore && !this.#isOver();) {
        const large: number[] = []
        isMore = segment.hashNext(batch, this.#hash, (index) => large.push(index))
        if (large.length > 0) await this.#hashLarge(segment, large)
        if (!isMore) break
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

  /** Gives its memory to the next run. The digests are gone, and nothing else may be asked. */
  free(): void {
    for (const segment of this.#segments.splice(0)) this.#used.push(segment.shared.memory)
  }

  async #hashLarge(segment: HashSegment, files: readonly number[]): Promise<void> {
    for (const index of files) {
      if (this.#isOver()) return
      try {
        segment.settle(index, await hashLargeFile(segment.path(index), '', this.#options))
      } catch (error) {
        segment.refuse(index, error)
      }
    }
  }

  #isOver(): boolean {
    return this.#failure !== undefined || this.#segments.some(({ isRefused }) => isRefused)
  }

  #last(): HashSegment {
    return this.#segments.at(-1) as HashSegment
  }

  /** Begins a segment for the next files. */
  #open(path: string): void {
    this.#segments.push(HashSegment.empty(this.#options, this.#used, path))
    this.#firsts.push(this.#names.length)
  }

  /** Gives the files that came last to all threads. */
  #share(batch: number): void {
    const segment = this.#last()
    this.#shared = this.#segments.length
    for (const thread of this.#threads()) {
      const answered = thread.run({ segment: segment.shared, batch }).then((answer) => {
        if (answer instanceof Error) this.#failure ??= answer
      })
      this.#answers.push(answered)
    }
  }

  #lookAgain(): void {
    for (const [number, segment] of this.#segments.entries()) {
      if (segment.done === segment.files) continue
      for (let index = 0; index < segment.files; index += 1) {
        const state = segment.state(index)
        if (state === 'done') continue
        const name = this.#names[(this.#firsts[number] as number) + index] as string
        if (state === 'changed') throw fileChanged(name)
        const path = segment.path(index)
        segment.settle(index, this.#hash(path, name, this.#options) ?? hashFile(path, name, this.#options))
      }
    }
  }

  #digests(): Digests {
    const [segments, firsts] = [this.#segments, this.#firsts]
    // None holds more files than this, and few hold less.
    const numberOf = (file: number): number => {
      let number = Math.floor(file / SEGMENT_FILES)
      while ((firsts[number + 1] ?? Infinity) <= file) number += 1
      return number
    }
    const at = <T>(file: number, work: (segment: HashSegment, index: number) => T): T => {
      const number = numberOf(file)
      return work(segments[number] as HashSegment, file - (firsts[number] as number))
    }
    return {
      files: this.#names.length,
      of: (file) => at(file, (segment, index) => segment.digests(index)),
      copy: (file, count, into, to) => {
        for (let done = 0; done < count;)
          done += at(file + done, (segment, index) => {
            const here = Math.min(count - done, segment.files - index)
            segment.copy(index, here, into, to + done * segment.width)
            return here
          })
      }
    }
  }
}
