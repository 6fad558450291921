// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { symlinkSync, writeFileSync } from 'node:fs'
import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { answerJob, type HashJob } from '../../src/recording/hash-job.ts'
import { RecordingError } from '../../src/recording/codes.ts'
import { fileChanged, hashFile, type hashUnlessLarge, type HashOptions } from '../../src/recording/hash-file.ts'
import { HashPool } from '../../src/recording/hash-pool.ts'
import { HashRun, type FileToHash } from '../../src/recording/hash-run.ts'
import { HashSegment } from '../../src/recording/hash-segment.ts'
import type { WorkerPort } from '../../src/recording/hash-thread.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const OPTIONS: HashOptions = { algorithms: ['sha256'], lineEndings: 'as-is' }
const MANY = 2048
const MUCH = 32 * 1024 * 1024
const sha = (content: string): string => createHash('sha256').update(content).digest('hex')
const directory = directoryWith({ '0': '0', '1': '1', '2': '2' })
const files = (count: number): FileToHash[] =>
  Array.from({ length: count }, (_, index) => ({ path: join(directory, `${index % 3}`), name: `n${index}` }))
const digests = (count: number): string[][] => Array.from({ length: count }, (_, index) => [sha(`${index % 3}`)])

/** A thread that answers in its own time, or not at all. */
class FakeThread extends EventEmitter implements WorkerPort {
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

/** Hashes files, and gives the digests of each. */
async function hash(
  pool: HashPool,
  list: readonly FileToHash[],
  bytes: number,
  onProgress?: (files: number) => void,
  options = OPTIONS
): Promise<(readonly string[])[]> {
  const run = pool.begin(options)
  for (const file of list) run.add(file)
  const found = await run.end(bytes, onProgress)
  return Array.from({ length: found.files }, (_, index) => found.of(index))
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
    expect(await hash(pool, files(count), bytes)).toEqual(digests(count))
    expect(threads).toHaveLength(expected)
  })
  test('and are kept until the pool is closed', async () => {
    const { pool, threads } = poolOf(2)
    for (let time = 0; time < 2; time += 1) await hash(pool, files(MANY), 0)
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([false, false])
    await pool.close()
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, true])
    expect(await hash(pool, files(MANY), 0)).toEqual(digests(MANY))
    expect(threads).toHaveLength(4)
  })
})

describe('files are shared', () => {
  test('while others are still being found', async () => {
    const { pool, threads } = poolOf(2)
    const run = pool.begin(OPTIONS)
    const all = files(5000)
    for (const file of all.slice(0, 2047)) run.add(file)
    expect(threads).toHaveLength(0)
    for (const file of all.slice(2047, 4200)) run.add(file)
    expect(threads.map(({ jobs }) => jobs.length)).toEqual([2, 2])
    for (const file of all.slice(4200)) run.add(file)
    const found = await run.end(0)
    expect(threads.map(({ jobs }) => jobs.length)).toEqual([3, 3])
    expect([found.files, found.of(0), found.of(2048), found.of(4999)]).toEqual([
      5000,
      [sha('0')],
      [sha('2')],
      [sha('1')]
    ])
  })
  test('and their digests are copied as if they lay side by side', async () => {
    const run = poolOf(2).pool.begin(OPTIONS)
    for (const file of files(5000)) run.add(file)
    const found = await run.end(0)
    const copied = (first: number, count: number): string[] => {
      const bytes = Buffer.alloc(32 * (count + 1))
      found.copy(first, count, bytes, 32)
      return Array.from({ length: count }, (_, index) => bytes.toString('hex', 32 * (index + 1), 32 * (index + 2)))
    }
    const expected = digests(5000).flat()
    expect([copied(0, 5000), copied(2000, 100), copied(4999, 1)]).toEqual([
      expected,
      expected.slice(2000, 2100),
      expected.slice(4999)
    ])
  })
  test('and each is hashed once, whoever takes it', async () => {
    const { pool, threads } = poolOf(2)
    expect(await hash(pool, files(MANY), 0)).toEqual(digests(MANY))
    const jobs = threads.flatMap((thread) => thread.jobs)
    expect(new Set(jobs.map(({ segment }) => segment.memory)).size).toBe(1)
    expect(jobs.map(({ batch }) => batch)).toEqual([32, 32])
    expect(new HashSegment((jobs[0] as HashJob).segment).done).toBe(MANY)
  })
  test('and none is lost where long paths leave room for few', async () => {
    const { pool, threads } = poolOf(1)
    const deep = (index: number): FileToHash => ({
      path: `${directory}/${'./'.repeat(index % 7 === 0 ? 1900 : 1)}${index % 3}`,
      name: `n${index}`
    })
    expect(
      await hash(
        pool,
        Array.from({ length: 3000 }, (_, index) => deep(index)),
        0
      )
    ).toEqual(digests(3000))
    expect(threads[0]?.jobs.length).toBeGreaterThan(2)
    const gone = [...Array.from({ length: 2999 }, (_, index) => deep(index)), { path: directory, name: 'the last' }]
    expect((await rejectionOf(hash(pool, gone, 0))).message).toContain('"the last"')
  })
  test('in memory that the run before had, once it is free', async () => {
    const { pool, threads } = poolOf(1)
    const memories = (): Set<unknown> => new Set(threads[0]?.jobs.map(({ segment }) => segment.memory))
    for (let time = 0; time < 3; time += 1) {
      const run = pool.begin(OPTIONS)
      for (const file of files(5000)) run.add(file)
      const found = await run.end(0)
      expect([found.of(0), found.of(4999)]).toEqual([[sha('0')], [sha('1')]])
      run.free()
    }
    expect(memories().size).toBe(3)
    await hash(pool, files(5000), 0)
    await hash(pool, files(5000), 0)
    expect(memories().size).toBe(6)
  })
  test('in small parts when there are few, so that every thread has some', async () => {
    const { pool, threads } = poolOf(2)
    expect(await hash(pool, files(16), MUCH)).toEqual(digests(16))
    expect(threads.map(({ jobs }) => jobs[0]?.batch)).toEqual([2, 2])
  })
  test('and the progress is told', async () => {
    const progress: number[] = []
    await hash(poolOf(2).pool, files(MANY), 0, (done) => progress.push(done))
    expect(progress.at(-1)).toBe(MANY)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })
  test('and other work goes on while the main thread hashes', async () => {
    const progress: number[] = []
    const hashing = hash(poolOf(0).pool, files(100), 0, (done) => progress.push(done))
    expect(progress).toEqual([32])
    await hashing
    expect(progress).toEqual([32, 64, 96, 100])
  })
  test('and no files have no digests', async () => {
    const { pool, threads } = poolOf(2)
    const progress: number[] = []
    expect(await hash(pool, [], MUCH, (done) => progress.push(done))).toEqual([])
    expect([threads, progress]).toEqual([[], []])
  })
})

