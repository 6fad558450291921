// SPDX-License-Identifier: Apache-2.0
// A program within bounds. What it takes from a server is tested in fetch-commit.test.ts.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { watchedProgram, type ProgramBounds } from '../../../src/recording/git/watched-program.ts'
import { directoryWith } from '../../support/directory.ts'

const BOUNDS: ProgramBounds = { bytes: 1000, ms: 60_000 }
const PATH = process.env['PATH'] ?? ''

const run = (script: string, bounds = BOUNDS, directory = directoryWith()): ReturnType<typeof watchedProgram> =>
  watchedProgram({ program: '/bin/sh', words: ['-c', script], environment: { PATH }, directory, bounds })

test('tells how it ended, what it printed and what it complained of', async () => {
  expect(await run('echo out; echo bad >&2; exit 3')).toEqual({
    ended: 'exited',
    status: 3,
    printed: 'out',
    said: 'bad'
  })
  expect(await run('kill -9 $$')).toMatchObject({ ended: 'exited', status: undefined })
})

test('keeps the end of many words', async () => {
  const { said } = await run(
    'for i in 1 2 3 4 5 6 7 8 9; do head -c 1000 /dev/zero | tr "\\0" "$i" >&2; done; echo end >&2'
  )
  expect([said.length <= 4096, said.startsWith('1'), said.endsWith('9end')]).toEqual([true, false, true])
})

test.each([
  ['at once, before anybody looks', 'head -c 1001 /dev/zero >x'],
  ['in many files, and below', 'mkdir -p a/b; for i in 1 2 3 4 5 6; do head -c 200 /dev/zero >a/b/$i; done'],
  ['and goes on', 'head -c 5000 /dev/zero >x; sleep 600']
])('that writes more bytes than the bound is told: %s', async (_what, script) => {
  expect((await run(script)).ended).toBe('large')
})

test('may write as many bytes as the bound, and take some back', async () => {
  expect((await run('head -c 1000 /dev/zero >x')).ended).toBe('exited')
  expect((await run('mkdir a; head -c 900 /dev/zero >a/x; rm -r a; head -c 900 /dev/zero >y')).ended).toBe('exited')
})

test('that has no end is ended', async () => {
  expect((await run('sleep 600', { ...BOUNDS, ms: 1 })).ended).toBe('late')
})

test('is ended with all that it started, and what it leaves running at its own end, too', async () => {
  const directory = directoryWith()
  expect((await run('sleep 600 & echo $! >pid; head -c 5000 /dev/zero >x; sleep 600', BOUNDS, directory)).ended).toBe(
    'large'
  )
  await isGone(join(directory, 'pid'))
  const other = directoryWith()
  expect((await run('sleep 600 >&- 2>&- & echo $! >pid', BOUNDS, other)).ended).toBe('exited')
  await isGone(join(other, 'pid'))
})

/** Waits until the process of that id has ended; one that does not fails the test by its time. */
async function isGone(file: string): Promise<void> {
  const pid = Number(readFileSync(file, 'utf8'))
  expect(pid).toBeGreaterThan(1)
  while (isRunning(pid)) await new Promise((done) => setTimeout(done, 20))
}

/** What has ended and was not asked for yet is not running. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('whose directory cannot be counted in the end is an error, and no good end', async () => {
  const directory = join(directoryWith(), 'own')
  await expect(run('true', BOUNDS, directory)).rejects.toThrow('ENOENT')
  mkdirSync(directory)
  await expect(run(`rmdir '${directory}'`, BOUNDS, directory)).rejects.toThrow('cannot be counted')
})

test('that cannot be started is an error', async () => {
  const program = join(directoryWith(), 'none')
  await expect(
    watchedProgram({ program, words: [], environment: {}, directory: directoryWith(), bounds: BOUNDS })
  ).rejects.toThrow('ENOENT')
})
