// SPDX-License-Identifier: Apache-2.0
// What comes of asking about the jobs behind links, from lists of jobs and links as plain values.
import { describe, expect, test } from '@jest/globals'
import { BaseError } from '../../src/base/codes.ts'
import { GateError } from '../../src/gate/codes.ts'
import { askRunJobs, type RunJobsAnswer, type RunJobsRequest } from '../../src/gate/run-jobs.ts'
import type { RunJob } from '../../src/gate/gate-server.ts'
import type { StoredLink } from '../../src/gate/run-jobs-claims.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'
import { rejectionOf } from '../support/errors.ts'

const HOSTED = { runnerGroup: 'GitHub Actions', labels: ['ubuntu-latest'] }
const OWN = { runnerGroup: 'Default', labels: ['self-hosted', 'linux'] }

let next = 0
function ran(name: string, attempt: number, changes: Partial<RunJob> = {}): RunJob {
  next += 1
  const times = { started: `s${next}`, completed: `c${next}` }
  return { id: next, name, attempt, status: 'completed', conclusion: 'success', ...times, ...changes }
}
const verifies = (attempt: number): RunJob =>
  ran('verify', attempt, { status: 'in_progress', conclusion: null, completed: undefined })

function link(step: string, job: string, changes: Partial<StoredLink> & { attempt?: number } = {}): StoredLink {
  const { attempt = 1, ...said } = changes
  const name = { kind: 'link' as const, step, job, matrix: '0', attempt }
  const listed = { id: `${step} ${attempt}`, name: writeWorkflowArtifactName(name), size: 1, digest: undefined }
  const nothing = { run: {}, recordedBy: undefined, tookOver: [] }
  return { listed, name, file: `${step}.link`, path: '/nowhere', digest: '0'.repeat(64), ...nothing, ...said }
}

/** The answer to a job that runs in the newest attempt of the list. */
function ask(
  links: readonly StoredLink[],
  jobs: readonly RunJob[],
  changes: Partial<RunJobsRequest> = {}
): Promise<RunJobsAnswer> {
  const attempt = Math.max(...jobs.map((job) => job.attempt))
  const own = { job: 'verify', checkRunId: undefined }
  const server: RunJobsRequest['server'] = {
    jobs: () => Promise.resolve({ kind: 'told', jobs, read: 'all' }),
    uploaders: (stored) => Promise.resolve(new Map(stored.map(({ id, name }) => [id, name])))
  }
  const asked = { server, runId: '10', attempt, own, needs: undefined, records: [] }
  const request = { ...asked, steps: undefined, otherSteps: [], ...changes }
  return askRunJobs(links, request, () => Promise.resolve())
}

const codesOf = ({ failures }: RunJobsAnswer): string[] => failures.map(({ code }) => code)

describe('two servers that are asked at a time', () => {
  const fails = async (code: 'GITHUB_FORBIDDEN' | 'ARTIFACT_LIST_FAILED', turns: number): Promise<never> => {
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
    throw code === 'GITHUB_FORBIDDEN' ? new GateError(code, code) : new BaseError(code, code)
  }
  test.each([
    [1, 3],
    [3, 1]
  ])('and both fail, after %i and %i turns: what the list of jobs said is told', async (jobs, uploaders) => {
    const server: RunJobsRequest['server'] = {
      jobs: () => fails('GITHUB_FORBIDDEN', jobs),
      uploaders: () => fails('ARTIFACT_LIST_FAILED', uploaders)
    }
    const answer = ask([link('pack', 'pack')], [ran('pack', 1), verifies(1)], { server })
    expect((await rejectionOf(answer)).code).toBe('GITHUB_FORBIDDEN')
  })
})

describe('what a link says in a form that nobody can read', () => {
  test.each<['recorded_by' | 'took_over', Partial<StoredLink>]>([
    ['recorded_by', { recordedBy: 'malformed' }],
    ['took_over', { tookOver: 'malformed' }]
  ])('fails: %s', async (member, said) => {
    const links = [link('pack', 'pack', said)]
    const { failures } = await ask(links, [ran('pack', 1), verifies(1)])
    const message = `The link of step "pack" has a malformed ${member}.`
    expect(failures).toMatchObject([{ code: 'LINK_UNREADABLE', step: 'pack', message }])
    const silent = {
      jobs: () => Promise.resolve({ kind: 'untold' as const }),
      uploaders: () => Promise.resolve(undefined)
    }
    expect(codesOf(await ask(links, [verifies(1)], { server: silent }))).toEqual(['LINK_UNREADABLE'])
  })
})