test('a thread holds the process while it has work, and no longer', async () => {
  const { pool, threads } = poolOf(1)
  const hashing = hash(pool, files(MANY), 0)
  expect(threads[0]?.isHeld).toBe(true)
  await hashing
  expect(threads[0]?.isHeld).toBe(false)
})
test('a thread with one job of two holds the process still', async () => {
  const { pool, threads } = poolOf(1, () => undefined)
  const hashing = hash(pool, files(3000), 0)
  const [thread] = threads
  const [first, second] = thread?.jobs ?? []
  if (thread === undefined || first === undefined || second === undefined) throw new Error('two jobs were expected')
  thread.emit('message', answerJob(first))
  expect(thread.isHeld).toBe(true)
  thread.emit('message', answerJob(second))
  expect(thread.isHeld).toBe(false)
  expect(await hashing).toEqual(digests(3000))
})
test('a thread that is ended keeps the process until it has, also when an answer comes in between', async () => {
  const { pool, threads } = poolOf(1, () => undefined)
  const run = pool.begin(OPTIONS)
  for (const file of files(2048)) run.add(file)
  run.stop()
  const thread = threads[0] as FakeThread
  const ended = pool.close()
  thread.emit('message', answerJob(thread.jobs[0] as HashJob))
  expect(thread.isHeld).toBe(true)
  await ended
})
test('an answer to no job is left alone', async () => {
  const { pool } = poolOf(1, function (job) {
    void setImmediate().then(() => {
      this.emit('message', { id: -1 })
      this.emit('message', answerJob(job))
      this.emit('message', answerJob(job))
    })
  })
  expect(await hash(pool, files(8), MUCH)).toEqual(digests(8))
})

describe('a thread that stops', () => {
  test('with an error is a refusal that says why', async () => {
    const cause = new Error('out of memory')
    const { pool } = poolOf(1, function () {
      void setImmediate().then(() => this.emit('error', cause))
    })
    const error = await rejectionOf(hash(pool, files(MANY), 0))
    expect([error.code, error.cause, error.hint]).toEqual(['RECORD_WORKER_FAILED', cause, expect.stringMatching(/\w/)])
    expect(error.message).toContain('Error: out of memory')
  })
  test('without a word is a refusal too', async () => {
    const { pool } = poolOf(1, function () {
      void setImmediate().then(() => this.emit('exit', 1))
    })
    expect((await rejectionOf(hash(pool, files(MANY), 0))).code).toBe('RECORD_WORKER_FAILED')
  })
  test('gets no further job, and its first reason stays', async () => {
    const cause = new Error('first')
    const { pool, threads } = poolOf(1, function () {
      void setImmediate().then(() => {
        this.emit('error', cause)
        this.emit('exit', 1)
      })
    })
    await rejectionOf(hash(pool, files(MANY), 0))
    const before = threads[0]?.jobs.length
    const error = await rejectionOf(hash(pool, files(MANY), 0))
    expect([error.code, error.cause, threads[0]?.jobs.length]).toEqual(['RECORD_WORKER_FAILED', cause, before])
  })
})

