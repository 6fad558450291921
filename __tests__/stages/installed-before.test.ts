// SPDX-License-Identifier: Apache-2.0
// What lies where a step is to install: its fix deletes packages, and nothing else.
import { expect, test } from '@jest/globals'
import { installedBefore } from '../../src/stages/scratch-present.ts'
import { directoryWith } from '../support/directory.ts'

const ASKED = ['input', 'flag', 'layout'] as const

function hintFor(text: string, asked: (typeof ASKED)[number], tracked: readonly string[] = []): string | undefined {
  const workspace = directoryWith({ '.git/hooks/x': '', 'sub/.git/x': '', 'src/a.js': '', 'node_modules/a': '' })
  const places = { workspace, home: '' }
  const installs = [{ text, leftOut: [] }]
  return installedBefore({ step: 's', installs, places, apart: new Set(), asked }, tracked)?.hint
}

test.each(ASKED)('is deleted where it is packages, and neither of git nor tracked: %s', (asked) => {
  expect(hintFor('node_modules', asked)).toContain('rm -rf node_modules')
  for (const text of ['.git', '.git/hooks', 'sub/.git'])
    expect(hintFor(text, asked)).toContain('What lies in the directory of git is no package')
  expect(hintFor('src', asked, ['src/a.js'])).not.toContain('rm -rf')
})
test('is taken out of what the layout says, where the layout says it', () => {
  expect(hintFor('src', 'layout', ['src/a.js'])).toContain('`installs-into`')
})
