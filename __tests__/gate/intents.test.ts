// SPDX-License-Identifier: Apache-2.0
// The gate over a layout in intents: the check decides, for forks too; the layout says which commit and which branch
// count, and what may be released.
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { choiceOf, commitOfLayout, sourceCommitOf } from '../../src/gate/source-commit.ts'
import { branchOfRun } from '../../src/gate/run-branch.ts'
import { EventPayload } from '../../src/github/event.ts'
import { parseLayout } from '../../src/intoto/layout/parse-layout.ts'
import { layoutOf, step } from '../support/chain.ts'
import { rewriteLinks, trueClaim, type Claim, type StoredStep } from '../support/claimed-links.ts'
import { gateRun } from '../support/gate-run.ts'
import { TestRepository } from '../support/git-server.ts'
import { inspection, WHOLE } from '../support/intents-chain.ts'
import { valueAt } from '../support/json.ts'
import { HEAD, LAYOUT, MemoryGitHub, runState } from '../support/memory-github.ts'
import { MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { layoutWith, signingIdentity } from '../support/two-steps.ts'

const WORDS = [
  'write takes source',
  'write adds a.js',
  'pack takes write',
  'pack adds *.tgz',
  'release pack',
  'steps only'
]
const ALL = [['ALLOW', '*']]
const RULES = { expected_command: [], expected_materials: ALL, expected_products: ALL }
const YML = `steps:
  - { name: write, takes: source, adds: a.js }
  - name: pack
    takes: write
    adds: '*.tgz'
release: pack
`
const repository = new TestRepository({ 'src/a.txt': 'alpha' })
const head = repository.head
const SOURCE = { 'src/a.txt': { sha256: '8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8' } }
let claim: Claim
beforeAll(async () => {
  claim = await trueClaim(repository.directory, head)
})

interface Told {
  readonly words?: readonly string[]
  readonly change?: (link: StoredStep) => void
  readonly facts?: Readonly<Record<string, string>>
  readonly event?: unknown
  readonly signed?: boolean
}

/** The job that verifies a run whose links are as stages in intents record them, but for what is changed. */
async function verifying({ words = WORDS, change, facts = {}, event, signed = true }: Told = {}): Promise<MemoryJob> {
  const github = new MemoryGitHub()
  const all = { GITHUB_SHA: head, ...facts }
  github.refs.set('o/r@heads/main', HEAD)
  github.commits.set(head, { outcome: 'fetched', repository: repository.directory })
  const layout = layoutWith({
    steps: [step('write', [signingIdentity], RULES), step('pack', [signingIdentity], RULES)],
    inspect: [inspection(words)]
  })
  for (const commit of [head, HEAD]) {
    github.files.set(`${commit}:${LAYOUT}`, layout)
    github.files.set(`${commit}:${join(LAYOUT, '../layout.yml')}`, Buffer.from(YML))
  }
  await pipeline(github, '10', { facts: all, event, ...(signed ? {} : { end: { 'signing-key': '' } }) })
  github.runs.set('10', runState({ head, attempt: 1, event: 'push', status: 'completed', conclusion: 'success' }))
  const links = github.storedIn('10').filter(({ name }) => /^in-toto\.|^in-toto-unsigned\./.test(name))
  const asStage = (link: StoredStep): void => {
    link.environment['recording'] = structuredClone(WHOLE)
    for (const half of ['materials', 'products'] as const) Object.assign(link[half], SOURCE)
    if (link.name === 'write') link.environment['source'] = claim
    change?.(link)
  }
  rewriteLinks(links, asStage, signed ? 'signed' : 'unsigned')
  return new MemoryJob(github, { GITHUB_JOB: 'verify', ...all }, {}, event)
}

const only =
  (name: string, change: (link: StoredStep) => void) =>
  (link: StoredStep): void => {
    if (link.name === name) change(link)
  }
const EVIL = { sha256: '9'.repeat(64) }
const verify = (job: MemoryJob, inputs: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  job.verify({ source: 'auto', ...inputs })

function expectPassed(ran: Ran): void {
  expect([ran.codes, ran.hasFailed, ran.outputs['verified']]).toEqual([[], false, 'true'])
}

describe('the gate', () => {
  test('passes a good run, and names what is released alone', async () => {
    const ran = await verify(await verifying())
    expectPassed(ran)
    expect(reportOf(ran).warnings.map(({ code }) => code)).toEqual([])
    const subjects = JSON.parse(ran.outputs['subjects'] ?? '') as { name: string }[]
    expect(subjects.map(({ name }) => name)).toEqual(['app.tgz'])
  })
  test.each<[string, (link: StoredStep) => void, string]>([
    ['a file that nothing has', only('pack', ({ materials }) => Object.assign(materials, { x: EVIL })), 'TAKES_EXTRA'],
    ['a file more', only('pack', ({ products }) => Object.assign(products, { x: EVIL })), 'ADDED_UNEXPECTED'],
    [
      'a file of source changed',
      only('pack', ({ products }) => Object.assign(products, { 'src/a.txt': EVIL })),
      'CHANGED_UNEXPECTED'
    ],
    [
      'the same lie everywhere',
      ({ materials, products }) => {
        for (const half of [materials, products]) Object.assign(half, { 'src/a.txt': EVIL })
      },
      'TAKES_DIFFERS'
    ],
    [
      'narrow paths',
      only('pack', ({ environment }) => {
        environment['recording'] = { ...WHOLE, materials: { paths: ['dist'] } }
      }),
      'RECORDING_UNKNOWN'
    ]
  ])('refuses %s, and says where the layout says otherwise', async (_what, change, code) => {
    const ran = await verify(await verifying({ change }))
    expect([ran.codes[0], ran.hasFailed]).toEqual([expect.stringContaining(code), true])
    const [first] = reportOf(ran).failures as unknown as { statement: string; at: string }[]
    expect(first?.at).toMatch(/layout\.yml:\d$/)
    expect(first?.statement).toBeDefined()
    expect(ran.words).toContain('the layout says: ')
  })
  test('compares files with what is released', async () => {
    const job = await verifying()
    job.write('a.js', 'alpha')
    const ran = await verify(job, { products: 'a.js' })
    expect(ran.codes).toEqual(['PRODUCT_UNKNOWN'])
    job.write('app.tgz', 'package')
    expectPassed(await verify(job, { products: 'app.tgz' }))
  })
  test('holds the branch against the layout', async () => {
    const words = [...WORDS, 'branches release/**']
    expect((await verify(await verifying({ words }))).codes).toEqual(['BRANCH_OTHER'])
    expectPassed(await verify(await verifying({ words: [...WORDS, 'branches main'] })))
  })
  test('lets the layout say which commit counts', async () => {
    const named = await verifying({ words: [...WORDS, 'source commit named'] })
    expect((await verify(named)).codes).toEqual(['INPUT_INVALID'])
    expectPassed(await verify(named, { commit: head }))
    expect((await verify(await verifying(), { commit: head })).codes).toEqual(['INPUT_INVALID'])
    expectPassed(await verify(await verifying({ words: [...WORDS, 'source commit head'] })))
  })
})

describe('advice for a fork', () => {
  const fork = {
    facts: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/5/merge' },
    event: {
      repository: { full_name: 'o/r', default_branch: 'main' },
      pull_request: { head: { sha: head, repo: { full_name: 'f/r' } }, base: { sha: head, ref: 'main' } }
    },
    signed: false
  }
  const advise = async (told: Told = {}): Promise<Ran> =>
    verify(await verifying({ ...fork, ...told }), { 'fork-policy': 'advisory' })

  test('is given where all is well', async () => {
    const ran = await advise({ words: [...WORDS, 'branches main'] })
    expect([ran.hasFailed, ran.outputs['verdict'], ran.outputs['verified']]).toEqual([false, 'advisory', 'false'])
  })
  test.each<[string, Told, string]>([
    [
      'a file more',
      { change: only('pack', ({ products }) => Object.assign(products, { x: EVIL })) },
      'ADDED_UNEXPECTED'
    ],
    [
      'no recording',
      { change: only('pack', ({ environment }) => delete environment['recording']) },
      'RECORDING_UNKNOWN'
    ],
    ['another branch', { words: [...WORDS, 'branches release/**'] }, 'BRANCH_OTHER']
  ])('and not with %s', async (_what, told, code) => {
    const ran = await advise(told)
    expect([ran.codes[0], ran.hasFailed, ran.outputs['verdict']]).toEqual([code, true, 'failed'])
  })
})

describe('the commit', () => {
  const id = { id: 'f'.repeat(40) }
  const event = (text: object): EventPayload => new EventPayload(text)
  const pull = gateRun({ eventName: 'pull_request', event: event({ pull_request: { head: { sha: 'e'.repeat(40) } } }) })

  test.each([
    ['run', undefined, 'run'],
    ['head', undefined, 'head'],
    [id, undefined, id],
    ['run', 'run', 'run'],
    ['run', 'head', 'head or run'],
    ['head', 'head', 'head or run'],
    [id, 'named', id]
  ] as const)('of the input %j and the layout %j is %j', (input, layout, choice) =>
    expect(choiceOf(input, layout)).toEqual(choice)
  )
  test.each([
    ['head', 'run'],
    [id, 'run'],
    [id, 'head'],
    ['run', 'named'],
    ['head', 'named']
  ] as const)('of the input %j and the layout %j is a contradiction', (input, layout) =>
    expect(() => choiceOf(input, layout)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }))
  )
  test('at the tip is that of the run where there is no pull request', () => {
    expect(sourceCommitOf('head or run', pull, HEAD)).toBe('e'.repeat(40))
    expect(sourceCommitOf('head or run', gateRun(), HEAD)).toBe(HEAD)
  })
  test('is said by no layout that cannot be read', () => {
    const layout = (words: readonly string[]): ReturnType<typeof commitOfLayout> =>
      commitOfLayout(
        parseLayout(valueAt(layoutOf([step('write', []), step('pack', [])], { inspect: [inspection(words)] }))).layout
      )
    expect([layout(WORDS), layout(['x']), commitOfLayout(undefined)]).toEqual(['run', undefined, undefined])
  })
})

test('a run is for the branch that its event goes to', () => {
  const of = (eventName: string, payload: object, ref = 'refs/heads/x'): string | undefined =>
    branchOfRun(gateRun({ eventName, event: new EventPayload(payload), ref }))
  expect(of('push', {}, 'refs/tags/v1')).toBe('refs/tags/v1')
  expect(of('pull_request', { pull_request: { base: { ref: 'main' } } })).toBe('refs/heads/main')
  expect(of('pull_request', {})).toBeUndefined()
  expect(of('merge_group', { merge_group: { base_ref: 'refs/heads/main' } })).toBe('refs/heads/main')
})
