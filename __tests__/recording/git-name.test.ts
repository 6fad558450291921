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
    '\ufeff.git'
  ])('is %j', (part) => expect(isGitName(part)).toBe(true))
  test.each(['.github', '.gitignore', '.gitattributes', 'git', 'git~', 'a.git', ' .git', '.git.a'])(
    'is not %j',
    (part) => expect(isGitName(part)).toBe(false)
  )
})
