// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { answerJob, type HashJob } from '../../src/recording/hash-job.ts'
import type { HashOptions } from '../../src/recording/hash-file.ts'
import { HashPool, type FileToHash, type HashThread } from '../../src/recording/hash-pool.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const OPTIONS: HashOptions = { algorithms: ['sha256'], lineEndings: 'as-is' }
const MANY = 1500
const MUCH = 32 * 1024 * 1024
const sha = (content: string): string => createHash('sha256').update(content).digest('hex')
const directory = directoryWith({ '0': '0', '1': '1', '2': '2' })
const files = (count: number): FileToHash[] =>
  Array.from({ length: count }, (_, index) => ({ path: join(directory, `${index % 3}`), name: `n${index}` }))
const digests = (count: number): string[][] => Array.from({ length: count }, (_, index) => [sha(`${index % 3}`)])

/** A thread that answers in its own time, or not at all. */
class FakeThread extends EventEmitter implements HashThread {
  readonly jobs: HashJob[] = []
  isHeld = false
  isEnded = false
  /** What becomes of a job. */
  onJob: (job: HashJob) => void = (job) => void setImmediate().then(() => this.emit('message', answerJob(job)))

  postMessage(job: HashJob): void {
    this.jobs.push(job)
    this.onJob(job)
  }
  ref(): void {
    this.isHeld = true
  }
  unref(): void {
    this.isHeld = false
  }
  terminate(): Promise<void> {
    this.isEnded = true
    return Promise.resolve()
  }
}

function poolOf(count: number, onJob?: (this: FakeThread, job: HashJob) => void) {
  const threads: FakeThread[] = []
  const pool = new HashPool(count, () => {
    const thread = new FakeThread()
    if (onJob !== undefined) thread.onJob = onJob.bind(thread)
    threads.push(thread)
    return thread
  })
  return { pool, threads }
}

describe('threads are started when they pay', () => {
  test.each([
    ['few small files', 3, 0, 0],
    ['almost many files', MANY - 1, MUCH - 1, 0],
    ['many files', MANY, 0, 2],
    ['few large files', 2, MUCH, 2],
    ['one large file', 1, MUCH, 0]
  ])('%s', async (_what, count, bytes, expected) => {
    const { pool, threads } = poolOf(2)
    expect(await pool.hash(files(count), bytes, OPTIONS)).toEqual(digests(count))
    expect(threads).toHaveLength(expected)
  })
  test('and are kept until the pool is closed', async () => {
    const { pool, threads } = poolOf(2)
    for (let time = 0; time < 2; time += 1) await pool.hash(files(MANY), 0, OPTIONS)
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([false, false])
    await pool.close()
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, true])
    expect(await pool.hash(files(MANY), 0, OPTIONS)).toEqual(digests(MANY))
    expect(threads).toHaveLength(4)
  })
})

describe('jobs', () => {
  test('go to each thread two at a time, and hold each file once', async () => {
    const { pool, threads } = poolOf(2)
    const hashing = pool.hash(files(MANY), 0, OPTIONS)
    expect(threads.map(({ jobs }) => jobs.length)).toEqual([2, 2])
    await hashing
    const jobs = threads.flatMap((thread) => thread.jobs)
    const names = jobs.flatMap((job) => job.names)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length)
    expect(Math.max(...jobs.map((job) => job.paths.length))).toBe(128)
  })
  test('are small when there are few files, so that every thread has some', async () => {
    const { pool, threads } = poolOf(2)
    await pool.hash(files(16), MUCH, OPTIONS)
    expect(threads.map(({ jobs }) => jobs[0]?.paths.length)).toEqual([2, 2])
  })
  test('that are answered in another order have their own digests', async () => {
    const held: (() => void)[] = []
    const { pool } = poolOf(1, function (job) {
      held.push(() => this.emit('message', answerJob(job)))
      if (held.length === 2) for (const answer of held.splice(0).reverse()) answer()
    })
    expect(await pool.hash(files(3), MUCH, OPTIONS)).toEqual(digests(3))
  })
  test('tell how many files are done', async () => {
    const progress: number[] = []
    await poolOf(2).pool.hash(files(MANY), 0, OPTIONS, (done) => progress.push(done))
    expect(progress.at(-1)).toBe(MANY)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })
  test('let other work go on while the main thread hashes', async () => {
    const progress: number[] = []
    const hashing = poolOf(0).pool.hash(files(100), 0, OPTIONS, (done) => progress.push(done))
    expect(progress).toEqual([32])
    await hashing
    expect(progress).toEqual([32, 64, 96, 100])
  })
  test('of no files are none', async () => {
    const { pool, threads } = poolOf(2)
    expect(await pool.hash([], MUCH, OPTIONS)).toEqual([])
    expect(threads).toEqual([])
  })
})

