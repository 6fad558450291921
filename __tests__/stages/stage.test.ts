// SPDX-License-Identifier: Apache-2.0
// A stage from its beginning to its end: what it signs and stores, and when it does neither.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unzip } from '../../.github/scripts/e2e/zip.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { directoryWith } from '../support/directory.ts'
import { fileIn, HEAD, linkIn, MemoryGitHub, sha256 } from '../support/memory-github.ts'
import { given, MemoryJob, type Ran } from '../support/memory-job.ts'
import { CI, KEY_ID } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>

const job = (facts: Texts = {}, files: Texts = { 'a.js': 'alpha' }, event?: unknown): MemoryJob =>
  new MemoryJob(new MemoryGitHub(), facts, files, event)
const key = { 'signing-key': CI.privatePem }
/** Names of what the run of a job stored. */
const stored = ({ github, run }: MemoryJob): string[] => github.namesIn(run)
const linkOf = ({ github, run }: MemoryJob): Record<string, unknown> => linkIn(github.storedAs('in-toto.', run))

describe('a stage', () => {
  test('stores a signed link, says where, and leaves nothing behind', async () => {
    const of = job()
    const ran = await of.stage('build', () => of.write('dist/a.js', 'beta'), {
      'hand-over': 'dist/**',
      summary: 'always'
    })
    expect([ran.codes, ran.hasFailed]).toEqual([[], false])
    const [products, link] = of.github.storedIn(of.run)
    expect(stored(of)).toEqual(['in-toto-products.build.build.0.1', 'in-toto.build.build.0.1'])
    expect(unzip(products?.zip ?? Buffer.alloc(0)).map(({ name }) => name)).toEqual(['dist/a.js'])
    if (link === undefined) throw new Error('no link')
    expect(fileIn(link)).toBe(`build.${KEY_ID.slice(0, 8)}.link`)
    expect(ran.outputs).toMatchObject({
      'link-artifact-id': link.id,
      'link-artifact-digest': link.digest,
      'link-digest': sha256(unzip(link.zip)[0]?.content ?? ''),
      'products-artifact-id': products?.id,
      'products-artifact-digest': products?.digest,
      'product-count': '2'
    })
    expect(linkIn(link)).toMatchObject({
      name: 'build',
      command: ['make', 'build'],
      materials: { 'a.js': { sha256: sha256('alpha').slice(7) } },
      products: { 'a.js': {}, 'dist/a.js': { sha256: sha256('beta').slice(7) } },
      environment: {
        run: { id: '10', attempt: '1', repository: 'o/r', commit: HEAD, job: 'build' },
        hand_over: { files: 1, artifact: { id: products?.id, digest: products?.digest } }
      }
    })
    expect([ran.runner.summaries.length, readdirSync(of.temporary)]).toEqual([1, []])
  })
  test('begins with the digest of what it recorded', async () => {
    const of = job()
    const { outputs } = await of.begin({ 'step-name': 'build', materials: '.', shell: 'bash' })
    expect(outputs).toMatchObject({ shell: 'bash', 'material-count': '1', 'working-directory': '.' })
    expect(outputs['recording-digest']).toBe(sha256(readFileSync(outputs['recording'] ?? '')))
  })
  test('tells two legs of a matrix and two attempts apart', async () => {
    const of = job({ GITHUB_RUN_ATTEMPT: '2' })
    await of.stage('build', () => undefined, {}, { matrix: '{"os":"linux"}' })
    await of.stage('build', () => undefined)
    expect(stored(of)).toEqual([
      expect.stringMatching(/^in-toto\.build\.build\.[0-9a-f]{8}\.2$/),
      'in-toto.build.build.0.2'
    ])
  })
  test('records variables that were asked for, and no others', async () => {
    const of = job({ NODE_ENV: 'production', CI: 'true' })
    await of.stage('build', () => undefined, {}, { 'environment-variables': 'NODE_ENV\nNOT_SET' })
    expect(linkOf(of)['environment']).toHaveProperty('variables', { NODE_ENV: 'production' })
  })
  test('excludes at its end what it excluded at its beginning', async () => {
    const of = job({}, { 'a.js': 'alpha' })
    await of.stage('build', () => of.write('tmp/y', ''), {}, { exclude: 'tmp/' })
    expect(linkOf(of)).toMatchObject({ materials: { 'a.js': {} }, products: { 'a.js': {} } })
    expect(Object.keys(linkOf(of)['products'] ?? {})).toEqual(['a.js'])
  })
  test('whose products are a checkout names one directory, and expects a commit only then', async () => {
    const two = await job().stage('x', () => undefined, { 'product-source': 'git', products: '.\nsrc' })
    const none = await job().stage('x', () => undefined, { commit: 'head' })
    expect([two.codes, none.codes]).toEqual([['INPUT_INVALID'], ['INPUT_INVALID']])
  })
  test('that stores one name twice says so', async () => {
    const of = job()
    expect((await of.stage('build', () => undefined)).codes).toEqual([])
    expect((await of.stage('build', () => undefined)).codes).toEqual(['ARTIFACT_UPLOAD_FAILED'])
  })
})

