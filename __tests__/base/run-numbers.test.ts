// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { isAttempt, isServerId } from '../../src/base/run-numbers.ts'

const NO_NUMBERS = ['', '0', '01', '-1', '+1', '1.0', '1e3', ' 1', '1\n', '١', 'x']

test.each([...NO_NUMBERS, '1'.repeat(10)])('%j is no attempt', (text) => expect(isAttempt(text)).toBe(false))
test.each(['1', '10', '9'.repeat(9)])('%j is an attempt', (text) => expect(isAttempt(text)).toBe(true))
test.each([...NO_NUMBERS, '1'.repeat(21)])('%j is no id of a server', (text) => expect(isServerId(text)).toBe(false))
test.each(['1', '18446744073709551615'])('%j is an id of a server', (text) => expect(isServerId(text)).toBe(true))
