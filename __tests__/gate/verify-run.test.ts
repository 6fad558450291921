// SPDX-License-Identifier: Apache-2.0
// The run of the gate, over runs of two stages: what passes, what does not, and what its outputs say meanwhile.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { BaseError } from '../../src/base/codes.ts'
import { GateError, type GateCode } from '../../src/gate/codes.ts'
import type { GateFailureCode } from '../../src/gate/gate-failure.ts'
import type { GateServer, RunJob } from '../../src/gate/gate-server.ts'
import { encodeKeylessIdentity, keylessKeyId } from '../../src/intoto/keys/keyless-identity.ts'
import { writtenIdentity } from '../../src/intoto/keys/written-identity.ts'
import { FORMAT_NAMES } from '../../src/reporting/format-names.ts'
import { REPORT_FORMATS } from '../../src/reporting/formats.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { embeddedRootFile } from '../../src/sigstore/embedded-roots.ts'
import { digest, file, keyObject, layoutOf, linkOf, step } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { plain } from '../support/json.ts'
import { HEAD, LAYOUT, MemoryGitHub, rewriteLink, runState, sha256, untilAborted } from '../support/memory-github.ts'
import { GATE, MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { CI, KEY_ID, layoutFile, layoutWith, OWNER, TOKEN } from '../support/two-steps.ts'

const OTHER = '1'.repeat(40)
const IDENTITY = 'https://github.com/o/r/.github/workflows/layout.yml@refs/heads/main'

type Texts = Readonly<Record<string, string>>

/** A good run, and the job that verifies it. */
async function verifying(facts: Texts = {}, files: Texts = {}): Promise<MemoryJob> {
  const github = new MemoryGitHub()
  await pipeline(github, '10')
  return new MemoryJob(github, { GITHUB_JOB: 'verify', ...facts }, files)
}

/** The files of the links of a run, in a directory of a job. */
function downloaded(github: MemoryGitHub): Texts {
  const links = github.storedIn('10').filter(({ name }) => name.startsWith('in-toto.'))
  const entries = links.flatMap(({ zip: archive }) => unzip(archive))
  return Object.fromEntries(entries.map(({ name, content }) => [`links/${name}`, Buffer.from(content).toString()]))
}

/** The workflow of a run that is named by its id. */
const FROM = { 'from-workflow': 'ci.yml' }
const CHECKED = { 'check-run': 'auto' }
/** A summary without the marks that keep it plain. */
const plainText = (markdown: string): string =>
  markdown.replace(/&#(\d+);/g, (_mark, number: string) => String.fromCharCode(Number(number)))

const FAILED = { verified: 'false', verdict: 'failed' }

function expectFailed(ran: Ran, ...codes: string[]): void {
  expect(ran.codes).toEqual(expect.arrayContaining(codes))
  expect([ran.hasFailed, ran.outputs]).toEqual([true, expect.objectContaining(FAILED)])
  expect(ran.runner.written).not.toContain('verified=true')
  expect(ran.runner.written).not.toContain('verdict=passed')
}

describe('a run that followed the layout', () => {
  test('passes, and the outputs say what was used', async () => {
    const job = await verifying()
    const ran = await job.verify()
    expect([ran.codes, ran.hasFailed]).toEqual([[], false])
    expect(ran.outputs).toMatchObject({ verified: 'true', verdict: 'passed', 'layout-digest': sha256(layoutFile) })
    expect(JSON.parse(ran.outputs['subjects'] ?? '')).toContainEqual({
      name: 'app.tgz',
      digest: { sha256: sha256('package').slice(7) }
    })
    expect(reportOf(ran)).toMatchObject({
      verdict: 'passed',
      layout: { commit: HEAD, path: LAYOUT, repository: 'o/r', digest: sha256(layoutFile) },
      run: { repository: 'o/r', id: '10', attempt: 1, commit: HEAD, event: 'push' },
      chain: [{ name: 'write' }, { name: 'pack' }]
    })
    expect(ran.words).not.toContain(TOKEN)
    // The report stays for later steps, and nothing else.
    expect(readdirSync(job.temporary)).toEqual([expect.stringMatching(/^in-toto-report-/)])
  })
  test('passes with files that are its products, and with no others', async () => {
    const job = await verifying({}, { 'app.tgz': 'package', 'evil.tgz': 'package' })
    expect((await job.verify({ products: 'app.tgz' })).outputs['verified']).toBe('true')
    expectFailed(await job.verify({ products: 'evil.tgz' }), 'PRODUCT_UNKNOWN')
    expectFailed(await job.verify({ products: 'gone' }), 'RECORD_NOT_FOUND')
    job.write('app.tgz', 'other')
    expectFailed(await job.verify({ products: 'app.tgz' }), 'PRODUCT_DIFFERS')
  })
  test.each(['evil.link.tgz', 'm.pyc', 'copy~', 'x.linked/y', '.git/config'])(
    'does not pass with %s beside its products',
    async (name) => {
      const job = await verifying({}, { 'app.tgz': 'package' })
      expect((await job.verify({ products: '.' })).codes).toEqual([])
      job.write(name, 'evil')
      expectFailed(await job.verify({ products: '.' }), 'PRODUCT_UNKNOWN')
    }
  )
  test('leaves out of its products what it is told to, says so, and refuses to leave out what is named', async () => {
    const job = await verifying({}, { 'app.tgz': 'package', 'evil.js': 'evil', 'only/evil.js': 'evil' })
    const ran = await job.verify({ products: '.', exclude: '*.js' })
    expect([ran.outputs['verified'], reportOf(ran).notes]).toEqual([
      'true',
      [expect.stringContaining('"*.js" (2 files)')]
    ])
    expectFailed(await job.verify({ products: 'app.tgz\nevil.js', exclude: '*.js' }), 'RECORD_EXCLUDED')
    expectFailed(await job.verify({ products: 'app.tgz\nonly', exclude: '*.js' }), 'RECORD_EXCLUDED')
    expectFailed(await job.verify({ products: 'app.tgz', exclude: '*' }), 'RECORD_EXCLUDED')
    mkdirSync(join(job.workspace, 'empty'))
    expectFailed(await job.verify({ products: 'app.tgz\nempty' }), 'RECORD_NOTHING')
    expectFailed(await job.verify({ products: 'empty' }), 'PRODUCT_NONE')
  })
  test.each([
    ['to a file of the same bytes', 'app.tgz', 'app.tgz'],
    ['to a directory', 'app.tgz\nd', '.'],
    ['to a directory in which the file is named', 'd/app.tgz', '.']
  ])('does not pass with a product that is a link out of the workspace, %s', async (_what, products, target) => {
    const job = await verifying({}, {})
    const outside = directoryWith({ 'app.tgz': 'package' })
    if (products !== 'app.tgz') job.write('app.tgz', 'package')
    symlinkSync(join(outside, target), join(job.workspace, products === 'app.tgz' ? 'app.tgz' : 'd'))
    expectFailed(await job.verify({ products }), 'RECORD_OUTSIDE')
  })
  test('says what was not looked at', async () => {
    const { notes } = reportOf(await (await verifying()).verify({ needs: 'none' }))
    expect(notes.filter((note) => /needs|products/.test(note))).toHaveLength(2)
    const job = await verifying({}, { 'app.tgz': 'package' })
    expect(reportOf(await job.verify({ products: 'app.tgz' })).notes).toEqual([])
  })
})

describe('the gate', () => {
  test('says failed before it reads anything, and passed as its last word', async () => {
    const job = await verifying()
    const { written } = (await job.verify()).runner
    expect(written.slice(0, 2)).toEqual(['verified=false', 'verdict=failed'])
    expect(written.slice(-2)).toEqual(['verdict=passed', 'verified=true'])
    const without = await job.verify({ 'layout-keys': 'none' })
    expect([without.codes, without.runner.written]).toEqual([['INPUT_MISSING'], ['verified=false', 'verdict=failed']])
    job.gate = {
      run: () => {
        throw new BaseError('RUNNER_VARIABLE_MISSING', 'x')
      }
    }
    const lost = await job.verify()
    expect([lost.codes, lost.outputs]).toEqual([['RUNNER_VARIABLE_MISSING'], FAILED])
  })

  const cases: [string, Texts, Texts, string][] = [
    ['a run without links', {}, { GITHUB_RUN_ID: '11' }, 'LINK_MISSING'],
    ['another commit', {}, { GITHUB_SHA: OTHER, GITHUB_REF: 'refs/heads/other' }, 'LINK_OF_OTHER_RUN'],
    ['a needed job that was skipped', { needs: '{"write":{"result":"skipped"}}' }, {}, 'NEEDED_JOB_FAILED'],
    ['no needed job', { needs: '{}' }, {}, 'NEEDED_JOBS_NONE'],
    ['needs that are no JSON', { needs: 'write' }, {}, 'JSON_SYNTAX'],
    ['another layout key', { 'layout-keys': CI.publicPem }, {}, 'LAYOUT_SIGNATURE_MISSING'],
    ['one key too many', { 'layout-keys': `${OWNER.publicPem}${CI.publicPem}` }, {}, 'LAYOUT_SIGNATURE_MISSING'],
    ['another layout digest', { 'layout-digest': '0'.repeat(64) }, {}, 'LAYOUT_DIGEST_DIFFERS'],
    ['a layout that is not there', { layout: 'gone' }, {}, 'GITHUB_NOT_FOUND'],
    ['a layout that is no layout', { layout: '.in-toto/layout.yml' }, {}, 'JSON_SYNTAX'],
    ['a ref that is not there', { 'layout-ref': 'o/r@nowhere' }, {}, 'GITHUB_NOT_FOUND'],
    ['a ref in a form that is not known', { 'layout-ref': 'main' }, {}, 'INPUT_INVALID'],
    ['a run that is not there', { links: '999', ...FROM }, {}, 'GITHUB_NOT_FOUND'],
    [
      'an identity that signed no layout',
      { 'layout-keys': 'none', 'layout-identities': IDENTITY },
      {},
      'LAYOUT_BUNDLE_REFUSED'
    ]
  ]
  test.each(cases)('fails for %s, and reports it', async (_what, inputs, facts, code) => {
    const ran = await (await verifying(facts)).verify(inputs)
    expectFailed(ran, code)
    expect(existsSync(ran.outputs['report'] ?? '')).toBe(true)
    expect(ran.runner.summaries).toHaveLength(1)
  })
  test.each<[string, Texts, string]>([
    ['no layout key', { 'layout-keys': 'none' }, 'INPUT_MISSING'],
    ['keys and identities', { 'layout-identities': IDENTITY }, 'INPUT_INVALID'],
    ['no token', { 'github-token': '' }, 'INPUT_MISSING'],
    ['half a key', { 'layout-keys': `${OWNER.publicPem}-----BEGIN PUBLIC KEY-----\nMCow` }, 'INPUT_INVALID'],
    ['a private key for a layout key', { 'layout-keys': OWNER.privatePem }, 'KEY_NOT_PUBLIC'],
    ['a layout digest that is none', { 'layout-digest': 'abc' }, 'INPUT_INVALID'],
    ['a layout outside the repository', { layout: '../root.layout' }, 'INPUT_INVALID'],
    ['a place of links that is not known', { links: 'links' }, 'INPUT_INVALID'],
    ['a policy that is not known', { 'fork-policy': 'pass' }, 'INPUT_INVALID'],
    ['a word for inspections that is not known', { inspections: 'on' }, 'INPUT_INVALID'],
    ['a run binding that is not known', { 'run-binding': 'none' }, 'INPUT_INVALID'],
    ['a format of reports that there is not', { 'report-files': 'xml: out/report.xml' }, 'INPUT_INVALID'],
    ['a format of reports without a path', { 'report-files': 'json:' }, 'INPUT_INVALID'],
    ['a path of a report without a format', { 'report-files': 'out/report.json' }, 'INPUT_INVALID'],
    ['a report and none', { 'report-files': 'json: a.json\nnone' }, 'INPUT_INVALID'],
    ['none and a report', { 'report-files': 'none\njson: a.json' }, 'INPUT_INVALID'],
    ['one file for two reports', { 'report-files': 'json: a\ntext: ./b/../a' }, 'INPUT_INVALID'],
    ['one file for one report twice', { 'report-files': 'json: a\njson: a' }, 'INPUT_INVALID'],
    ['the SARIF file for another report', { 'report-files': 'json: a', 'sarif-file': './a' }, 'INPUT_INVALID'],
    ['parameters that are no object', { parameters: '[]' }, 'METADATA_TYPE_WRONG']
  ])('takes no inputs with %s, and asks nobody anything', async (_what, inputs, code) => {
    const job = new MemoryJob(new MemoryGitHub())
    job.gate = { connect: () => Promise.reject(new Error('asked')) }
    expectFailed(await job.verify(inputs), code)
  })
  test('fails for links that somebody changed', async () => {
    const job = await verifying()
    rewriteLink(job.github.storedAs('in-toto.pack', '10'), (link) => (link['products'] = {}))
    expectFailed(await job.verify(), 'LINK_THRESHOLD')
  })
  test('fails for what is odd among the workflow artifacts, however good the links are', async () => {
    const job = await verifying()
    const link = job.github.storedAs('in-toto.pack', '10').zip
    const odd = job.github.add('10', 'in-toto.pack.other.0.1', link)
    expectFailed(await job.verify())
    odd.zip = zip([{ name: 'evil', content: Buffer.from('x') }])
    expectFailed(await job.verify(), 'LINK_ARTIFACT_INVALID')
    job.github.remove(odd)
    expect((await job.verify()).outputs['verified']).toBe('true')
  })
  test.each([
    ['sarif-file', 'out'],
    ['report-files', 'markdown: out'],
    ['report-files', 'markdown: out/x/y']
  ])('leaves no pass behind when its report cannot be written: %s %s', async (input, value) => {
    const job = await verifying({}, { 'out/x': '' })
    const ran = await job.verify({ [input]: value })
    expect(ran.codes).toEqual(['FILE_UNWRITABLE'])
    expect([ran.hasFailed, ran.outputs]).toEqual([true, expect.objectContaining(FAILED)])
    expect(ran.runner.written).not.toContain('verified=true')
  })
  test('is no pass where it breaks off by a fault of its own, and tells what it knew', async () => {
    const job = await verifying()
    const server: GateServer = {
      ...job.github.server(),
      links: () => Promise.reject(new TypeError('canary'))
    }
    job.gate = { connect: () => Promise.resolve(server) }
    const ran = await job.verify(CHECKED)
    expectFailed(ran, 'INTERNAL_ERROR')
    expect(ran.words).toContain('canary')
    expect(reportOf(ran)).toMatchObject({ layout: { commit: HEAD }, run: { id: '10', attempt: 1 }, items: [] })
    // Whoever watches check runs is told as well.
    expect(job.github.checkRuns).toMatchObject([{ commit: HEAD, conclusion: 'failure' }])
    job.gate = { connect: () => Promise.reject(new TypeError('canary')) }
    const before = await job.verify(CHECKED)
    expectFailed(before, 'INTERNAL_ERROR')
    expect([reportOf(before).layout, job.github.checkRuns.length]).toEqual([undefined, 1])
  })
  test('waits for no list that it does not need, and leaves nothing of it behind', async () => {
    const job = await verifying()
    job.github.files.delete(`${HEAD}:${LAYOUT}`)
    const over: string[] = []
    job.gate = {
      connect: (_run, _token, signal) => {
        const list = (): Promise<never> =>
          untilAborted(signal).finally(() => void over.push(...readdirSync(job.temporary)))
        const unpack = (): Promise<never> => Promise.reject(new Error('unpacked'))
        return Promise.resolve({ ...job.github.server(), links: () => Promise.resolve({ list, unpack }) })
      }
    }
    const ran = await job.verify()
    expectFailed(ran, 'GITHUB_NOT_FOUND')
    expect(ran.codes).toEqual(['GITHUB_NOT_FOUND'])
    // The directory for what is fetched was still there when the list was over, and is gone now.
    expect(over).toContainEqual(expect.not.stringMatching(/^in-toto-report-/))
    expect(readdirSync(job.temporary)).toEqual([expect.stringMatching(/^in-toto-report-/)])
  })
  test('shows what failed on the line of the step in the source of the layout', async () => {
    const job = await verifying()
    job.github.remove(job.github.storedAs('in-toto.pack', '10'))
    await job.verify(CHECKED)
    const [check] = job.github.checkRuns
    expect(check?.annotations).toContainEqual(
      expect.objectContaining({
        title: 'LINK_MISSING in step pack',
        file: '.in-toto/layout.yml',
        line: 3
      })
    )
  })
  test('reads another attempt of a run only where there was one', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10', { facts: { GITHUB_RUN_ATTEMPT: '2' } })
    const gate = (attempt: string, inputs: Texts = {}): Promise<Ran> =>
      new MemoryJob(github, { GITHUB_RUN_ATTEMPT: attempt, GITHUB_JOB: 'verify' }).verify(inputs)
    expect((await gate('2')).codes).toEqual([])
    expect((await gate('3')).codes).toEqual([])
    expect((await gate('3', { needs: 'none' })).codes).toEqual([])
    expectFailed(await gate('1'), 'LINK_ARTIFACT_INVALID')
  })
})

describe('a release job that runs again alone, whose gate is not told of needed jobs', () => {
  /** Both stages ran in attempt 1, and the release failed there; then what is given. */
  async function releasing(since: (github: MemoryGitHub) => void, inputs: Texts = {}): Promise<Ran> {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    github.ran('10', 'release', 1, { conclusion: 'failure' })
    since(github)
    return new MemoryJob(github, { GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'release' }).verify({
      needs: 'none',
      ...inputs
    })
  }
  const copyOf = (github: MemoryGitHub, name: string): void =>
    void github.ran('10', name, 2, {
      started: github.ran('10', name, 1).started,
      completed: github.ran('10', name, 1).completed
    })

  test.each<[string, (github: MemoryGitHub) => void]>([
    ['are listed as they were', () => undefined],
    [
      'are listed under a new id, too',
      (github) => {
        for (const name of ['write', 'pack']) copyOf(github, name)
      }
    ],
    [
      'are listed beside a gate that ran again and passed',
      (github) => {
        for (const attempt of [1, 2]) github.ran('10', 'verify', attempt)
      }
    ]
  ])('passes where the others %s', async (_what, since) => expect((await releasing(since)).codes).toEqual([]))
  test.each<[string, Partial<RunJob>, GateFailureCode]>([
    ['failed', { conclusion: 'failure' }, 'LINK_JOB_NOT_SUCCESSFUL'],
    ['was cancelled', { conclusion: 'cancelled' }, 'LINK_JOB_NOT_SUCCESSFUL'],
    ['was skipped', { conclusion: 'skipped' }, 'LINK_JOB_NOT_SUCCESSFUL'],
    ['runs', { status: 'queued', conclusion: null }, 'LINK_JOB_NOT_SUCCESSFUL'],
    ['succeeded and stored nothing', {}, 'LINK_JOB_RAN_AGAIN']
  ])('fails where a stage %s in it', async (_what, job, code) => {
    for (const needs of ['none', '{"write":{"result":"success"},"pack":{"result":"success"}}']) {
      const ran = await releasing((github) => void github.ran('10', 'pack', 2, job), { needs })
      expectFailed(ran, code)
      expect(ran.words).toMatch(/job "pack".*attempt 2/)
    }
  })
  test('fails where the list is empty', async () =>
    expectFailed(await releasing((github) => void (github.jobs = [])), 'LINK_JOB_UNKNOWN'))
  test('passes with needs alone where the server has no list of jobs, and says so', async () => {
    const ran = await releasing((github) => void (github.tellsJobs = false), { needs: '{"pack":{"result":"success"}}' })
    expect([ran.codes, reportOf(ran).notes.some((note) => note.includes('cannot list the jobs'))]).toEqual([[], true])
  })
  test('fails without needs where the server has no list of jobs', async () =>
    expectFailed(await releasing((github) => void (github.tellsJobs = false)), 'LINK_OF_OLDER_ATTEMPT'))
  test.each<GateCode>(['GITHUB_UNAVAILABLE', 'GITHUB_FORBIDDEN', 'GITHUB_NOT_FOUND'])(
    'is never told yes where the server does not tell: %s',
    async (code) => {
      const github = new MemoryGitHub()
      await pipeline(github, '10')
      const job = new MemoryJob(github, { GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'release' })
      const jobs = (): Promise<never> => Promise.reject(new GateError(code, 'x'))
      job.gate = { connect: () => Promise.resolve({ ...github.server(), jobs }) }
      for (const needs of ['none', '{"pack":{"result":"success"}}']) expectFailed(await job.verify({ needs }), code)
    }
  )
})

describe('another run', () => {
  const release = (github: MemoryGitHub, inputs: Texts = {}): Promise<Ran> =>
    new MemoryJob(github, { GITHUB_RUN_ID: '11', GITHUB_JOB: 'release' }).verify({ links: '10', ...FROM, ...inputs })
  test('passes by its id', async () => {
    const { github } = await verifying()
    const ran = await release(github)
    expect([ran.codes, reportOf(ran).run]).toEqual([
      [],
      { repository: 'o/r', id: '10', attempt: 1, commit: HEAD, event: 'push' }
    ])
  })
  test.each([
    ['that failed', 'completed', 'failure'],
    ['that was cancelled', 'completed', 'cancelled'],
    ['that goes on', 'in_progress', null],
    ['that goes on and says success', 'in_progress', 'success'],
    ['whose end nobody tells', 'completed', null]
  ])('does not pass %s', async (_what, status, conclusion) => {
    const { github } = await verifying()
    github.runs.set('10', runState({ status, conclusion }))
    expectFailed(await release(github), 'RUN_NOT_SUCCESSFUL')
  })
  test('does not pass with the links of a third', async () => {
    const { github } = await verifying()
    github.runs.set('12', runState())
    for (const artifact of github.storedIn('10')) github.add('12', artifact.name, artifact.zip)
    expectFailed(await release(github, { links: '12' }), 'LINK_OF_OTHER_RUN')
  })
  test('is held to its head commit, but for a pull request, whose links name another', async () => {
    const { github } = await verifying()
    github.runs.set('10', runState({ head: OTHER }))
    expectFailed(await release(github), 'LINK_OF_OTHER_RUN')
    github.runs.set('10', runState({ head: OTHER, event: 'pull_request' }))
    const ran = await release(github, { ...CHECKED, 'from-event': 'pull_request' })
    expect([ran.codes, reportOf(ran).run.commit]).toEqual([[], undefined])
    // So there is no commit that a check run could be shown on.
    expect(ran.runner.annotations).toContainEqual(expect.objectContaining({ level: 'warning', title: 'No check run' }))
  })
  test('that cannot be looked up is named in the report, and not taken for this one', async () => {
    const { github } = await verifying()
    github.runs.delete('10')
    const ran = await release(github)
    expectFailed(ran, 'GITHUB_NOT_FOUND')
    expect(reportOf(ran).run).toEqual({ repository: 'o/r', id: '10' })
  })
  test('that was a success as a whole may have links of older attempts', async () => {
    const { github } = await verifying()
    github.runs.set('10', runState({ attempt: 2 }))
    const ran = await release(github, { needs: 'none' })
    expect([ran.codes, reportOf(ran).notes.filter((note) => note.includes('attempt 1'))]).toEqual([
      [],
      [expect.any(String), expect.any(String)]
    ])
  })
  test('that is this one needs no success, since it goes on', async () => {
    const job = await verifying()
    job.github.runs.set('10', runState({ status: 'in_progress', conclusion: null }))
    expect((await job.verify({ links: '10', ...FROM })).codes).toEqual([])
    expectFailed(await job.verify({ links: '10', 'from-workflow': 'other.yml' }), 'RUN_OF_OTHER_WORKFLOW')
  })
})

describe('links in a directory', () => {
  test('pass, and an empty one does not', async () => {
    const { github } = await verifying()
    const job = new MemoryJob(github, { GITHUB_RUN_ID: '11' }, downloaded(github))
    expect((await job.verify({ links: './links' })).outputs['verified']).toBe('true')
    mkdirSync(join(job.workspace, 'empty'))
    expectFailed(await job.verify({ links: './empty' }), 'LINK_MISSING')
    expectFailed(await job.verify({ links: './nowhere' }), 'FILE_UNREADABLE')
  })
  test('are held to this commit, unless told otherwise in words', async () => {
    const { github } = await verifying()
    const later = new MemoryJob(github, { GITHUB_SHA: OTHER, GITHUB_REF: 'refs/heads/other' }, downloaded(github))
    expectFailed(await later.verify({ links: './links' }), 'LINK_OF_OTHER_RUN')
    const free = await later.verify({ links: './links', 'run-binding': 'any' })
    expect([free.codes, reportOf(free).notes]).toEqual([
      [],
      expect.arrayContaining([expect.stringContaining('run-binding: any')])
    ])
    expect(reportOf(free).run).toEqual({ repository: 'o/r' })
  })
})

describe('trusted roots by their paths', () => {
  const inputs = { 'layout-keys': 'none', 'layout-identities': IDENTITY, 'trusted-root': '.in-toto/root.json' }
  async function withRoot(): Promise<MemoryJob> {
    const root = Buffer.from(embeddedRootFile('github'))
    const job = await verifying({}, { '.in-toto/root.json': root.toString() })
    job.github.files.set(`${HEAD}:.in-toto/root.json`, root)
    return job
  }
  test('are read where the layout is', async () => {
    const job = await withRoot()
    expectFailed(await job.verify(inputs), 'LAYOUT_BUNDLE_REFUSED')
    expect(job.github.fetched).toContain(`${HEAD}:.in-toto/root.json`)
  })
  test('are not read where a pull request can change them, and never from the workspace', async () => {
    const job = await withRoot()
    const ran = await job.verify({ ...inputs, 'layout-ref': 'head' })
    expectFailed(ran, 'INPUT_INVALID')
    expect(reportOf(ran).error).toMatchObject({ at: 'input trusted-root' })
    expect(job.github.fetched).not.toContain(`${HEAD}:.in-toto/root.json`)
    job.github.files.delete(`${HEAD}:.in-toto/root.json`)
    expectFailed(await job.verify(inputs), 'GITHUB_NOT_FOUND')
  })
  test('are read for links in a directory and for functionaries with identities, and for nobody else', async () => {
    const job = await withRoot()
    const roots = { 'trusted-root': '.in-toto/gone.json' }
    expect((await job.verify(roots)).codes).toEqual([])
    mkdirSync(join(job.workspace, 'links'))
    expectFailed(await job.verify({ ...roots, links: './links' }), 'GITHUB_NOT_FOUND')
    const key = writtenIdentity(IDENTITY)
    const keys = { [keylessKeyId(key)]: plain(encodeKeylessIdentity(key)) }
    job.github.files.set(`${HEAD}:${LAYOUT}`, layoutWith({ keys }))
    expectFailed(await job.verify(roots), 'GITHUB_NOT_FOUND')
  })
})

describe('the layout of a pull request', () => {
  const event = {
    pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: 'f'.repeat(40), repo: { id: 1 } } }
  }
  const MERGE = 'b'.repeat(40)
  const FACTS = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_SHA: MERGE, GITHUB_REF: 'refs/pull/3/merge' }
  /** A pull request whose merge commit has a layout of its own. */
  async function proposing(layout: Uint8Array | undefined): Promise<MemoryJob> {
    const github = new MemoryGitHub()
    await pipeline(github, '10', { facts: FACTS, event })
    if (layout !== undefined) github.files.set(`${MERGE}:${LAYOUT}`, layout)
    return new MemoryJob(github, { GITHUB_JOB: 'verify', ...FACTS }, {}, event)
  }
  const EXPIRED = layoutWith({ expires: '2001-01-01T00:00:00Z' })

  test('decides nothing where the workflow says so, for better or worse, and its verdict is told', async () => {
    const worse = await (await proposing(EXPIRED)).verify({ 'own-layout': 'told' })
    expect([worse.codes, worse.outputs['verified']]).toEqual([[], 'true'])
    expect(reportOf(worse).headLayout).toEqual({ commit: MERGE, verdict: 'failed', codes: ['LAYOUT_EXPIRED'] })
    const job = await proposing(layoutFile)
    job.github.files.set(`${HEAD}:${LAYOUT}`, EXPIRED)
    const better = await job.verify()
    expectFailed(better, 'LAYOUT_EXPIRED')
    expect(reportOf(better).headLayout).toEqual({ commit: MERGE, verdict: 'passed', codes: [] })
  })
  test('that is gone or cannot be read is told, too', async () => {
    for (const [layout, code] of [
      [undefined, 'GITHUB_NOT_FOUND'],
      [Buffer.from('{'), 'JSON_SYNTAX']
    ] as const) {
      const ran = await (await proposing(layout)).verify({ 'own-layout': 'told' })
      expect([ran.codes, reportOf(ran).headLayout]).toEqual([[], { commit: MERGE, verdict: 'failed', codes: [code] }])
    }
  })
  test('that is the same is not spoken of', async () => {
    expect(reportOf(await (await proposing(layoutFile)).verify()).headLayout).toBeUndefined()
  })
  test('is not asked for where the workflow names another place', async () => {
    const job = await proposing(EXPIRED)
    job.github.refs.set('o/layouts@heads/main', HEAD)
    const ran = await job.verify({ 'layout-ref': 'o/layouts@heads/main' })
    expect([ran.codes, reportOf(ran).headLayout]).toEqual([[], undefined])
    expectFailed(await job.verify({ 'layout-ref': 'o/r@heads/main' }), 'OWN_LAYOUT_WORSE')
    expectFailed(await job.verify({ 'layout-ref': 'head' }), 'LAYOUT_EXPIRED')
  })
  test('runs no command of it', async () => {
    const inspect = [
      { _type: 'inspection', name: 'x', run: ['touch', 'ran'], expected_materials: [], expected_products: [] }
    ]
    const job = await proposing(layoutWith({ inspect }))
    await job.verify({ inspections: 'allow' })
    expect(readdirSync(job.workspace)).toEqual([])
    // The same by the layout that decides.
    job.github.files.set(`${HEAD}:${LAYOUT}`, layoutWith({ inspect }))
    await job.verify({ inspections: 'never' })
    expect(readdirSync(job.workspace)).toEqual([])
    await job.verify({ inspections: 'allow' })
    expect(readdirSync(job.workspace)).toEqual(['ran'])
  })
})

