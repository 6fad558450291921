// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { shortestPath } from '../../../src/intoto/rules/shortest-path.ts'

test.each<[string, string | undefined]>([
  ['a/b', 'a/b'],
  ['./a//b/.', 'a/b'],
  ['a\\b', 'a/b'],
  ['/a', 'a'],
  ['a:b', undefined],
  ['C:\\a', undefined],
  ['1:a', '1:a'],
  ['a/../b', undefined],
  ['..', undefined],
  ['a..b', 'a..b'],
  ['.', undefined],
  ['', undefined]
])('the path that %j means is %j', (text, path) => expect(shortestPath(text)).toBe(path))
