// SPDX-License-Identifier: Apache-2.0
// Whatever an action does, its process tells of it in an annotation and fails.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from '@jest/globals'

const ACTION = pathToFileURL(resolve(import.meta.dirname, '../../src/github/run-action.ts')).href

/** A machine under load starts a process in seconds; one that has not ended by then goes round in a circle. */
const TIMEOUT_MS = 60_000

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** An action with a body of its own, in a process of its own. */
function run(body: string): Ended {
  const text = `import { runAction } from ${JSON.stringify(ACTION)}
await runAction(async (runner) => { ${body} })`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', text], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    timeout: TIMEOUT_MS
  })
  return { status, stdout, stderr }
}

const errors = ({ stdout }: Ended): string[] => stdout.split('\n').filter((line) => line.startsWith('::error'))

describe('an action', () => {
  test('that works succeeds, and prints nothing of ours', () => {
    const ran = run("runner.log('done')")
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, 'done\n', ''])
  })

  test.each<[string, string]>([
    ['is thrown', "throw new Error('canary')"],
    ['a stream emits', "new (await import('node:events')).EventEmitter().emit('error', new Error('canary'))"],
    ['a timer throws', "await new Promise(() => { setTimeout(() => { throw new Error('canary') }, 5) })"],
    ['nobody awaits', "void Promise.reject(new Error('canary')); await new Promise((done) => setTimeout(done, 2000))"],
    ['comes after the end', "setTimeout(() => { throw new Error('canary') }, 20)"]
  ])('fails with one annotation for an error that %s, without a stack', (_what, body) => {
    const ran = run(body)
    expect([ran.status, ran.stderr]).toEqual([1, ''])
    expect(errors(ran)).toEqual([
      expect.stringMatching(/title=INTERNAL_ERROR.*Error: canary.*\/issues.*#internal_error/)
    ])
    expect(ran.stdout).not.toMatch(/\bat .*:\d+:\d+/)
  })

  test('that waits for something that never comes fails with one annotation', () => {
    const ran = run('await new Promise(() => undefined)')
    expect([ran.status, ran.stderr]).toEqual([1, ''])
    expect(errors(ran)).toEqual([expect.stringMatching(/title=INTERNAL_ERROR.*never comes/)])
  })

  const listening = (how: string): string => `${how}; await new Promise(() => undefined)`
  test.each<[string, string]>([
    ['that stays', "process.on('beforeExit', () => undefined)"],
    ['that comes again', "const again = () => { process.once('beforeExit', again) }; again()"],
    [
      'that stays and gives the process more to do',
      "process.on('beforeExit', () => { setTimeout(() => undefined, 1) })"
    ]
  ])('that waits for ever beside a listener %s fails with one annotation, too', (_what, how) => {
    const ran = run(listening(how))
    expect([ran.status, ran.stderr]).toEqual([1, ''])
    expect(errors(ran)).toEqual([expect.stringMatching(/title=INTERNAL_ERROR.*never comes/)])
  })
  test('goes on, however often something that it called is given up', () => {
    const wholeCall = pathToFileURL(resolve(import.meta.dirname, '../../src/github/whole-call.ts')).href
    const ran = run(
      `const { wholeCall } = await import(${JSON.stringify(wholeCall)})
      const never = () => wholeCall(() => new Promise(() => undefined), 60_000).catch(() => runner.log('given up'))
      for (const _ of Array(20)) await never()`
    )
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, 'given up\n'.repeat(20), ''])
  })

  test('that has failed says nothing of what it left running', () => {
    const ran = run("setTimeout(() => { throw new Error('later') }, 20); throw new Error('canary')")
    expect([ran.status, errors(ran)]).toEqual([1, [expect.stringContaining('canary')]])
  })

  test('does nothing more after an error that nobody awaits', () => {
    const body =
      "setTimeout(() => { throw new Error('canary') }, 5); await new Promise((done) => setTimeout(done, 500)); runner.log('signed')"
    expect(run(body).stdout).not.toContain('signed')
  })

  test('tells name and message alone, escaped', () => {
    const error =
      "Object.assign(new TypeError('a\\n::set-output name=a::b\\u001b[2J'), { request: 'secret-canary', cause: new Error('secret-canary') })"
    const ran = run(`setTimeout(() => { throw ${error} }, 5)`)
    expect(errors(ran)).toEqual([expect.stringContaining('TypeError: a')])
    expect(ran.stdout).not.toMatch(/^::set-output|secret-canary|\u001b/m)
  })

  test.each(['null', 'Object.create(null)', 'Symbol("x")', '{ token: "secret-canary" }'])(
    'tells of a thrown value of any kind: %s',
    (value) => {
      const ran = run(`setTimeout(() => { throw ${value} }, 5)`)
      expect([ran.status, errors(ran)]).toEqual([1, [expect.stringContaining('INTERNAL_ERROR')]])
      expect(ran.stdout).not.toContain('secret-canary')
    }
  )

  test('keeps the code of an error of ours', () => {
    const codesUrl = pathToFileURL(resolve(import.meta.dirname, '../../src/files/codes.ts')).href
    const ran = run(
      `const { FilesError } = await import(${JSON.stringify(codesUrl)}); setTimeout(() => { throw new FilesError('FILE_UNWRITABLE', 'full') }, 5)`
    )
    expect([ran.status, errors(ran)]).toEqual([1, [expect.stringContaining('FILE_UNWRITABLE')]])
  })
})
