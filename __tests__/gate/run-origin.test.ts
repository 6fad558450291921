// SPDX-License-Identifier: Apache-2.0
// Which runs may be named by their id. Anybody who may push a branch, or open a pull request, has runs in the repository.
import { describe, expect, test } from '@jest/globals'
import type { RunFrom, RunState } from '../../src/gate/gate-server.ts'
import type { VerifyInputs } from '../../src/gate/verify-inputs.ts'
import { readVerifyInputs } from '../../src/gate/verify-inputs.ts'
import { checkRunOrigin, originRef, type RunOrigin } from '../../src/gate/run-origin.ts'
import { EventPayload } from '../../src/github/event.ts'
import { errorOf } from '../support/errors.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { gateRun } from '../support/gate-run.ts'
import { MemoryGitHub, runState } from '../support/memory-github.ts'
import { GATE, MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { TOKEN } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>

const inputs = (given: Texts): VerifyInputs =>
  readVerifyInputs(new FakeRunner('action.yml', { ...GATE, 'github-token': TOKEN, ...given }))
const read = (given: Texts): VerifyInputs['origin'] => inputs({ links: '7', ...given }).origin

describe('where a run must have come from', () => {
  test.each<[Texts, RunOrigin]>([
    [{ 'from-workflow': 'ci.yml' }, { workflow: '.github/workflows/ci.yml', ref: undefined, events: undefined }],
    [
      { 'from-workflow': './.github/workflows/a-b.yaml', 'from-branch': 'release/1', 'from-event': 'push\n\nschedule' },
      { workflow: '.github/workflows/a-b.yaml', ref: 'refs/heads/release/1', events: ['push', 'schedule'] }
    ],
    [
      { 'from-workflow': '.gitea/workflows/ci.yml', 'from-branch': 'refs/tags/v1' },
      { workflow: '.gitea/workflows/ci.yml', ref: 'refs/tags/v1', events: undefined }
    ],
    [
      { 'from-workflow': 'ci.yml', 'from-branch': 'refs/heads/default-branch' },
      { workflow: '.github/workflows/ci.yml', ref: 'refs/heads/default-branch', events: undefined }
    ]
  ])('%j', (given, expected) => expect(read(given)).toEqual(expected))

  test('must be said with the id of a run, and the line to paste is told', () =>
    expect(errorOf(() => read({}))).toMatchObject({
      code: 'INPUT_MISSING',
      at: 'input from-workflow',
      hint: expect.stringContaining('from-workflow: .github/workflows/ci.yml')
    }))
  test.each([
    ['run', { 'from-workflow': 'ci.yml' }],
    ['run', { 'from-branch': 'main' }],
    ['./links', { 'from-event': 'push' }]
  ])('means nothing beside links: %s, and so is refused: %j', (links, given) =>
    expect(errorOf(() => inputs({ links, ...given }))).toMatchObject({
      code: 'INPUT_INVALID',
      at: `input ${Object.keys(given)[0] ?? ''}`
    })
  )
  test.each([
    ['from-workflow', 'ci'],
    ['from-workflow', 'build/ci.yml'],
    ['from-workflow', '.github/workflows/ci.yml@refs/heads/main'],
    ['from-workflow', '.github/workflows/*.yml'],
    ['from-workflow', 'None'],
    ['from-branch', 'ma*n'],
    ['from-branch', 'refs/pull/3/merge'],
    ['from-branch', 'a b'],
    ['from-branch', 'Default-Branch'],
    ['from-event', 'push, schedule'],
    ['from-event', 'any-but-pull-requests\npush']
  ])('%s is not %j', (name, text) => {
    expect(errorOf(() => read({ 'from-workflow': 'ci.yml', [name]: text })).code).toBe('INPUT_INVALID')
  })
})

const ORIGIN: RunOrigin = { workflow: '.github/workflows/ci.yml', ref: undefined, events: undefined }
const FROM = runState().from as RunFrom
const codes = (state: RunState, origin: Partial<RunOrigin> = {}): string[] =>
  checkRunOrigin({ ...ORIGIN, ...origin }, { runId: '7', state, run: gateRun() }).map(({ code }) => code)
const from = (changes: Partial<RunFrom>): RunState => runState({ from: { ...FROM, ...changes } })

describe('a run of', () => {
  test.each<[string, RunState, Partial<RunOrigin>, string[]]>([
    ['the workflow, on the default branch', runState(), {}, []],
    [
      'a server that writes the ref behind the path',
      from({ path: '.github/workflows/ci.yml@refs/heads/main' }),
      {},
      []
    ],
    ['another workflow', from({ path: '.github/workflows/evil.yml' }), {}, ['RUN_OF_OTHER_WORKFLOW']],
    [
      'one that has the path as its ref',
      from({ path: 'evil.yml@.github/workflows/ci.yml' }),
      {},
      ['RUN_OF_OTHER_WORKFLOW']
    ],
    ...[
      'evil.yml',
      'evil.yml@refs/heads/main',
      'refs/heads/x.yml',
      'main/x.yml',
      'refs/heads/main@refs/heads/main',
      ''
    ].map((rest): [string, RunState, Partial<RunOrigin>, string[]] => [
      `one that has "@${rest}" in its name`,
      from({ path: `.github/workflows/ci.yml@${rest}` }),
      {},
      ['RUN_OF_OTHER_WORKFLOW']
    ]),
    [
      'one that has a branch like a file in its name',
      from({ path: '.github/workflows/ci.yml@x.yml', branch: 'x.yml' }),
      { ref: 'refs/heads/x.yml' },
      ['RUN_OF_OTHER_WORKFLOW']
    ],
    [
      'a server that writes the ref of a pull request behind the path',
      runState({ event: 'pull_request', from: { ...FROM, path: '.github/workflows/ci.yml@refs/pull/3/merge' } }),
      { events: ['pull_request'] },
      []
    ],
    ['a server that writes the branch behind the path', from({ path: '.github/workflows/ci.yml@main' }), {}, []],
    [
      'a server that writes the tag behind the path',
      from({ path: '.github/workflows/ci.yml@refs/tags/v1', branch: 'v1' }),
      { ref: 'refs/tags/v1' },
      []
    ],
    ['one of another folder', from({ path: 'x/.github/workflows/ci.yml' }), {}, ['RUN_OF_OTHER_WORKFLOW']],
    ['one in other letter case', from({ path: '.github/workflows/CI.yml' }), {}, ['RUN_OF_OTHER_WORKFLOW']],
    ['another branch', from({ branch: 'evil' }), {}, ['RUN_OF_OTHER_BRANCH']],
    ['a branch whose name ends like it', from({ branch: 'x/main' }), {}, ['RUN_OF_OTHER_BRANCH']],
    ['the default branch, where another is demanded', runState(), { ref: 'refs/heads/v1' }, ['RUN_OF_OTHER_BRANCH']],
    ['a tag that is demanded', from({ branch: 'v1' }), { ref: 'refs/tags/v1' }, []],
    ['a fork that calls its branch main', from({ isOwn: false, repository: 'mallory/r' }), {}, ['RUN_OF_FORK']],
    ['a fork that is gone', from({ isOwn: false, repository: undefined }), {}, ['RUN_OF_FORK']],
    ['a pull request', runState({ event: 'pull_request' }), {}, ['RUN_OF_OTHER_EVENT']],
    ['pull_request_target', runState({ event: 'pull_request_target' }), {}, ['RUN_OF_OTHER_EVENT']],
    ['a schedule', runState({ event: 'schedule' }), {}, []],
    [
      'a schedule, where push is demanded',
      runState({ event: 'schedule' }),
      { events: ['push'] },
      ['RUN_OF_OTHER_EVENT']
    ],
    ['a pull request that is demanded', runState({ event: 'pull_request' }), { events: ['push', 'pull_request'] }, []],
    [
      'all that is wrong',
      runState({ event: 'pull_request', from: { path: 'x', branch: 'y', isOwn: false, repository: 'z/z' } }),
      {},
      ['RUN_OF_FORK', 'RUN_OF_OTHER_WORKFLOW', 'RUN_OF_OTHER_BRANCH', 'RUN_OF_OTHER_EVENT']
    ]
  ])('%s', (_what, state, origin, expected) => expect(codes(state, origin)).toEqual(expected))

  test('another workflow is told with what was found and a line to paste, which it cannot break', () => {
    const told = (path: string): unknown =>
      checkRunOrigin(ORIGIN, { runId: '7', state: from({ path }), run: gateRun() })[0]
    expect(told('.github/workflows/evil.yml')).toMatchObject({
      details: ['expected: .github/workflows/ci.yml', 'found:    ".github/workflows/evil.yml"'],
      hint: expect.stringContaining('`from-workflow: .github/workflows/evil.yml`')
    })
    expect(told('x`\n::error::')).toMatchObject({ hint: expect.not.stringContaining('::error') })
  })
  test('nobody knows where is no such run, and no failure either: it cannot be told', () =>
    expect(errorOf(() => codes(runState({ from: undefined }))).code).toBe('GITHUB_UNAVAILABLE'))
  test('a default branch that nobody tells is asked for', () =>
    expect(errorOf(() => originRef(ORIGIN, { event: new EventPayload({}) }))).toMatchObject({
      code: 'INPUT_INVALID',
      at: 'input from-branch'
    }))
})

describe('the gate over a run by its id', () => {
  const FROM_CI = { links: '10', 'from-workflow': 'ci.yml' }
  const gate = async (facts: Texts, state: Partial<RunState>, given: Texts = FROM_CI): Promise<Ran> => {
    const github = new MemoryGitHub()
    await pipeline(github, '10', { facts })
    github.runs.set('10', runState(state))
    return new MemoryJob(github, { GITHUB_RUN_ID: '11', GITHUB_JOB: 'release' }).verify(given)
  }
  const failed = async (ran: Promise<Ran>): Promise<unknown[]> => {
    const { codes: found, outputs } = await ran
    return [[...new Set(found)], outputs['verified']]
  }
  test('passes for a push of the workflow to the default branch', async () =>
    expect(await failed(gate({}, {}))).toEqual([[], 'true']))
  test('fails without the workflow, for another one, and for a pull request', async () => {
    expect(await failed(gate({}, {}, { links: '10' }))).toEqual([['INPUT_MISSING'], 'false'])
    expect(await failed(gate({}, { from: { ...FROM, path: 'x.yml' } }))).toEqual([['RUN_OF_OTHER_WORKFLOW'], 'false'])
    expect(await failed(gate({}, { event: 'pull_request' }))).toEqual([['RUN_OF_OTHER_EVENT'], 'false'])
  })
  test.each(['refs/tags/main', ''])(
    'fails for a tag that is called like the branch, which only the links tell apart, and where they do not: %j',
    async (ref) => expect(await failed(gate({ GITHUB_REF: ref }, {}))).toEqual([['LINK_OF_OTHER_RUN'], 'false'])
  )
  test('says all that is wrong with a run of a fork that is not over', async () => {
    const ran = await gate({}, { status: 'in_progress', from: { ...FROM, isOwn: false, repository: 'x/r' } })
    expect(reportOf(ran).failures.map(({ code }) => code)).toEqual(['RUN_OF_FORK', 'RUN_NOT_SUCCESSFUL'])
  })
  test('cannot tell where the server does not', async () =>
    expect(await failed(gate({}, { from: undefined }))).toEqual([['GITHUB_UNAVAILABLE'], 'false']))
})
