// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { checkNeededJobs } from '../../src/gate/needed-jobs.ts'
import { errorOf } from '../support/errors.ts'

const codesOf = (needs: unknown): string[] => checkNeededJobs(JSON.stringify(needs)).map(({ code }) => code)

describe('needed jobs', () => {
  test('pass when each was a success', () =>
    expect(codesOf({ build: { result: 'success', outputs: {} }, test: { result: 'success', outputs: null } })).toEqual(
      []
    ))
  test.each(['failure', 'cancelled', 'skipped', 'neutral', 'Success', 'success ', '', 'timed_out'])(
    'fail for the result %j',
    (result) => expect(codesOf({ build: { result: 'success' }, test: { result } })).toEqual(['NEEDED_JOB_FAILED'])
  )
  test('fail without a result', () => expect(codesOf({ build: { outputs: {} } })).toEqual(['NEEDED_JOB_FAILED']))
  test('fail one by one', () => {
    const failures = checkNeededJobs('{"a":{"result":"failure"},"b":{"result":"skipped"}}')
    expect(failures.map(({ at }) => at)).toEqual(['needs.a', 'needs.b'])
  })
  test('fail when there are none, since then nothing came before the gate', () =>
    expect(codesOf({})).toEqual(['NEEDED_JOBS_NONE']))
  test.each([
    ['no JSON', 'build', 'JSON_SYNTAX'],
    ['a list', '[]', 'METADATA_TYPE_WRONG'],
    ['null', 'null', 'METADATA_TYPE_WRONG'],
    ['a job that is a word', '{"build":"success"}', 'METADATA_TYPE_WRONG'],
    ['a result that is no word', '{"build":{"result":true}}', 'METADATA_TYPE_WRONG'],
    ['one job twice', '{"build":{"result":"failure"},"build":{"result":"success"}}', 'JSON_MEMBER_DUPLICATE'],
    ['one result twice', '{"build":{"result":"failure","result":"success"}}', 'JSON_MEMBER_DUPLICATE'],
    ['nothing', ' ', 'JSON_SYNTAX']
  ])('cannot be told from %s', (_what, text, code) => expect(errorOf(() => checkNeededJobs(text)).code).toBe(code))
  test('of any name stay on one line', () => {
    const [failure] = checkNeededJobs(JSON.stringify({ 'a\n::error::x': { result: 'failure' } }))
    expect(failure?.message).not.toContain('\n')
  })
})