test('whatever an inspection writes to the outputs, the gate has the last word', async () => {
  const job = await verifying()
  const script = join(job.temporary, 'evil.sh')
  writeFileSync(script, 'env > seen')
  const run = ['sh', script]
  const inspect = [{ _type: 'inspection', name: 'x', run, expected_materials: [], expected_products: [] }]
  job.github.files.set(`${HEAD}:${LAYOUT}`, layoutWith({ inspect }))
  const { outputs, runner } = await job.verify(
    { inspections: 'allow' },
    { 'INPUT_GITHUB-TOKEN': TOKEN, GITHUB_OUTPUT: '/x' }
  )
  expect(runner.written.at(-1)).toBe(`verified=${outputs['verified']}`)
  expect(readFileSync(join(job.workspace, 'seen'), 'utf8')).not.toMatch(/TOKEN|GITHUB_/)
})

test('a sublayout, which whoever performs a step hands in, runs no command but where that is allowed', async () => {
  const inspect = [
    { _type: 'inspection', name: 'x', run: ['touch', 'ran'], expected_materials: [], expected_products: [] }
  ]
  const ci = { signer: loadPrivateKey({ pem: CI.privatePem, source: 'test' }), keyId: KEY_ID }
  const keys = { [KEY_ID]: keyObject(ci) }
  const sublayout = layoutOf([step('inner', [ci], { expected_command: [] })], {
    keys,
    expires: '2999-01-01T00:00:00Z',
    inspect
  })
  const run = { repository: 'o/r', commit: HEAD }
  const inner = linkOf('inner', { products: { 'a.js': digest('a') }, environment: { run } })
  const short = KEY_ID.slice(0, 8)
  const files = {
    [`links/write.${short}.link`]: Buffer.from(file(sublayout, [ci])).toString(),
    [`links/write.${short}/inner.${short}.link`]: Buffer.from(file(inner, [ci])).toString()
  }
  const github = new MemoryGitHub()
  github.files.set(`${HEAD}:${LAYOUT}`, layoutWith({ steps: [step('write', [ci], { expected_command: [] })] }))
  const job = new MemoryJob(github, {}, files)
  expectFailed(await job.verify({ links: './links', inspections: 'allow' }), 'INSPECTION_OF_SUBLAYOUT')
  expect(readdirSync(job.workspace)).toEqual(['links'])
  expect((await job.verify({ links: './links', inspections: 'allow-sublayouts' })).codes).toEqual([])
  expect(readdirSync(job.workspace)).toEqual(['links', 'ran'])
})