describe('what was changed between begin and end', () => {
  async function begun(of: MemoryJob, variables: Texts = {}): Promise<Texts> {
    return { ...given(await of.begin({ 'step-name': 'build', materials: '.' }, variables)), ...key }
  }
  test.each<[string, (path: string) => void, string]>([
    [
      'the materials',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('a.js', 'b.js')),
      'RECORDING_TAMPERED'
    ],
    ['everything', (path) => writeFileSync(path, ''), 'RECORDING_TAMPERED'],
    ['that it is there', (path) => rmSync(path), 'RECORDING_NOT_STARTED']
  ])('in the recording, %s, is not signed', async (_what, change, code) => {
    const of = job()
    const inputs = await begun(of)
    change(inputs['recording'] ?? '')
    expect([(await of.end(inputs)).codes, stored(of)]).toEqual([[code], []])
  })
  test.each(['', `sha256:${'0'.repeat(64)}`])('in the digest of the recording is not signed: %j', async (digest) => {
    const of = job()
    const ran = await of.end({ ...(await begun(of)), 'recording-digest': digest })
    expect([ran.codes, stored(of)]).toEqual([[digest === '' ? 'INPUT_MISSING' : 'RECORDING_TAMPERED'], []])
  })
  test.each<Texts>([
    { GITHUB_RUN_ID: '11' },
    { GITHUB_RUN_ATTEMPT: '2' },
    { GITHUB_REPOSITORY: 'o/other' },
    { GITHUB_SHA: '0'.repeat(40) },
    { GITHUB_JOB: 'other' }
  ])('in the run is not signed: %j', async (facts) => {
    const of = job()
    const ran = await of.end(await begun(of), facts)
    expect([ran.codes, of.github.artifacts]).toEqual([['RECORDING_OTHER'], []])
  })
  describe.each(['key', 'later', 'none'])('in what steers actions, with sign %s', (sign) => {
    test.each<[string, Texts, Texts]>([
      ['code that Node loads', {}, { NODE_OPTIONS: '--require /tmp/evil.js' }],
      ['other code than before', { NODE_OPTIONS: '--a' }, { NODE_OPTIONS: '--b' }],
      ['code that was loaded and is not now', { LD_PRELOAD: '/x.so' }, {}],
      ['whose certificates are believed', {}, { NODE_EXTRA_CA_CERTS: '/tmp/evil.pem' }],
      ['where tokens are requested', {}, { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://evil.example' }],
      ['a proxy', {}, { https_proxy: 'http://evil.example' }],
      ['compiled code in place of ours', {}, { NODE_COMPILE_CACHE: '/tmp/evil-cache' }],
      ['how the C library works', {}, { GLIBC_TUNABLES: 'glibc.rtld.optional_static_tls=1' }],
      ['what OpenSSL loads', { OPENSSL_CONF: '/etc/own.cnf' }, { OPENSSL_CONF: '/tmp/evil.cnf' }],
      ['where workflow artifacts go', {}, { ACTIONS_CACHE_URL: 'https://evil.example' }],
      ['which repository git reads', {}, { GIT_COMMON_DIR: '/tmp/evil-git' }],
      ['whose configuration is read', {}, { XDG_CONFIG_HOME: '/tmp/evil-home' }],
      ['what the shell of the command runs', {}, { 'BASH_FUNC_make%%': '() { evil; }' }],
      ['a fact of the run', {}, { RUNNER_ENVIRONMENT: 'evil-hosted' }]
    ])('%s ends the stage', async (_what, before, after) => {
      const of = job()
      const ran = await of.end({ ...(await begun(of, before)), sign }, after)
      expect([ran.codes, stored(of), of.asked]).toEqual([['ENVIRONMENT_CHANGED'], [], []])
      for (const value of Object.values(after)) expect(ran.words).not.toContain(value)
    })
  })
  test('in which git is found ends the stage, though end asks none', async () => {
    const of = job()
    const evil = directoryWith({ git: '#!/bin/sh\n' })
    chmodSync(join(evil, 'git'), 0o755)
    const ran = await of.end(await begun(of), { PATH: `${evil}:${process.env['PATH'] ?? ''}` })
    expect([ran.codes, stored(of)]).toEqual([['ENVIRONMENT_CHANGED'], []])
    expect(ran.words).toMatch(/PATH \(another git is found\)[\s\S]*GITHUB_PATH/)
  })
  test('is not what the take-over of begin put there', async () => {
    const github = new MemoryGitHub()
    const source = new MemoryJob(github, { GITHUB_JOB: 'source' })
    const write = (): void => {
      source.write('tools/bash', '#!/bin/sh\n')
      chmodSync(join(source.workspace, 'tools/bash'), 0o755)
    }
    await source.stage('source', write, { 'hand-over': 'tools/**' })
    const of = new MemoryJob(github)
    const path = { PATH: `${of.workspace}/tools:${process.env['PATH'] ?? ''}` }
    const inputs = { 'step-name': 'build', materials: '.', 'take-over': 'source', 'take-over-keys': CI.publicPem }
    expect((await of.end({ ...given(await of.begin(inputs, path)), ...key }, path)).codes).toEqual([])
    expect(statSync(join(of.workspace, 'tools/bash')).mode & 0o111).toBe(0o111)
  })
  test('by a set-up action ends the stage, and it is told to stand before begin, where it passes', async () => {
    const python = { LD_LIBRARY_PATH: '/opt/hostedtoolcache/Python/3.14/x64/lib', pythonLocation: '/opt/python' }
    const late = job()
    const ran = await late.end(await begun(late), python)
    expect([ran.codes, stored(late)]).toEqual([['ENVIRONMENT_CHANGED'], []])
    expect(ran.words).toMatch(/LD_LIBRARY_PATH changed[\s\S]*setup-python[\s\S]*before begin/)
    const early = job(python)
    const passed = await early.stage('build', () => undefined)
    expect([passed.codes, passed.runner.annotations, stored(early)]).toEqual([[], [], ['in-toto.build.build.0.1']])
  })
  test('before it began is told where it makes a command do other things', async () => {
    const of = job({ BASH_ENV: '/tmp/evil', 'BASH_FUNC_make%%': '() { evil; }', ENV: '/tmp/evil' })
    const begin = await of.begin({ 'step-name': 'build', run: 'make', materials: '.' })
    expect(begin.runner.annotations).toMatchObject([{ level: 'warning', title: 'Unusual environment' }])
    expect(begin.words).toContain('BASH_ENV, BASH_FUNC_make%%, ENV is set')
    expect((await of.end({ ...given(begin), ...key, outcomes: 'success' })).codes).toEqual([])
  })
  test('in what steers nothing does no harm', async () => {
    const of = job()
    expect(
      (await of.end({ ...(await begun(of, { NODE_OPTIONS: '--a' })) }, { NODE_OPTIONS: '--a', CI: 'true' })).codes
    ).toEqual([])
  })
  test('is not looked at twice: the recording ends with the stage that reads it', async () => {
    const of = job()
    const inputs = await begun(of)
    await of.end({ ...inputs, 'hand-over': 'out/**' })
    expect([existsSync(inputs['recording'] ?? ''), (await of.end(inputs)).codes]).toEqual([
      false,
      ['RECORDING_NOT_STARTED']
    ])
  })
  test('in the workspace while products are stored is not what is stored', async () => {
    const of = job({}, { 'a.js': 'alpha', 'b.js': 'beta' })
    of.github.onUpload = () => {
      of.write('a.js', 'evil')
      rmSync(join(of.workspace, 'b.js'), { force: true })
    }
    await of.stage('build', () => undefined, { 'hand-over': '*' })
    const products = unzip(of.github.storedAs('in-toto-products.', of.run).zip)
    expect(products.map(({ name, content }) => [name, String(content)])).toEqual([
      ['a.js', 'alpha'],
      ['b.js', 'beta']
    ])
  })
})

describe('a job that did not succeed', () => {
  test.each(['failure', 'cancelled', '', 'skipped', 'Success'])('signs nothing: it is %j', async (status) => {
    const of = job()
    const ran = await of.stage('build', () => undefined, { 'job-status': status })
    expect([ran.codes, stored(of)]).toEqual([['JOB_NOT_SUCCESSFUL'], []])
  })
  test.each([
    ['failure', ['JOB_NOT_SUCCESSFUL']],
    ['success failure', ['JOB_NOT_SUCCESSFUL']],
    ['success cancelled skipped', ['JOB_NOT_SUCCESSFUL']],
    ['skipped', ['JOB_NOT_SUCCESSFUL']],
    ['success success', ['JOB_NOT_SUCCESSFUL']],
    ['none', ['JOB_NOT_SUCCESSFUL']],
    ['success skipped', []]
  ])('signs nothing, nor does one whose one command ended with %j', async (outcomes, codes) => {
    const of = job()
    const ran = await of.stage('build', () => undefined, { outcomes }, { command: 'required' })
    expect([ran.codes, stored(of).length]).toEqual([codes, codes.length === 0 ? 1 : 0])
    if (codes.length === 0) expect(linkOf(of)['byproducts']).toEqual({ 'return-value': 0 })
  })
  test.each([
    ['none', ['JOB_NOT_SUCCESSFUL']],
    ['success success', []],
    ['skipped', ['JOB_NOT_SUCCESSFUL']],
    ['failure', ['JOB_NOT_SUCCESSFUL']]
  ])('is told by the outcomes %j of a command that need not run', async (outcomes, codes) => {
    expect((await job().stage('build', () => undefined, { outcomes }, { command: 'optional' })).codes).toEqual(codes)
  })
  test.each(['ok', 'Success', 'success,success', 'true'])(
    'is told by words of GitHub alone, not by %j',
    async (outcomes) => {
      const of = job()
      const ran = await of.stage('build', () => undefined, { outcomes })
      expect([ran.codes, stored(of)]).toEqual([['INPUT_INVALID'], []])
      for (const words of ['input outcomes', 'success, failure, cancelled or skipped', 'steps.ID.outcome'])
        expect(ran.words).toContain(words)
    }
  )
  test('is not told by an id that is misspelt: the line to write stands there, and no advice to switch it off', async () => {
    const ran = await job().stage('build', () => undefined, { outcomes: '' })
    expect(ran.codes).toEqual(['INPUT_MISSING'])
    expect(ran.words).toContain('outcomes: ${{ steps.ID.outcome }}')
    expect(ran.words).not.toContain('to do without it')
  })
  test('says so where nothing told whether it did', async () => {
    const ran = await job().stage('build', () => undefined, { 'job-status': '' })
    expect([ran.codes, ran.words]).toEqual([
      ['JOB_NOT_SUCCESSFUL'],
      expect.stringContaining('The input job-status is empty')
    ])
  })
  test('need not be told where no command is named, and the link then tells of none', async () => {
    const of = job()
    expect((await of.stage('build', () => undefined, { outcomes: 'none' }, { run: '' })).codes).toEqual([])
    expect(linkOf(of)).toMatchObject({ command: [], byproducts: {} })
  })
})

describe('an end', () => {
  const OUTCOMES = { outcomes: 'success', products: '.', 'signing-key': CI.privatePem }
  async function two(): Promise<{ of: MemoryJob; one: Texts; other: Texts }> {
    const of = job()
    const begin = async (step: string): Promise<Texts> =>
      given(await of.begin({ 'step-name': step, run: `make ${step}`, materials: '.' }))
    return { of, one: await begin('build'), other: await begin('test') }
  }
  test.each<[string, (one: Texts, other: Texts) => Texts, string]>([
    [
      'the recording of another step',
      (one, other) => ({ ...one, recording: other['recording'] ?? '' }),
      'RECORDING_TAMPERED'
    ],
    [
      'the digest of another step',
      (one, other) => ({ ...one, 'recording-digest': other['recording-digest'] ?? '' }),
      'RECORDING_TAMPERED'
    ],
    ['both of another step', (_one, other) => ({ ...other, 'step-name': 'build' }), 'RECORDING_OTHER'],
    ['no step to end', (one) => ({ ...one, 'step-name': '' }), 'INPUT_MISSING']
  ])('that is given %s signs nothing', async (_what, inputs, code) => {
    const { of, one, other } = await two()
    expect([(await of.end({ ...OUTCOMES, ...inputs(one, other) })).codes, stored(of)]).toEqual([[code], []])
  })
  test('of a step that began twice is told which one it ends', async () => {
    const { of, one } = await two()
    const again = given(await of.begin({ 'step-name': 'build', run: 'make build', materials: '.' }))
    expect(again['recording-digest']).not.toBe(one['recording-digest'])
    const crossed = { ...again, 'recording-digest': one['recording-digest'] ?? '' }
    expect((await of.end({ ...OUTCOMES, ...crossed })).codes).toEqual(['RECORDING_TAMPERED'])
    expect((await of.end({ ...OUTCOMES, ...again, 'step-name': 'build' })).codes).toEqual([])
  })
  test.each<[string, (path: string) => void, string]>([
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'FILE_UNREADABLE'],
    ['a directory', (path) => mkdirSync(path), 'FILE_UNREADABLE'],
    ['a device without end', (path) => symlinkSync('/dev/zero', path), 'FILE_UNREADABLE'],
    [
      'a file that is too large',
      (path) => {
        writeFileSync(path, '')
        truncateSync(path, LIMITS.linkBytes + 1)
      },
      'JSON_TOO_LARGE'
    ]
  ])('that finds %s in the place of the recording does not wait, and signs nothing', async (_what, put, code) => {
    const { of, one } = await two()
    rmSync(one['recording'] ?? '')
    put(one['recording'] ?? '')
    expect([(await of.end({ ...OUTCOMES, ...one })).codes, stored(of)]).toEqual([[code], []])
  })
})

