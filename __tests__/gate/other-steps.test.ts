// SPDX-License-Identifier: Apache-2.0
// A run with a stage that the layout does not have: whole actions, from the stage that records it to the verdict.
import { describe, expect, test } from '@jest/globals'
import { unzip } from '../../.github/scripts/e2e/zip.ts'
import { readVerifyInputs } from '../../src/gate/verify-inputs.ts'
import { errorOf } from '../support/errors.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { MemoryGitHub } from '../support/memory-github.ts'
import { GATE, MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { TOKEN } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>

const FORK = {
  repository: { default_branch: 'main' },
  pull_request: { base: { ref: 'main' }, head: { sha: 'f'.repeat(40), repo: { full_name: 'stranger/r' } } }
}
const PULL = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' }

/** The run of the two steps, and one more stage. */
async function withStage(name: string, end: Texts = {}, facts: Texts = {}, event?: unknown): Promise<MemoryGitHub> {
  const github = new MemoryGitHub()
  await pipeline(github, '10', { facts, event, end: end['signing-key'] === '' ? end : {} })
  const job = new MemoryJob(github, { GITHUB_JOB: 'leg', ...facts }, {}, event)
  const ran = await job.stage(name, () => job.write('x', 'y'), end)
  expect(ran.codes).toEqual([])
  return github
}

const verify = (github: MemoryGitHub, inputs: Texts = {}, facts: Texts = {}, event?: unknown): Promise<Ran> =>
  new MemoryJob(github, { GITHUB_JOB: 'verify', ...facts }, {}, event).verify(inputs)

describe('a stage that the layout does not have', () => {
  test('fails the gate, which names the step that may be meant', async () => {
    const ran = await verify(await withStage('pack-windows'))
    expect([ran.codes, ran.outputs['verified']]).toEqual([['LINK_UNKNOWN_STEP'], 'false'])
    expect(reportOf(ran).failures).toMatchObject([
      { step: 'pack-windows', message: expect.stringContaining('"pack"') as unknown }
    ])
  })
  test('passes where other-steps names it, which the report says', async () => {
    const github = await withStage('docs')
    for (const allowed of ['docs', 'x\ndo*']) {
      const ran = await verify(github, { 'other-steps': allowed })
      expect([ran.codes, ran.outputs['verified']]).toEqual([[], 'true'])
      expect(reportOf(ran).warnings).toContainEqual(expect.objectContaining({ code: 'LINK_IGNORED' }))
    }
    for (const allowed of ['none', 'pack', 'doc'])
      expect((await verify(github, { 'other-steps': allowed })).codes).toEqual(['LINK_UNKNOWN_STEP'])
  })
  test('fails the gate over the links of another run, and over those in a directory', async () => {
    const github = await withStage('docs')
    const files = github
      .storedIn('10')
      .filter(({ name }) => name.startsWith('in-toto.'))
      .flatMap(({ zip }) => unzip(zip))
      .map(({ name, content }) => [`links/${name}`, Buffer.from(content).toString()] as const)
    const job = new MemoryJob(github, { GITHUB_RUN_ID: '11', GITHUB_JOB: 'verify' }, Object.fromEntries(files))
    for (const links of ['10', './links']) {
      const inputs = { links, 'run-binding': 'any', ...(links === '10' ? { 'from-workflow': 'ci.yml' } : {}) }
      expect((await job.verify(inputs)).codes).toEqual(['LINK_UNKNOWN_STEP'])
      expect((await job.verify({ ...inputs, 'other-steps': 'docs' })).codes).toEqual([])
    }
  })
  test('fails the gate also when it waits for its signature', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    const job = new MemoryJob(github, { GITHUB_JOB: 'leg' })
    const ran = await job.stage('docs', () => job.write('x', 'y'), { sign: 'later', 'signing-key': '' })
    expect([ran.codes, github.storedIn('10').map(({ name }) => name)]).toEqual([
      [],
      expect.arrayContaining([expect.stringMatching(/^in-toto-unsigned\.docs\./)])
    ])
    expect((await verify(github)).codes).toEqual(['LINK_UNKNOWN_STEP'])
    expect((await verify(github, { 'other-steps': 'docs' })).codes).toEqual([])
  })
  test('fails the gate of a fork, too, where nothing is signed', async () => {
    const github = await withStage('docs', { 'signing-key': '' }, PULL, FORK)
    const inputs = { 'fork-policy': 'advisory' }
    const ran = await verify(github, inputs, PULL, FORK)
    expect([ran.codes.includes('LINK_UNKNOWN_STEP'), ran.outputs['verdict']]).toEqual([true, 'failed'])
    expect((await verify(github, { ...inputs, 'other-steps': 'docs' }, PULL, FORK)).outputs['verdict']).toBe('advisory')
  })
})

describe('other-steps', () => {
  const read = (text: string): readonly string[] =>
    readVerifyInputs(
      new FakeRunner('action.yml', { ...GATE, 'github-token': TOKEN, 'other-steps': text })
    ).otherSteps.map(({ source }) => source)
  test('is none, or names and patterns, one a line', () => {
    expect(read('none')).toEqual([])
    expect(read(' docs \n\nleg-*\n')).toEqual(['docs', 'leg-*'])
    expect(read('[n]one')).toEqual(['[n]one'])
  })
  test.each([
    ['', 'INPUT_MISSING'],
    [' \n ', 'INPUT_MISSING'],
    ['none\ndocs', 'INPUT_INVALID'],
    ['docs\nnone', 'INPUT_INVALID']
  ])('is not %j', (text, code) => expect(errorOf(() => read(text)).code).toBe(code))
})