describe('the runner that a link names', () => {
  /** Lists of two jobs of one name, of which one works on a machine of its own. */
  const orders = (name: string): readonly (readonly RunJob[])[] => {
    const two = [ran(name, 1, HOSTED), ran(name, 1, OWN)]
    return [two, two.toReversed()]
  }
  test.each(['github-hosted', 'self-hosted'])('is not told by the order of jobs of one name: %s', async (runner) => {
    for (const jobs of orders('pack')) {
      const answer = await ask([link('pack', 'pack', { run: { runner } })], [...jobs, verifies(1)])
      expect(codesOf(answer)).toEqual(['LINK_RUNNER_OTHER'])
    }
    const sign = ran('Build / sign', 1, HOSTED)
    for (const jobs of orders('Build / work')) {
      const recordedBy = { job: 'work', attempt: '1', runner }
      const signed = link('pack', 'sign', {
        run: { check_run_id: String(sign.id), runner: 'github-hosted' },
        recordedBy
      })
      expect(codesOf(await ask([signed], [...jobs, sign, verifies(1)]))).toEqual(['LINK_RUNNER_OTHER'])
    }
  })
  test('is that of the job whose id the link names, whatever others of its name have', async () => {
    for (const jobs of orders('pack'))
      for (const { id, labels } of jobs) {
        const runner = labels === OWN.labels ? 'self-hosted' : 'github-hosted'
        const named = link('pack', 'pack', { run: { runner, check_run_id: String(id) } })
        expect(codesOf(await ask([named], [...jobs, verifies(1)]))).toEqual([])
      }
  })
  test('is asked for where needs speaks for the job, too', async () => {
    const failed = ran('pack', 1, { ...OWN, conclusion: 'failure' })
    const needs = new Set(['pack'])
    for (const [runner, codes] of [
      ['github-hosted', ['LINK_RUNNER_OTHER']],
      ['self-hosted', []]
    ] as const) {
      const asked = [ran('pack', 1, OWN), failed, verifies(1)]
      expect(codesOf(await ask([link('pack', 'pack', { run: { runner } })], asked, { needs }))).toEqual(codes)
    }
  })
  test('is not told by the order of the jobs that may have signed', async () => {
    const called = ['Mine', 'Hosted'].map((caller) => ran(`${caller} / sign`, 1, HOSTED))
    const work = [ran('Mine / work', 1, OWN), ran('Hosted / work', 1, HOSTED)]
    const signed = link('pack', 'sign', { recordedBy: { job: 'work', attempt: '1', runner: 'github-hosted' } })
    for (const signers of [called, called.toReversed()])
      for (const workers of [work, work.toReversed()])
        expect(codesOf(await ask([signed], [...signers, ...workers, verifies(1)]))).toEqual(['LINK_RUNNER_OTHER'])
  })
  test.each<[string, Partial<RunJob>, string, string[]]>([
    ['is that of its job', HOSTED, 'github-hosted', []],
    ['is another one than that of its job', OWN, 'github-hosted', ['LINK_RUNNER_OTHER']],
    ['is another one the other way round', HOSTED, 'self-hosted', ['LINK_RUNNER_OTHER']]
  ])('%s', async (_what, runner, claimed, codes) =>
    expect(
      codesOf(await ask([link('pack', 'pack', { run: { runner: claimed } })], [ran('pack', 1, runner), verifies(1)]))
    ).toEqual(codes)
  )
})