describe('what is wrong at the end of a stage', () => {
  test.each<[string, Texts, string]>([
    ['no key', { 'signing-key': '' }, 'SIGNING_KEY_MISSING'],
    ['no key where one is demanded', { sign: 'key', 'signing-key': '' }, 'SIGNING_KEY_MISSING'],
    ['no identity where one is demanded', { sign: 'keyless' }, 'KEYLESS_TOKEN_UNAVAILABLE'],
    ['a public key', { 'signing-key': CI.publicPem }, 'KEY_NOT_PRIVATE'],
    ['half a key', { 'signing-key': CI.privatePem.slice(0, 60) }, 'KEY_UNREADABLE'],
    ['another key than demanded', { 'key-id': '0'.repeat(64) }, 'SIGNING_KEY_UNEXPECTED'],
    ['an unknown word', { sign: 'yes' }, 'INPUT_INVALID'],
    ['an unknown consent', { 'publish-private-names': 'yes' }, 'INPUT_INVALID'],
    ['days that are no number', { 'retention-days': '-1' }, 'INPUT_INVALID'],
    ['no file to hand over', { 'hand-over': 'out/**' }, 'HAND_OVER_NOTHING'],
    ['no repository where git is asked', { 'product-source': 'git' }, 'GIT_FAILED'],
    ['products that are not there', { products: 'gone' }, 'RECORD_NOT_FOUND']
  ])('is told: %s; nothing is stored', async (_what, inputs, code) => {
    const of = job()
    const ran = await of.stage('build', () => undefined, inputs)
    expect([ran.codes, stored(of), ran.outputs]).toEqual([[code], [], {}])
  })
  test('is that nothing was recorded', async () => {
    const ran = await job({}, {}).stage('build', () => undefined)
    expect(ran.codes).toEqual(['RECORDING_NOTHING'])
  })
  test('is a link outwards among what is handed over', async () => {
    const of = job()
    const outwards = (): void => symlinkSync(of.facts['GITHUB_EVENT_PATH'] ?? '', join(of.workspace, 'b.js'))
    const ran = await of.stage('build', outwards, { 'hand-over': '*' })
    expect([ran.codes, stored(of), readdirSync(of.temporary)]).toEqual([['RECORD_OUTSIDE'], [], []])
    const inwards = job()
    await inwards.stage('build', () => symlinkSync('a.js', join(inwards.workspace, 'b.js')), { 'hand-over': '*' })
    expect(linkOf(inwards)['environment']).toMatchObject({ hand_over: { files: 2 } })
  })
})

