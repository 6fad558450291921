// SPDX-License-Identifier: Apache-2.0
// Digests on all cores. The main thread works too and looks at its messages between short runs; each other thread has
// two jobs at a time, so that it never waits for the main thread.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { RecordingError } from './codes.ts'
import type { HashOptions } from './hash-file.ts'
import { answerJob, digestsOf, type HashAnswer, type HashJob } from './hash-job.ts'

/** A file to hash: where it is, and what the user calls it. */
export interface FileToHash {
  readonly path: string
  readonly name: string
}

// Starting a thread costs as much as hashing some hundred small files.
const WORKER_PAYS = { files: 1500, bytes: 32 * 1024 * 1024 }
const JOB_FILES = 128
const MAIN_FILES = 32

/** What the pool needs of a thread. */
export interface HashThread {
  on(event: 'message', listener: (answer: HashAnswer) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'exit', listener: () => void): unknown
  postMessage(job: HashJob): void
  ref(): void
  unref(): void
  terminate(): Promise<unknown>
}

export class HashPool {
  readonly #workers: PooledWorker[] = []
  readonly #threads: number
  readonly #start: () => HashThread
  #nextId = 0

  /** @param threads threads beside the main one; all cores by default */
  constructor(threads: number = availableParallelism() - 1, start: () => HashThread = () => new Worker(workerUrl())) {
    this.#threads = threads
    this.#start = start
  }

  /**
   * The digests of files, in their order.
   *
   * @param bytes about how much they hold together, to judge whether threads pay
   * @throws RECORD_UNREADABLE, RECORD_FILE_CHANGED, RECORD_WORKER_FAILED
   */
  async hash(
    files: readonly FileToHash[],
    bytes: number,
    options: HashOptions,
    onProgress?: (files: number) => void
  ): Promise<(readonly string[])[]> {
    const results: (readonly string[])[] = Array.from({ length: files.length })
    const pays = files.length > 1 && (files.length >= WORKER_PAYS.files || bytes >= WORKER_PAYS.bytes)
    if (pays) while (this.#workers.length < this.#threads) this.#workers.push(new PooledWorker(this.#start()))
    const jobFiles = Math.max(1, Math.min(JOB_FILES, Math.ceil(files.length / 8)))
    let next = 0
    let done = 0
    const take = (count: number): [start: number, job: HashJob] | undefined => {
      if (next >= files.length) return undefined
      const start = next
      next = Math.min(files.length, next + count)
      const slice = files.slice(start, next)
      return [
        start,
        { id: (this.#nextId += 1), paths: slice.map(({ path }) => path), names: slice.map(({ name }) => name), options }
      ]
    }
    const store = (start: number, answer: HashAnswer): void => {
      const digests = digestsOf(answer)
      for (const [index, digest] of digests.entries()) results[start + index] = digest
      done += digests.length
      onProgress?.(done)
    }
    const feed = async (worker: PooledWorker): Promise<void> => {
      for (let taken = take(jobFiles); taken !== undefined; taken = take(jobFiles)) {
        store(taken[0], await worker.run(taken[1]))
      }
    }
    const feeds = pays ? this.#workers.flatMap((worker) => [feed(worker), feed(worker)]) : []
    const own = (async (): Promise<void> => {
      const count = pays ? Math.min(MAIN_FILES, jobFiles) : MAIN_FILES
      for (let taken = take(count); taken !== undefined; taken = take(count)) {
        store(taken[0], answerJob(taken[1]))
        await setImmediate()
      }
    })()
    try {
      await Promise.all([own, ...feeds])
    } catch (error) {
      next = files.length
      await Promise.allSettled([own, ...feeds])
      throw error
    }
    return results
  }

  /** Ends the threads. The pool can be used again afterwards. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.close()))
  }
}

/** A thread and the jobs that it has not answered yet. */
class PooledWorker {
  readonly #worker: HashThread
  readonly #waiting = new Map<number, { resolve: (answer: HashAnswer) => void; reject: (error: Error) => void }>()
  #failure: RecordingError | undefined

  constructor(worker: HashThread) {
    this.#worker = worker
    this.#worker.on('message', (answer) => {
      this.#waiting.get(answer.id)?.resolve(answer)
      this.#waiting.delete(answer.id)
      // An idle thread keeps no process that has nothing else to wait for.
      if (this.#waiting.size === 0) this.#worker.unref()
    })
    this.#worker.on('error', (error) => this.#stop(error))
    this.#worker.on('exit', () => this.#stop(undefined))
  }

  run(job: HashJob): Promise<HashAnswer> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#waiting.set(job.id, { resolve, reject })
      this.#worker.ref()
      this.#worker.postMessage(job)
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #stop(cause: unknown): void {
    const why = cause instanceof Error ? `: ${escapeUntrusted(`${cause.name}: ${cause.message}`)}` : ' without a word'
    this.#failure ??= new RecordingError('RECORD_WORKER_FAILED', `A thread that computes digests stopped${why}.`, {
      cause,
      hint: 'Most likely the machine lacks memory. Record again when fewer programs run, or where there is more.'
    })
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#waiting.clear()
  }
}

/** The worker's file: beside the bundle or one folder above it, or beside this source when that runs as it is. */
function workerUrl(): URL {
  const places = ['./hash-worker.mjs', '../hash-worker.mjs', './hash-worker.ts']
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(fileURLToPath(url)))
  if (found === undefined)
    throw new RecordingError('RECORD_WORKER_FAILED', 'The file hash-worker.mjs is missing beside the program.', {
      hint: 'Install the program again, with all files of `dist`.'
    })
  return found
}
