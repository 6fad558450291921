// SPDX-License-Identifier: Apache-2.0
// Which names of a later attempt may be those of jobs that had another one before.
import { describe, expect, test } from '@jest/globals'
import type { RunJob } from '../../src/gate/gate-server.ts'
import { Executions } from '../../src/gate/run-jobs-executions.ts'
import { strangersAmong } from '../../src/gate/run-jobs-names.ts'

let next = 0
function ran(name: string, attempt: number, changes: Partial<RunJob> = {}): RunJob {
  next += 1
  const times = { started: `s${next}`, completed: `c${next}` }
  return { id: next, name, attempt, status: 'completed', conclusion: 'success', ...times, ...changes }
}
const skipped = (name: string, attempt: number): RunJob => ran(name, attempt, { conclusion: 'skipped' })

/** Their names, in whichever order the server lists them. */
function strangers(jobs: readonly RunJob[]): readonly string[] {
  const [found, turned] = [jobs, jobs.toReversed()].map((listed) =>
    strangersAmong(new Executions(listed))
      .map(({ job }) => job.name)
      .sort()
  )
  expect(turned).toEqual(found)
  return found ?? []
}

describe('a name is no new one', () => {
  test.each<[string, readonly RunJob[]]>([
    ['of a job that runs again', [ran('a', 1), ran('a', 2)]],
    ['of a job that is skipped again', [skipped('a', 1), skipped('a', 2)]],
    ['of a job that is skipped now', [ran('a', 1), skipped('a', 2)]],
    ['of a job that was skipped', [skipped('a', 1), ran('a', 2)]],
    ['of all legs that have one name and were skipped', [skipped('a', 1), ran('a', 2), ran('a', 2), ran('a', 2)]],
    [
      'of one of two legs, when the other does not run again',
      [ran('a', 1), { ...ran('a', 1), listedIn: 2 }, ran('a', 2)]
    ],
    ['of two jobs, of which one is skipped in turn', [ran('a', 1), skipped('a', 1), skipped('a', 2), ran('a', 2)]],
    [
      'of one of two that were skipped, when the other is again',
      [skipped('a', 1), skipped('a', 1), skipped('a', 2), ran('a', 2)]
    ],
    ['of a job that did not run in between', [ran('a', 1), ran('b', 2), ran('b', 1), ran('a', 3)]]
  ])('%s', (_what, jobs) => expect(strangers(jobs)).toEqual([]))
  test.each([
    ['test', 'test (ubuntu)'],
    ['test', 'test / work'],
    ['test (${{ matrix.os }})', 'test (ubuntu)'],
    ['Test on ${{ matrix.os }}', 'Test on ubuntu'],
    ['Test on ${{ matrix.os }}', 'Test on ubuntu (20)'],
    ['Test on ${{ matrix.os }}', 'Test on ubuntu / work (1)'],
    ['${{ matrix.os }} tests', 'ubuntu tests'],
    ['${{ matrix.os }} tests', 'ubuntu tests / work'],
    ['${{ matrix.os }} on node ${{ matrix.node }}', 'ubuntu on node 20'],
    ['node ${{ matrix.node }} on ${{ matrix.os }}, all', 'node 20 on ubuntu, all'],
    ['caller / ${{ matrix.os }} tests', 'caller / ubuntu tests'],
    ['caller / ${{ matrix.os }} tests', 'caller / ubuntu tests / work']
  ])('of what was listed as %j when it was skipped: %j', (listed, name) => {
    expect(strangers([skipped(listed, 1), ran(name, 2)])).toEqual([])
    // Two of them, and one runs.
    expect(strangers([skipped(listed, 1), skipped(listed, 1), skipped(listed, 2), ran(name, 2)])).toEqual([])
    // It is skipped again: what runs is another one.
    expect(strangers([skipped(listed, 1), skipped(listed, 2), ran(name, 2)])).toEqual([name])
    expect(strangers([{ ...skipped(listed, 1), listedIn: 2 }, ran(name, 2)])).toEqual([name])
    const before = skipped(listed, 1)
    expect(strangers([before, { ...before, id: before.id + 1e6, attempt: 2 }, ran(name, 2)])).toEqual([name])
  })
})

describe('a name is a new one', () => {
  test.each<[string, readonly RunJob[]]>([
    ['that nobody had', [ran('a 1', 1), ran('a 2', 2)]],
    ['that another job has, which runs again, too', [ran('b', 1), ran('a', 1), ran('b', 2), ran('b', 2)]],
    ['that another job has, which does not run again', [ran('a', 1), { ...ran('b', 1), listedIn: 2 }, ran('b', 2)]],
    ['that another job has, which is skipped again', [ran('a', 1), skipped('b', 1), skipped('b', 2), ran('b', 2)]],
    ['of what is skipped now, beside another that is', [ran('a', 1), skipped('b', 1), skipped('b', 2), skipped('b', 2)]]
  ])('%s', (_what, jobs) => expect(strangers(jobs)).not.toEqual([]))
  test.each([
    ['test', 'testing'],
    ['test (${{ matrix.os }})', 'testing'],
    ['${{ matrix.os }}', 'ubuntu'],
    ['${{ matrix.os }} / ${{ matrix.node }}', 'ubuntu / 20'],
    ['${{ matrix.os }} (${{ matrix.node }})', 'ubuntu (20)'],
    ['Test on ${{ matrix.os }}', 'Tests'],
    ['Release ${{ github.ref_name }} finally', 'Release 2'],
    ['ab ${{ x }} b', 'ab b'],
    ['a ${{ x }} and ${{ y }} b', 'a 1 or 2 b'],
    ['${{ matrix.os }} tests', 'other / ubuntu tests'],
    ['broken ${{ x', 'Broken 1']
  ])('that what was listed as %j when it was skipped does not get: %j', (listed, name) =>
    expect(strangers([skipped(listed, 1), ran(name, 2)])).toEqual([name])
  )
  test('until the attempt that has it, or what may become it', () => {
    const jobs = [ran('a', 1), skipped('b', 2), ran('b (x)', 3), ran('c', 2), ran('c', 3)]
    const known = strangersAmong(new Executions(jobs)).map(({ job, knownIn }) => [job.name, job.attempt, knownIn])
    expect(known).toEqual([
      ['b', 2, undefined],
      ['c', 2, undefined],
      ['b (x)', 3, 2],
      ['c', 3, 2]
    ])
  })
})