describe('a stage does not begin with', () => {
  test.each<[string, Texts, string]>([
    ['a name with a line break', { 'step-name': 'a\n::error::b' }, 'STEP_NAME_UNSAFE'],
    ['a name that leads out', { 'step-name': '../a' }, 'STEP_NAME_UNSAFE'],
    ['a name that is too long', { 'step-name': 'x'.repeat(300) }, 'ARTIFACT_NAME'],
    ['no name', { 'step-name': '' }, 'INPUT_MISSING'],
    ['an unknown shell', { shell: 'fish' }, 'INPUT_INVALID'],
    ['a secret for a variable', { 'environment-variables': 'CI\nNPM_TOKEN' }, 'INPUT_INVALID'],
    ['a secret in its command', { run: `curl -H ghp_${'a'.repeat(36)}` }, 'INPUT_INVALID'],
    ['a secret in its setup', { setup: `curl -H ghp_${'a'.repeat(36)}` }, 'INPUT_INVALID'],
    ['a material that is not there', { materials: 'gone' }, 'RECORD_NOT_FOUND'],
    ['a working directory outside', { 'working-directory': '..' }, 'WORKING_DIRECTORY_OUTSIDE'],
    ['keys that are none', { 'take-over': 'x', 'take-over-keys': 'hello' }, 'INPUT_INVALID'],
    ['a step to take over that there is not', { 'take-over': 'x' }, 'TAKE_OVER_NOT_FOUND'],
    [
      'a root by a path, which code that is built could change',
      { 'take-over': 'x', 'trusted-root': 'a.js' },
      'INPUT_INVALID'
    ],
    ['an identity that is none', { 'take-over': 'x', 'take-over-identities': 'o/r/stage.yml@v1' }, 'INPUT_INVALID'],
    [
      'an identity of anybody',
      { 'take-over': 'x', 'take-over-identities': 'https://github.com/**@refs/heads/main' },
      'INPUT_INVALID'
    ],
    [
      'an identity of anybody, by its owner',
      { 'take-over': 'x', 'take-over-identities': 'https://github.com/*/*/.github/workflows/ci.yml@refs/heads/main' },
      'INPUT_INVALID'
    ],
    ['no command where one must run', { run: '', command: 'required' }, 'INPUT_MISSING'],
    ['a command of blanks where one must run', { run: ' \n', command: 'required' }, 'INPUT_MISSING'],
    ['a word for the command that is not known', { command: 'yes' }, 'INPUT_INVALID']
  ])('%s', async (_what, inputs, code) => {
    const of = job()
    const ran = await of.begin({ 'step-name': 'build', materials: '.', ...inputs })
    expect([ran.codes, ran.outputs, readdirSync(of.temporary)]).toEqual([[code], {}, []])
  })
})

