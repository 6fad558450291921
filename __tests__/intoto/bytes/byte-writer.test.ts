// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { ByteWriter } from '../../../src/intoto/bytes/byte-writer.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const front = (length: number): Uint8Array => new TextEncoder().encode(`${length}:`)

describe('texts', () => {
  test.each([
    ['none', []],
    ['one', ['abc']],
    ['several', ['a', '', 'bc', '\u00e4', '\u20ac', '\u{1f600}']],
    ['a long one', ['x'.repeat(100_000)]],
    ['a long one of wide letters', ['\u20ac'.repeat(30_000)]],
    ['pairs of surrogates at every place', ['\u{1f600}'.repeat(20_000), `a${'\u{1f600}'.repeat(20_000)}`]]
  ])('%s', (_what, texts) => {
    const writer = new ByteWriter(10, 1)
    for (const each of texts) writer.text(each)
    const whole = texts.join('')
    const { all, written } = writer.finish(front)
    expect(text(written)).toBe(whole)
    expect(text(all)).toBe(`${new TextEncoder().encode(whole).length}:${whole}`)
    expect(all.buffer).toBe(written.buffer)
  })
})

test('memory that was reserved takes any bytes, and only those that are said to be written count', () => {
  const writer = new ByteWriter(0, 4)
  writer.text('ab')
  const { memory, at } = writer.reserve(100)
  memory.fill(0x63, at, at + 100)
  writer.advance(at + 3)
  writer.text('d')
  expect(text(writer.finish(() => new Uint8Array()).written)).toBe('abcccd')
})

test('what was expected needs no second piece of memory', () => {
  const writer = new ByteWriter(3, 9)
  const { memory } = writer.reserve(9)
  writer.text('abc')
  expect(writer.finish(front).all.buffer).toBe(memory.buffer)
})

test('what does not fit into the room is a fault of the program', () => {
  const writer = new ByteWriter(1, 10)
  writer.text('a')
  expect(() => writer.finish(front)).toThrow(RangeError)
})

test.each([1, 100])('what was written is written once more, with room for %i bytes', (expected) => {
  const writer = new ByteWriter(2, expected)
  writer.text('ab')
  const start = writer.end
  writer.text('cde')
  writer.again(start, writer.end)
  writer.text('f')
  expect(text(writer.finish(() => new Uint8Array()).written)).toBe('abcdecdef')
})
