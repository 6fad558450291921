// SPDX-License-Identifier: Apache-2.0
// Which links count by the jobs that ran, told by their ids, by their names, or not at all.
import { describe, expect, test } from '@jest/globals'
import { runnerOf, type RunJob } from '../../src/gate/gate-server.ts'
import type { StoredLink } from '../../src/gate/run-jobs-claims.ts'
import { judgeJobs, type JobFacts, type JobFinding } from '../../src/gate/run-jobs-of-links.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'
import { compilePattern } from '../../src/intoto/rules/pattern.ts'
import type { RecordedBy } from '../../src/intoto/link/recorded-by.ts'

interface Said {
  readonly id?: number
  readonly matrix?: string
  readonly step?: string
  readonly runner?: string
  readonly by?: RecordedBy | 'malformed'
}

function link(job: string, attempt: number, { id, matrix = '0', step = 'build', runner, by }: Said = {}): StoredLink {
  const name = { kind: 'link' as const, step, job, matrix, attempt }
  const listed = { id: '1', name: writeWorkflowArtifactName(name), size: 1, digest: undefined }
  const run = {
    ...(id === undefined ? {} : { check_run_id: String(id) }),
    ...(runner === undefined ? {} : { runner_name: runner })
  }
  return { listed, name, file: `${step}.link`, path: '/nowhere', digest: 'd', run, recordedBy: by, tookOver: [] }
}

let next = 0
function ran(
  name: string,
  attempt: number,
  conclusion: string | null = 'success',
  changes: Partial<RunJob> = {}
): RunJob {
  next += 1
  const times = { started: `s${next}`, completed: conclusion === null ? undefined : `c${next}` }
  const status = conclusion === null ? 'in_progress' : 'completed'
  return { id: next, name, attempt, status, conclusion, ...times, ...changes }
}
const own = (attempt: number): RunJob => ran('release', attempt, null)

function find(
  links: readonly StoredLink[],
  jobs: readonly RunJob[],
  attempt: number,
  facts: Partial<JobFacts> = {}
): JobFinding['kind'][] {
  const asks = { job: 'release', checkRunId: undefined }
  return judgeJobs(links, jobs, { attempt, read: 'all', own: asks, otherSteps: [], ...facts }).map(
    ({ finding }) => finding.kind
  )
}

type Example = [string, readonly StoredLink[], readonly RunJob[], number]

const GOOD: readonly Example[] = [
  ['a job by its id', [link('stages', 1)], [ran('stages', 1), own(2)], 2],
  ['a job of a called workflow', [link('sign', 1)], [ran('build / sign', 1), ran('build / work', 1), own(2)], 2],
  ['a job with a name of its own, when nothing else ran', [link('stages', 1)], [ran('All stages', 1), own(2)], 2],
  [
    'links of several attempts',
    [link('a', 1), link('b', 2)],
    [ran('a', 1), ran('b', 1, 'failure'), ran('b', 2), own(3)],
    3
  ],
  ['a job that failed before', [link('a', 2)], [ran('a', 1, 'failure'), ran('a', 2), own(3)], 3],
  [
    'a run in which a job that stores nothing failed',
    [link('a', 1)],
    [ran('a', 1), ran('lint', 1, 'failure'), ran('lint', 2, 'failure'), own(2)],
    2
  ],
  [
    'a run of which another job goes on',
    [link('a', 1)],
    [ran('a', 1), ran('lint', 1), ran('lint', 2, null), own(2)],
    2
  ],
  [
    'a job that is listed again, when another of a new name ran since',
    [link('a', 1)],
    [ran('a', 1, 'success', { listedIn: 2 }), ran('All', 2), own(2)],
    2
  ],
  ['the job that asks itself', [link('release', 1)], [own(1)], 1],
  [
    'a job that was listed by the beginning of its name before',
    [link('a', 1)],
    [ran('a', 1), ran('b', 1, 'skipped'), ran('b (x)', 2), own(2)],
    2
  ],
  ...[
    ['Test on ${{ matrix.os }}', 'Test on ubuntu'],
    ['test (${{ matrix.os }})', 'test (ubuntu)'],
    ['test-${{ matrix.os }}', 'test-ubuntu / work'],
    ['caller', 'caller / work'],
    ['${{ matrix.os }} tests', 'ubuntu tests'],
    ['${{ matrix.os }} on ${{ matrix.node }}', 'ubuntu on 20']
  ].map(([listed = '', later = '']): Example => [
    `a job of a name of its own, when one ran for the first time that was listed as ${listed}`,
    [link('stages', 1)],
    [ran('Compile', 1), ran(listed, 1, 'skipped'), ran(later, 2), own(2)],
    2
  ]),
  [
    'a called job, when another caller failed',
    [link('s', 1)],
    [ran('a / s', 1), ran('b / s', 1, 'skipped'), ran('b / s', 2, 'failure'), own(2)],
    2
  ]
]