test('a stage that starts from nothing is told so, unless it is meant to', async () => {
  const titles = async (files: Texts, inputs: Texts): Promise<string[]> => {
    const { runner } = await job({}, files).begin({ 'step-name': 'build', run: 'make', command: 'required', ...inputs })
    return runner.annotations.map(({ level, title }) => `${level} ${title}`)
  }
  expect(await titles({}, { materials: '.' })).toEqual(['warning No materials'])
  expect(await titles({ a: '' }, { materials: '.' })).toEqual([])
  expect(await titles({}, { materials: 'none' })).toEqual([])
  expect(await titles({}, { materials: '.', command: 'optional' })).toEqual([])
})

describe('where nobody can sign', () => {
  const repo = { id: 1, full_name: 'o/r' }
  const stage = async (headRepo: unknown, end: Texts = {}): Promise<{ of: MemoryJob; ran: Ran }> => {
    const event = { pull_request: { head: { repo: headRepo }, base: { repo } } }
    const of = job({ GITHUB_EVENT_NAME: 'pull_request' }, { 'a.js': 'x' }, event)
    return { of, ran: await of.stage('build', () => undefined, { 'signing-key': '', ...end }) }
  }
  test.each([
    ['a fork', { id: 2, full_name: 'fork/r' }],
    ['a fork that is gone', null]
  ])('%s stores an unsigned link, and everybody is told', async (_what, headRepo) => {
    for (const sign of ['auto', 'keyless']) {
      const { of, ran } = await stage(headRepo, { sign })
      expect([ran.codes, fileIn(of.github.storedAs('in-toto.', of.run))]).toEqual([[], 'build.link'])
      expect(ran.runner.annotations.map(({ title }) => title)).toEqual(['Unsigned link'])
      expect(ran.runner.summaries).toHaveLength(1)
      expect((await stage(headRepo, { sign, summary: 'never' })).ran.runner.summaries).toEqual([])
    }
  })
  test('a fork that demands a key is an error', async () => {
    const { of, ran } = await stage({ id: 2, full_name: 'fork/r' }, { sign: 'key' })
    expect([ran.codes, stored(of)]).toEqual([['SIGNING_KEY_MISSING'], []])
  })
  test('a pull request of the repository itself is an error', async () => {
    const { of, ran } = await stage(repo)
    expect([ran.codes, stored(of)]).toEqual([['SIGNING_KEY_MISSING'], []])
  })
  test('the working job of an isolated stage leaves a record that no gate reads', async () => {
    const of = job()
    const ran = await of.stage('build', () => undefined, { sign: 'later' })
    expect([stored(of), ran.runner.summaries]).toEqual([['in-toto-unsigned.build.build.0.1'], []])
  })
})

