// SPDX-License-Identifier: Apache-2.0
// Digests on all cores, while files are still being found. The main thread works too, and looks at its messages between
// short runs.
import { availableParallelism } from 'node:os'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import { RecordingError } from './codes.ts'
import type { HashOptions } from './hash-file.ts'
import type { HashAnswer, HashJob } from './hash-job.ts'
import { HashRun, type HashingThread } from './hash-run.ts'
import { startThread, type WorkerPort } from './hash-thread.ts'
import { takeSpareThread } from './spare-thread.ts'

/** Threads that compute digests. They are started for the first run that pays, and serve all runs until the pool is closed. */
export class HashPool {
  readonly #workers: PooledWorker[] = []
  /** Undefined until the first thread is asked for: counting the cores takes 30 microseconds, each time. */
  #threads: number | undefined
  readonly #start: () => WorkerPort
  /** Memory that runs have used: the second half of a step hashes about as many files as the first. */
  readonly #used: SharedArrayBuffer[] = []

  /** @param threads threads beside the main one; one for each further core by default */
  constructor(threads?: number, start: () => WorkerPort = takeOrStart) {
    this.#threads = threads
    this.#start = start
  }

  /** Begins to hash files, which are added one by one. */
  begin(options: HashOptions): HashRun {
    const threads = (): PooledWorker[] => {
      this.#threads ??= availableParallelism() - 1
      while (this.#workers.length < this.#threads) this.#workers.push(new PooledWorker(this.#start()))
      return this.#workers
    }
    return new HashRun(options, threads, undefined, this.#used)
  }

  /** Ends the threads. The pool can be used again afterwards. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map((worker) => worker.close()))
  }
}

const takeOrStart = (): WorkerPort => takeSpareThread() ?? startThread()

/** A thread and the jobs that it has not answered yet. */
class PooledWorker implements HashingThread {
  readonly #worker: WorkerPort
  readonly #waiting = new Map<number, (answer: HashAnswer | Error) => void>()
  #nextId = 0
  #failure: RecordingError | undefined
  #isClosing = false

  constructor(worker: WorkerPort) {
    this.#worker = worker
    this.#worker.on('message', (answer) => {
      this.#waiting.get(answer.id)?.(answer)
      this.#waiting.delete(answer.id)
      // An idle thread keeps no process that has nothing else to wait for.
      if (this.#waiting.size === 0 && !this.#isClosing) this.#worker.unref()
    })
    this.#worker.on('error', (error) => this.#stop(error))
    this.#worker.on('exit', () => this.#stop(undefined))
  }

  run(job: Omit<HashJob, 'id'>): Promise<HashAnswer | Error> {
    if (this.#failure !== undefined) return Promise.resolve(this.#failure)
    const id = (this.#nextId += 1)
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#worker.ref()
      this.#worker.postMessage({ id, ...job })
    })
  }

  async close(): Promise<void> {
    // A last answer may come in between; without the thread nothing would keep the process until it has ended.
    this.#isClosing = true
    await this.#worker.terminate()
  }

  #stop(cause: unknown): void {
    const why = cause instanceof Error ? `: ${escapeUntrusted(`${cause.name}: ${cause.message}`)}` : ' without a word'
    this.#failure ??= new RecordingError('RECORD_WORKER_FAILED', `A thread that computes digests stopped${why}.`, {
      cause,
      hint: 'Most likely the machine lacks memory. Record again when fewer programs run, or where there is more.'
    })
    for (const resolve of this.#waiting.values()) resolve(this.#failure)
    this.#waiting.clear()
  }
}