test('writes its report where it is asked to', async () => {
  const job = await verifying()
  job.github.remove(job.github.storedAs('in-toto.pack', '10'))
  const ran = await job.verify({ summary: 'never', 'sarif-file': 'out/findings.sarif' })
  expect(ran.runner.summaries).toEqual([])
  const sarif = readFileSync(join(job.workspace, 'out/findings.sarif'), 'utf8')
  expect(JSON.parse(sarif)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'LINK_MISSING' }] }] })
})

describe('files of the report', () => {
  const lines = FORMAT_NAMES.map((format) => `${format}: out/${format}/report`).join('\n')
  const written = ({ workspace }: MemoryJob): [string, string][] =>
    FORMAT_NAMES.map((format) => [format, readFileSync(join(workspace, `out/${format}/report`), 'utf8')])

  test('are of every format that there is', async () => {
    const job = await verifying()
    job.github.remove(job.github.storedAs('in-toto.pack', '10'))
    const ran = await job.verify({ 'report-files': lines })
    expectFailed(ran, 'LINK_MISSING')
    const place = { file: '.in-toto/layout.yml', steps: new Map([['pack', 3]]) }
    const told = reportOf(ran)
    // The JSON report has exact names alone, and these need no escape.
    const chain = told.chain.map(({ name, threshold, from }) => ({
      name,
      exactName: name,
      threshold,
      from: from.map(({ step, lists }) => ({ step, exactStep: step, lists }))
    }))
    const report = { ...told, chain }
    expect(written(job)).toEqual(
      FORMAT_NAMES.map((format) => [format, REPORT_FORMATS[format].render(report, { colour: 'plain', place })])
    )
    for (const [, text] of written(job)) expect(text).toContain('LINK_MISSING')
  })
  test('are none for none, and beside the SARIF file', async () => {
    const job = await verifying()
    expect((await job.verify({ 'report-files': 'none' })).codes).toEqual([])
    expect(readdirSync(job.workspace)).toEqual([])
    expect((await job.verify({ 'report-files': 'sarif: a', 'sarif-file': 'b' })).codes).toEqual([])
    expect(readFileSync(join(job.workspace, 'a'), 'utf8')).toBe(readFileSync(join(job.workspace, 'b'), 'utf8'))
  })
  test('of a format that is misspelled are refused with the nearest name', async () => {
    const ran = await (await verifying()).verify({ 'report-files': 'Markdwon: a' })
    expect([ran.codes, ran.words]).toEqual([['INPUT_INVALID'], expect.stringContaining('Did you mean markdown?')])
  })
  test('may not be one file by its two names', async () => {
    const job = await verifying()
    expectFailed(await job.verify({ 'report-files': `json: ${join(job.workspace, 'a')}\ntext: a` }), 'INPUT_INVALID')
    expect(readdirSync(job.workspace)).toEqual([])
  })
  test('show nothing that steers of a layout that nobody signed', async () => {
    const job = await verifying()
    const evil = '\u001b[2J\n::error::evil'
    job.github.files.set(
      `${HEAD}:${LAYOUT}`,
      file(layoutOf([step(evil, [])], { expires: '2999-01-01T00:00:00Z' }), [], 'dsse')
    )
    const ran = await job.verify({ 'report-files': lines })
    expectFailed(ran, 'LAYOUT_SIGNATURE_MISSING')
    expect(reportOf(ran).chain).toEqual([{ name: evil, threshold: 1, from: [] }])
    for (const [format, text] of written(job))
      expect([format, /\u001b|^::error::/m.test(text)]).toEqual([format, false])
  })
})

