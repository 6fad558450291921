// SPDX-License-Identifier: Apache-2.0
// A change that takes the layout away, or brings one by which less or nothing would verify: the layout of the base still
// decides this run, and the next one would have none.
import { describe, expect, test } from '@jest/globals'
import { GateError, type GateCode } from '../../src/gate/codes.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { HEAD, LAYOUT, MemoryGitHub, sha256 } from '../support/memory-github.ts'
import { MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { step } from '../support/chain.ts'
import { layoutFile, layoutWith } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>

const MERGE = 'b'.repeat(40)
const base = (id: number): unknown => ({
  pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: 'f'.repeat(40), repo: { id } } }
})
const PULL = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_SHA: MERGE, GITHUB_REF: 'refs/pull/3/merge' }
const REVIEW = { ...PULL, GITHUB_EVENT_NAME: 'pull_request_review' }
const QUEUE = { GITHUB_EVENT_NAME: 'merge_group', GITHUB_SHA: MERGE, GITHUB_REF: 'refs/heads/gh-readonly-queue/main/x' }
const QUEUED = { merge_group: { base_ref: 'refs/heads/main', base_sha: HEAD } }

const EXPIRED = layoutWith({ expires: '2001-01-01T00:00:00Z' })
const STRANGE = layoutWith({}, generateKey({ type: 'ed25519' }))
/** Good in itself: the pipeline has no such step. */
const REFUSING = layoutWith({ steps: [step('review', [])] })

interface Change {
  readonly facts?: Texts
  readonly event?: unknown
  readonly inputs?: Texts
  /** What lies at the layout's place in the base. */
  readonly before?: Uint8Array
  readonly unsigned?: true
  readonly server?: GateCode
  /** Refs that lead to the base. */
  readonly refs?: readonly string[]
}

async function verdict(layout: Uint8Array | undefined, change: Change = {}): Promise<Ran> {
  const { facts = PULL, event = base(1), inputs = {}, before, unsigned, server, refs = [] } = change
  const github = new MemoryGitHub()
  await pipeline(github, '10', { facts, event, ...(unsigned ? { end: { 'signing-key': '' } } : {}) })
  for (const ref of refs) github.refs.set(ref, HEAD)
  if (layout !== undefined) github.files.set(`${MERGE}:${LAYOUT}`, layout)
  if (before !== undefined) github.files.set(`${HEAD}:${LAYOUT}`, before)
  const job = new MemoryJob(github, { GITHUB_JOB: 'verify', ...facts }, {}, event)
  if (server !== undefined) {
    const real = github.server()
    const fetchFile: typeof real.fetchFile = (place, commit, path) =>
      commit === MERGE ? Promise.reject(new GateError(server, 'x')) : real.fetchFile(place, commit, path)
    job.gate = { connect: () => Promise.resolve({ ...real, fetchFile }) }
  }
  return job.verify(inputs)
}
const told = ({ codes, outputs }: Ran): unknown => [[...new Set(codes)], outputs['verdict'], outputs['verified']]
const passed = [[], 'passed', 'true']
const failed = (...codes: string[]): unknown => [codes, 'failed', 'false']

