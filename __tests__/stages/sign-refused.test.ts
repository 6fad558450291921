// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { signRefused } from '../../src/stages/sign-refused.ts'

test.each([
  ['without a full stop', 'the record is gone'],
  ['with a full stop', 'the record is gone.'],
  ['that begins with a stop', '.git is gone']
])('a reason %s ends with one', (_what, reason) => {
  const { code, message, hint } = signRefused('pack', reason)
  expect(code).toBe('SIGN_REFUSED')
  expect(message).toMatch(/"pack".* gone\.$/)
  expect(hint).toContain('Nothing is signed')
})

test('the caller may say where, why, and give a hint of its own', () => {
  const cause = new Error('cause')
  expect(signRefused('pack', 'x', { at: 'there', hint: 'do this', cause })).toMatchObject({
    at: 'there',
    hint: 'do this',
    cause
  })
})

test('the name of the step is escaped', () => {
  expect(signRefused('a\n::error::b', 'x').message).not.toContain('\n')
})