const BAD: readonly Example[] = [
  ['a job that failed since', [link('a', 1)], [ran('a', 1), ran('a', 2, 'failure'), own(2)], 2],
  ['a job that was cancelled since', [link('a', 1)], [ran('a', 1), ran('a', 2, 'cancelled'), own(2)], 2],
  ['a job that timed out since', [link('a', 1)], [ran('a', 1), ran('a', 2, 'timed_out'), own(2)], 2],
  ['a job that was skipped since', [link('a', 1)], [ran('a', 1), ran('a', 2, 'skipped'), own(2)], 2],
  ['a job that runs again', [link('a', 1)], [ran('a', 1), ran('a', 2, null), own(2)], 2],
  ['a job that ran again and stored nothing', [link('a', 1)], [ran('a', 1), ran('a', 2), own(2)], 2],
  ['a job that ran again in the middle', [link('a', 1)], [ran('a', 1), ran('a', 2), own(3)], 3],
  ['a job that failed after it stored its link', [link('a', 1)], [ran('a', 1, 'failure'), own(1)], 1],
  ['a job that goes on', [link('a', 1)], [ran('a', 1, null), own(1)], 1],
  [
    'a leg, when all of them ran again',
    [link('t', 1, { matrix: 'aa' })],
    [ran('t (a)', 1), ran('t (a)', 2), ran('t (b)', 2), own(2)],
    2
  ],
  [
    'one of two jobs of a name, when both ran again',
    [link('a', 1)],
    [ran('a', 1), ran('a', 1), ran('a', 2), ran('a', 2), own(2)],
    2
  ],
  ['a job that is not listed', [link('a', 1)], [own(1)], 1],
  ['a job that was skipped in that attempt', [link('a', 1)], [ran('a', 1, 'skipped'), own(1)], 1],
  ['a list that is empty', [link('a', 1)], [], 1],
  ['a copy that began at another time', [link('a', 1)], [ran('a', 1), ran('a', 2), own(2)], 2],
  [
    'a job without times that is listed again',
    [link('a', 1)],
    [ran('a', 1), ran('a', 2, 'success', { started: undefined }), own(2)],
    2
  ],
  ['the job that asks, when it ran its stages before', [link('release', 1)], [ran('release', 1), own(2)], 2]
]

const AMBIGUOUS: readonly Example[] = [
  ...['success', 'failure'].flatMap((conclusion): Example[] => [
    [
      `a called job whose caller has another name then: ${conclusion}`,
      [link('s', 1)],
      [ran('Release 1 / s', 1), ran('Release 2 / s', 2, conclusion), own(2)],
      2
    ],
    [
      `a job that has a name of its own then: ${conclusion}`,
      [link('s', 1)],
      [ran('s', 1), ran('All, again', 2, conclusion), own(2)],
      2
    ],
    [
      `a leg that has a name of its own then: ${conclusion}`,
      [link('s', 1)],
      [ran('s (a)', 1), ran('Leg a, again', 2, conclusion), own(2)],
      2
    ],
    [
      `a called job that has a name of its own then: ${conclusion}`,
      [link('s', 1)],
      [ran('c / s', 1), ran('c / again', 2, conclusion), own(2)],
      2
    ]
  ]),
  ...['Build ${{ matrix.os }}', 'Build', '${{ matrix.os }} 2', 'Build 2'].map((listed): Example => [
    `a job of a name that changes, when one is skipped again as ${listed}`,
    [link('s', 1)],
    [
      ran('Build 1', 1),
      ran(listed, 1, 'skipped'),
      ran(listed, 2, 'skipped'),
      ran(listed === 'Build' ? 'Build (2)' : 'Build 2', 2),
      own(2)
    ],
    2
  ]),
  [
    'a job of a name that changes to that of another one, which does not run again',
    [link('s', 1)],
    [ran('Build 1', 1), ran('Build 2', 1, 'success', { listedIn: 2 }), ran('Build 2', 2, 'failure'), own(2)],
    2
  ],
  [
    'a job of a new name that no skipped one begins with',
    [link('s', 1)],
    [
      ran('Compile', 1),
      ran('${{ matrix.os }}', 1, 'skipped'),
      ran('test (${{ matrix.os }})', 1, 'skipped'),
      ran('testing', 2),
      own(2)
    ],
    2
  ],
  [
    'a job with a name of its own, when another of a new name ran since',
    [link('stages', 1)],
    [ran('All 1', 1), ran('All 2', 2), own(2)],
    2
  ],
  [
    'one of two jobs of a name, when one of them ran again',
    [link('a', 1)],
    [ran('a', 1), ran('a', 1), ran('a', 2), own(2)],
    2
  ],
  [
    'one of two legs, when the other one failed',
    [link('t', 1, { matrix: 'aa' })],
    [ran('t (a)', 1), ran('t (b)', 1, 'failure'), own(1)],
    1
  ],
  [
    'a job with a name of its own, beside one that failed',
    [link('stages', 1)],
    [ran('All', 1), ran('Lint', 1, 'failure'), own(1)],
    1
  ]
]

