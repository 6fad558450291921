// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { readCommitFile } from '../../../src/recording/source/commit-file.ts'
import { openWorkTree } from '../../../src/recording/source/repository.ts'
import { commitAll } from '../../support/commit-job.ts'
import { directoryWith } from '../../support/directory.ts'
import { rejectionOf } from '../../support/errors.ts'

const directory = directoryWith({ 'a/b/c.txt': 'content', top: 'top', 'a/large': 'x'.repeat(100) })
symlinkSync('top', join(directory, 'way'))
const commit = commitAll(directory)

const read = async (path: string, most = 99): Promise<string | undefined> =>
  (await readCommitFile(openWorkTree(directory, process.env), commit, path, most))?.toString('utf8')

describe('a file of a commit', () => {
  test('is read at its path, whatever lies in the work tree', async () => {
    rmSync(join(directory, 'a'), { recursive: true })
    expect([await read('a/b/c.txt'), await read('top')]).toEqual(['content', 'top'])
  })
  test.each(['gone', 'a/gone/c.txt', 'a/b', 'top/c', 'way', 'a/b/c.txt/d'])('is none: %s', async (path) =>
    expect(await read(path)).toBeUndefined()
  )
  test('has at most so many bytes', async () =>
    expect((await rejectionOf(read('a/large'))).code).toBe('SOURCE_TOO_LARGE'))
  test('is of a commit that is there', async () => {
    const other = readCommitFile(openWorkTree(directory, process.env), '0'.repeat(40), 'top', 99)
    expect((await rejectionOf(other)).code).toBe('SOURCE_UNREADABLE')
  })
})
