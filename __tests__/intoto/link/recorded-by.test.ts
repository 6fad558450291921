// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { readRecordedBy, withRecordedBy } from '../../../src/intoto/link/recorded-by.ts'
import { plain, valueAt } from '../../support/json.ts'

const read = (value: unknown): unknown => readRecordedBy(valueAt({ recorded_by: value }).object())

test('what is written is read', () => {
  for (const runner of ['github-hosted', undefined]) {
    const recordedBy = { job: 'work', attempt: '2', runner, checkRunId: '7' }
    const environment = withRecordedBy(new Map([['run', 'x']]), recordedBy)
    expect(readRecordedBy(environment)).toEqual(recordedBy)
    expect(Object.keys(plain(environment) as object)).toEqual(['run', 'recorded_by'])
  }
})
test('a runner may tell no id of the job', () =>
  expect(readRecordedBy(withRecordedBy(new Map(), { job: 'work', attempt: '2', runner: undefined }))).toEqual({
    job: 'work',
    attempt: '2',
    runner: undefined
  }))
test('a link that its own job recorded says nothing', () => expect(readRecordedBy(new Map())).toBeUndefined())
test.each([
  ['work'],
  [null],
  [[]],
  [{}],
  [{ job: 'work' }],
  [{ attempt: '1' }],
  [{ job: 1, attempt: '1' }],
  [{ job: 'work', attempt: 1 }],
  ...['', '0', '01', '-3', '1.0', '1e3', ' 1', 'x', '9999999999'].map((attempt) => [{ job: 'work', attempt }] as const),
  [{ job: 'work', attempt: '1', runner: 1 }],
  [{ job: 'work', attempt: '1', check_run_id: 1 }]
])('%j is malformed', (value) => expect(read(value)).toBe('malformed'))
