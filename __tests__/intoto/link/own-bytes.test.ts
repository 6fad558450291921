// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { readOwnBytes, withOwnBytes } from '../../../src/intoto/link/own-bytes.ts'
import { plain, valueAt } from '../../support/json.ts'

test('what is written is read', () => {
  const environment = withOwnBytes(new Map([['run', 'x']]), ['a', 'b'])
  expect(plain(environment)).toEqual({ run: 'x', own_bytes: ['a', 'b'] })
  expect(readOwnBytes(environment)).toEqual(['a', 'b'])
})
test('nothing is written of none', () => expect(withOwnBytes(new Map(), [])).toEqual(new Map()))
test.each([[undefined], ['a'], [{}], [[1]], [['a', 1]]])('%j names none', (own_bytes) =>
  expect(readOwnBytes(valueAt(own_bytes === undefined ? {} : { own_bytes }).object())).toEqual([])
)