/** The same, with the ids of their jobs in the links: those of the first executions that fit. */
function withIds([what, links, jobs, attempt]: Example): Example {
  const identified = links.map((one) => {
    const job = jobs.find((other) => other.attempt === one.name.attempt && one.run.check_run_id === undefined)
    return job === undefined ? one : { ...one, run: { check_run_id: String(job.id) } }
  })
  return [what, links.length === 1 ? identified : links, jobs, attempt]
}

describe('a link', () => {
  test.each([...GOOD, ...GOOD.map(withIds)])('counts for %s', (_what, links, jobs, attempt) =>
    expect(new Set(find(links, jobs, attempt))).toEqual(new Set(['counts']))
  )
  test.each([...BAD, ...BAD.map(withIds)])('does not count for %s', (_what, links, jobs, attempt) => {
    const [kind] = find(links, jobs, attempt)
    expect(['failed', 'ran again', 'unknown']).toContain(kind)
  })
  test.each(AMBIGUOUS)('is left open for %s', (_what, links, jobs, attempt) =>
    expect(find(links, jobs, attempt)).toContain('ambiguous')
  )
  test('counts the same in whichever order the jobs come, and however often an old one is listed again', () => {
    for (const [, links, jobs, attempt] of [...GOOD, ...BAD]) {
      const expected = find(links, jobs, attempt)
      expect(find(links, jobs.toReversed(), attempt)).toEqual(expected)
      const newest = new Set(jobs.filter(({ attempt: of }) => of === attempt).map(({ name }) => name))
      const old = jobs.filter(
        ({ name, attempt: of, completed }) => of < attempt && completed !== undefined && !newest.has(name)
      )
      const last = old.filter(
        ({ name, attempt: of }) => !old.some((other) => other.name === name && other.attempt > of)
      )
      const copies = last.map((job) => ({ ...job, id: job.id + 1e6, attempt }))
      expect(find(links, [...jobs, ...copies], attempt)).toEqual(expected)
    }
  })
})

describe('the id of a job', () => {
  test('is no leg of its own because a link says so that nobody looks at', () => {
    const [one, other, failed] = [ran('build', 1), ran('build', 1), ran('build', 2, 'failure')]
    const links = [
      link('build', 1, { id: one.id, matrix: 'a' }),
      link('build', 1, { id: other.id, matrix: 'b' }),
      link('build', 2, { id: failed.id, matrix: 'made up', step: 'lint' })
    ]
    const jobs = [one, other, failed, own(2)]
    const passedOver = find(links, jobs, 2, { otherSteps: [compilePattern('lint')] })
    expect(passedOver.slice(0, 2)).toEqual(find(links.slice(0, 2), jobs, 2))
    expect(passedOver.slice(0, 2)).not.toContain('counts')
  })
  test('tells legs of one name apart', () => {
    const [first, second, again] = [ran('t', 1), ran('t', 1, 'failure'), ran('t', 2)]
    const links = [
      link('t', 1, { id: first.id, matrix: 'aa', step: 'a' }),
      link('t', 2, { id: again.id, matrix: 'bb', step: 'b' })
    ]
    expect(find(links, [first, second, again, own(2)], 2)).toEqual(['counts', 'counts'])
  })
  test('that nobody lists, or lists with another attempt, counts for nothing', () => {
    const job = ran('a', 1)
    expect(find([link('a', 1, { id: 1e9 })], [job, own(2)], 2)).toEqual(['unknown'])
    expect(find([link('a', 2, { id: job.id })], [job, own(2)], 2)).toEqual(['unknown'])
  })
  test('of the job that asks is told apart from another one of its name', () => {
    const [mine, other] = [ran('release', 1, null), ran('release', 1, null)]
    const asks = { own: { job: 'release', checkRunId: String(mine.id) } }
    expect(find([link('release', 1, { id: mine.id })], [mine, other], 1, asks)).toEqual(['counts'])
    expect(find([link('release', 1, { id: other.id })], [mine, other], 1, asks)).toEqual(['failed'])
  })
})

