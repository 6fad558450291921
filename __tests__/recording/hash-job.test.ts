// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { answerJob, answerJobs, digestsOf, type HashAnswer, type HashJob } from '../../src/recording/hash-job.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const sha = (content: string): string => createHash('sha256').update(content).digest('hex')
const directory = directoryWith({ a: 'a', b: 'b' })
const job = (paths: readonly string[], names: readonly string[] = paths): HashJob => ({
  id: 7,
  paths: paths.map((path) => join(directory, path)),
  names,
  options: { algorithms: ['sha256'], lineEndings: 'as-is' }
})

test('the answer to a job has its number, and the digests of its files in their order', () =>
  expect(answerJob(job(['b', 'a']))).toEqual({ id: 7, digests: [[sha('b')], [sha('a')]] }))

test('an error survives being sent, under the name that the user knows', () => {
  const sent = structuredClone(answerJob(job(['a', 'gone'], ['a', 'the name'])))
  expect(sent).toMatchObject({ id: 7, error: { code: 'RECORD_UNREADABLE' } })
  const error = errorOf(() => digestsOf(sent))
  expect([error.code, error.message, error.hint]).toEqual([
    'RECORD_UNREADABLE',
    expect.stringContaining('"the name"'),
    expect.stringMatching(/\w/)
  ])
})

test('a file without a name is called by its path', () =>
  expect(answerJob(job(['gone'], []))).toMatchObject({
    error: { message: expect.stringContaining(join(directory, 'gone')) }
  }))

test('what is no fault of a file is no answer, so that the thread stops', () => {
  const names = new Proxy<string[]>([], {
    get: () => {
      throw new RangeError('a fault of the program')
    }
  })
  expect(() => answerJob({ ...job(['a']), names })).toThrow(RangeError)
})

test('a port gives back an answer for each job', () => {
  const answers: HashAnswer[] = []
  const listeners: ((each: HashJob) => void)[] = []
  answerJobs({ on: (_event, listener) => listeners.push(listener), postMessage: (answer) => answers.push(answer) })
  for (const listener of listeners) for (const each of [job(['a']), job(['gone'])]) listener(each)
  expect(answers).toEqual([
    { id: 7, digests: [[sha('a')]] },
    { id: 7, error: expect.anything() }
  ])
})
