// SPDX-License-Identifier: Apache-2.0
// Lines of a descriptor, in whatever pieces they come.
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { WantedLines } from '../../src/cli/batch/wanted-lines.ts'
import { directoryWith } from '../support/directory.ts'

test.each([
  ['nothing', []],
  ['one line', ['one']],
  ['some lines', ['one', '', 'dreißig', 'three']],
  ['lines that are longer than a piece', ['ß'.repeat(100_000), 'x', 'é'.repeat(70_000)]]
])('%s', (_what, lines) => {
  const path = join(directoryWith({ lines: lines.map((line) => `${line}\n`).join('') }), 'lines')
  const descriptor = openSync(path, 'r')
  expect([...new WantedLines(descriptor)]).toEqual(lines)
  closeSync(descriptor)
})

test('a line that has no end is none', () => {
  const descriptor = openSync(join(directoryWith({ lines: 'one\ntw' }), 'lines'), 'r')
  expect([...new WantedLines(descriptor)]).toEqual(['one'])
  closeSync(descriptor)
})

test('what cannot be read is no end', () => {
  expect(() => [...new WantedLines(987_654)]).toThrow('EBADF')
})
