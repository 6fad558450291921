// SPDX-License-Identifier: Apache-2.0
// Several processes work on the lines of a batch. Answers come in the order of the lines, whoever is done first.
import { Writable } from 'node:stream'
import { expect, test } from '@jest/globals'
import type { BatchAnswer, BatchCase } from '../../src/cli/batch/batch-case.ts'
import type { CaseAnswerer } from '../../src/cli/batch/case-process.ts'
import type { Console } from '../../src/cli/console.ts'
import { verifyBatch } from '../../src/cli/verify-batch.ts'

const PASSED: BatchAnswer = { exit: 0, verdict: 'passed', failures: [] }

/** Answers one line after the other when it is told to. */
class Worker implements CaseAnswerer {
  closed = false
  asked: string[] = []
  readonly #waiting: ((answer: BatchAnswer) => void)[] = []

  answer({ words }: BatchCase): Promise<BatchAnswer> {
    this.asked.push(words.join(' '))
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  async say(answer: BatchAnswer): Promise<void> {
    this.#waiting.shift()?.(answer)
    // Whatever follows from it has happened then.
    await new Promise((resolve) => setImmediate(resolve))
  }

  close(): void {
    this.closed = true
  }
}

function consoleOf(input: string, write: (text: string) => void): Console {
  const stream = (): Writable =>
    new Writable({
      write: (chunk, _encoding, done) => {
        write(String(chunk))
        done()
      }
    })
  return {
    stdout: stream(),
    stderr: stream(),
    environment: {},
    directory: '/',
    now: () => 0,
    readInput: async () => input
  }
}

const lines = (...ids: string[]): string => ids.map((id) => JSON.stringify({ id, args: [`of-${id}`] })).join('\n')
const idsOf = (printed: readonly string[]): string[] =>
  printed
    .join('')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { id: string }).id)
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A moment in which a line takes longer than what is quick. */
const slowly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150))

test('answers are told in the order of the lines, and nobody waits for the other', async () => {
  const [one, other] = [new Worker(), new Worker()]
  const printed: string[] = []
  const status = verifyBatch(
    '-',
    consoleOf(lines('a', 'b', 'c', 'd'), (text) => printed.push(text)),
    [one, other]
  )
  await slowly()
  expect([one.asked, other.asked]).toEqual([['of-a'], ['of-b']])
  await other.say(PASSED)
  expect([one.asked, other.asked]).toEqual([['of-a'], ['of-b', 'of-c']])
  await slowly()
  await other.say({ exit: 1, verdict: 'failed', failures: ['LINK_MISSING'] })
  expect([other.asked, idsOf(printed)]).toEqual([['of-b', 'of-c', 'of-d'], []])
  await one.say(PASSED)
  expect(idsOf(printed)).toEqual(['a', 'b', 'c'])
  await other.say(PASSED)
  expect([await status, idsOf(printed)]).toEqual([0, ['a', 'b', 'c', 'd']])
  expect(printed.join('')).toContain('{"id":"c","exit":1,"verdict":"failed","failures":["LINK_MISSING"]}')
  expect([one.closed, other.closed]).toEqual([true, true])
})

test.each([['--allow-inspections'], ['--compat', 'reference'], ['--compat=reference']])(
  'lines that may run inspections, which look at one directory, are verified one after the other: %j %j',
  async (...flags) => {
    const [one, other] = [new Worker(), new Worker()]
    const printed: string[] = []
    const input = ['a', 'b'].map((id) => JSON.stringify({ id, args: [`of-${id}`, ...flags] })).join('\n')
    const status = verifyBatch(
      '-',
      consoleOf(input, (text) => printed.push(text)),
      [one, other]
    )
    await slowly()
    await one.say(PASSED)
    await one.say(PASSED)
    expect([await status, idsOf(printed), one.asked.length, other.asked]).toEqual([0, ['a', 'b'], 2, []])
  }
)