describe('a file that cannot be hashed', () => {
  const gone = (name: string): FileToHash => ({ path: directory, name })

  test('is refused under the name that the user knows, and nothing is hashed any more', async () => {
    const { pool, threads } = poolOf(1)
    const progress: number[] = []
    const list = [gone('the name'), ...files(MANY)]
    const error = await rejectionOf(hash(pool, list, 0, (done) => progress.push(done)))
    expect([error.code, error.message]).toEqual(['RECORD_UNREADABLE', expect.stringContaining('"the name"')])
    const jobs = threads[0]?.jobs.length
    const told = progress.length
    await setImmediate()
    await setImmediate()
    expect([threads[0]?.jobs.length, progress.length]).toEqual([jobs, told])
    expect(Math.max(0, ...progress)).toBeLessThan(MANY)
  })
  test('is the first one in the order of files, whoever came by first', async () => {
    const { pool } = poolOf(1, function (job) {
      const segment = new HashSegment(job.segment)
      // The thread takes all but the first files, and comes by the second of two that are gone.
      while (segment.hashNext(64));
      this.emit('message', { id: job.id })
    })
    const list = [...files(100), gone('first'), ...files(MANY), gone('second')]
    expect((await rejectionOf(hash(pool, list, 0))).message).toContain('"first"')
  })
  test('that is there again is hashed, and so are all that were left', async () => {
    let calls = 0
    const once: typeof hashFile = (path, name, options) => {
      calls += 1
      if (calls === 3) throw new RecordingError('RECORD_UNREADABLE', 'gone for a moment')
      return hashFile(path, name, options)
    }
    const run = new HashRun(OPTIONS, () => [], once)
    for (const file of files(10)) run.add(file)
    const found = await run.end(0)
    expect(Array.from({ length: 10 }, (_, index) => found.of(index))).toEqual(digests(10))
    expect(calls).toBe(11)
  })
  test('because somebody writes to it stays refused, also when it holds still', async () => {
    let calls = 0
    const once: typeof hashFile = (path, name, options) => {
      calls += 1
      if (calls === 2) throw fileChanged(name)
      return hashFile(path, name, options)
    }
    const run = new HashRun(OPTIONS, () => [], once)
    for (const file of files(10)) run.add(file)
    const error = await rejectionOf(run.end(0))
    expect([error.code, error.message]).toEqual(['RECORD_FILE_CHANGED', expect.stringContaining('"n1"')])
  })
})

describe('a large file', () => {
  const large = directoryWith({ a: 'a', z: 'z' })
  const [content, path] = [Buffer.alloc(17 * 1024 * 1024, 'large'), join(large, 'large')]
  writeFileSync(path, content)
  const named = (name: string): FileToHash => ({ path: join(large, name), name })

  test('is read ahead, and has the digest that it has', async () => {
    const list = [named('a'), named('large'), named('z'), named('large')]
    const whole = [sha(content.toString())]
    expect(await hash(poolOf(0).pool, list, 0)).toEqual([[sha('a')], whole, [sha('z')], whole])
    expect(await hash(poolOf(1).pool, list, MUCH)).toEqual([[sha('a')], whole, [sha('z')], whole])
  })
  test('that cannot be read is told by its name, and nothing is hashed behind it', async () => {
    const asked: string[] = []
    const leaving: typeof hashUnlessLarge = (at, name, options) => {
      asked.push(at)
      return at.endsWith('gone') ? undefined : hashFile(at, name, options)
    }
    const run = new HashRun(OPTIONS, () => [], leaving)
    for (const file of [named('a'), { path: join(large, 'gone'), name: 'the large one' }]) run.add(file)
    for (const file of files(100)) run.add(file)
    const { code, message } = await rejectionOf(run.end(0))
    expect([code, message]).toEqual(['RECORD_UNREADABLE', expect.stringContaining('"the large one"')])
    expect(asked.length).toBeLessThan(40)
  })
  test('that somebody put a link in the place of has changed, also when it is there again', async () => {
    const at = join(directoryWith({ target: 'x' }), 'file')
    symlinkSync('target', at)
    const leaving: typeof hashUnlessLarge = () => undefined
    const run = new HashRun(OPTIONS, () => [], leaving)
    run.add({ path: at, name: 'replaced' })
    run.add(named('a'))
    const ended = run.end(0)
    const { code, message } = await rejectionOf(ended)
    expect([code, message]).toEqual(['RECORD_FILE_CHANGED', expect.stringContaining('"replaced"')])
  })
})

test('a run that is stopped leaves nothing to hash', async () => {
  const { pool, threads } = poolOf(1)
  const run = pool.begin(OPTIONS)
  for (const file of files(2048)) run.add(file)
  run.stop()
  const [job] = (threads[0] as FakeThread).jobs
  expect(new HashSegment((job as HashJob).segment).hashNext(1)).toBe(false)
})

test('real threads give the digests that the main one gives', async () => {
  const pool = new HashPool(2)
  const options: HashOptions = { ...OPTIONS, lineEndings: 'normalise' }
  expect(await hash(pool, files(MANY), 0, undefined, options)).toEqual(digests(MANY))
  await pool.close()
})