describe('the layout that a change brings', () => {
  test.each<[string, Uint8Array | undefined, unknown]>([
    ['is the one that decides', layoutFile, passed],
    ['is another one by which the same passes', layoutWith({ readme: 'other' }), passed],
    ['is gone', undefined, failed('OWN_LAYOUT_MISSING')],
    ['is no layout', Buffer.from('{}'), failed('OWN_LAYOUT_INVALID')],
    ['is no JSON', Buffer.from('expires: 1 year'), failed('OWN_LAYOUT_INVALID')],
    ['is signed by somebody else', STRANGE, failed('OWN_LAYOUT_UNSIGNED')],
    ['has expired', EXPIRED, failed('OWN_LAYOUT_WORSE')],
    ['demands what the pipeline does not do', REFUSING, failed('OWN_LAYOUT_WORSE')],
    ['has no steps', layoutWith({ steps: [] }), failed('OWN_LAYOUT_WORSE')]
  ])('%s', async (_what, layout, expected) => expect(told(await verdict(layout))).toEqual(expected))

  test.each<[string, Change]>([
    ['a review', { facts: REVIEW }],
    ['a merge group', { facts: QUEUE, event: QUEUED }]
  ])('is held to the same in %s', async (_what, change) => {
    expect(told(await verdict(undefined, change))).toEqual(failed('OWN_LAYOUT_MISSING'))
    expect(told(await verdict(EXPIRED, change))).toEqual(failed('OWN_LAYOUT_WORSE'))
    expect(told(await verdict(layoutFile, change))).toEqual(passed)
  })
  test.each(['o/r@heads/main', 'o/r@refs/heads/main', `O/R@${HEAD}`])(
    'is held to the same where the workflow names the own repository: %s',
    async (layoutRef) => {
      const inputs = { 'layout-ref': layoutRef }
      const refs = [layoutRef.replace(/^O\/R/, 'o/r'), layoutRef]
      expect(told(await verdict(STRANGE, { inputs, refs }))).toEqual(failed('OWN_LAYOUT_UNSIGNED'))
      expect(told(await verdict(undefined, { inputs, refs }))).toEqual(failed('OWN_LAYOUT_MISSING'))
      expect(told(await verdict(EXPIRED, { inputs, refs }))).toEqual(failed('OWN_LAYOUT_WORSE'))
      expect(told(await verdict(layoutFile, { inputs, refs }))).toEqual(passed)
    }
  )
  test('is not looked at where another repository has the one that decides, and the verdict says so', async () => {
    const ran = await verdict(STRANGE, {
      inputs: { 'layout-ref': 'o/layouts@heads/main' },
      refs: ['o/layouts@heads/main']
    })
    expect([told(ran), reportOf(ran).notes.join(' ')]).toEqual([passed, expect.stringContaining('o/layouts')])
  })
  test('may have another digest than the one that is demanded of the layout that decides', async () => {
    const other = layoutWith({ readme: 'other' })
    const demand = (bytes: Uint8Array): Texts => ({ 'layout-digest': sha256(bytes).slice('sha256:'.length) })
    expect(told(await verdict(other, { inputs: demand(layoutFile) }))).toEqual(passed)
    expect(told(await verdict(EXPIRED, { inputs: demand(layoutFile) }))).toEqual(failed('OWN_LAYOUT_WORSE'))
    expect(told(await verdict(STRANGE, { inputs: demand(layoutFile) }))).toEqual(failed('OWN_LAYOUT_UNSIGNED'))
    expect(told(await verdict(other, { inputs: demand(other) }))).toEqual(failed('LAYOUT_DIGEST_DIFFERS'))
  })
  test('may go first where the workflow says so', async () => {
    const inputs = { 'own-layout': 'told' }
    for (const layout of [undefined, Buffer.from('{}'), STRANGE, EXPIRED])
      expect(told(await verdict(layout, { inputs }))).toEqual(passed)
  })
  test('makes no pass of a failure, and is no second reason where it is worse in the same way', async () => {
    expect(told(await verdict(layoutFile, { before: EXPIRED }))).toEqual(failed('LAYOUT_EXPIRED'))
    const both = await verdict(layoutWith({ expires: '2002-01-01T00:00:00Z' }), { before: EXPIRED })
    expect(told(both)).toEqual(failed('LAYOUT_EXPIRED'))
    // What is wrong with it by itself is told nevertheless.
    expect(told(await verdict(undefined, { before: EXPIRED }))).toEqual(failed('LAYOUT_EXPIRED', 'OWN_LAYOUT_MISSING'))
  })
  test('is not worse by advice than by advice, and no advice where it would fail', async () => {
    const fork: Change = { event: base(2), unsigned: true, inputs: { 'fork-policy': 'advisory' } }
    expect(told(await verdict(layoutWith({ readme: 'other' }), fork))).toEqual([[], 'advisory', 'false'])
    expect(told(await verdict(EXPIRED, fork))).toEqual(failed('OWN_LAYOUT_WORSE'))
    expect(told(await verdict(undefined, fork))).toEqual(failed('OWN_LAYOUT_MISSING'))
  })
  test('may have inspections, which are not run, and nothing else against it', async () => {
    const inspect = [
      { _type: 'inspection', name: 'x', run: ['touch', 'ran'], expected_materials: [], expected_products: [] }
    ]
    const inputs = { inspections: 'allow' }
    const withheld = await verdict(layoutWith({ inspect }), { inputs })
    expect([told(withheld), reportOf(withheld).headLayout?.codes]).toEqual([passed, ['INSPECTION_WITHHELD']])
    expect(told(await verdict(layoutWith({ inspect })))).toEqual(failed('OWN_LAYOUT_WORSE'))
  })
  test('that cannot be had is no answer, unless it is only told of', async () => {
    expect(told(await verdict(layoutFile, { server: 'GITHUB_FORBIDDEN' }))).toEqual(failed('GITHUB_FORBIDDEN'))
    const inputs = { 'own-layout': 'told' }
    expect(told(await verdict(layoutFile, { server: 'GITHUB_FORBIDDEN', inputs }))).toEqual(passed)
    // And hides no reason that is known.
    const known = await verdict(layoutFile, { server: 'GITHUB_FORBIDDEN', before: EXPIRED })
    expect(told(known)).toEqual(failed('LAYOUT_EXPIRED'))
    // A link, say.
    expect(told(await verdict(layoutFile, { server: 'LAYOUT_FILE_INVALID' }))).toEqual(failed('OWN_LAYOUT_INVALID'))
  })
  test('is put back by the line that is told', async () => {
    const { failures } = reportOf(await verdict(undefined))
    expect(failures[0]?.hint).toContain(`git checkout ${HEAD} -- ${LAYOUT}`)
  })
})

