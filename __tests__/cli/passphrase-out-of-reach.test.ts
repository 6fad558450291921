// SPDX-License-Identifier: Apache-2.0
// A command that is started, and what looks on, find no passphrase of the key that signs what it does.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { directoryWith } from '../support/directory.ts'

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts')
const SECRET = 'a passphrase that nobody sees'

const program = (cwd: string, ...words: string[]): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], BEFORE: 'x', IN_TOTO_KEY_PASSPHRASE: SECRET, OTHER: 'kept' },
    encoding: 'utf8'
  })

describe('the passphrase', () => {
  if (process.platform !== 'linux') {
    test('is in no environment of a child', () => {
      const cwd = directoryWith()
      program(cwd, 'run', '-n', 'a', '--unsigned', '-p', 'x', '--', 'sh', '-c', 'env > told')
      expect(readFileSync(join(cwd, 'told'), 'utf8')).not.toContain(SECRET)
    })
    return
  }
  test.each([
    ['its own environment', 'env > told'],
    ['the process that started it', 'tr "\\0" "\\n" < /proc/$PPID/environ > told; echo OTHER=kept >> told'],
    [
      'every process of the user',
      'for one in /proc/$PPID/task/*/environ; do cat $one; done > told; echo OTHER=kept >> told'
    ]
  ])('is not found by a command in %s, and opens the key', (_what, look) => {
    const cwd = directoryWith()
    expect(program(cwd, 'key', 'generate', '-o', 'key').status).toBe(0)
    expect(readFileSync(join(cwd, 'key'), 'utf8')).toContain('ENCRYPTED')
    const { status } = program(cwd, 'run', '-n', 'a', '--signing-key', 'key', '-p', 'told', '--', 'sh', '-c', look)
    const told = readFileSync(join(cwd, 'told'), 'utf8')
    expect([status, told.includes(SECRET), told.includes('OTHER=kept')]).toEqual([0, false, true])
    expect(existsSync(join(cwd, 'key.pub'))).toBe(true)
  })
})
