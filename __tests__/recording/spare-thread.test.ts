// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { HashPool } from '../../src/recording/hash-pool.ts'
import { startThread, type WorkerPort } from '../../src/recording/hash-thread.ts'
import { startSpareThread, takeSpareThread } from '../../src/recording/spare-thread.ts'
import { directoryWith } from '../support/directory.ts'

class IdleThread extends EventEmitter implements WorkerPort {
  isHeld = true
  postMessage(): void {}
  ref(): void {
    this.isHeld = true
  }
  unref(): void {
    this.isHeld = false
  }
  terminate(): Promise<void> {
    return Promise.resolve()
  }
}

const many = directoryWith({})
for (let file = 0; file < 4096; file += 1) writeFileSync(join(many, `${file}`), '')

/** Starts one, and tells which were started. */
function started(words: readonly string[], cores: number): IdleThread[] {
  const threads: IdleThread[] = []
  const start = (): WorkerPort => {
    const thread = new IdleThread()
    threads.push(thread)
    return thread
  }
  startSpareThread(words, many, start, cores)
  return threads
}

afterEach(() => void takeSpareThread())

test('one is started for many files on several cores, keeps no process, and is taken once', () => {
  const [thread] = started(['.'], 2)
  expect(thread?.isHeld).toBe(false)
  expect(started(['.'], 2)).toEqual([])
  expect([takeSpareThread(), takeSpareThread()]).toEqual([thread, undefined])
})

test('none is started for few files, or for one core', () => {
  expect([started(['none'], 2), started(['.'], 1), takeSpareThread()]).toEqual([[], [], undefined])
})

test.each([['error', new Error('no memory')], ['exit']])('one that ends by %s is not taken', (event, ...values) => {
  const [thread] = started(['.'], 2)
  thread?.emit(event, ...values)
  expect(takeSpareThread()).toBeUndefined()
})

test('one that ends leaves the next one alone', () => {
  const [first] = started(['.'], 2)
  takeSpareThread()
  const [second] = started(['.'], 2)
  first?.emit('exit')
  expect(takeSpareThread()).toBe(second)
})

test('one that cannot be started is told by whoever needs it', () => {
  const start = (): WorkerPort => {
    throw new Error('missing')
  }
  expect(() => startSpareThread(['.'], many, start, 2)).not.toThrow()
  expect(takeSpareThread()).toBeUndefined()
})

test('a pool takes it, and starts what it needs beside it', async () => {
  let answers = 0
  const start = (): WorkerPort => {
    const thread = startThread()
    thread.on('message', () => (answers += 1))
    return thread
  }
  startSpareThread(['.'], many, start, 2)
  const pool = new HashPool(2)
  const run = pool.begin({ algorithms: ['sha256'], lineEndings: 'as-is' })
  for (let file = 0; file < 2048; file += 1) run.add({ path: join(many, `${file}`), name: `${file}` })
  expect(takeSpareThread()).toBeUndefined()
  expect((await run.end(0)).files).toBe(2048)
  expect(answers).toBeGreaterThan(0)
  await pool.close()
})
