// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { seemMany } from '../../src/recording/many-files.ts'
import { directoryWith } from '../support/directory.ts'

/** A directory with so many files in each of some directories. */
function tree(directories: readonly string[], files: number): string {
  const top = directoryWith({ file: '' })
  for (const name of directories)
    for (let file = 0; file < files; file += 1) {
      const path = join(top, name, `f${file}`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, '')
    }
  return top
}
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `d${index}`)

describe('there seem to be many files', () => {
  test('where the first directories are full and many wait', () => {
    const top = tree(numbered(900), 5)
    expect(seemMany(['s', '.', '-x'], top)).toBe(true)
    expect(seemMany([top], '/')).toBe(true)
  })
  test('where one directory holds them', () => expect(seemMany(['.'], tree(['.'], 4096))).toBe(true))
})

describe('there seem to be few', () => {
  test('where nothing is a directory', () => {
    const top = directoryWith({ file: 'x' })
    expect([seemMany([], top), seemMany(['file', 'none'], top)]).toEqual([false, false])
  })
  test('where directories are empty, or hold few', () => {
    expect(seemMany(['.'], tree(numbered(30), 1))).toBe(false)
    expect(seemMany(['.'], tree(['.'], 100))).toBe(false)
  })
  test('where git keeps them', () => expect(seemMany(['.'], tree(['.git/objects'], 4096))).toBe(false))
  test('where they lie behind more words than are tried', () => {
    const top = tree(['.'], 4096)
    expect(seemMany([...numbered(12), '.'], top)).toBe(false)
    expect(seemMany([...numbered(11), '.'], top)).toBe(true)
  })
})
