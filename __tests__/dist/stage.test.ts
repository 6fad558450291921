// SPDX-License-Identifier: Apache-2.0
// A stage by the bundles of begin and end: what it signs and stores, and when it does neither.
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { unzip } from '../../.github/scripts/e2e/zip.ts'
import { Job, type Ran } from '../support/job.ts'
import {
  CI,
  KEY_ID,
  linkIn,
  namesIn,
  runIdsFrom,
  server,
  serveRepository,
  storedAs,
  storedIn
} from '../support/served-repository.ts'

const newRun = runIdsFrom(1_000)
serveRepository()

describe('a stage', () => {
  test('stores a signed link and says where', async () => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => job.write('dist/a.js', 'beta'), {
      'hand-over': 'dist/**',
      summary: 'always'
    })
    expect(ran.status).toBe(0)
    const [products, link] = storedIn(run)
    expect([products?.name, link?.name]).toEqual(['in-toto-products.build.build.0.1', 'in-toto.build.build.0.1'])
    expect(unzip(products?.zip ?? Buffer.alloc(0)).map(({ name }) => name)).toEqual(['dist/a.js'])
    const [entry] = unzip(link?.zip ?? Buffer.alloc(0))
    expect(entry?.name).toBe(`build.${KEY_ID.slice(0, 8)}.link`)
    expect(ran.outputs).toMatchObject({
      'link-artifact-id': String(link?.id),
      'link-artifact-digest': sha256(link?.zip ?? Buffer.alloc(0)),
      'link-digest': sha256(entry?.content ?? Buffer.alloc(0)),
      'product-count': '2'
    })
    expect(ran.summary).toContain('Signed')
    expect(ran.log).toContain('1 of them handed over')
    expect(linkIn(link)['environment']).toMatchObject({
      hand_over: { files: 1, artifact: { id: String(products?.id), digest: products?.digest } }
    })
    expect(readdirSync(join(job.directory, 'temp'))).toEqual([])
  })
  test('hands over through links within the workspace, and through none outwards', async () => {
    const job = new Job({ GITHUB_RUN_ID: newRun() }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => symlinkSync('a.js', join(job.workspace, 'b.js')), { 'hand-over': '*' })
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('2 of them handed over')])
    const run = newRun()
    const other = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
    const outwards = (): void => symlinkSync(join(job.directory, 'event.json'), join(other.workspace, 'b.js'))
    const refused = await other.stage('build', outwards, { 'hand-over': '*' })
    expect([refused.status, refused.log]).toEqual([1, expect.stringContaining('RECORD_OUTSIDE')])
    expect([namesIn(run), readdirSync(join(other.directory, 'temp'))]).toEqual([[], []])
  })
  test('stores what it signed while something goes on writing to its products', async () => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha', 'b.js': 'beta' })
    server.fault = ({ path }) => {
      // The service is asked for a place before the first byte is packed.
      if (path.endsWith('/CreateArtifact')) {
        job.write('a.js', 'evil')
        rmSync(join(job.workspace, 'b.js'), { force: true })
      }
      return false
    }
    try {
      expect((await job.stage('build', () => undefined, { 'hand-over': '*' })).status).toBe(0)
    } finally {
      server.fault = () => false
    }
    const products = storedAs('in-toto-products.', run)
    const stored = unzip(products.zip).map(({ name, content }) => [name, String(content)])
    expect(stored).toEqual([
      ['a.js', 'alpha'],
      ['b.js', 'beta']
    ])
  })
  test('signs nothing when its recording was changed, removed, or made for another run', async () => {
    const run = newRun()
    for (const change of [
      (path: string) =>
        writeFileSync(path, readFileSync(path, 'utf8').replace('alpha', 'beta').replace('"a.js"', '"b.js"')),
      (path: string) => writeFileSync(path, '')
    ]) {
      const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
      const begun = await job.run('begin', { 'step-name': 'build', materials: '.' })
      change(begun.outputs['recording'] ?? '')
      const ended = await job.run('end', {
        recording: begun.outputs['recording'] ?? '',
        'recording-digest': begun.outputs['recording-digest'] ?? '',
        'signing-key': CI.privatePem
      })
      expect([ended.status, ended.log]).toEqual([1, expect.stringContaining('RECORDING_TAMPERED')])
    }
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
    const begun = await job.run('begin', { 'step-name': 'build', materials: '.' })
    for (const facts of [
      { GITHUB_RUN_ID: newRun() },
      { GITHUB_JOB: 'other' },
      { GITHUB_SHA: '0'.repeat(40) },
      { GITHUB_RUN_ATTEMPT: '2' }
    ]) {
      const ended = await job.run(
        'end',
        {
          recording: begun.outputs['recording'] ?? '',
          'recording-digest': begun.outputs['recording-digest'] ?? '',
          'signing-key': CI.privatePem
        },
        facts
      )
      expect([ended.status, ended.log]).toEqual([1, expect.stringContaining('RECORDING_TAMPERED')])
      // The end removes what it was given, so the next one begins anew.
      Object.assign(begun.outputs, (await job.run('begin', { 'step-name': 'build', materials: '.' })).outputs)
    }
    expect(namesIn(run)).toEqual([])
  })
  test.each(['failure', 'cancelled', '', 'skipped'])('signs nothing while the job is %j', async (status) => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => {}, { 'job-status': status })
    expect([ran.status, ran.log, namesIn(run)]).toEqual([1, expect.stringContaining('JOB_NOT_SUCCESSFUL'), []])
  })
  test.each([
    ['no key', { 'signing-key': '' }, 'SIGNING_KEY_MISSING'],
    ['a public key', { 'signing-key': CI.publicPem }, 'KEY_NOT_PRIVATE'],
    ['half a key', { 'signing-key': CI.privatePem.slice(0, 60) }, 'KEY_UNREADABLE'],
    ['another key than demanded', { 'key-id': '0'.repeat(64) }, 'SIGNING_KEY_UNEXPECTED'],
    ['an unknown word', { sign: 'yes' }, 'INPUT_INVALID'],
    ['days that are no number', { 'retention-days': '-1' }, 'INPUT_INVALID'],
    ['no file to hand over', { 'hand-over': 'out/**' }, 'HAND_OVER_NOTHING'],
    ['no repository where git is asked', { 'product-source': 'git' }, 'GIT_FAILED']
  ])('says what is wrong with %s', async (_what, inputs, code) => {
    const run = newRun()
    const job = new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => {}, inputs)
    expect([ran.status, ran.log, namesIn(run)]).toEqual([1, expect.stringContaining(code), []])
  })
  test.each([
    ['a name with a line break', { 'step-name': 'a\n::error::b' }, 'STEP_NAME_UNSAFE'],
    ['a name that leads out', { 'step-name': '../a' }, 'STEP_NAME_UNSAFE'],
    ['a name that is too long', { 'step-name': 'x'.repeat(300) }, 'ARTIFACT_NAME'],
    ['no name', { 'step-name': '' }, 'INPUT_MISSING'],
    ['an unknown shell', { shell: 'fish' }, 'INPUT_INVALID'],
    ['a secret for a variable', { 'environment-variables': 'CI\nNPM_TOKEN' }, 'INPUT_INVALID'],
    ['a material that is not there', { materials: 'gone' }, 'RECORD_NOT_FOUND'],
    ['keys that are none', { 'take-over': 'x', 'take-over-keys': 'hello' }, 'INPUT_INVALID'],
    ['a step to take over that there is not', { 'take-over': 'x' }, 'TAKE_OVER_NOT_FOUND'],
    ['an identity that is none', { 'take-over': 'x', 'take-over-identities': 'o/r/stage.yml@v1' }, 'INPUT_INVALID']
  ])('does not begin with %s', async (_what, inputs, code) => {
    const ran = await new Job({ GITHUB_RUN_ID: newRun() }).run('begin', { 'step-name': 'build', ...inputs })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining(code)])
  })
  test('that starts from nothing is told so, unless it is meant to', async () => {
    const begin = (files: Record<string, string>, inputs: Record<string, string>): Promise<Ran> =>
      new Job({ GITHUB_RUN_ID: '1900' }, files).run('begin', { 'step-name': 'build', ...inputs })
    const stage = { run: 'make', command: 'required', materials: '.' }
    expect((await begin({}, stage)).log).toMatch(/::warning[^\n]*No materials/)
    expect((await begin({ a: '' }, stage)).log).not.toContain('No materials')
    expect((await begin({}, { ...stage, materials: '' })).log).not.toContain('No materials')
    expect((await begin({}, { materials: '.' })).log).not.toContain('No materials')
  })
  test('in which nothing would run is an error', async () => {
    const job = new Job({}, { a: '' })
    for (const run of ['', ' \n'])
      expect((await job.run('begin', { 'step-name': 'write', run, command: 'required' })).log).toContain(
        'INPUT_MISSING'
      )
    expect((await job.run('begin', { 'step-name': 'write', run: '' })).status).toBe(0)
  })
  test('that records nothing is an error', async () => {
    const ran = await new Job({ GITHUB_RUN_ID: newRun() }).stage('build', () => {})
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('RECORDING_NOTHING')])
  })
  test('of a fork stores an unsigned link and says so; an own one without a key does not', async () => {
    const repo = { id: 1, full_name: 'o/r' }
    const event = (headRepo: unknown): unknown => ({ pull_request: { head: { repo: headRepo }, base: { repo } } })
    const stage = (headRepo: unknown, run = newRun()): Promise<Ran> => {
      const job = new Job({ GITHUB_RUN_ID: run, GITHUB_EVENT_NAME: 'pull_request' }, { 'a.js': 'x' }, event(headRepo))
      return job.stage('build', () => {}, { 'signing-key': '' })
    }
    const fork = await stage({ id: 2, full_name: 'fork/r' })
    expect([fork.status, fork.summary]).toEqual([0, expect.stringContaining('Unsigned')])
    expect(unzip(server.artifacts.at(-1)?.zip ?? Buffer.alloc(0))[0]?.name).toBe('build.link')
    expect((await stage(null)).status).toBe(0)
    expect((await stage(repo)).log).toContain('SIGNING_KEY_MISSING')
  })
  test('that stores one name twice says so', async () => {
    const run = newRun()
    const job = (): Job => new Job({ GITHUB_RUN_ID: run }, { 'a.js': 'x' })
    expect((await job().stage('build', () => {})).status).toBe(0)
    const second = await job().stage('build', () => {})
    expect([second.status, second.log]).toEqual([
      1,
      expect.stringMatching(/ARTIFACT_UPLOAD_FAILED[\s\S]*step name of its own/)
    ])
  })
  test('records variables that were asked for', async () => {
    const job = new Job({ GITHUB_RUN_ID: newRun(), NODE_ENV: 'production' }, { 'a.js': 'x' })
    expect((await job.stage('build', () => {}, {}, { 'environment-variables': 'NODE_ENV\nNOT_SET' })).status).toBe(0)
    expect(linkIn(server.artifacts.at(-1))).toHaveProperty('environment.variables', { NODE_ENV: 'production' })
  })
})
