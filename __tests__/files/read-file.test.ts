// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readFile, readFileAmongOthers, readPlainFile } from '../../src/files/read-file.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const place = (): string => join(directoryWith(), 'file')
const LINKS = ['follow', 'refuse'] as const

describe.each(LINKS)('a plain file, where symbolic links are for: %s', (links) => {
  test.each(['', 'a', 'a'.repeat(100)])('is read whole: %j', (text) => {
    const path = place()
    writeFileSync(path, text)
    expect(Buffer.from(readPlainFile(path, 100, links) ?? []).toString()).toBe(text)
  })
  test('is read in many pieces where it is large', () => {
    const path = place()
    writeFileSync(path, Buffer.alloc(3_000_001, 'ab'))
    expect(readFileSync(path).equals(readPlainFile(path, 4_000_000, links) ?? Buffer.alloc(0))).toBe(true)
  })
  test('may be missing', () => expect(readPlainFile(place(), 1, links)).toBeUndefined())
  test('that reads longer than it is, as those of the kernel do, is read up to the bound', () => {
    expect(readPlainFile('/proc/self/status', 100_000, links)?.length).toBeGreaterThan(100)
    expect(errorOf(() => readPlainFile('/proc/self/status', 100, links)).code).toBe('JSON_TOO_LARGE')
  })
})

describe.each(LINKS)('what is not read, where symbolic links are for: %s', (links) => {
  test.each<[string, (path: string) => void, string]>([
    ['a directory', (path) => mkdirSync(path), 'a directory'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'a pipe'],
    [
      'a link to a device',
      (path) => symlinkSync('/dev/zero', path),
      links === 'refuse' ? 'a symbolic link' : 'a device'
    ]
  ])('%s', (_what, put, named) => {
    const path = place()
    put(path)
    const { code, message, at } = errorOf(() => readPlainFile(path, 1000, links))
    expect([code, message, at]).toEqual(['FILE_UNREADABLE', expect.stringContaining(named), path])
  })
  test('a device', () => expect(errorOf(() => readPlainFile('/dev/null', 1000, links)).message).toContain('a device'))
  test('a socket', async () => {
    const path = place()
    const server = createServer()
    await new Promise<void>((done) => server.listen(path, done))
    try {
      expect(errorOf(() => readPlainFile(path, 1000, links)).code).toBe('FILE_UNREADABLE')
      expect(errorOf(() => readPlainFile(path, 1000, 'refuse')).message).toContain('a socket')
    } finally {
      server.close()
    }
  })
  test('a file above the bound, however large it is', () => {
    const path = place()
    writeFileSync(path, '')
    for (const size of [101, 2 ** 40]) {
      truncateSync(path, size)
      const { code, message } = errorOf(() => readPlainFile(path, 100, links))
      expect([code, message]).toEqual(['JSON_TOO_LARGE', expect.stringContaining(String(size))])
    }
  })
})

describe('a symbolic link', () => {
  test('is followed to a plain file, or to none', () => {
    const [path, nowhere] = [place(), place()]
    const there = place()
    writeFileSync(there, 'there')
    symlinkSync(there, path)
    symlinkSync('nowhere', nowhere)
    expect(Buffer.from(readPlainFile(path, 1000) ?? []).toString()).toBe('there')
    expect(readPlainFile(nowhere, 1000)).toBeUndefined()
  })
  test.each(['/etc/passwd', 'nowhere', 'file'])('is refused where a command may have put it: to %s', (to) => {
    const path = place()
    symlinkSync(to, path)
    const { code, message, at } = errorOf(() => readPlainFile(path, 1000, 'refuse'))
    expect([code, message, at]).toEqual(['FILE_UNREADABLE', expect.stringContaining('a symbolic link'), path])
  })
})

test('what lies below a file is nothing, or where a command may have put the file, an answer of its own', () => {
  const path = place()
  writeFileSync(path, '')
  expect(readPlainFile(join(path, 'x'), 1000)).toBeUndefined()
  const { code, message } = errorOf(() => readPlainFile(join(path, 'x'), 1000, 'refuse'))
  expect([code, message]).toEqual(['FILE_UNREADABLE', expect.stringContaining('ENOTDIR')])
})

test('among others, a directory is no file, and whatever else lies there is refused', () => {
  const [directory, pipe, plain] = [place(), place(), place()]
  mkdirSync(directory)
  execFileSync('mkfifo', [pipe])
  writeFileSync(plain, 'a')
  const link = place()
  symlinkSync(directory, link)
  for (const none of [directory, link, place()]) expect(readFileAmongOthers(none, 1000)).toBeUndefined()
  expect(Buffer.from(readFileAmongOthers(plain, 1000) ?? []).toString()).toBe('a')
  for (const odd of [pipe, '/dev/null'])
    expect(errorOf(() => readFileAmongOthers(odd, 1000)).code).toBe('FILE_UNREADABLE')
})

test('a pipe that the command line names is refused with what to give instead', () => {
  const pipe = place()
  execFileSync('mkfifo', [pipe])
  const { code, message, hint } = errorOf(() => readFile(pipe, 1000))
  expect([code, message, hint]).toEqual([
    'FILE_UNREADABLE',
    expect.stringContaining('this is a pipe'),
    expect.stringMatching(/^Give a file: /)
  ])
})