test('names products for programs as the links have them, whatever stands in a name', async () => {
  const github = new MemoryGitHub()
  const write = new MemoryJob(github, { GITHUB_JOB: 'write' })
  // Two pictures in one by an invisible character, as keyboards make them.
  const name = 'a\u200db.js'
  await write.stage('write', () => write.write(name, 'alpha'), {}, { materials: 'none' })
  const job = new MemoryJob(github, { GITHUB_JOB: 'verify' })
  const ran = await job.verify({ layout: '.in-toto/make.layout', 'report-files': 'json: verdict.json' })
  const subjects = [{ name, digest: { sha256: sha256('alpha').slice(7) } }]
  expect([ran.codes, JSON.parse(ran.outputs['subjects'] ?? ''), reportOf(ran).subjects]).toEqual([
    [],
    subjects,
    subjects
  ])
  const verdict = JSON.parse(readFileSync(join(job.workspace, 'verdict.json'), 'utf8')) as { products: object }
  expect(Object.keys(verdict.products)).toEqual([name])
})

test('shows where a command ran and what was set up before it, where the layout names a command', async () => {
  const github = new MemoryGitHub()
  const write = new MemoryJob(github, { GITHUB_JOB: 'write' })
  const begin = { 'working-directory': 'elsewhere', setup: 'cp evil.mk elsewhere/Makefile', materials: 'none' }
  await write.stage('write', () => write.write('a.js', 'alpha'), {}, begin)
  const ran = await new MemoryJob(github, { GITHUB_JOB: 'verify' }).verify({ layout: '.in-toto/make.layout' })
  expect(ran.codes).toEqual([])
  const { warnings } = reportOf(ran)
  expect(warnings.map(({ code }) => code)).toEqual(['COMMAND_DIFFERS', 'COMMAND_DIFFERS'])
  const [log, summary] = [ran.runner.lines.join('\n'), plainText(ran.runner.summaries.join())]
  for (const text of [log, summary, JSON.stringify(warnings)])
    for (const shown of ['elsewhere/', 'cp evil.mk elsewhere/Makefile']) expect(text).toContain(shown)
})

