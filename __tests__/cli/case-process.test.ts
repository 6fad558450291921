// SPDX-License-Identifier: Apache-2.0
// A line of a batch that ends its process, or never answers: an error for this line, and the next one is answered.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { CaseProcess } from '../../src/cli/batch/case-process.ts'
import { directoryWith } from '../support/directory.ts'

/** A program that does what its case says. */
const PROGRAM = `
import { readSync, writeFileSync } from 'node:fs'
const chunk = Buffer.alloc(1000)
const wanted = []
for (;;) {
  if (wanted.length === 0) wanted.push(...chunk.toString('utf8', 0, readSync(3, chunk)).trim().split('\\n'))
  const { number, words: [what] } = JSON.parse(wanted.shift())
  if (what === 'slowly') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700)
  if (what === 'silence') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  if (what === 'exit') process.exit(0)
  if (what === 'abort') process.abort()
  if (what === 'memory') { const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length + 0.5)) }
  if (what === 'table') { const map = new Map(); for (let i = 0; ; i += 1) map.set(i, i) }
  const failures = what === 'many' ? new Array(100_000).fill('LINK_MISSING') : []
  if (what === 'another') writeFileSync(3, JSON.stringify({ number: number + 1, exit: 0, verdict: 'passed', failures: ['ANOTHER'] }) + '\\n')
  writeFileSync(3, JSON.stringify({ number, exit: 0, verdict: 'passed', failures }) + '\\n')
}`
const program = join(directoryWith({ 'program.mjs': PROGRAM }), 'program.mjs')
/** What a line is answered that was lost, with the bound that it was lost to. */
const without = (code: string, bound: string): object => ({
  exit: 2,
  verdict: 'error',
  failures: [code],
  lost: { message: expect.stringContaining(bound), hint: expect.stringContaining('verify') }
})
const PASSED = { exit: 0, verdict: 'passed', failures: [] }

let cases: CaseProcess
afterEach(() => cases.close())
const answer = (what: string): ReturnType<CaseProcess['answer']> =>
  cases.answer({ words: [what], directory: '/', now: 0 })

describe('a line of a batch', () => {
  test.each(['exit', 'abort', 'memory', 'table'])('whose process ends (%s) takes no other with it', async (what) => {
    cases = new CaseProcess({ environment: {}, program, heapBytes: 64 * 2 ** 20 })
    expect(await answer('honest')).toEqual(PASSED)
    expect(await answer(what)).toMatchObject(without('VERIFY_MEMORY', 'MiB'))
    expect(await answer('honest')).toEqual(PASSED)
  })
  test.each(['exit', 'memory'])(
    'whose process ends (%s) keeps the place of the next one, which was not begun',
    async (what) => {
      cases = new CaseProcess({ environment: {}, program, heapBytes: 64 * 2 ** 20 })
      const answers = [answer('honest'), answer(what), answer('many'), answer('honest')]
      expect(await Promise.all(answers)).toEqual([
        PASSED,
        expect.objectContaining(without('VERIFY_MEMORY', 'MiB')),
        { ...PASSED, failures: Array.from({ length: 100_000 }, () => 'LINK_MISSING') },
        PASSED
      ])
    }
  )
  test('has its own time, which begins when the one before it is answered', async () => {
    cases = new CaseProcess({ environment: {}, program, timeMs: 2000 })
    const answers = ['slowly', 'slowly', 'slowly', 'silence', 'slowly'].map(answer)
    expect(await Promise.all(answers)).toEqual([
      PASSED,
      PASSED,
      PASSED,
      expect.objectContaining(without('VERIFY_TIME', '2 seconds')),
      PASSED
    ])
  })
  test('for which no process can be started is told so, and every other one gets its own answer', async () => {
    const programs = ['no\0name', program, 'no\0name', program]
    cases = new CaseProcess({
      environment: {},
      get program() {
        return programs.shift() ?? program
      }
    })
    const answers = ['honest', 'honest', 'exit', 'many', 'another', 'honest'].map(answer)
    const notStarted = expect.objectContaining(without('VERIFY_MEMORY', 'could not be started: ERR_INVALID_ARG_VALUE'))
    expect(await Promise.all(answers)).toEqual([
      notStarted,
      PASSED,
      expect.objectContaining(without('VERIFY_MEMORY', 'MiB')),
      notStarted,
      PASSED,
      PASSED
    ])
  })
  test('that is never answered is given up, and the next one is answered', async () => {
    cases = new CaseProcess({ environment: {}, program, timeMs: 1 })
    expect(await answer('silence')).toMatchObject(without('VERIFY_TIME', '0.001 seconds'))
    cases.close()
    cases = new CaseProcess({ environment: {}, program })
    expect(await answer('honest')).toEqual(PASSED)
  })
  test('is no pass where there is no program', async () => {
    const none = join(directoryWith(), 'none.mjs')
    cases = new CaseProcess({ environment: {}, program: none })
    expect(await answer('honest')).toMatchObject(without('VERIFY_MEMORY', 'MiB'))
    writeFileSync(none, PROGRAM)
    expect(await answer('honest')).toEqual(PASSED)
  })
})
