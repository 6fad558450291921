// SPDX-License-Identifier: Apache-2.0
// Why a command could not be started, where the system says only that something is not there.
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { notStarted } from '../../src/commands/not-started.ts'
import { directoryWith } from '../support/directory.ts'

const ENOENT = Object.assign(new Error('spawn'), { code: 'ENOENT' })

test.each([
  ['#!/bin/sh\r\necho\r\n', 'carriage return', 'eol=lf'],
  ['#!/usr/bin/no-such-program -x\necho\n', 'first line names was not found', '#!/usr/bin/no-such-program -x'],
  ['#!/bin/no', 'first line names was not found', 'install that program']
])('a script that is there is told from one that is not: %j', (text, message, hint) => {
  const directory = directoryWith({ 'build.sh': text })
  chmodSync(join(directory, 'build.sh'), 0o755)
  const error = notStarted('./build.sh', ENOENT, directory)
  expect(error.code).toBe('COMMAND_NOT_STARTED')
  expect(`${error.message} ${error.hint ?? ''}`).toContain(message)
  expect(error.hint).toContain(hint)
  expect(error.hint).not.toContain('spelling')
})

test('what is not there, is no script, or was refused for another reason is told as before', () => {
  const directory = directoryWith({ 'a.sh': 'echo', 'b.sh': '#!/bin/sh\r\n' })
  for (const program of ['./none.sh', './a.sh', 'b.sh', '.'])
    expect(notStarted(program, ENOENT, directory).hint).toContain('spelling')
  const refused = Object.assign(new Error('spawn'), { code: 'EACCES' })
  expect(notStarted('./b.sh', refused, directory).hint).toContain('spelling')
})