test('who is quick has one line more than that which it is at, and who was slow has none', async () => {
  const worker = new Worker()
  const printed: string[] = []
  const status = verifyBatch(
    '-',
    consoleOf(lines('a', 'b', 'c', 'd', 'e'), (text) => printed.push(text)),
    [worker]
  )
  await settled()
  expect(worker.asked).toEqual(['of-a'])
  await worker.say(PASSED)
  expect(worker.asked).toEqual(['of-a', 'of-b', 'of-c'])
  await slowly()
  await worker.say(PASSED)
  expect(worker.asked).toEqual(['of-a', 'of-b', 'of-c', 'of-d'])
  await slowly()
  await worker.say(PASSED)
  await slowly()
  await worker.say(PASSED)
  expect([worker.asked.length, idsOf(printed)]).toEqual([5, ['a', 'b', 'c', 'd']])
  await worker.say(PASSED)
  expect([await status, idsOf(printed)]).toEqual([0, ['a', 'b', 'c', 'd', 'e']])
})

test('a line that says nothing has an answer of its own, at its place', async () => {
  const [one, other] = [new Worker(), new Worker()]
  const printed: string[] = []
  const input = `${lines('a')}\nno JSON\n\n{"id":"b"}\n${lines('c')}`
  const status = verifyBatch(
    '-',
    consoleOf(input, (text) => printed.push(text)),
    [one, other]
  )
  await settled()
  expect([one.asked, other.asked]).toEqual([['of-a'], ['of-c']])
  await other.say(PASSED)
  await one.say(PASSED)
  await status
  expect(
    printed
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
  ).toMatchObject([
    { id: 'a', exit: 0 },
    { id: null, exit: 2, failures: ['JSON_SYNTAX'] },
    { id: 'b', exit: 2, failures: ['METADATA_MEMBER_MISSING'] },
    { id: 'c', exit: 0 }
  ])
})

test('that nobody read the last answer is no success', async () => {
  const worker = new Worker()
  const gone = new Writable({ write: (_chunk, _encoding, done) => setTimeout(() => done(new Error('EPIPE')), 5) })
  gone.on('error', () => undefined)
  const status = verifyBatch('-', { ...consoleOf(lines('a'), () => undefined), stdout: gone }, [worker])
  await settled()
  await worker.say(PASSED)
  expect(await status).toBe(2)
})

test('where whoever reads them went away, nobody waits for a line that is begun', async () => {
  const [one, other] = [new Worker(), new Worker()]
  const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) })
  gone.on('error', () => undefined)
  const status = verifyBatch('-', { ...consoleOf(lines('a', 'b'), () => undefined), stdout: gone }, [one, other])
  await settled()
  await one.say(PASSED)
  expect([await status, one.closed, other.closed]).toEqual([2, true, true])
})

test('where whoever reads them went away, no further line is begun, and that is no success', async () => {
  const worker = new Worker()
  const console = consoleOf(lines('a', 'b', 'c', 'd'), () => undefined)
  const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) })
  gone.on('error', () => undefined)
  const status = verifyBatch('-', { ...console, stdout: gone }, [worker])
  await slowly()
  await worker.say(PASSED)
  await worker.say(PASSED)
  expect([await status, worker.asked, worker.closed]).toEqual([2, ['of-a', 'of-b'], true])
})

/** A console that prints so many answers, and no more. */
function consoleOfFull(input: string, room: number): Console {
  let printed = 0
  const write = (): boolean => {
    printed += 1
    if (printed > room) throw new Error('no space')
    return true
  }
  const stdout = new Writable()
  stdout.write = write
  return { ...consoleOf(input, () => {}), stdout }
}

test('where answers cannot be told, nobody begins another line', async () => {
  const [one, other] = [new Worker(), new Worker()]
  const status = verifyBatch('-', consoleOfFull(lines('a', 'b', 'c', 'd'), 0), [one, other])
  status.catch(() => {})
  await settled()
  await one.say(PASSED)
  await expect(status).rejects.toThrow('no space')
  expect([one.closed, other.closed]).toEqual([true, true])
  await other.say(PASSED)
  expect([one.asked, other.asked]).toEqual([['of-a'], ['of-b']])
})

test('where two answers of one worker cannot be told, the first of them ends the batch, and nothing else', async () => {
  const worker = new Worker()
  const status = verifyBatch('-', consoleOfFull(lines('a', 'b', 'c', 'd'), 1), [worker])
  status.catch(() => {})
  await settled()
  await worker.say(PASSED)
  expect(worker.asked).toEqual(['of-a', 'of-b', 'of-c'])
  await Promise.all([worker.say(PASSED), worker.say(PASSED)])
  await expect(status).rejects.toThrow('no space')
  expect([worker.closed, worker.asked.length]).toEqual([true, 3])
})