test('the name of a runner tells jobs apart where there is no id', () => {
  const jobs = [
    ran('t (a)', 1, 'success', { runnerName: 'GitHub Actions 1' }),
    ran('t (b)', 1, 'failure', { runnerName: 'GitHub Actions 2' }),
    own(1)
  ]
  expect(find([link('t', 1, { runner: 'GitHub Actions 1' })], jobs, 1)).toEqual(['counts'])
  expect(find([link('t', 1, { runner: 'GitHub Actions 2' })], jobs, 1)).toEqual(['failed'])
  expect(find([link('t', 1, { runner: 'GitHub Actions 3' })], jobs, 1)).toEqual(['unknown'])
})

describe('a link that one job signed for another', () => {
  const [work, sign] = [ran('build / work', 1), ran('build / sign', 1)]
  const by = (id: number | undefined): RecordedBy => ({
    job: 'work',
    attempt: '1',
    runner: undefined,
    checkRunId: id === undefined ? undefined : String(id)
  })
  const signed = (id: number | undefined): StoredLink => link('sign', 1, { id: sign.id, by: by(id) })

  test.each([work.id, undefined])('counts where both ended well, by the id %s', (id) =>
    expect(find([signed(id)], [work, sign, own(1)], 1)).toEqual(['counts', 'counts'])
  )
  test('of an older attempt counts where it was signed again alone', () => {
    const again = ran('build / sign', 2)
    const late = link('sign', 2, { id: again.id, by: by(work.id) })
    expect(find([late], [work, ran('build / sign', 1, 'failure', { id: 5000 }), again, own(2)], 2)).toEqual([
      'counts',
      'counts'
    ])
  })
  test.each<[string, readonly RunJob[], JobFinding['kind']]>([
    ['failed', [{ ...work, conclusion: 'failure' }], 'failed'],
    ['failed since', [work, ran('build / work', 2, 'failure')], 'failed'],
    ['ran again since', [work, ran('build / work', 2)], 'ran again'],
    ['is not listed', [], 'unknown']
  ])('does not count where the job that worked %s', (_what, jobs, kind) => {
    for (const id of [work.id, undefined])
      expect(find([signed(id)], [...jobs, sign, own(2)], 2)).toEqual(['counts', kind])
  })
  test('does not count where it names a job of another workflow that was called', () => {
    const other = ran('other / work', 1)
    expect(find([signed(other.id)], [work, sign, other, own(1)], 1)).toEqual(['counts', 'unknown'])
  })
})

test('names are read as often as there are jobs, not once more for each link', () => {
  /** How often a name is read of so many stages whose names change, and as many jobs of names that nobody had. */
  const reads = (size: number): number => {
    let count = 0
    const counted = (job: RunJob): RunJob =>
      Object.defineProperty({ ...job }, 'name', { enumerable: true, get: () => (count++, job.name) })
    const legs = Array.from({ length: size }, (_, index) => ran(`leg ${index}`, 1))
    const again = Array.from({ length: size }, (_, index) => ran(`leg ${index}`, 2))
    const skipped = Array.from({ length: size }, (_, index) => ran(`test ${index} on \${{ os }}`, 1, 'skipped'))
    const new2 = Array.from({ length: size }, (_, index) => ran(`test ${index} on x`, 2))
    const stages = Array.from({ length: size }, (_, index) => ran(`stage ${index}`, 1))
    const links = stages.map(({ id }, index) => link('stage', 1, { id, step: `s${index}` }))
    const jobs = [...stages, ...legs, ...again, ...skipped, ...new2].map(counted)
    expect(new Set(find(links, jobs, 2))).toEqual(new Set(['counts']))
    return count
  }
  expect(reads(200)).toBeLessThan(2.5 * reads(100))
})

describe('attempts that were not read', () => {
  const read = { read: new Set([9, 1]) }
  test('leave open what became of a job, unless a later list has it as it was', () => {
    const job = ran('a', 1)
    expect(find([link('a', 1, { id: job.id })], [job, own(9)], 9, read)).toEqual(['not read'])
    expect(find([link('a', 1, { id: job.id })], [{ ...job, listedIn: 9 }, own(9)], 9, read)).toEqual(['counts'])
    expect(find([link('a', 1, { id: job.id })], [job, { ...job, id: 1e6, attempt: 9 }, own(9)], 9, read)).toEqual([
      'counts'
    ])
    expect(find([link('a', 2, { id: 1e7 })], [job, own(9)], 9, read)).toEqual(['not read'])
  })
})

test.each<[string | undefined, readonly string[] | undefined, string | undefined]>([
  ['GitHub Actions', ['ubuntu-latest'], 'github-hosted'],
  ['GitHub Actions', ['self-hosted', 'linux'], 'self-hosted'],
  ['Default', ['self-hosted'], 'self-hosted'],
  ['Default', ['big-machine'], undefined],
  [undefined, undefined, undefined]
])('a runner of the group %j with the labels %j is %j', (runnerGroup, labels, expected) =>
  expect(runnerOf({ ...ran('a', 1), runnerGroup, labels })).toBe(expected)
)
