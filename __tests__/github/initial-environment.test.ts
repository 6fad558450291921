// SPDX-License-Identifier: Apache-2.0
// What a process started with, looked at from a process that it starts. Each of these is a Node of its own.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { wipeFromInitialEnvironment } from '../../src/github/initial-environment.ts'
import { directoryWith } from '../support/directory.ts'

const [SOURCE = '', RUNNER = '', RUN_ACTION = ''] = ['initial-environment', 'runner', 'run-action'].map((name) =>
  resolve(import.meta.dirname, `../../src/github/${name}.ts`)
)

/** What the parent's environment looks like from a child, after some code ran; JSON of what the code returned is first. */
function seenAfter(code: string, variables: Readonly<Record<string, string>>): { said: unknown; environ: string } {
  const script = join(
    directoryWith({
      'run.mjs': `import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { moveFromInitialEnvironment as move, wipeFromInitialEnvironment as wipe } from ${JSON.stringify(SOURCE)}
import { actionsRunner } from ${JSON.stringify(RUNNER)}
import { runAction } from ${JSON.stringify(RUN_ACTION)}
const said = await (async () => { ${code} })()
const environ = execFileSync('cat', ['/proc/' + process.pid + '/environ'], { encoding: 'latin1' })
const inherited = execFileSync('env', { encoding: 'utf8' })
writeFileSync(process.env.TOLD, JSON.stringify({ said: said ?? null, environ: environ + inherited }))`
    }),
    'run.mjs'
  )
  const told = join(script, '../told')
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], TOLD: told, ...variables }
  })
  return JSON.parse(readFileSync(told, 'utf8')) as { said: unknown; environ: string }
}

const KEY = '-----BEGIN PRIVATE KEY-----\nsecret=one\n-----END PRIVATE KEY-----\n'
const VARIABLES = { 'INPUT_SIGNING-KEY': KEY, INPUT_OTHER: 'other', COPY: 'x INPUT_SIGNING-KEY=kept' }

describe('the environment that a process started with', () => {
  if (process.platform !== 'linux') {
    test('is left alone elsewhere', () => expect(wipeFromInitialEnvironment(new Set(['PATH']))).toBe(false))
    return
  }
  test('still shows what was deleted, which is why it is wiped', () => {
    const { environ } = seenAfter(`delete process.env['INPUT_SIGNING-KEY']`, VARIABLES)
    expect(environ).toContain('secret=one')
  })
  test('shows nothing of what was wiped, and all else', () => {
    const { said, environ } = seenAfter(
      `delete process.env['INPUT_SIGNING-KEY']; return wipe(new Set(['INPUT_SIGNING-KEY']))`,
      VARIABLES
    )
    expect([said, environ.includes('PRIVATE KEY'), environ.includes('secret=one')]).toEqual([true, false, false])
    for (const kept of ['INPUT_OTHER=other', 'COPY=x INPUT_SIGNING-KEY=kept'])
      expect(environ.split(kept)).toHaveLength(3)
  })
  test.each([
    ['the last one', { A: '1', Z: KEY }, 'Z'],
    ['one whose name begins like another', { KEY_MORE: 'more', KEY }, 'KEY'],
    ['one that is empty', { EMPTY: '', A: 'a' }, 'EMPTY']
  ])('is wiped of %s', (_what, variables: Record<string, string>, name) => {
    const { environ } = seenAfter(
      `const name = ${JSON.stringify(name)}; delete process.env[name]; wipe(new Set([name]))`,
      variables
    )
    const names = environ.split(/[\0\n]/).map((line) => line.split('=')[0])
    expect([names.includes(name), environ.includes('secret')]).toEqual([false, false])
    for (const other of Object.keys(variables)) if (other !== name) expect(names).toContain(other)
  })
  test('shows nothing of what was moved, which is there to be used and inherited', () => {
    const { said, environ } = seenAfter(
      `const done = move(['INPUT_SIGNING-KEY', 'NOT_THERE']); return [done, process.env['INPUT_SIGNING-KEY'], 'NOT_THERE' in process.env]`,
      VARIABLES
    )
    expect(said).toEqual([true, KEY, false])
    // Once, as the child inherits it, and not in the block of the parent.
    expect(environ.split('secret=one')).toHaveLength(2)
  })
  test('shows no secret input that an action has read, and no token of the runner while one works', () => {
    const tokens = { ACTIONS_RUNTIME_TOKEN: 'canary-1f', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-2e' }
    const { said, environ } = seenAfter(
      `let key, tokens
      await runAction(async (runner, environment) => {
        key = runner.secretInput('signing-key')
        tokens = [environment.ACTIONS_RUNTIME_TOKEN, environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN]
      }, actionsRunner())
      return [key.includes('secret=one'), tokens]`,
      { ...VARIABLES, ...tokens }
    )
    expect(said).toEqual([true, Object.values(tokens)])
    expect(environ).not.toMatch(/secret=one|PRIVATE KEY|INPUT_SIGNING-KEY=-/)
    // Each once, as the child inherits it here.
    for (const token of Object.values(tokens)) expect(environ.split(token)).toHaveLength(2)
  })
  test('keeps what it does not name, and the process goes on', () => {
    const { said, environ } = seenAfter(`wipe(new Set(['NOT_THERE'])); return process.env.INPUT_OTHER`, VARIABLES)
    expect([said, environ.includes('secret=one')]).toEqual(['other', true])
  })
})
