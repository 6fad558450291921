// SPDX-License-Identifier: Apache-2.0
// What decides in the harness of the suites: how checks are counted, how programs are bounded, where scratch lies.
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { countsOf } from '../../.github/scripts/harness/run-parts.ts'
import { runProgram } from '../../.github/scripts/harness/run-program.ts'
import { isRoomy, scratchRoot } from '../../.github/scripts/harness/scratch-directory.ts'
import { addCounts, countsLine, readCountsLine, Tally, wentWell } from '../../.github/scripts/harness/tally.ts'
import { directoryWith } from '../support/directory.ts'

const node = (script: string, options = {}): ReturnType<typeof runProgram> =>
  runProgram(process.execPath, ['-e', script], options)

describe('counts', () => {
  test('are read back from the line that is printed', () => {
    expect(readCountsLine(countsLine({ passed: 12, failed: 3 }))).toEqual({ passed: 12, failed: 3 })
    for (const line of ['', '1 passed', 'x 1 passed, 0 failed', '1 passed, 0 failed.', '-1 passed, 0 failed'])
      expect(readCountsLine(line)).toBeUndefined()
  })
  test('add up, also when there are none', () => {
    expect(
      addCounts([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 }
      ])
    ).toEqual({ passed: 3, failed: 3 })
    expect(addCounts([])).toEqual({ passed: 0, failed: 0 })
  })
  test('are well only where something was tried and nothing failed', () => {
    expect(wentWell({ passed: 1, failed: 0 })).toBe(true)
    expect(wentWell({ passed: 0, failed: 0 })).toBe(false)
    expect(wentWell({ passed: 9, failed: 1 })).toBe(false)
  })
})

describe('a tally', () => {
  test('goes on after a failure, waits for each check, and shows no more lines than it was told', async () => {
    const printed: string[] = []
    const tally = new Tally(2, (line) => printed.push(line))
    expect(await tally.check('one', () => Promise.resolve())).toBe(true)
    expect(await tally.check('two', () => Promise.reject(new Error('a\nb\nc')))).toBe(false)
    expect(
      await tally.check('three', () => {
        throw new Error('d')
      })
    ).toBe(false)
    tally.fail('four', 'no error at all')
    expect(tally).toMatchObject({ passed: 1, failed: 3 })
    expect(printed[0]).toMatch(/^ok {3}one \(/)
    expect(printed.slice(1)).toEqual(['FAIL two\na\nb', 'FAIL three\nd', 'FAIL four\nno error at all'])
  })
})

describe('a part', () => {
  const counts = { passed: 3, failed: 0 }
  test.each([
    ['that went well counts as it says', { status: 0, counts }, counts],
    ['of which nothing was asked for counts nothing', { status: 0, counts: { passed: 0, failed: 0 } }, addCounts([])],
    ['that failed keeps its failures', { status: 1, counts: { passed: 3, failed: 2 } }, { passed: 3, failed: 2 }],
    ['that fails without one of its own is one', { status: 1, counts }, { passed: 3, failed: 1 }],
    ['that was ended by a signal is a failure', { status: null, counts }, { passed: 3, failed: 1 }],
    ['that never said its counts is a failure', { status: 0, counts: undefined }, { passed: 0, failed: 1 }]
  ])('%s', (_name, ended, expected) => expect(countsOf(ended)).toEqual(expected))
})

describe('a program', () => {
  test('is told with its status and what it printed', async () => {
    const ran = await node('console.log("out"); console.error("err"); process.exitCode = 3')
    expect(ran).toMatchObject({ status: 3, stdout: 'out\n', isLate: false })
    expect(ran.text).toHaveLength('out\nerr\n'.length)
  })
  test('gets the environment that is named, and no more', async () => {
    const { stdout } = await node('console.log(process.env.HOME, process.env.ONE)', { env: { ONE: '1' } })
    expect(stdout).toBe('undefined 1\n')
  })
  test('is ended at its bound, with what it started', async () => {
    // The child holds the pipe, so nobody comes back before it has ended, too.
    const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 600_000)'], { stdio: 'inherit' })
setTimeout(() => {}, 600_000)`
    expect(await node(script, { limitMs: 500 })).toMatchObject({ status: null, isLate: true })
  })
  test('that is not there is an error', async () => {
    await expect(runProgram(join(directoryWith(), 'none'), [])).rejects.toThrow('ENOENT')
  })
  test('is kept with its last words only, where that is asked for', async () => {
    const script = 'process.stdout.write("x".repeat(300_000)); console.log("end")'
    const { text } = await node(script, { keepBytes: 1000 })
    expect(text.endsWith('xend\n')).toBe(true)
    expect(text.length < 200_000).toBe(true)
  })
})

describe('scratch', () => {
  const roomy = { freeBytes: 8 * 2 ** 30, canRunPrograms: true }
  test('lies in memory only where that has room and runs programs', () => {
    expect(isRoomy(roomy)).toBe(true)
    expect(isRoomy({ ...roomy, freeBytes: 64 * 2 ** 20 })).toBe(false)
    expect(isRoomy({ ...roomy, canRunPrograms: false })).toBe(false)
  })
  test('lies where TMPDIR says, and elsewhere where there is no memory', () => {
    const memory = directoryWith()
    expect(scratchRoot({ TMPDIR: '/somewhere' }, memory)).not.toBe(memory)
    expect(scratchRoot({}, join(memory, 'none'))).not.toContain(memory)
  })
})
