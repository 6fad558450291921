// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { BegunValue } from '../../src/intoto/link/begun.ts'
import { markBegun, markEnded } from '../../src/stages/open-stages.ts'
import { directoryWith } from '../support/directory.ts'
import { given, MemoryJob, type Ran } from '../support/memory-job.ts'
import { MemoryGitHub } from '../support/memory-github.ts'
import { CI } from '../support/two-steps.ts'

type MarkRun = Parameters<typeof markBegun>[1]

const valueOf = (digit: string): BegunValue => digit.repeat(32) as BegunValue
const runIn = (temporary: string, changes: Partial<MarkRun> = {}): MarkRun => ({
  binding: { id: '7', repository: 'o/r' },
  job: 'build',
  attempt: 1,
  workspace: '/w',
  temporary,
  ...changes
})
const begin = (step: string, digit: string, run: MarkRun): readonly string[] =>
  markBegun({ step, value: valueOf(digit) }, run)
const end = (digit: string, run: MarkRun): readonly string[] => markEnded({ value: valueOf(digit) }, run)

describe('stages of one workspace', () => {
  test('that follow one another meet nobody, and leave nothing behind', () => {
    const run = runIn(directoryWith())
    expect([begin('a', '1', run), end('1', run), begin('b', '2', run), end('2', run)]).toEqual([[], [], [], []])
    expect(readdirSync(run.temporary)).toEqual([])
  })
  test('that overlap meet each other', () => {
    const run = runIn(directoryWith())
    expect([begin('a', '1', run), begin('b', '2', run), end('1', run), end('2', run)]).toEqual([
      [],
      ['a'],
      ['b'],
      ['a']
    ])
    expect(readdirSync(run.temporary)).toEqual([])
  })
  test('of which one begins and ends within the other meet each other', () => {
    const run = runIn(directoryWith())
    expect([begin('a', '1', run), begin('b', '2', run), end('2', run), end('1', run)]).toEqual([
      [],
      ['a'],
      ['a'],
      ['b']
    ])
  })
  test('meet only those that were open while they were', () => {
    const run = runIn(directoryWith())
    expect([begin('long', '1', run), begin('a', '2', run), end('2', run)]).toEqual([[], ['long'], ['long']])
    expect([begin('b', '3', run), end('3', run)]).toEqual([['long'], ['long']])
    expect([...end('1', run)].sort()).toEqual(['a', 'b'])
  })
  test('are not told twice: what has ended has ended', () => {
    const run = runIn(directoryWith())
    begin('a', '1', run)
    expect([end('1', run), end('1', run), begin('b', '2', run)]).toEqual([[], [], []])
  })
})

describe('a stage that never ended', () => {
  test.each<[string, Partial<MarkRun>]>([
    ['run', { binding: { id: '8', repository: 'o/r' } }],
    ['repository', { binding: { id: '7', repository: 'o/other' } }],
    ['attempt', { attempt: 2 }],
    ['job', { job: 'test' }],
    ['workspace', { workspace: '/elsewhere' }]
  ])('warns nobody in another %s', (_what, changes) => {
    const temporary = directoryWith()
    begin('crashed', '1', runIn(temporary))
    const other = runIn(temporary, changes)
    expect([begin('a', '2', other), end('2', other)]).toEqual([[], []])
  })
  test('warns who begins after it in its job', () => {
    const run = runIn(directoryWith())
    begin('crashed', '1', run)
    expect(begin('a', '2', run)).toEqual(['crashed'])
  })
})

describe('what else lies among the marks is none', () => {
  test.each<[string, (directory: string) => void]>([
    ['a file of another name', (directory) => writeFileSync(join(directory, 'x.open.json'), '{}')],
    ['no JSON', (directory) => writeFileSync(join(directory, `${valueOf('9')}.open.json`), 'x')],
    ['another document', (directory) => writeFileSync(join(directory, `${valueOf('9')}.open.json`), '{"step":1}')],
    ['a directory', (directory) => mkdirSync(join(directory, `${valueOf('9')}.open.json`))]
  ])('%s', (_what, put) => {
    const run = runIn(directoryWith())
    mkdirSync(join(run.temporary, 'in-toto-stages'))
    put(join(run.temporary, 'in-toto-stages'))
    expect([begin('a', '1', run), end('1', run)]).toEqual([[], []])
  })
  test('and marks that the command took away stop no stage', () => {
    const run = runIn(directoryWith())
    begin('a', '1', run)
    rmSync(join(run.temporary, 'in-toto-stages'), { recursive: true })
    expect(end('1', run)).toEqual([])
    expect(existsSync(join(run.temporary, 'in-toto-stages'))).toBe(false)
  })
})

describe('the actions', () => {
  const job = (): MemoryJob => new MemoryJob(new MemoryGitHub(), {}, { 'a.js': 'a' })
  const beginStep = (of: MemoryJob, step: string): Promise<Ran> => of.begin({ 'step-name': step, materials: '.' })
  const endStep = (of: MemoryJob, begun: Ran, changes: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    of.end({ ...given(begun), products: '.', 'signing-key': CI.privatePem, ...changes })
  const told = ({ runner }: Ran): string =>
    runner.annotations
      .filter(({ level, title }) => level === 'warning' && title === 'Stages overlap')
      .map(({ message }) => message)
      .join('\n')

  test('tell both stages, and the summary of each', async () => {
    const of = job()
    const first = await beginStep(of, 'unit')
    const second = await beginStep(of, 'end`to`end')
    expect([told(first), told(second)]).toEqual(['', expect.stringContaining('"unit"')])
    const ends = [await endStep(of, second), await endStep(of, first)]
    expect(ends.map(({ codes }) => codes)).toEqual([[], []])
    expect(ends.map(told)).toEqual([expect.stringContaining('"unit"'), expect.stringContaining('"end`to`end"')])
    for (const { runner } of ends) expect(runner.summaries.join('\n')).toContain('Stages overlap')
    expect(ends[1]?.runner.summaries.join('\n')).not.toContain('end`to`end')
  })
  test('leave the summary alone where none is wanted', async () => {
    const of = job()
    const first = await beginStep(of, 'unit')
    await beginStep(of, 'lint')
    const ran = await endStep(of, first, { summary: 'never' })
    expect([told(ran), ran.runner.summaries]).toEqual([expect.stringContaining('"lint"'), []])
  })
  test('count a stage whose end was refused as ended', async () => {
    const of = job()
    const failed = await of.begin({ 'step-name': 'unit', run: 'make', materials: '.' })
    expect((await endStep(of, failed, { outcomes: 'failure' })).codes).toEqual(['JOB_NOT_SUCCESSFUL'])
    expect(told(await beginStep(of, 'lint'))).toBe('')
  })
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['that is told another step', { 'step-name': 'lint' }, 'RECORDING_OTHER'],
    ['that records nothing', { products: 'none' }, 'RECORDING_NOTHING'],
    ['that names what is not there', { products: 'b.js' }, 'RECORD_NOT_FOUND'],
    ['that names two checkouts', { products: '.\na', 'product-source': 'git' }, 'INPUT_INVALID']
  ])('count a stage as ended whose end breaks off: one %s', async (_what, changes, code) => {
    const of = job()
    const begun = await of.begin({ 'step-name': 'unit', materials: 'none' })
    expect((await endStep(of, begun, changes)).codes).toEqual([code])
    expect(told(await beginStep(of, 'lint'))).toBe('')
  })
})