describe('products that somebody replaced', () => {
  test('do not pass when they are downloaded directly', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10', { end: { 'hand-over': 'app.tgz' } })
    const products = github.storedAs('in-toto-products.pack', '10')
    const gate = (): Promise<Ran> => {
      const files = unzip(products.zip).map(({ name, content }) => [name, Buffer.from(content).toString()])
      const job = new MemoryJob(github, { GITHUB_RUN_ID: '11' }, Object.fromEntries(files) as Texts)
      return job.verify({ links: '10', ...FROM, products: 'app.tgz' })
    }
    expect((await gate()).outputs['verified']).toBe('true')
    products.zip = zip([{ name: 'app.tgz', content: Buffer.from('evil') }])
    products.digest = sha256(products.zip)
    expectFailed(await gate(), 'PRODUCT_DIFFERS')
  })
})

describe('a run of a fork', () => {
  const event = {
    pull_request: { base: { ref: 'main', repo: { id: 1 } }, head: { sha: 'f'.repeat(40), repo: { id: 2 } } }
  }
  const FACTS = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' }
  async function fork(): Promise<MemoryJob> {
    const github = new MemoryGitHub()
    await pipeline(github, '10', { facts: FACTS, event, end: { 'signing-key': '' } })
    return new MemoryJob(github, { GITHUB_JOB: 'verify', ...FACTS }, {}, event)
  }
  test('gets advice, which is no pass in any output', async () => {
    const job = await fork()
    const ran = await job.verify({ ...CHECKED, 'fork-policy': 'advisory' })
    expect([ran.hasFailed, ran.outputs]).toEqual([
      false,
      expect.objectContaining({ verified: 'false', verdict: 'advisory', subjects: '[]' })
    ])
    // Neutral counts as good in a required check, which is what the workflow asked for.
    expect(job.github.checkRuns).toMatchObject([{ conclusion: 'neutral', commit: 'f'.repeat(40) }])
    // What is missing is told on the steps in the source of the layout.
    const [check] = job.github.checkRuns
    expect(check?.annotations.map(({ level, title, file: at, line }) => [level, title, at, line])).toEqual([
      ['warning', 'Not verified', '.in-toto/layout.yml', 1],
      ['warning', 'LINK_MISSING in step write', '.in-toto/layout.yml', 2],
      ['warning', 'LINK_MISSING in step pack', '.in-toto/layout.yml', 3]
    ])
    expect(ran.runner.annotations).toHaveLength(3)
  })
  test('fails where advice is not enough', async () => {
    const job = await fork()
    const ran = await job.verify({ ...CHECKED, 'fork-policy': 'fail' })
    expect([ran.hasFailed, ran.outputs]).toEqual([
      true,
      expect.objectContaining({ verified: 'false', verdict: 'advisory' })
    ])
    expect(job.github.checkRuns).toMatchObject([{ conclusion: 'failure' }])
  })
  test('gets no advice in a run of the repository itself', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10', { end: { 'signing-key': '', sign: 'none' } }).catch(() => undefined)
    const ran = await new MemoryJob(github, { GITHUB_JOB: 'verify' }).verify({ ...GATE, 'fork-policy': 'advisory' })
    expectFailed(ran, 'LINK_MISSING')
  })
})
