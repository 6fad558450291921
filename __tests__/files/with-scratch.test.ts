// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { withScratch } from '../../src/files/with-scratch.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

test('a scratch directory is there for the work, and gone afterwards, however it ends', async () => {
  const parent = directoryWith()
  expect(await withScratch(parent, (directory) => Promise.resolve(existsSync(directory)))).toBe(true)
  await expect(withScratch(parent, () => Promise.reject(new Error('canary')))).rejects.toThrow('canary')
  expect(readdirSync(parent)).toEqual([])
})

test.each([
  ['is missing', (parent: string) => join(parent, 'nowhere')],
  ['is a file', (parent: string) => join(parent, 'a')]
])('where its parent %s, that is told as such, and no fault of ours', async (_what, where) => {
  const error = await rejectionOf(withScratch(where(directoryWith({ a: '' })), () => Promise.resolve()))
  expect([error.code, error.message]).toEqual(['FILE_UNWRITABLE', expect.stringMatching(/ENOENT|ENOTDIR/)])
})
