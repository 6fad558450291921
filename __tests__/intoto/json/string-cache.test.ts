// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { StringCache } from '../../../src/intoto/json/string-cache.ts'

/** A text with a count of how often a part of it was made. */
function counted(all: string): { source: Parameters<StringCache['text']>[0]; made: string[] } {
  const made: string[] = []
  const text = (start: number, end: number): string => {
    made.push(all.slice(start, end))
    return all.slice(start, end)
  }
  return { source: { bytes: Buffer.from(all), text }, made }
}

describe('a cache of strings', () => {
  test('makes a text once, wherever it stands', () => {
    const { source, made } = counted('xxabcxabcabd')
    const cache = new StringCache('document')
    expect([cache.text(source, 2, 5, 7), cache.text(source, 6, 9, 7), made]).toEqual(['abc', 'abc', ['abc']])
  })
  test.each([
    ['one that differs', 9, 12, 'abd'],
    ['one that goes on', 2, 6, 'abcx'],
    ['one that ends sooner', 2, 4, 'ab'],
    ['nothing', 2, 2, '']
  ])('takes %s for no other text of its slot', (_what, start, end, expected) => {
    const { source, made } = counted('xxabcxabcabd')
    const cache = new StringCache('document')
    cache.text(source, 2, 5, 7)
    expect([cache.text(source, start, end, 7), made]).toEqual([expected, ['abc', expected]])
  })
  test('keeps the later one of a slot', () => {
    const { source, made } = counted('abcabd')
    const cache = new StringCache('document')
    for (const start of [0, 3, 3, 0]) cache.text(source, start, start + 3, 1)
    expect(made).toEqual(['abc', 'abd', 'abc'])
  })
  test.each([
    [160, 1],
    [161, 2]
  ])('keeps a text of %d characters: made %d times', (length, times) => {
    const { source, made } = counted('x'.repeat(length))
    const cache = new StringCache('document')
    for (let turn = 0; turn < 2; turn += 1) cache.text(source, 0, length, 0)
    expect(made).toHaveLength(times)
  })
  test.each([
    ['document', 1 << 6],
    ['supply-chain', 1 << 15]
  ] as const)('for a %s has %d slots', (size, slots) => {
    const { source, made } = counted('abcdefghi')
    const cache = new StringCache(size)
    const ask = (start: number, hash: number): string => cache.text(source, start, start + 1, hash)
    ask(0, 0)
    ask(1, slots - 1)
    ask(0, 0)
    ask(1, slots - 1)
    expect(made).toEqual(['a', 'b'])
    ask(2, slots)
    ask(0, 0)
    expect(made).toEqual(['a', 'b', 'c', 'a'])
  })
  test('gives the same object for the same member, after the same string was read', () => {
    const { source } = counted('abcabd')
    const cache = new StringCache('document')
    const object = (name: string, start: number): unknown => cache.object(name, cache.text(source, start, start + 3, 1))
    const first = object('sha256', 0)
    expect(object('sha256', 0)).toBe(first)
    expect(object('sha512', 0)).not.toBe(first)
    expect(object('sha256', 3)).not.toBe(object('sha256', 0))
  })
  test('never shares an object with a value that can be changed', () => {
    const cache = new StringCache('document')
    const list: never[] = []
    expect(cache.object('a', list)).not.toBe(cache.object('a', list))
    expect(cache.object('a', 'x')).toBe(cache.object('a', 'x'))
  })
})
