// SPDX-License-Identifier: Apache-2.0
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { demandDirectories, findDirectories, type FoundDirectory } from '../../src/stages/find-directories.ts'
import { parseDirectoryTexts } from '../../src/stages/parse-directory-texts.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const LINES = parseDirectoryTexts(['**/node_modules'], (what) => new Error(what))

function found(): { readonly workspace: string; readonly directories: FoundDirectory[] } {
  const workspace = directoryWith({ 'node_modules/a.js': 'a', 'deep/node_modules/b.js': 'b' })
  const directories = findDirectories(LINES, { workspace, home: '/nowhere' })
  expect(directories.map(({ path }) => path).toSorted()).toEqual(['deep/node_modules', 'node_modules'])
  return { workspace, directories }
}

describe('a directory that was found', () => {
  test('and is gone by the time it is recorded is told by its name', () => {
    const { workspace, directories } = found()
    rmSync(join(workspace, 'deep'), { recursive: true })
    const { code, message, hint } = errorOf(() => demandDirectories(directories, { workspace, home: '/nowhere' }))
    expect([code, message, hint]).toEqual([
      'RECORD_UNREADABLE',
      expect.stringContaining('"deep/node_modules"'),
      expect.stringMatching(/\w/)
    ])
  })
  test('in a workspace that is gone is told, too', () => {
    const { workspace, directories } = found()
    rmSync(workspace, { recursive: true })
    expect(errorOf(() => demandDirectories(directories, { workspace, home: '/nowhere' })).code).toBe(
      'RECORD_UNREADABLE'
    )
  })
  test('and that a link in circles took the place of is told, too', () => {
    const { workspace, directories } = found()
    rmSync(join(workspace, 'deep'), { recursive: true })
    symlinkSync('deep', join(workspace, 'deep'))
    expect(errorOf(() => demandDirectories(directories, { workspace, home: '/nowhere' })).code).toBe(
      'RECORD_UNREADABLE'
    )
  })
})

test('a workspace that cannot be listed is called by what it is', () => {
  const { code, message } = errorOf(() => findDirectories(LINES, { workspace: '/nowhere/at-all', home: '/nowhere' }))
  expect([code, message]).toEqual(['RECORD_UNREADABLE', expect.stringContaining('"."')])
})
