// SPDX-License-Identifier: Apache-2.0
import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { workspaceSettings } from '../../src/recording/workspace-settings.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { recordOnce } from '../support/record-once.ts'

test('a workspace is recorded byte for byte, from its top, with modes', async () => {
  const directory = directoryWith({ 'd/crlf': 'a\r\n', 'd/lf': 'a\n' })
  chmodSync(join(directory, 'd/lf'), 0o755)
  const { artifacts, modes } = await recordOnce({ ...workspaceSettings(directory), exclude: [], paths: ['d'] })
  expect([...artifacts.paths()]).toEqual(['d/crlf', 'd/lf'])
  expect(new Set([...artifacts].map(([, digests]) => digests)).size).toBe(2)
  expect(Object.fromEntries(modes ?? [])).toEqual({ 'd/lf': 'executable' })
})
test('no prefix is cut off, and no link leads out', async () => {
  expect(workspaceSettings('w')).toEqual({
    baseDirectory: 'w',
    lstripPaths: [],
    lineEndings: 'as-is',
    symlinkedDirectories: 'within',
    modes: 'record'
  })
  const directory = directoryWith()
  symlinkSync('/', join(directory, 'link'))
  const settings = { ...workspaceSettings(directory), exclude: [], paths: ['.'] }
  expect((await rejectionOf(recordOnce(settings))).code).toBe('RECORD_OUTSIDE')
})
