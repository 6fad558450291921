// SPDX-License-Identifier: Apache-2.0
// Where links that are missing could lie: outside of the work tree, in `.git` or beside it.
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { Console } from '../../src/cli/console.ts'
import { withOtherPlace } from '../../src/cli/missing-links.ts'
import type { Verification } from '../../src/intoto/verification/verification.ts'
import { directoryWith } from '../support/directory.ts'

const FAILED = { outcome: 'failed', failures: [{ code: 'LINK_MISSING', hint: 'h' }] } as unknown as Verification
const hintIn = (directory: string, looked = directory): unknown => {
  const told = withOtherPlace(FAILED, looked, { directory } as Console)
  return told.outcome === 'failed' ? told.failures[0].hint : undefined
}

test('of a repository it is in `.git`', () =>
  expect(hintIn(directoryWith({ '.git/in-toto/x': '' }))).toContain('`--link-dir .git/in-toto`'))
test('of a linked worktree, and of no repository, it is beside the work tree', () => {
  const outer = directoryWith({
    'tree/.git': 'gitdir: elsewhere\n',
    'tree.in-toto/x': '',
    'my tree/a': '',
    'my tree.in-toto/x': ''
  })
  expect(hintIn(join(outer, 'tree'))).toContain('`--link-dir ../tree.in-toto`')
  expect(hintIn(join(outer, 'my tree'))).toContain("`--link-dir '../my tree.in-toto'`")
})
test('is not told where it was looked at, or is not there', () => {
  const directory = directoryWith({ '.git/in-toto/x': '' })
  expect(hintIn(directory, join(directory, '.git/in-toto'))).toBe('h')
  expect(hintIn(directoryWith({ a: '' }))).toBe('h')
})
