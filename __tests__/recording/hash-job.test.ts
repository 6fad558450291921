// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { answerJob, answerJobs, type HashAnswer, type HashJob } from '../../src/recording/hash-job.ts'
import type { HashOptions } from '../../src/recording/hash-file.ts'
import { HashSegment } from '../../src/recording/hash-segment.ts'
import { directoryWith } from '../support/directory.ts'

const sha = (content: string): string => createHash('sha256').update(content).digest('hex')
const OPTIONS: HashOptions = { algorithms: ['sha256'], lineEndings: 'as-is' }
const directory = directoryWith({ a: 'a', b: 'b' })
function segmentOf(...paths: string[]): HashSegment {
  const segment = HashSegment.empty(OPTIONS)
  for (const path of paths) segment.add(join(directory, path))
  return segment
}
const jobOf = ({ shared }: HashSegment, batch = 1): HashJob => ({ id: 7, segment: shared, batch })

test('a job is done in the memory that came with it, and the answer has its number', () => {
  const segment = segmentOf('b', 'a')
  expect(answerJob(jobOf(segment))).toEqual({ id: 7 })
  expect([segment.digests(0), segment.digests(1)]).toEqual([[sha('b')], [sha('a')]])
})

test('a job whose files are all taken is done at once', () => {
  const segment = segmentOf('a')
  segment.stop()
  expect(answerJob(jobOf(segment))).toEqual({ id: 7 })
  expect(segment.state(0)).toBe('open')
})

test('what is no fault of a file is no answer, so that the thread stops', () => {
  const { shared } = segmentOf('a')
  expect(() => answerJob({ id: 7, segment: { ...shared, memory: new SharedArrayBuffer(8) }, batch: 1 })).toThrow(
    RangeError
  )
})

test('a port gives back an answer for each job', () => {
  const answers: HashAnswer[] = []
  const listeners: ((each: HashJob) => void)[] = []
  answerJobs({ on: (_event, listener) => listeners.push(listener), postMessage: (answer) => answers.push(answer) })
  const segments = [segmentOf('a'), segmentOf('gone')]
  for (const listener of listeners) for (const each of segments) listener(jobOf(each))
  expect(answers).toEqual([{ id: 7 }, { id: 7 }])
  expect(segments.map((segment) => segment.state(0))).toEqual(['done', 'open'])
})
