// SPDX-License-Identifier: Apache-2.0
// Which executions of jobs let a link of an older attempt count.
import { describe, expect, test } from '@jest/globals'
import { doubtsOfOlderLinks } from '../../src/gate/doubts-of-older-links.ts'
import type { RunJob } from '../../src/gate/gate-server.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'

const link = (job: string, attempt: number, matrix = '0', step = 'build'): string =>
  writeWorkflowArtifactName({ kind: 'link', step, job, matrix, attempt })

let id = 0
const ran = (name: string, attempt: number, conclusion: string | null = 'success'): RunJob => {
  id += 1
  const status = conclusion === null ? 'in_progress' : 'completed'
  return {
    id,
    name,
    attempt,
    status,
    conclusion,
    started: `s${id}`,
    completed: conclusion === null ? undefined : `c${id}`
  }
}
const own = (attempt: number): RunJob => ran('release', attempt, null)

const GOOD: [string, readonly string[], readonly RunJob[], number][] = [
  ['a job by its id', [link('stages', 1)], [ran('stages', 1), own(2)], 2],
  [
    'a leg that did not run again, beside one that did',
    [link('t', 1, 'aa')],
    [ran('t (a)', 1), ran('t (b)', 1, 'failure'), ran('t (b)', 2), own(2)],
    2
  ],
  ['a job of a called workflow', [link('sign', 1)], [ran('build / sign', 1), ran('build / work', 1), own(2)], 2],
  [
    'two called workflows with jobs of one name',
    [link('sign', 1), link('sign', 2, '0', 'test')],
    [ran('build / sign', 1), ran('test / sign', 1, 'failure'), ran('test / sign', 2), own(3)],
    3
  ],
  ['a job with a name of its own, when nothing else ran', [link('stages', 1)], [ran('All stages', 1), own(2)], 2],
  [
    'a run in which a job never ran',
    [link('stages', 1)],
    [ran('stages', 1), ran('docs', 1, 'skipped'), ran('docs', 2, 'skipped'), own(2)],
    2
  ],
  [
    'links of several attempts',
    [link('a', 1), link('b', 2)],
    [ran('a', 1), ran('b', 1, 'failure'), ran('b', 2), own(3)],
    3
  ],
  ['a job that failed before', [link('a', 2)], [ran('a', 1, 'failure'), ran('a', 2), own(3)], 3]
]

const BAD: [string, readonly string[], readonly RunJob[], number][] = [
  [
    'a job with a name of its own, when another ran since',
    [link('stages', 1)],
    [ran('All', 1), ran('lint', 2), own(2)],
    2
  ],
  [
    'a leg, when all of them ran again',
    [link('t', 1, 'aa')],
    [ran('t (a)', 1), ran('t (a)', 2), ran('t (b)', 2), own(2)],
    2
  ],
  [
    'two legs, when one of them ran again and stored nothing',
    [link('t', 1, 'aa'), link('t', 1, 'bb')],
    [ran('t (a)', 1), ran('t (b)', 1), ran('t (b)', 2), own(2)],
    2
  ],
  ['a run in which another job failed', [link('stages', 1)], [ran('stages', 1), ran('lint', 1, 'failure'), own(2)], 2],
  ['a run in which one was cancelled', [link('stages', 1)], [ran('stages', 1), ran('lint', 2, 'cancelled'), own(2)], 2],
  ['a job that timed out since', [link('stages', 1)], [ran('stages', 1), ran('stages', 2, 'timed_out'), own(2)], 2],
  ['a job that was skipped since', [link('stages', 1)], [ran('stages', 1), ran('stages', 2, 'skipped'), own(2)], 2],
  ['a run of which another job goes on', [link('stages', 1)], [ran('stages', 1), ran('stages', 2, null), own(2)], 2],
  ['a list without the job that asks', [link('stages', 1)], [ran('stages', 1)], 2],
  ['a list of the attempt before', [link('stages', 1)], [ran('stages', 1), own(1)], 2],
  [
    'one of two jobs of a name, of which the other ran again',
    [link('a', 1)],
    [ran('a', 1), ran('a', 1, 'failure'), ran('a', 2), own(2)],
    2
  ],
  ['a copy that began at another time', [link('a', 1)], [ran('a', 1), ran('a', 2), own(2)], 2],
  [
    'a job without times that is listed again',
    [link('a', 1)],
    [ran('a', 1), { ...ran('a', 2), started: undefined }, own(2)],
    2
  ]
]

describe('a link of an older attempt', () => {
  test.each(GOOD)('counts for %s', (_what, older, jobs, attempt) =>
    expect(doubtsOfOlderLinks(older, jobs, attempt)).toEqual([])
  )
  test.each(BAD)('does not count for %s', (_what, older, jobs, attempt) =>
    expect(doubtsOfOlderLinks(older, jobs, attempt)).not.toEqual([])
  )
  test('counts the same in whichever order the jobs come, and however often an old one is listed again', () => {
    for (const [, older, jobs, attempt] of [...GOOD, ...BAD]) {
      const expected = doubtsOfOlderLinks(older, jobs, attempt).length > 0
      expect(doubtsOfOlderLinks(older, jobs.toReversed(), attempt).length > 0).toBe(expected)
      const copies = jobs.filter(({ attempt: of, completed }) => of === 1 && completed !== undefined)
      const newest = new Set(jobs.filter(({ attempt: of }) => of > 1).map(({ name }) => name))
      const carried = copies
        .filter(({ name, conclusion }) => !newest.has(name) && conclusion === 'success')
        .map((job) => ({ ...job, id: job.id + 1e6, attempt }))
      expect(doubtsOfOlderLinks(older, [...jobs, ...carried], attempt).length > 0).toBe(expected)
    }
  })
  test('is told why not, by the name of the job, which shows no control character', () => {
    const [doubt = ''] = doubtsOfOlderLinks([link('a', 1)], [ran('a\n::error::x', 1, 'failure'), own(2)], 2)
    expect(doubt).toContain('ended with "failure"')
    expect(doubt).not.toContain('\n')
  })
})
