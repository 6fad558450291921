// SPDX-License-Identifier: Apache-2.0
// The job that signs for another one, from its inputs to what it stores. What may be signed at all is tested in
// link-to-sign.test.ts.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { fileIn, linkIn, MemoryGitHub, rewriteLink, sha256, type MemoryArtifact } from '../support/memory-github.ts'
import { given, MemoryJob, type Ran } from '../support/memory-job.ts'
import { directoryWith } from '../support/directory.ts'
import { CI, KEY_ID } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>
type Json = Record<string, unknown>

const COMMON: Texts = { 'step-name': 'build', run: 'make build', materials: '.', exclude: 'tmp/' }
const KEY: Texts = { 'signing-key': CI.privatePem }

const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-C', directory, ...words], {
    encoding: 'utf8'
  }).trim()
const REPOSITORY = directoryWith({ 'src/a.js': 'alpha', Makefile: 'build:\n' })
git(REPOSITORY, 'init', '--quiet')
git(REPOSITORY, 'add', '--all')
git(REPOSITORY, 'commit', '--quiet', '-m', 'x')
const COMMIT = git(REPOSITORY, 'rev-parse', 'HEAD')

/** A job with the commit of the run checked out. */
function checkedOut(github: MemoryGitHub, facts: Texts): MemoryJob {
  const job = new MemoryJob(github, { GITHUB_SHA: COMMIT, RUNNER_ENVIRONMENT: 'github-hosted', ...facts })
  execFileSync('git', ['clone', '--quiet', REPOSITORY, '.'], { cwd: job.workspace, stdio: 'ignore' })
  return job
}

interface Recorded {
  readonly github: MemoryGitHub
  readonly record: MemoryArtifact
  readonly inputs: Texts
}

/** What a working job recorded; `change` is what code in it could do to the record, and to the outputs that tell of it. */
async function recorded(change: (link: Json) => void = () => undefined, end: Texts = {}): Promise<Recorded> {
  const github = new MemoryGitHub()
  const job = checkedOut(github, { GITHUB_JOB: 'work' })
  const begun = await job.begin({ ...COMMON, command: 'required' })
  job.write('app.tgz', 'package')
  const ran = await job.end({ ...given(begun), outcomes: 'success skipped', products: '.', sign: 'later', ...end })
  expect(ran.codes).toEqual([])
  const record = github.storedAs('in-toto-unsigned.', '10')
  expect(record.name).toBe('in-toto-unsigned.build.work.0.1')
  rewriteLink(record, change)
  const place = { 'link-artifact-id': record.id, 'link-artifact-digest': record.digest }
  return { github, record, inputs: { ...COMMON, ...place, checkout: 'true', ...KEY } }
}

const sign = ({ github, inputs }: Recorded, changes: Texts = {}, facts: Texts = {}): Promise<Ran> =>
  checkedOut(github, { GITHUB_JOB: 'sign', ...facts }).sign({ ...inputs, ...changes })
/** Names of the links that were stored; a record is none. */
const links = ({ github }: { readonly github: MemoryGitHub }): string[] =>
  github.namesIn('10').filter((name) => name.startsWith('in-toto.'))
const signed = ({ github }: Recorded): Json => linkIn(github.storedAs('in-toto.', '10'))

describe('a record of a working job', () => {
  test('is signed under the name of this job, with materials of its own', async () => {
    const what = await recorded(undefined, { 'hand-over': '*.tgz' })
    const ran = await sign(what, { 'hand-over': '*.tgz', summary: 'always' })
    expect([ran.codes, links(what), ran.runner.summaries.length]).toEqual([[], ['in-toto.build.sign.0.1'], 1])
    const link = what.github.storedAs('in-toto.', '10')
    const products = what.github.storedAs('in-toto-products.', '10')
    expect(fileIn(link)).toBe(`build.${KEY_ID.slice(0, 8)}.link`)
    expect(ran.outputs).toMatchObject({ 'link-artifact-id': link.id, 'products-artifact-id': products.id })
    expect(signed(what)).toMatchObject({
      command: ['make', 'build'],
      materials: { Makefile: {}, 'src/a.js': { sha256: sha256('alpha').slice(7) } },
      products: { 'app.tgz': { sha256: sha256('package').slice(7) } },
      environment: {
        run: { job: 'sign', attempt: '1', commit: COMMIT },
        recorded_by: { job: 'work', attempt: '1', runner: 'github-hosted' },
        hand_over: { files: 1, artifact: { id: products.id, digest: products.digest } }
      }
    })
  })
  test.each<[string, string, (link: Json) => void]>([
    ['a material changed', 'SIGN_MATERIALS_DIFFER', (link) => (link['materials'] = {})],
    ['another command', 'SIGN_REFUSED', (link) => (link['command'] = ['make', 'evil'])],
    ['another step', 'SIGN_REFUSED', (link) => (link['name'] = 'test')],
    ['a failed command', 'SIGN_REFUSED', (link) => (link['byproducts'] = { 'return-value': 1 })]
  ])('is not signed with %s', async (_what, code, change) => {
    const what = await recorded(change)
    const ran = await sign(what)
    expect([ran.codes, links(what), ran.outputs]).toEqual([[code], [], {}])
  })
  test('is not signed when the outputs name another', async () => {
    const what = await recorded()
    for (const changes of [
      { 'link-artifact-id': '999' },
      { 'link-artifact-digest': `sha256:${'0'.repeat(64)}` }
    ] as const)
      expect([(await sign(what, changes)).codes, links(what)]).toEqual([['SIGN_REFUSED'], []])
  })
  test('is not signed where this job has another commit, or anything at all where it should have nothing', async () => {
    const what = await recorded()
    expect((await sign(what, {}, { GITHUB_SHA: '1'.repeat(40) })).codes).toEqual(['SIGN_COMMIT_DIFFERS'])
    expect((await sign(what, { checkout: 'false' })).codes).toEqual(['SIGN_WORKSPACE_NOT_EMPTY'])
    expect(links(what)).toEqual([])
  })
  test.each<[string, Texts]>([
    ['the command', { run: 'make other' }],
    ['the setup', { setup: 'npm ci' }],
    ['the working directory', { 'working-directory': 'src' }],
    ['what is left out', { exclude: 'none/' }],
    ['what is handed over', { 'hand-over': '*.tgz' }]
  ])('is not signed when both jobs were told differently of %s', async (_what, changes) => {
    const what = await recorded()
    expect([(await sign(what, changes)).codes, links(what)]).toEqual([['SIGN_REFUSED'], []])
  })
  test('may be signed again in a later attempt, by this job alone', async () => {
    const what = await recorded()
    expect((await sign(what, {}, { GITHUB_RUN_ATTEMPT: '2' })).codes).toEqual([])
    expect(links(what)).toEqual(['in-toto.build.sign.0.2'])
    expect(signed(what)['environment']).toMatchObject({
      run: { attempt: '2' },
      recorded_by: { job: 'work', attempt: '1' }
    })
  })
  test('leaves nothing behind, signed or not', async () => {
    const what = await recorded()
    for (const changes of [{}, { run: 'make other' }] as const) {
      const job = checkedOut(what.github, { GITHUB_JOB: `sign-${Object.keys(changes).length}` })
      await job.sign({ ...what.inputs, ...changes })
      expect(readdirSync(job.temporary)).toEqual([])
    }
  })
})