describe('an isolated stage, whose jobs another one calls,', () => {
  const NEEDS = new Set(['build', 'tests', 'lint'])
  /** Attempt 1, in which only lint failed, and the link of the stage with the ids of its jobs or without. */
  function first(caller: string, hasIds = true): { links: StoredLink[]; jobs: RunJob[] } {
    const [work, sign] = [ran(`${caller} / work`, 1), ran(`${caller} / sign`, 1)]
    const lint = ran('lint', 1, { conclusion: 'failure' })
    const recordedBy = {
      job: 'work',
      attempt: '1',
      runner: undefined,
      ...(hasIds ? { checkRunId: String(work.id) } : {})
    }
    const run = hasIds ? { check_run_id: String(sign.id) } : {}
    return { links: [link('build', 'sign', { run, recordedBy })], jobs: [work, sign, lint] }
  }
  const skipped = (name: string, attempt: number): RunJob => ran(name, attempt, { conclusion: 'skipped' })

  describe.each(['build', 'Build it', 'build (ubuntu)'])('%s', (caller) => {
    test.each<[string, string]>([
      ['${{ matrix.os }} tests', 'ubuntu tests'],
      ['${{ matrix.os }}', 'ubuntu-latest'],
      ['${{ matrix.os }} (${{ matrix.node }})', 'ubuntu (20)']
    ])('counts where a job of the workflow ran for the first time: %s', async (before, then) => {
      for (const hasIds of [true, false])
        for (const needs of [NEEDS, undefined]) {
          const { links, jobs } = first(caller, hasIds)
          const again = [ran('lint', 2), ran(then, 2), verifies(2)]
          const { failures, notes } = await ask(links, [...jobs, skipped(before, 1), ...again], { needs })
          expect([failures, notes]).toEqual([[], []])
        }
    })
    test('counts where that job failed on its runner, which needs speaks of', async () => {
      const { links, jobs } = first(caller)
      const failed = ran('ubuntu', 2, { conclusion: 'failure', runnerName: 'GitHub Actions 7' })
      expect(codesOf(await ask(links, [...jobs, skipped('${{ matrix.os }}', 1), failed, verifies(2)]))).toEqual([])
    })
  })
  test.each<[string, RunJob]>([
    ['is skipped', skipped('Build, attempt 2', 2)],
    ['is cancelled before it begins', ran('Build, attempt 2', 2, { conclusion: 'cancelled' })],
    ['waits', ran('Build, attempt 2', 2, { status: 'queued', conclusion: null, completed: undefined })],
    ['calls them again', ran('Build, attempt 2 / sign', 2)]
  ])('does not count where a job of another name, which may be the one that calls, %s', async (_what, job) => {
    for (const needs of [undefined, new Set(['lint'])]) {
      const { links, jobs } = first('Build, attempt 1')
      const codes = codesOf(await ask(links, [...jobs, job, verifies(2)], { needs }))
      expect(new Set(codes)).toEqual(new Set(['LINK_OF_OLDER_ATTEMPT']))
    }
  })
  test('counts where needs speaks for the job that calls, whatever another one did', async () => {
    for (const job of [skipped('ubuntu', 2), ran('other / ubuntu', 2, { conclusion: 'failure' })]) {
      const { links, jobs } = first('build')
      const { failures, notes } = await ask(links, [...jobs, job, verifies(2)], { needs: NEEDS })
      expect([failures, notes]).toEqual([[], [expect.stringContaining('do not tell older links apart')]])
    }
  })
  test('does not count where needs speaks for one alone of two that may be meant, in whichever order', async () => {
    const two = [ran('build / sign', 1), ran('other / sign', 1)]
    for (const jobs of [two, two.toReversed()]) {
      const asked = [...jobs, ran('new / job', 2, { conclusion: 'failure' }), verifies(2)]
      const codes = async (needs: readonly string[]): Promise<string[]> =>
        codesOf(await ask([link('build', 'sign')], asked, { needs: new Set(needs) }))
      expect(await codes(['build'])).toEqual(['LINK_OF_OLDER_ATTEMPT'])
      expect(await codes(['build', 'other'])).toEqual([])
    }
  })
  test('fails with advice on the name of the job that calls', async () => {
    const { links, jobs } = first('Build it')
    const { failures } = await ask(links, [...jobs, ran('other / job', 2), verifies(2)], { needs: NEEDS })
    expect(failures[0]?.hint).toContain('give it no name of its own')
  })
})
