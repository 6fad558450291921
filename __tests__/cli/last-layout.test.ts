// SPDX-License-Identifier: Apache-2.0
// What was read of a layout counts for the same bytes under the same name, and for nothing else.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { LastLayout } from '../../src/cli/batch/last-layout.ts'
import { directoryWith } from '../support/directory.ts'

const place = (): string => join(directoryWith({ 'root.layout': 'one' }), 'root.layout')

test('a layout is kept for the same bytes', () => {
  const [layouts, path, copy] = [new LastLayout(), place(), place()]
  const first = layouts.read(path, 'root.layout')
  expect(layouts.read(path, 'root.layout')).toBe(first)
  expect(layouts.read(copy, 'root.layout')).toBe(first)
  expect(new LastLayout().read(path, 'root.layout')).not.toBe(first)
})

test('other bytes are another layout, however long and old the file is', () => {
  const [layouts, path] = [new LastLayout(), place()]
  const first = layouts.read(path, 'root.layout')
  writeFileSync(path, 'two')
  const second = layouts.read(path, 'root.layout')
  expect(Buffer.from(second.bytes).toString()).toBe('two')
  expect(Buffer.from(first.bytes).toString()).toBe('one')
  writeFileSync(path, 'one')
  expect(Buffer.from(layouts.read(path, 'root.layout').bytes).toString()).toBe('one')
})

test('under another name it is another one, as what is wrong with it says its name', () => {
  const [layouts, path] = [new LastLayout(), place()]
  for (const source of ['one.layout', 'other.layout'])
    expect(() => layouts.read(path, source).parsed()).toThrow(
      expect.objectContaining({ at: `${source}: line 1, column 1` })
    )
})

test('a large one is not kept', () => {
  const [layouts, path] = [new LastLayout(), place()]
  writeFileSync(path, 'x'.repeat(128 * 1024 + 1))
  expect(layouts.read(path, 'root.layout')).not.toBe(layouts.read(path, 'root.layout'))
})
