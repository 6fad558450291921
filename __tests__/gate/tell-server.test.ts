// SPDX-License-Identifier: Apache-2.0
// What the server is told: of which commit, with which conclusion, and when there is an alarm.
import { describe, expect, test } from '@jest/globals'
import { GateError } from '../../src/gate/codes.ts'
import type { GateRun } from '../../src/gate/gate-run.ts'
import { tellServer, type Telling } from '../../src/gate/tell-server.ts'
import { EventPayload } from '../../src/github/event.ts'
import type { GateReport } from '../../src/reporting/report.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { gateReport, gateRun } from '../support/gate-run.ts'
import { HEAD, MemoryGitHub } from '../support/memory-github.ts'

const PULL_HEAD = 'f'.repeat(40)
const OTHER = '1'.repeat(40)
const event = new EventPayload({
  repository: { default_branch: 'main' },
  pull_request: { head: { sha: PULL_HEAD } }
})

interface Told {
  readonly github: MemoryGitHub
  readonly runner: FakeRunner
}

async function tell(
  verdict: GateReport['verdict'],
  {
    allowed = verdict === 'passed',
    run = {},
    verified = {},
    refused = false,
    inputs = {}
  }: {
    readonly allowed?: boolean
    readonly run?: Partial<GateRun>
    readonly verified?: Partial<GateReport['run']>
    readonly refused?: boolean
    readonly inputs?: Partial<Telling['inputs']>
  } = {}
): Promise<Told> {
  const github = new MemoryGitHub()
  if (refused) github.refused = 'check runs and issues'
  const runner = new FakeRunner('action.yml')
  await tellServer(github.server(), {
    report: { verdict, run: { commit: HEAD, event: 'push', ...verified } } as GateReport,
    allowed,
    inputs: { checkRun: 'auto', alertIssue: 'on-failure', ...inputs },
    run: { sha: HEAD, ref: 'refs/heads/main', eventName: 'push', event, ...run } as GateRun,
    runner,
    markdown: 'text',
    marks: []
  })
  return { github, runner }
}

describe('a check run', () => {
  test.each<[GateReport['verdict'], boolean, string]>([
    ['passed', true, 'success'],
    ['failed', false, 'failure'],
    ['advisory', false, 'failure'],
    ['advisory', true, 'neutral']
  ])('of the verdict %s, allowed %s, concludes %s', async (verdict, allowed, conclusion) => {
    const { github } = await tell(verdict, { allowed })
    expect(github.checkRuns).toMatchObject([{ commit: HEAD, conclusion, summary: 'text' }])
  })
  test.each<[string, Partial<GateRun>, Partial<GateReport['run']>, string | undefined]>([
    ['a push', {}, {}, HEAD],
    ['a pull request', { eventName: 'pull_request' }, {}, PULL_HEAD],
    ['a review', { eventName: 'pull_request_review' }, {}, PULL_HEAD],
    ['pull_request_target, which looked at the base', { eventName: 'pull_request_target' }, {}, HEAD],
    ['what comes after a pull request', { eventName: 'after_pull_request' }, {}, HEAD],
    ['another run', { eventName: 'pull_request' }, { commit: OTHER }, OTHER],
    ['a run whose commit nobody tells', { eventName: 'pull_request' }, { commit: undefined }, undefined]
  ])('of %s is shown where it belongs', async (_what, run, verified, commit) => {
    const { github, runner } = await tell('passed', { run, verified })
    expect(github.checkRuns.map((check) => check.commit)).toEqual(commit === undefined ? [] : [commit])
    expect(runner.annotations.map(({ title }) => title)).toEqual(commit === undefined ? ['No check run'] : [])
  })
  test('and an issue are published only where asked for', async () => {
    const { github } = await tell('failed', { inputs: { checkRun: 'never', alertIssue: 'never' } })
    expect([github.checkRuns, github.alerts]).toEqual([[], []])
  })
})

describe('an alarm', () => {
  test.each<[string, GateReport['verdict'], Partial<GateRun>, Partial<GateReport['run']>, boolean]>([
    ['a failure on the default branch', 'failed', {}, {}, true],
    ['a pass', 'passed', {}, {}, false],
    ['advice', 'advisory', {}, {}, false],
    ['a failure on another branch', 'failed', { ref: 'refs/heads/feature' }, {}, false],
    ['a failure of a tag of that name', 'failed', { ref: 'refs/tags/main' }, {}, false],
    ['a failure where no default branch is told', 'failed', { event: new EventPayload({}) }, {}, false],
    ['that on a branch of any name', 'failed', { event: new EventPayload({}), ref: 'refs/heads/undefined' }, {}, false],
    ['a pull request', 'failed', { eventName: 'pull_request_target' }, {}, false],
    ['the run of a pull request', 'failed', { eventName: 'workflow_run' }, { event: 'pull_request' }, false],
    ['links that are of no run', 'failed', {}, { event: undefined }, true]
  ])('for %s', async (_what, verdict, run, verified, isRaised) => {
    const { github } = await tell(verdict, { run, verified })
    expect(github.alerts).toEqual(isRaised ? ['text'] : [])
  })
})

describe('what the server does not permit', () => {
  test('is told, and changes nothing', async () => {
    const { runner } = await tell('failed', { refused: true })
    const message = 'GitHub refused it.\nGive the permission.'
    expect(runner.annotations).toEqual([
      { level: 'warning', title: 'No check run', message },
      { level: 'warning', title: 'No issue', message }
    ])
    expect(runner.hasFailed).toBe(false)
  })
  test('is told as it is where nobody knows a remedy', async () => {
    const raiseAlert = (): Promise<never> => Promise.reject(new GateError('GITHUB_UNAVAILABLE', 'No answer.'))
    const runner = new FakeRunner('action.yml')
    await tellServer(
      { ...new MemoryGitHub().server(), raiseAlert },
      {
        report: gateReport({ verdict: 'failed' }),
        allowed: false,
        inputs: { checkRun: 'never', alertIssue: 'on-failure' },
        run: gateRun(),
        runner,
        markdown: '',
        marks: []
      }
    )
    expect(runner.annotations).toEqual([{ level: 'warning', title: 'No issue', message: 'No answer.' }])
  })
  test('is not mixed up with a fault of our own', async () => {
    const server = {
      ...new MemoryGitHub().server(),
      publishCheckRun: () => Promise.reject(new TypeError('canary'))
    }
    const runner = new FakeRunner('action.yml')
    const telling = {
      report: { verdict: 'passed', run: { commit: HEAD, event: 'push' } } as GateReport,
      allowed: true,
      inputs: { checkRun: 'auto', alertIssue: 'never' },
      run: { sha: HEAD, ref: 'refs/heads/main', eventName: 'push', event } as unknown as GateRun,
      runner,
      markdown: '',
      marks: []
    } as const
    await expect(tellServer(server, telling)).rejects.toThrow(TypeError)
  })
})
