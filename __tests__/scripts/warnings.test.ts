// SPDX-License-Identifier: Apache-2.0
// The page of errors has every warning, and what makes it go.
import { expect, test } from '@jest/globals'
import { warningsTable } from '../../.github/scripts/errors/warnings.ts'

test.each(['RUN_UNBOUND', 'INTENTS_NOT_EVALUATED', 'INTENTS_LOOSE', 'SOURCE_UNCHECKED', 'REFERENCE_COMPATIBLE'])(
  '%s has a line with three cells',
  (code) => {
    const line = warningsTable()
      .split('\n')
      .find((row) => row.startsWith(`| \`${code}\` |`))
    expect(line?.split(' | ').length).toBe(3)
  }
)
test('what leaves a run or a commit open names the flag for it', () => {
  expect(warningsTable()).toMatch(/RUN_UNBOUND.*--run-id/)
  expect(warningsTable()).toMatch(/INTENTS_NOT_EVALUATED.*--commit/)
})