describe('a token request URL that a workflow step set', () => {
  const BEARER = 'canary5f0c1d7e9b'
  const steered = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `https://evil.example/token?x=${BEARER}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
    ACTIONS_RUNTIME_TOKEN: 'own'
  }
  test.each([
    ['auto', ''],
    ['keyless', CI.privatePem]
  ])('before the stage began gets no request where sign is %s', async (sign, pem) => {
    const of = job(steered)
    const ran = await of.stage('build', () => undefined, { sign, 'signing-key': pem })
    expect([ran.codes, of.asked, stored(of)]).toEqual([['KEYLESS_TOKEN_URL_REFUSED'], [], []])
    expect(ran.runner.annotations.map(({ title }) => title)).toEqual(['Unusual request token'])
    expect(ran.words).not.toContain(BEARER)
  })
  test.each(['auto', 'key', 'keyless'])('while the stage ran ends it where sign is %s', async (sign) => {
    const of = job()
    const ran = await of.stage('build', () => void Object.assign(of.facts, steered), { sign })
    expect([ran.codes, of.asked, stored(of)]).toEqual([['ENVIRONMENT_CHANGED'], [], []])
    expect(ran.words).not.toContain(BEARER)
  })
})

describe('the working directory of a stage', () => {
  const files = { 'sub/a.js': 'alpha', file: '', 'two words/x': '' }
  test.each([
    ['.', '.', undefined],
    ['./sub/', 'sub', 'sub'],
    [' sub//../sub ', 'sub', 'sub'],
    ['sub/../two words', 'two words', 'two words']
  ])('%j is recorded in its shortest form', async (place, shortest, recorded) => {
    const of = job({}, files)
    const begin = { 'working-directory': place }
    const { outputs } = await of.begin({ 'step-name': 'build', materials: '.', ...begin })
    expect(outputs).toMatchObject({ 'working-directory': shortest, 'setup-directory': shortest })
    await of.stage('build', () => undefined, {}, begin)
    expect((linkOf(of)['environment'] as Record<string, unknown>)['working_directory']).toBe(recorded)
  })
  test('may be made by the setup, which then runs at the top, and removed by the command', async () => {
    const of = job({}, files)
    const begin = { 'working-directory': 'made/by/setup', setup: 'mkdir -p made/by/setup' }
    const { outputs } = await of.begin({ 'step-name': 'build', ...begin })
    expect(outputs).toMatchObject({ 'working-directory': 'made/by/setup', 'setup-directory': '.' })
    await of.stage('build', () => of.write('made/by/setup/x', 'x'), {}, begin)
    expect(linkOf(of)['environment']).toMatchObject({ working_directory: 'made/by/setup', setup: begin.setup })
    const other = job({}, files)
    const remove = (): void => rmSync(join(other.workspace, 'sub'), { recursive: true })
    expect((await other.stage('build', remove, {}, { 'working-directory': 'sub' })).codes).toEqual([])
  })
  test.each([
    '..',
    '../../..',
    'sub/../..',
    '/tmp',
    'out',
    'out/gone',
    'sub/out',
    'dangling',
    'file',
    '.git/hooks',
    'a\nb'
  ])('%j is refused before anything is recorded', async (place) => {
    const of = job({}, files)
    for (const [name, target] of [
      ['out', of.temporary],
      ['sub/out', '../..'],
      ['dangling', 'gone']
    ] as const)
      symlinkSync(target, join(of.workspace, name))
    const ran = await of.begin({ 'step-name': 'build', materials: 'sub/a.js', 'working-directory': place })
    expect([ran.codes, ran.outputs]).toEqual([
      [place.includes('\n') ? 'INPUT_INVALID' : 'WORKING_DIRECTORY_OUTSIDE'],
      {}
    ])
  })
  test.each(['key', 'later', 'none'])('that the command leads elsewhere signs nothing (sign %s)', async (sign) => {
    const of = job({}, files)
    const leadOut = (): void => {
      rmSync(join(of.workspace, 'sub'), { recursive: true })
      symlinkSync(of.temporary, join(of.workspace, 'sub'))
    }
    const ran = await of.stage('build', leadOut, { sign, products: 'file' }, { 'working-directory': 'sub' })
    expect([ran.codes, stored(of)]).toEqual([['WORKING_DIRECTORY_OUTSIDE'], []])
  })
  test('may be what a take-over makes', async () => {
    const github = new MemoryGitHub()
    const source = new MemoryJob(github, { GITHUB_JOB: 'source' }, { 'src/a.js': 'alpha' })
    await source.stage('source', () => undefined, { 'hand-over': 'src/**' })
    const of = new MemoryJob(github)
    mkdirSync(join(of.workspace, 'other'))
    const inputs = { 'take-over': 'source', 'take-over-keys': CI.publicPem, 'working-directory': 'src' }
    const { outputs } = await of.begin({ 'step-name': 'build', materials: '.', ...inputs })
    expect(outputs).toMatchObject({ 'setup-directory': 'src', 'material-count': '1' })
  })
})