test('a thread holds the process while it has work, and no longer', async () => {
  const { pool, threads } = poolOf(1)
  const hashing = pool.hash(files(MANY), 0, OPTIONS)
  expect(threads[0]?.isHeld).toBe(true)
  await hashing
  expect(threads[0]?.isHeld).toBe(false)
})
test('a thread with one job of two holds the process still', async () => {
  const { pool, threads } = poolOf(1, () => undefined)
  const hashing = pool.hash(files(3), MUCH, OPTIONS)
  const [thread] = threads
  const [first, second] = thread?.jobs ?? []
  if (thread === undefined || first === undefined || second === undefined) throw new Error('two jobs were expected')
  thread.emit('message', answerJob(first))
  expect(thread.isHeld).toBe(true)
  thread.emit('message', answerJob(second))
  expect(thread.isHeld).toBe(false)
  expect(await hashing).toEqual(digests(3))
})
test('an answer to no job is left alone', async () => {
  const { pool } = poolOf(1, function (job) {
    void setImmediate().then(() => {
      this.emit('message', { id: -1, digests: [['0']] })
      this.emit('message', answerJob(job))
      this.emit('message', answerJob(job))
    })
  })
  expect(await pool.hash(files(8), MUCH, OPTIONS)).toEqual(digests(8))
})

describe('a thread that stops', () => {
  test('with an error is a refusal that says why', async () => {
    const cause = new Error('out of memory')
    const { pool } = poolOf(1, function () {
      void setImmediate().then(() => this.emit('error', cause))
    })
    const error = await rejectionOf(pool.hash(files(MANY), 0, OPTIONS))
    expect([error.code, error.cause, error.hint]).toEqual(['RECORD_WORKER_FAILED', cause, expect.stringMatching(/\w/)])
    expect(error.message).toContain('Error: out of memory')
  })
  test('without a word is a refusal too', async () => {
    const { pool } = poolOf(1, function () {
      void setImmediate().then(() => this.emit('exit', 1))
    })
    expect((await rejectionOf(pool.hash(files(MANY), 0, OPTIONS))).code).toBe('RECORD_WORKER_FAILED')
  })
  test('gets no further job, and its first reason stays', async () => {
    const cause = new Error('first')
    const { pool, threads } = poolOf(1, function () {
      void setImmediate().then(() => {
        this.emit('error', cause)
        this.emit('exit', 1)
      })
    })
    await rejectionOf(pool.hash(files(MANY), 0, OPTIONS))
    const before = threads[0]?.jobs.length
    const error = await rejectionOf(pool.hash(files(MANY), 0, OPTIONS))
    expect([error.code, error.cause, threads[0]?.jobs.length]).toEqual(['RECORD_WORKER_FAILED', cause, before])
  })
})

test('after a refusal nothing is hashed any more', async () => {
  const { pool, threads } = poolOf(1)
  const [first, ...others] = files(MANY)
  if (first === undefined) throw new Error('files were expected')
  const progress: number[] = []
  const error = await rejectionOf(
    pool.hash([{ path: directory, name: 'd' }, first, ...others], 0, OPTIONS, (done) => progress.push(done))
  )
  expect(error.code).toBe('RECORD_UNREADABLE')
  const jobs = threads[0]?.jobs.length
  const told = progress.length
  await setImmediate()
  await setImmediate()
  expect([threads[0]?.jobs.length, progress.length]).toEqual([jobs, told])
  expect(Math.max(0, ...progress)).toBeLessThan(MANY)
})

test('real threads give the digests that the main one gives', async () => {
  const pool = new HashPool(2)
  expect(await pool.hash(files(MANY), 0, { ...OPTIONS, lineEndings: 'normalise' })).toEqual(digests(MANY))
  await pool.close()
})
