// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { isGitName } from '../../src/recording/git-name.ts'

describe('what git keeps for itself', () => {
  test.each([
    '.git',
    '.GIT',
    '.Git',
    'git~1',
    'GIT~12',
    '.git.',
    '.git ',
    '.git. .',
    'git~1 ',
    '.g\u200cit',
    '\ufeff.git',
    // Streams of NTFS, of which the first is the directory itself.
    '.git::$INDEX_ALLOCATION',
    '.GIT::$Index_Allocation',
    '.git:stream',
    '.git:',
    '.git. :stream',
    'git~1:stream',
    'git~1::$INDEX_ALLOCATION',
    '.g\u200cit::$INDEX_ALLOCATION',
    // A backslash stands between names on Windows.
    '.git\\hooks',
    '.git .\\hooks',
    'sub\\.git',
    'sub\\GIT~1\\hooks'
  ])('is %j', (part) => expect(isGitName(part)).toBe(true))
  test.each([
    '.github',
    '.gitignore',
    '.gitattributes',
    'git',
    'git~',
    'a.git',
    ' .git',
    '.git.a',
    ':.git',
    'a:.git',
    '.git.a:stream',
    '.gitignore:stream',
    '.gitignore\\a',
    'a.git\\b'
  ])('is not %j', (part) => expect(isGitName(part)).toBe(false))
})

// Anybody may commit such a name; whoever looks for each g, i and t anew does not come to the end of it.
test.each(['g', 'gi', 'git~', '.', '.git '])('a long name of many %j is looked at once', (part) =>
  expect(isGitName(`${part.repeat(100_000)}x`)).toBe(false)
)
test('so is one of all g before all i', () =>
  expect(isGitName(`${'g'.repeat(100_000)}${'i'.repeat(100_000)}`)).toBe(false))
