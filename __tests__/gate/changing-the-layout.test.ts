// SPDX-License-Identifier: Apache-2.0
// The page on changing a layout, done: each step of it is a pull request that passes by both layouts, and all of it in one
// fails as the page says.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { changingTheLayout, type LayoutState, type Use } from '../../.github/scripts/harness/changing-the-layout.ts'
import { encodeLayout } from '../../src/intoto/layout/encode-layout.ts'
import { publicKeyFromPem } from '../../src/intoto/keys/public-key.ts'
import { buildLayout } from '../../src/layouts/build-layout.ts'
import { CommitJob } from '../support/commit-job.ts'
import { HEAD, LAYOUT, MemoryGitHub } from '../support/memory-github.ts'
import { MemoryJob, type Ran } from '../support/memory-job.ts'
import { plain } from '../support/json.ts'
import { CI, signedLayout } from '../support/two-steps.ts'

const { start: START, changes } = changingTheLayout()

function layoutOf({ layout: steps }: LayoutState): Uint8Array {
  const { layout } = buildLayout({
    text: `expires: 1 year\nfunctionaries:\n  ci: { key: ci.pub }\nby: ci\n${steps}`,
    source: 'layout.yml',
    readKey: () => publicKeyFromPem(CI.publicPem, 'ci.pub'),
    now: Date.now(),
    keyIdForm: 'current'
  })
  return signedLayout(plain(encodeLayout(layout)))
}

const event = { pull_request: { base: { ref: 'main', sha: HEAD, repo: { id: 1 } }, head: { repo: { id: 1 } } } }
const FACTS = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' }

/** The verdict over a pull request that makes of one state another. */
async function proposed(before: LayoutState, after: LayoutState): Promise<Ran> {
  const github = new MemoryGitHub()
  const files = { 'src/app.js': 'app\n', [LAYOUT]: Buffer.from(layoutOf(after)).toString() }
  const job = new CommitJob(files, { github, facts: { GITHUB_JOB: 'stages', ...FACTS }, event })
  github.files.set(`${HEAD}:${LAYOUT}`, layoutOf(before))
  github.files.set(`${job.commit}:${LAYOUT}`, layoutOf(after))
  for (const use of after.stages) await perform(job, use)
  const facts = { GITHUB_JOB: 'verify', GITHUB_SHA: job.commit, ...FACTS }
  return new MemoryJob(github, facts, {}, event).verify({
    needs: '{"stages":{"result":"success"}}',
    source: 'demanded',
    'source-check': 'none',
    ...after.gate
  })
}

async function perform(job: CommitJob, { uses, with: inputs = {} }: Use): Promise<void> {
  const action = /\/actions\/(\w+)@/.exec(uses)?.[1] ?? ''
  const { 'step-name': step = action, run = '', ...more } = inputs
  const ran =
    action === 'checkout'
      ? await job.checkoutStage()
      : await job.stage(step, () => execFileSync('bash', ['-c', run], { cwd: job.workspace }), {}, { run, ...more })
  expect([step, ran.codes]).toEqual([step, []])
}

test('the page has an order for a new output, a new scratch line and a new step', () =>
  expect(changes.map(({ title }) => title)).toEqual(['A new output', 'A new scratch line', 'A new step']))

test('what stands before each change passes', async () => {
  const ran = await proposed(START, START)
  expect([ran.codes, ran.outputs['verified']]).toEqual([[], 'true'])
})

describe.each(changes)('$title', ({ code, states, isLayoutFirst }) => {
  test('passes by both layouts in the order that the page says', async () => {
    for (const [index, after] of states.entries()) {
      const ran = await proposed(states[index - 1] ?? START, after)
      expect([index + 1, ran.codes, ran.outputs['verified']]).toEqual([index + 1, [], 'true'])
    }
  })
  test('fails in one pull request as the page says', async () => {
    // What only the gate leaves out goes with all of it.
    const ran = await proposed(START, states.at(-1) ?? START)
    expect([ran.outputs['verified'], [...new Set(ran.codes)]]).toEqual(['false', expect.arrayContaining([code])])
  })
  test('fails in the order backwards', async () => {
    const { layout, stages } = states.at(-1) ?? START
    const ran = await proposed(START, { ...START, ...(isLayoutFirst ? { stages } : { layout }) })
    expect(ran.outputs['verified']).toBe('false')
  })
})

describe('while the layout, or the gate, allows a change', () => {
  const building = (command: string) => (use: Use) =>
    use.uses.includes('/build@') ? { ...use, with: { run: command } } : use
  const elsewhere = 'mkdir dist pages && cp src/app.js dist/app.js && echo api > pages/api.md'
  const otherLog = 'mkdir dist && cp src/app.js dist/app.js && echo built > other.log'
  const pilfering = (use: Use): Use =>
    use.with?.['step-name'] === undefined ? use : { ...use, with: { ...use.with, 'step-name': 'pilfer' } }
  test.each<[string, string, (use: Use) => Use, string]>([
    ['A new output', 'an output elsewhere', building(elsewhere), 'ADDED_UNEXPECTED'],
    ['A new scratch line', 'a file beside the line', building(otherLog), 'ADDED_UNEXPECTED'],
    ['A new step', 'another step', pilfering, 'STEP_UNKNOWN']
  ])('%s: %s is refused', async (title, _what, other, code) => {
    const [first = START] = changes.find((change) => change.title === title)?.states ?? []
    const ran = await proposed(first, { ...first, stages: first.stages.map(other) })
    expect([ran.outputs['verified'], ran.codes]).toEqual(['false', expect.arrayContaining([code])])
  })
})