describe('a stage that only checks out', () => {
  const SOURCE: Texts = { 'step-name': 'source', run: 'none', checkout: 'true', ...KEY }
  test('is signed with no other job, and its products are the files of the commit', async () => {
    const github = new MemoryGitHub()
    const job = checkedOut(github, { GITHUB_JOB: 'sign' })
    job.write('planted', 'evil')
    const ran = await job.sign({ ...SOURCE, 'hand-over': '**' })
    expect(ran.codes).toEqual([])
    expect(github.namesIn('10')).toEqual(['in-toto-products.source.sign.0.1', 'in-toto.source.sign.0.1'])
    const link = linkIn(github.storedAs('in-toto.source', '10'))
    expect([link['materials'], Object.keys(link['products'] ?? {})]).toEqual([{}, ['Makefile', 'src/a.js']])
    expect(link['environment']).toMatchObject({ checkout: { commit: COMMIT } })

    // What it hands over is taken over by a job that works, and by the one that signs for it.
    const take = { 'take-over': 'source', 'take-over-keys': CI.publicPem }
    const work = new MemoryJob(github, { GITHUB_JOB: 'work', GITHUB_SHA: COMMIT })
    const end = { sign: 'later', outcomes: 'success' }
    const { outputs } = await work.stage('build', () => work.write('out', 'x'), end, take)
    const place = {
      'link-artifact-id': outputs['link-artifact-id'] ?? '',
      'link-artifact-digest': outputs['link-artifact-digest'] ?? ''
    }
    const signing = new MemoryJob(github, { GITHUB_JOB: 'sign', GITHUB_SHA: COMMIT })
    const made = await signing.sign({ 'step-name': 'build', run: 'make build', ...place, ...take, ...KEY })
    expect(made.codes).toEqual([])
    expect(linkIn(github.storedAs('in-toto.build.', '10'))).toMatchObject({ materials: link['products'] })
  })
  test('is not signed at another commit', async () => {
    const github = new MemoryGitHub()
    const ran = await checkedOut(github, { GITHUB_SHA: '1'.repeat(40) }).sign(SOURCE)
    expect([ran.codes, github.artifacts]).toEqual([['SIGN_COMMIT_DIFFERS'], []])
  })
})

describe('the job that signs', () => {
  test.each<[string, Texts, string]>([
    ['the word later', { sign: 'later' }, 'INPUT_INVALID'],
    ['a word that there is not', { sign: 'none of these' }, 'INPUT_INVALID'],
    ['no key', { 'signing-key': '' }, 'SIGNING_KEY_MISSING'],
    ['no id of the record', { 'link-artifact-id': '' }, 'INPUT_MISSING'],
    ['a command without a record', { 'link-artifact-id': 'none', 'link-artifact-digest': 'none' }, 'INPUT_INVALID'],
    ['a record without a command', { run: 'none' }, 'INPUT_INVALID'],
    ['a working directory that leads out', { 'working-directory': '..' }, 'WORKING_DIRECTORY_OUTSIDE']
  ])('takes no inputs with %s', async (_what, changes, code) => {
    const inputs = { ...COMMON, 'link-artifact-id': '1', 'link-artifact-digest': 'sha256:', ...KEY }
    const job = new MemoryJob(new MemoryGitHub())
    expect([(await job.sign({ ...inputs, ...changes })).codes, job.github.artifacts]).toEqual([[code], []])
  })
})
