// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { appendFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { hashFile, hashUnlessLarge, type HashOptions } from '../../src/recording/hash-file.ts'
import { hashLargeFile } from '../../src/recording/hash-large-file.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const PART = 4 * 1024 * 1024
const LARGE = 16 * 1024 * 1024
const OPTIONS: HashOptions = { algorithms: ['sha256'], lineEndings: 'as-is' }
const directory = directoryWith()

function fileOf(size: number): string {
  const path = join(directory, `of-${size}`)
  const text = Buffer.alloc(size)
  for (let at = 0; at < size; at += 1) text[at] = at % 7 === 3 ? 13 : at % 11 === 4 ? 10 : (at * at) & 0x7f
  writeFileSync(path, text)
  return path
}

describe('a file that is read ahead has the digests that it has', () => {
  test.each([0, 1, PART - 1, PART, PART + 1, 2 * PART, 3 * PART + 5])('%i bytes', async (size) => {
    const path = fileOf(size)
    for (const lineEndings of ['as-is', 'normalise'] as const)
      for (const gitId of [undefined, 'sha1', 'sha256'] as const) {
        const options: HashOptions = {
          algorithms: ['sha512', 'sha256'],
          lineEndings,
          ...(gitId === undefined ? {} : { gitId })
        }
        expect(await hashLargeFile(path, 'name', options)).toEqual(hashFile(path, 'name', options))
      }
  })
})

describe('somebody writes to it meanwhile', () => {
  const path = (): string => fileOf(3 * PART)
  test.each<[string, (at: string) => void]>([
    ['more', (at) => appendFileSync(at, 'x')],
    ['much more', (at) => appendFileSync(at, Buffer.alloc(3 * PART))],
    ['less', (at) => truncateSync(at, PART)],
    ['nothing that is seen but by its times', (at) => utimesSync(at, 1, 1)]
  ])('%s', async (_what, change) => {
    const at = path()
    const hashing = hashLargeFile(at, 'the name', OPTIONS)
    change(at)
    const { code, message } = await rejectionOf(hashing)
    expect([code, message]).toEqual(['RECORD_FILE_CHANGED', expect.stringContaining('"the name"')])
  })
})

describe('what is no file any more', () => {
  test.each<[string, string, (at: string) => void]>([
    ['nothing', 'RECORD_UNREADABLE', () => undefined],
    ['a link', 'RECORD_FILE_CHANGED', (at) => symlinkSync('of-1', at)],
    ['a pipe', 'RECORD_FILE_CHANGED', (at) => void execFileSync('mkfifo', [at])]
  ])('%s', async (what, expected, make) => {
    const at = join(directory, what)
    make(at)
    expect((await rejectionOf(hashLargeFile(at, 'the name', OPTIONS))).code).toBe(expected)
  })
})

test('a device is no file, though it is as long as it says', async () =>
  expect((await rejectionOf(hashLargeFile('/dev/null', 'the name', OPTIONS))).code).toBe('RECORD_FILE_CHANGED'))

test('only a large file is left to be read ahead', () => {
  const path = join(directory, 'sparse')
  writeFileSync(path, '')
  truncateSync(path, LARGE)
  expect(hashUnlessLarge(path, 'name', OPTIONS)).toEqual(hashFile(path, 'name', OPTIONS))
  truncateSync(path, LARGE + 1)
  expect(hashUnlessLarge(path, 'name', OPTIONS)).toBeUndefined()
})
