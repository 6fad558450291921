// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { BatchReader, type ObjectHeader } from '../../../src/recording/source/batch-reader.ts'
import { errorOf } from '../../support/errors.ts'

/** What a reader says of chunks. */
function read(chunks: readonly Buffer[], complete = true): string[] {
  const said: string[] = []
  let bytes = ''
  const reader = new BatchReader({
    begin: ({ id, type, size }: ObjectHeader) => void said.push(`${id} ${type} ${size}`),
    data: (piece) => (bytes += piece.toString('latin1')),
    end: () => {
      said.push(bytes)
      bytes = ''
    },
    complete
  })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return said
}

const PRINTED = Buffer.from('ab1 blob 5\n\nabc\n\nab2 tree 0\n\nab3 blob 1\nx\n')
const SAID = ['ab1 blob 5', '\nabc\n', 'ab2 tree 0', '', 'ab3 blob 1', 'x']

test('objects are read wherever a chunk ends', () => {
  expect(read([PRINTED])).toEqual(SAID)
  expect(read([...PRINTED].map((byte) => Buffer.from([byte])))).toEqual(SAID)
  for (let at = 0; at <= PRINTED.length; at += 1)
    expect(read([PRINTED.subarray(0, at), PRINTED.subarray(at)])).toEqual(SAID)
})

test('an object that is missing is told', () => {
  expect(read([Buffer.from('ab missing\n\n')])).toEqual(['ab missing 0', ''])
})

test.each([
  'ab blob 5\nabc',
  'ab blob 3\nabcd\n',
  'ab blob 1\n',
  'ab blob x\n',
  'ab blob -1\n',
  'ab blob\n',
  'blob 1\nx\n',
  'ab Blob 1\nx\n',
  'ab blob 1234567890123456\n',
  'ab blob 1 \nx\n',
  'ab blo',
  'ab ambiguous\n',
  `${'a'.repeat(1025)} missing\n\n`,
  'a'.repeat(2000)
])('anything else is refused: %j', (printed) => {
  expect(errorOf(() => read([Buffer.from(printed)])).code).toBe('SOURCE_UNREADABLE')
  expect(errorOf(() => read([...Buffer.from(printed)].map((byte) => Buffer.from([byte])))).code).toBe(
    'SOURCE_UNREADABLE'
  )
})

test('fewer objects than were asked for are refused', () => {
  expect(errorOf(() => read([PRINTED], false)).code).toBe('SOURCE_UNREADABLE')
})
