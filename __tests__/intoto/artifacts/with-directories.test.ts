// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { withDirectories } from '../../../src/intoto/artifacts/with-directories.ts'

const found = (names: readonly string[], directories: readonly string[]): unknown =>
  [
    ...withDirectories(
      names.map((name) => [name, 0] as const),
      directories
    )
  ].map(([name, , directory]) => [name, directory])

test('each name comes with the innermost directory, in whatever order these stand', () =>
  expect(
    found(['a', 'lib', 'lib-x', 'lib/a', 'lib/in/a', 'lib/in/b', 'lib/z', 'z'], ['lib/in/', '', 'zz/', 'lib/'])
  ).toEqual([
    ['a', ''],
    ['lib', ''],
    ['lib-x', ''],
    ['lib/a', 'lib/'],
    ['lib/in/a', 'lib/in/'],
    ['lib/in/b', 'lib/in/'],
    ['lib/z', 'lib/'],
    ['z', '']
  ]))
test('a name lies in none where none holds it', () =>
  expect(found(['a', 'b/c', 'c'], ['b/', 'bb/', 'a/'])).toEqual([
    ['a', undefined],
    ['b/c', 'b/'],
    ['c', undefined]
  ]))
test('the order is that of code points', () =>
  expect(found(['\uffee/a', '\u{1f600}/a'], ['\u{1f600}/', '\uffee/'])).toEqual([
    ['\uffee/a', '\uffee/'],
    ['\u{1f600}/a', '\u{1f600}/']
  ]))
