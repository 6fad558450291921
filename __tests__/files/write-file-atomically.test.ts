// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { writeFileAtomically } from '../../src/files/write-file-atomically.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

describe('a file', () => {
  test('is written, and written again, with nothing left over', () => {
    const directory = directoryWith({ a: 'old' })
    writeFileAtomically(join(directory, 'a'), 'new')
    writeFileAtomically(join(directory, 'b'), Buffer.from([0, 255]))
    expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('new')
    expect([...readFileSync(join(directory, 'b'))]).toEqual([0, 255])
    expect(readdirSync(directory).sort()).toEqual(['a', 'b'])
  })
  test.each(['machine', 'process'] as const)('that outlives the %s is there as a whole, or the old one', (outlives) => {
    const directory = directoryWith({ a: 'old' })
    const path = join(directory, 'a')
    writeFileAtomically(path, 'new', outlives)
    function* broken(): Generator<Uint8Array> {
      yield Buffer.from('newer')
      throw new RangeError('no more')
    }
    expect(() => writeFileAtomically(path, broken(), outlives)).toThrow('cannot be written')
    expect([readFileSync(path, 'utf8'), readdirSync(directory)]).toEqual(['new', ['a']])
  })
  test('is written part by part, and left alone when a part cannot be made', () => {
    const directory = directoryWith({ a: 'old' })
    const path = join(directory, 'a')
    writeFileAtomically(path, [Buffer.from('one '), new Uint8Array(), Buffer.from('two')])
    expect(readFileSync(path, 'utf8')).toBe('one two')
    function* broken(): Generator<Uint8Array> {
      yield Buffer.from('three')
      throw new RangeError('no more')
    }
    expect(() => writeFileAtomically(path, broken())).toThrow('cannot be written')
    expect([readFileSync(path, 'utf8'), readdirSync(directory)]).toEqual(['one two', ['a']])
  })
  test('with the longest name there is gets written', () => {
    const directory = directoryWith()
    const name = '試'.repeat(85)
    writeFileAtomically(join(directory, name), 'x')
    expect(readdirSync(directory)).toEqual([name])
  })
  test('behind a symbolic link is left alone', () => {
    const directory = directoryWith({ precious: 'precious' })
    symlinkSync('precious', join(directory, 'link'))
    writeFileAtomically(join(directory, 'link'), 'new')
    expect(readFileSync(join(directory, 'precious'), 'utf8')).toBe('precious')
    expect(lstatSync(join(directory, 'link')).isFile()).toBe(true)
  })
  test.each<[string, (path: string) => void]>([
    ['a directory', (path) => mkdirSync(path)],
    ['a pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a link to a device', (path) => symlinkSync('/dev/null', path)]
  ])('does not take the place of %s', (_name, make) => {
    const directory = directoryWith()
    const path = join(directory, 'taken')
    make(path)
    const before = lstatSync(path)
    expect(errorOf(() => writeFileAtomically(path, 'x'))).toMatchObject({ code: 'FILE_UNWRITABLE', at: path })
    expect([lstatSync(path).ino, readdirSync(directory)]).toEqual([before.ino, ['taken']])
  })
  test.each<[string, string]>([
    ['a directory that is not there', 'none/a'],
    ['a directory that is a file', 'file/a'],
    ['a name that is too long', 'a'.repeat(300)]
  ])('in %s is an error, and nothing is damaged', (_name, path) => {
    const directory = directoryWith({ file: 'x' })
    expect(errorOf(() => writeFileAtomically(join(directory, path), 'x')).code).toBe('FILE_UNWRITABLE')
    expect(readdirSync(directory)).toEqual(['file'])
  })
  test('that may be read only is replaced as a whole', () => {
    const directory = directoryWith({ a: 'old' })
    chmodSync(join(directory, 'a'), 0o444)
    writeFileSync(join(directory, 'b'), '')
    writeFileAtomically(join(directory, 'a'), 'new')
    expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('new')
  })
})
