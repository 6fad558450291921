// SPDX-License-Identifier: Apache-2.0
// With git itself, which writes each file as attributes demand; and with files that only say that they are the commit's.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/base/limits.ts'
import { isCheckedOutForm } from '../../src/recording/checked-out-form.ts'
import { directoryWith } from '../support/directory.ts'

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Whether a file with these bytes can have been checked out of a blob with those. */
function can(disk: string | Buffer, blob: string | Buffer): boolean {
  const file = join(directoryWith(), 'file')
  writeFileSync(file, disk)
  return isCheckedOutForm(file, sha256(disk), sha256(blob))
}

/** What git stores and writes for a text under some attributes. */
function throughGit(
  text: Buffer,
  attributes: string,
  settings: readonly string[] = []
): { disk: Buffer; blob: Buffer } {
  const directory = directoryWith({ '.gitattributes': `file ${attributes}\n` })
  const git = (...words: string[]): Buffer =>
    execFileSync('git', ['-C', directory, ...settings.flatMap((one) => ['-c', one]), ...words], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
    })
  git('init', '--quiet')
  writeFileSync(join(directory, 'file'), text)
  git('add', '--all')
  writeFileSync(join(directory, 'file'), '')
  git('checkout', '--force', '--', 'file')
  return { disk: readFileSync(join(directory, 'file')), blob: git('cat-file', 'blob', ':file') }
}

const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le')
const utf16be = (text: string): Buffer => utf16le(text).swap16()
const utf32le = (text: string): Buffer =>
  Buffer.concat(
    [...text].map((character) => {
      const unit = Buffer.alloc(4)
      unit.writeUInt32LE(character.codePointAt(0) as number)
      return unit
    })
  )

describe('what git writes of a blob can be one of its forms', () => {
  const text = 'one\n$Id$\nünï 🙂\n'
  test.each<[string, Buffer, string, string[]]>([
    ['as it is', Buffer.from(text), '-text', []],
    ['with other line ends', Buffer.from(text), 'text eol=crlf', []],
    ['with line ends of the system', Buffer.from(text), 'text=auto', ['core.autocrlf=true']],
    ['with its ident', Buffer.from(text), 'ident', []],
    ['with its ident and other line ends', Buffer.from(text), 'ident text eol=crlf', []],
    ['in UTF-16 with a mark', utf16le(`\ufeff${text}`), 'text working-tree-encoding=UTF-16', []],
    ['in UTF-16, little end first', utf16le(text), 'text working-tree-encoding=UTF-16LE', []],
    ['in UTF-16, big end first', utf16be(text), 'text working-tree-encoding=UTF-16BE', []],
    [
      'in UTF-16 with a mark, little end first',
      utf16le(`\ufeff${text}`),
      'text working-tree-encoding=UTF-16LE-BOM',
      []
    ],
    ['in UTF-32', utf32le(text), 'text working-tree-encoding=UTF-32LE', []],
    ['in UTF-16 with other line ends', utf16le(text), 'text eol=crlf working-tree-encoding=UTF-16LE', []],
    ['in UTF-16 with its ident', utf16le(text), 'text ident working-tree-encoding=UTF-16LE', []]
  ])('%s', (_what, bytes, attributes, settings) => {
    const { disk, blob } = throughGit(bytes, attributes, settings)
    expect(can(disk, blob)).toBe(true)
    expect(can(Buffer.concat([disk, Buffer.from('// evil\n')]), blob)).toBe(false)
    const middle = Buffer.from(disk)
    middle[0] = (middle[0] ?? 0) ^ 1
    expect(can(middle, blob)).toBe(false)
  })
  test('as the content that a pointer of Git LFS names', () => {
    const content = Buffer.from('a\0large file\n')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`
    expect([can(content, pointer), can(pointer, pointer), can('another file\n', pointer)]).toEqual([true, true, false])
    expect(can(content, pointer.replace('size 13', 'size 12'))).toBe(false)
  })
})

describe('what no checkout writes is no form', () => {
  test.each([
    ['some line ends alone', 'a\r\nb\n', 'a\nb\n'],
    ['a return that ends no line', 'a\rb\r\n', 'a\nb\n'],
    ['an ident of other bytes', '$Id: anything $\n', '$Id$\n'],
    ['an ident of another blob', `$Id: ${'0'.repeat(40)} $\n`, '$Id$\n'],
    ['idents of two blobs', `$Id: ${'0'.repeat(40)} $ $Id: ${'1'.repeat(40)} $\n`, '$Id$ $Id$\n'],
    ['plain line ends where the blob has others', 'a\n', 'a\r\n'],
    ['half a unit of UTF-16', Buffer.concat([utf16le('ab'), Buffer.from('c')]), 'abc'],
    ['half a pair of UTF-16', Buffer.from([0, 0xd8, 0x61, 0]), 'a'],
    ['a number that is no character of UTF-32', Buffer.from([0, 0, 0x11, 0, 0x61, 0, 0, 0]), 'a']
  ])('%s', (_what, disk, blob) => expect(can(disk, blob)).toBe(false))
  test('a file that is not the one it is told for, is none, or is gone', () => {
    const directory = directoryWith({ file: 'a\r\n' })
    mkdirSync(join(directory, 'directory'))
    expect(isCheckedOutForm(join(directory, 'file'), sha256('b\r\n'), sha256('a\n'))).toBe(false)
    for (const name of ['directory', 'gone'])
      expect(isCheckedOutForm(join(directory, name), sha256('a\r\n'), sha256('a\n'))).toBe(false)
  })
  test('a text beyond the bound, of which only the pointer of Git LFS is tried', () => {
    const directory = directoryWith({ file: '' })
    const file = join(directory, 'file')
    truncateSync(file, LIMITS.undoneBytes + 1)
    const disk = sha256(readFileSync(file))
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${disk}\nsize ${LIMITS.undoneBytes + 1}\n`
    expect(isCheckedOutForm(file, disk, sha256(pointer))).toBe(true)
    expect(isCheckedOutForm(file, disk, sha256(''))).toBe(false)
  })
})
