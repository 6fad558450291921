// SPDX-License-Identifier: Apache-2.0
// One directory of many that holds nothing: it is named, and not only the pattern that it fits.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { recordDependencies, recordInstalled } from '../../src/stages/installed-directories.ts'
import { directoryWith } from '../support/directory.ts'

const PATTERNS = [['**/node_modules'], ['*/node_modules'], ['a/node_modules', 'b/*']] as const

test.each(PATTERNS)('%s %s', async (...texts) => {
  const workspace = directoryWith({ 'a/node_modules/x': '' })
  mkdirSync(join(workspace, 'b/node_modules'), { recursive: true })
  const places = { workspace, home: '' }
  const lines = texts.map((text) => ({ text, leftOut: [] }))
  const recorder = new Recorder()
  try {
    const says = {
      message: expect.stringContaining('"b/node_modules" holds no file'),
      hint: expect.stringContaining('"b/node_modules"')
    }
    await expect(recordDependencies(recorder, lines, places)).rejects.toMatchObject({
      code: 'DEPENDENCY_MISSING',
      ...says
    })
    await expect(recordInstalled(recorder, lines, places, new Set())).rejects.toMatchObject({
      code: 'INSTALLED_NOTHING',
      ...says
    })
  } finally {
    await recorder.close()
  }
})