describe('a run from before the layout was changed', () => {
  const NOW = layoutWith({ steps: [step('review', [])] })
  const TIP = 'c'.repeat(40)
  /** A run of HEAD, whose layout is `then`, with `now` at the tip of the branch. */
  async function since(then: Uint8Array | undefined, now: Uint8Array, change: Change = {}): Promise<Ran> {
    const { facts = {}, event = { repository: { default_branch: 'main' } }, inputs = {} } = change
    const github = new MemoryGitHub()
    await pipeline(github, '10', { facts, event })
    github.refs.set('o/r@heads/main', TIP)
    github.files.set(`${TIP}:${LAYOUT}`, now)
    if (then === undefined) github.files.delete(`${HEAD}:${LAYOUT}`)
    else github.files.set(`${HEAD}:${LAYOUT}`, then)
    if (facts['GITHUB_SHA'] !== undefined && then !== undefined) github.files.set(`${MERGE}:${LAYOUT}`, then)
    return new MemoryJob(github, { GITHUB_JOB: 'verify', ...facts }, {}, event).verify(inputs)
  }
  const SINCE = 'LAYOUT_CHANGED_SINCE'
  const ofPull = {
    facts: PULL,
    event: { pull_request: { base: { ref: 'main', sha: HEAD, repo: { id: 1 } }, head: { repo: { id: 1 } } } }
  }

  test('fails by the layout of the tip, in its first attempt and on the default branch, too', async () => {
    const ran = await since(layoutFile, NOW)
    expect([ran.outputs['verified'], reportOf(ran).layout?.commit]).toEqual(['false', TIP])
    expect(ran.codes).toContain(SINCE)
    expect(reportOf(ran).failures.at(-1)?.hint).toContain('anew on the newest commit')
  })
  test('is told so where there was no layout then, and for a pull request, which is rebased', async () => {
    expect((await since(undefined, NOW)).codes).toContain(SINCE)
    const ran = await since(layoutFile, NOW, ofPull)
    expect(ran.codes).toContain(SINCE)
    expect(reportOf(ran).failures.at(-1)?.hint).toContain('git rebase')
  })
  test('is not told so where it passes, where the layout is the same, or where a job failed', async () => {
    expect((await since(EXPIRED, layoutFile)).codes).toEqual([])
    expect((await since(NOW, NOW)).codes).not.toContain(SINCE)
    const needs = { needs: '{"write":{"result":"failure"}}' }
    expect((await since(EXPIRED, layoutFile, { inputs: needs })).codes).toEqual(['NEEDED_JOB_FAILED'])
  })
  test('is another thing than a pull request that changes the layout itself', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10', ofPull)
    github.refs.set('o/r@heads/main', TIP)
    github.files.set(`${TIP}:${LAYOUT}`, NOW)
    github.files.set(`${MERGE}:${LAYOUT}`, layoutWith({ readme: 'mine' }))
    const ran = await new MemoryJob(github, { GITHUB_JOB: 'verify', ...PULL }, {}, ofPull.event).verify()
    expect([ran.outputs['verified'], ran.codes.includes(SINCE)]).toEqual(['false', false])
  })
})
