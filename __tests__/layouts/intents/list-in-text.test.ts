// SPDX-License-Identifier: Apache-2.0
// A text that looks like a list is told as one name, with the list to paste.
import { describe, expect, test } from '@jest/globals'
import { buildIntents, stepsText } from '../../support/intents-source.ts'

const warned = (line: string, rest?: string): string[] =>
  buildIntents(stepsText([`name: a, takes: nothing, ${line}`], rest)).warnings.map(
    ({ message, hint }) => `${message} ${hint}`
  )

describe('one text for several', () => {
  test.each([
    ['scratch: "__pycache__/ .venv/"', '`scratch: [__pycache__/, .venv/]`', 'a blank'],
    ['scratch: "a/, b/"', '`scratch: [a/, b/]`', 'a comma'],
    ['adds: out/x out/y', '`adds: [out/x, out/y]`', 'a blank'],
    ['adds: "out/x,out/y"', '`adds: [out/x, out/y]`', 'a comma'],
    ["may-add: '*.log  *.tmp'", "`may-add: ['*.log', '*.tmp']`", 'a blank'],
    ["adds: [z, 'x.txt y.txt']", '`adds: [x.txt, y.txt]`', 'a blank'],
    ["installs-into: { v: { may-change: '.cache/ *.pyc' } }", "`may-change: [.cache/, '*.pyc']`", 'a blank']
  ])('is warned of: %s', (line, list, what) => {
    const [first = '', ...others] = warned(line)
    expect([others, first]).toEqual([[], expect.stringContaining(list)])
    expect(first).toContain(`is one name with ${what} in it, and no list`)
  })
  test('is warned of where files are released, behind the name of a step', () =>
    expect(warned('adds: d/**', "release: { a: 'd/x d/y' }\n")).toEqual([expect.stringContaining('`[d/x, d/y]`')]))
  test('names each leg by its expression', () =>
    expect(warned("matrix: { o: [x, y] }, adds: 'd/${{ matrix.o }}/a d/${{ matrix.o }}/b'")[0]).toContain(
      "['d/${{ matrix.o }}/a', 'd/${{ matrix.o }}/b']"
    ))
  test.each(['adds: docs/x', "adds: 'My File'", "adds: 'd/[a, b]x'", "scratch: 'a b/'", 'adds: [a/b, c/d]'])(
    'is none: %s',
    (line) => expect(warned(line)).toEqual([])
  )
})

test.each(['adds: ~/.cache/**', 'may-add: ~/.cache/*', 'scratch: ~/.cache/'])(
  'no file of a home is recorded one by one: %s',
  (line) => {
    const [first = '', ...others] = warned(line)
    expect([others, first]).toEqual([[], expect.stringContaining('`installs-into: ~/.cache`')])
    expect(warned('installs-into: ~/.cache')).toEqual([])
  }
)
