// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readPlainFile } from '../../src/files/read-plain-file.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const place = (): string => join(directoryWith(), 'file')

describe('a plain file', () => {
  test.each(['', 'a', 'a'.repeat(100)])('is read whole: %j', (text) => {
    const path = place()
    writeFileSync(path, text)
    expect(Buffer.from(readPlainFile(path, 100) ?? []).toString()).toBe(text)
  })
  test('is read in many pieces where it is large', () => {
    const path = place()
    writeFileSync(path, Buffer.alloc(3_000_001, 'ab'))
    expect(readFileSync(path).equals(readPlainFile(path, 4_000_000) ?? Buffer.alloc(0))).toBe(true)
  })
  test('may be missing', () => expect(readPlainFile(place(), 1)).toBeUndefined())
  test('that reads longer than it is, as those of the kernel do, has the size that it claims', () =>
    expect(readPlainFile('/proc/self/status', 100)).toHaveLength(0))
})

describe('what is not read', () => {
  test.each<[string, (path: string) => void, string]>([
    ['a directory', (path) => mkdirSync(path), 'a directory'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'a pipe'],
    ['a link to a file', (path) => symlinkSync('/etc/passwd', path), 'a symbolic link'],
    ['a link to nothing', (path) => symlinkSync('nowhere', path), 'a symbolic link'],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'a symbolic link']
  ])('%s', (_what, put, named) => {
    const path = place()
    put(path)
    const { code, message, at } = errorOf(() => readPlainFile(path, 1000))
    expect([code, message, at]).toEqual(['FILE_UNREADABLE', expect.stringContaining(named), path])
  })
  test('a device', () => expect(errorOf(() => readPlainFile('/dev/null', 1000)).message).toContain('a device'))
  test('a socket', async () => {
    const path = place()
    const server = createServer()
    await new Promise<void>((done) => server.listen(path, done))
    try {
      expect(errorOf(() => readPlainFile(path, 1000)).message).toContain('a socket')
    } finally {
      server.close()
    }
  })
  test('what lies below a file', () => {
    const path = place()
    writeFileSync(path, '')
    const { code, message } = errorOf(() => readPlainFile(join(path, 'x'), 1000))
    expect([code, message]).toEqual(['FILE_UNREADABLE', expect.stringContaining('ENOTDIR')])
  })
  test('a file above the bound, however large it is', () => {
    const path = place()
    writeFileSync(path, '')
    for (const size of [101, 2 ** 40]) {
      truncateSync(path, size)
      const { code, message } = errorOf(() => readPlainFile(path, 100))
      expect([code, message]).toEqual(['JSON_TOO_LARGE', expect.stringContaining(String(size))])
    }
  })
})
