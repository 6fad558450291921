// SPDX-License-Identifier: Apache-2.0
// Which links a step took products over by.
import { describe, expect, test } from '@jest/globals'
import { jsonObject, type JsonObject } from '../../../src/intoto/json/json-value.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import { readTookOver, withTookOver, type TookOver } from '../../../src/intoto/link/took-over.ts'

const TAKEN: TookOver = { step: 'build', attempt: '2', digest: 'ab'.repeat(32) }

const environmentWith = (value: unknown): JsonObject =>
  readJson(Buffer.from(JSON.stringify({ took_over: value })), { source: 'test', maxBytes: 1e4 }).object()

describe('the links that were taken over from', () => {
  test('are read as they were written, beside the rest', () => {
    const environment = withTookOver(jsonObject({ run: 'x' }), [TAKEN, { ...TAKEN, step: 'docs' }])
    expect(readTookOver(environment)).toEqual([TAKEN, { ...TAKEN, step: 'docs' }])
    expect([...environment.keys()]).toEqual(['run', 'took_over'])
  })
  test('are none where nothing is said', () => expect(readTookOver(jsonObject({}))).toEqual([]))
  test.each<[string, unknown]>([
    ['no list', { step: 'build' }],
    ['a text', 'build'],
    ['no object', ['build']],
    ['no step', [{ ...TAKEN, step: 1 }]],
    ['no attempt', [{ ...TAKEN, attempt: undefined }]],
    ['no digest', [{ ...TAKEN, digest: undefined }]],
    ['attempt 0', [{ ...TAKEN, attempt: '0' }]],
    ['a short digest', [{ ...TAKEN, digest: 'ab' }]],
    ['one of two', [TAKEN, { ...TAKEN, attempt: 'x' }]]
  ])('cannot be read from %s', (_what, value) => expect(readTookOver(environmentWith(value))).toBe('malformed'))
})
