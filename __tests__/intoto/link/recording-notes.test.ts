// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import type { JsonObject, JsonValue } from '../../../src/intoto/json/json-value.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import {
  comparableRecording,
  readDirectoryNotes,
  readHiddenFiles,
  readLeftOut,
  withRecordedHalf
} from '../../../src/intoto/link/recording-notes.ts'

const environment = (recording?: unknown): JsonObject =>
  readJson(Buffer.from(JSON.stringify(recording === undefined ? {} : { recording })), {
    source: 'test',
    maxBytes: 10_000
  }).object()
const plain = (value: JsonValue): unknown => JSON.parse(writeJson(value))
const half = (paths: string[], leftOut: [string, number][] = []) => ({ paths, leftOut: new Map(leftOut) })

describe('what was recorded', () => {
  test('stands beside what was left out, for each half', () => {
    const begun = withRecordedHalf(environment({ exclude: ['t/'] }), 'materials', half(['.']))
    expect(plain(withRecordedHalf(begun, 'products', half(['dist', 'x'], [['t/', 3]])))).toEqual({
      recording: {
        exclude: ['t/'],
        materials: { paths: ['.'] },
        products: { paths: ['dist', 'x'], left_out: { 't/': 3 } }
      }
    })
  })
  test('keeps what the half says already, and stands where nothing stood', () => {
    const other = environment({ exclude: [], products: { exclude: ['a'] } })
    expect(plain(withRecordedHalf(other, 'products', half([])))).toEqual({
      recording: { exclude: [], products: { exclude: ['a'], paths: [] } }
    })
    expect(plain(withRecordedHalf(environment('text'), 'materials', half(['a'])))).toEqual({
      recording: { materials: { paths: ['a'] } }
    })
  })
  test('is compared without numbers, and without products', () => {
    const recording = { exclude: ['a'], materials: { paths: ['.'], left_out: { a: 1 } }, products: { paths: [] } }
    expect(plain(comparableRecording(environment(recording)))).toEqual({ exclude: ['a'], materials: { paths: ['.'] } })
    expect(plain(comparableRecording(environment()))).toEqual({ materials: {} })
  })
})

describe('directories that are one artifact each', () => {
  test('stand beside the paths, and those that were not recorded, too', () => {
    const directories = new Map([['dir:node_modules', ['.cache/']]])
    const begun = withRecordedHalf(environment(), 'materials', { ...half(['.']), directories })
    const ended = withRecordedHalf(begun, 'products', { ...half([]), unrecorded: ['dir:node_modules'] })
    expect(plain(ended)).toEqual({
      recording: {
        materials: { paths: ['.'], directories: { 'dir:node_modules': ['.cache/'] } },
        products: { paths: [], unrecorded: ['dir:node_modules'] }
      }
    })
    expect([readDirectoryNotes(ended, 'materials'), readDirectoryNotes(ended, 'products')]).toEqual([
      directories,
      new Map()
    ])
    expect(plain(comparableRecording(ended))).toEqual({
      materials: { paths: ['.'], directories: { 'dir:node_modules': ['.cache/'] } }
    })
  })
  test('are told with what their digests leave out', () => {
    const directories = { 'dir:a': ['.cache/', '/x'], 'dir:b': [] }
    const both = environment({ materials: { directories }, products: { directories: { 'dir:a': ['/x'] } } })
    const told = { materials: undefined, products: undefined }
    expect(readHiddenFiles(both)).toEqual([
      { pattern: 'dir:a/.cache/', ...told },
      { pattern: 'dir:a/x', ...told }
    ])
    expect(readHiddenFiles(environment({ materials: { directories: 1 } }))).toEqual([])
  })
  test.each([
    [undefined, {}],
    [{ materials: 1 }, {}],
    [{ materials: {} }, {}],
    [{ materials: { directories: [] } }, undefined],
    [{ materials: { directories: { 'dir:a': 'x' } } }, undefined],
    [{ materials: { directories: { 'dir:a': [1] } } }, undefined],
    [{ materials: { directories: { 'dir:a': [] } } }, { 'dir:a': [] }]
  ])('are read of %j', (recording, expected) => {
    const found = readDirectoryNotes(environment(recording), 'materials')
    expect(found === undefined ? undefined : Object.fromEntries(found)).toEqual(expected)
  })
})

describe('numbers of files that were left out', () => {
  const of = (materials?: unknown): unknown => {
    const found = readLeftOut(environment(materials === undefined ? undefined : { materials }), 'materials')
    return found === undefined ? undefined : Object.fromEntries(found)
  }
  test.each([
    [
      { paths: [], left_out: { a: 1, b: 20 } },
      { a: 1, b: 20 }
    ],
    [{ paths: [] }, {}]
  ])('are read of %j', (materials, expected) => expect(of(materials)).toEqual(expected))
  test.each([
    [undefined],
    ['text'],
    [{}],
    [{ left_out: { a: 1 } }],
    [{ paths: [], left_out: [] }],
    [{ paths: [], left_out: { a: '1' } }],
    [{ paths: [], left_out: { a: 0 } }],
    [{ paths: [], left_out: { a: -1 } }]
  ])('are not known of %j', (materials) => expect(of(materials)).toBe(undefined))
})

describe('hidden files', () => {
  const of = (recording: unknown): unknown =>
    readHiddenFiles(environment(recording)).map(({ pattern, materials, products }) => [pattern, materials, products])
  test('are those of each pattern, in either half', () =>
    expect(
      of({
        exclude: ['a', 'b', '.git'],
        materials: { paths: ['.'], left_out: { a: 1 } },
        products: { paths: ['.'], left_out: { a: 2, b: 3 } }
      })
    ).toEqual([
      ['a', 1, 2],
      ['b', 0, 3],
      ['.git', 0, 0]
    ]))
  test('of products may have patterns of their own', () =>
    expect(
      of({ exclude: ['a'], materials: { paths: [] }, products: { exclude: ['b'], paths: ['.'], left_out: { b: 1 } } })
    ).toEqual([
      ['a', 0, 0],
      ['b', 0, 1]
    ]))
  test('are not known where the link does not tell, and only for patterns that were in force', () =>
    expect(of({ exclude: ['a'], materials: { paths: [] }, products: { exclude: ['b'] } })).toEqual([
      ['a', 0, 0],
      ['b', 0, undefined]
    ]))
  test('of a pattern that the link does not name count, too', () =>
    expect(of({ materials: { paths: [], left_out: { c: 1 } }, products: { paths: [], left_out: { d: 2 } } })).toEqual([
      ['c', 1, 0],
      ['d', 0, 2]
    ]))
  test.each([[undefined], ['text'], [{}], [{ exclude: 'a' }], [{ exclude: [1] }]])('are none of %j', (recording) =>
    expect(of(recording)).toEqual([])
  )
})
