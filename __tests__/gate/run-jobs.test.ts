// SPDX-License-Identifier: Apache-2.0
// Whole runs whose jobs did something else than their links say: jobs that ran again and stored nothing, hand-overs of
// what no longer counts, and links that another job stored.
import { describe, expect, test } from '@jest/globals'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { askRunJobs } from '../../src/gate/run-jobs.ts'
import type { KeyId } from '../../src/intoto/keys/key-id.ts'
import { linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { linkIn, MemoryGitHub, runState, sha256 } from '../support/memory-github.ts'
import { MemoryJob, reportOf, type Ran } from '../support/memory-job.ts'
import { pipeline } from '../support/memory-pipeline.ts'
import { CI } from '../support/two-steps.ts'

type Texts = Readonly<Record<string, string>>

const COMPLETE = '{"write":{"result":"success"},"pack":{"result":"success"},"stages":{"result":"success"}}'
const TAKING = { 'take-over': 'write', 'take-over-keys': CI.publicPem }

function jobOf(github: MemoryGitHub, name: string, attempt = '1'): MemoryJob {
  return new MemoryJob(github, { GITHUB_RUN_ID: '10', GITHUB_JOB: name, GITHUB_RUN_ATTEMPT: attempt })
}

const gate = (github: MemoryGitHub, attempt: string, inputs: Texts = {}): Promise<Ran> =>
  jobOf(github, 'verify', attempt).verify({ needs: COMPLETE, ...inputs })

/** One job with both stages; `without` names those that this attempt does not come to. */
async function stages(github: MemoryGitHub, attempt: string, without: readonly string[] = []): Promise<void> {
  const job = jobOf(github, 'stages', attempt)
  if (!without.includes('write')) {
    const written = await job.stage('write', () => job.write('a.js', 'alpha'))
    expect(written.codes).toEqual([])
  }
  if (without.includes('pack')) return
  const packed = await job.stage('pack', () => job.write('app.tgz', 'package'))
  expect(packed.codes).toEqual([])
}

const refused = (ran: Ran): unknown => [ran.hasFailed, ran.outputs['verified'], new Set(ran.codes)]
const failedWith = (...codes: string[]): unknown => [true, 'false', new Set(codes)]

describe('a job that ran again and is a success', () => {
  test('passes with the links that it stored then', async () => {
    const github = new MemoryGitHub()
    for (const attempt of ['1', '2']) await stages(github, attempt)
    for (const needs of [COMPLETE, 'none']) expect((await gate(github, '2', { needs })).codes).toEqual([])
  })
  test.each<[string, (github: MemoryGitHub) => Promise<unknown>]>([
    ['one of its stages was skipped by an if', (github) => stages(github, '2', ['pack'])],
    [
      'one of its stages began and never ended',
      async (github) => {
        await stages(github, '2', ['pack'])
        await jobOf(github, 'stages', '2').begin({ 'step-name': 'pack', run: 'make pack', materials: '.' })
      }
    ],
    [
      'the command of a stage failed under continue-on-error',
      async (github) => {
        await stages(github, '2', ['pack'])
        const job = jobOf(github, 'stages', '2')
        const ended = await job.stage('pack', () => undefined, { outcomes: 'failure' })
        expect(ended.codes).toEqual(['JOB_NOT_SUCCESSFUL'])
      }
    ],
    [
      'a later job deleted the link',
      async (github) => {
        await stages(github, '2')
        github.remove(github.storedAs('in-toto.pack.stages.0.2', '10'))
      }
    ],
    ['it stored nothing at all', (github) => Promise.resolve(github.ran('10', 'stages', 2))]
  ])('leaves nothing of its older links where %s', async (_what, again) => {
    const github = new MemoryGitHub()
    await stages(github, '1')
    await again(github)
    for (const needs of [COMPLETE, 'none', '{"lint":{"result":"success"}}']) {
      const ran = await gate(github, '2', { needs })
      expect(refused(ran)).toEqual(failedWith('LINK_JOB_RAN_AGAIN'))
      expect(ran.words).toMatch(/job "stages" ran again in attempt 2 .* step "pack"/)
    }
  })
  test('leaves nothing where its gate is part of it, and ran before', async () => {
    const github = new MemoryGitHub()
    await stages(github, '1')
    const job = jobOf(github, 'stages', '2')
    await job.stage('write', () => job.write('a.js', 'alpha'))
    expect(refused(await job.verify({ needs: 'none' }))).toEqual(failedWith('LINK_JOB_RAN_AGAIN'))
  })
  test('passes in a run of one job, which verifies itself', async () => {
    const github = new MemoryGitHub()
    await stages(github, '1')
    expect((await jobOf(github, 'stages').verify({ needs: 'none' })).codes).toEqual([])
  })
  test('leaves nothing of the links of another run, either', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '9')
    const state = { head: 'a'.repeat(40), event: 'push', status: 'completed', conclusion: 'success' }
    github.runs.set('9', runState({ ...state, attempt: 2 }))
    expect((await gate(github, '1', { links: '9', 'from-workflow': 'ci.yml' })).codes).toEqual([])
    github.ran('9', 'pack', 2)
    expect(refused(await gate(github, '1', { links: '9', 'from-workflow': 'ci.yml' }))).toEqual(
      failedWith('LINK_JOB_RAN_AGAIN')
    )
  })
})

describe('a link that nobody answers for', () => {
  /** What any job of the run can store: it says what it likes, and its signature is none. */
  function fake(github: MemoryGitHub, step: string, id: number, file = `${step}.deadbeef.link`, leg = '0'): void {
    const run = { id: '10', job: 'evil', attempt: '2', check_run_id: String(id) }
    const link = {
      _type: 'link',
      name: step,
      command: [],
      materials: {},
      products: {},
      byproducts: {},
      environment: { run }
    }
    const signatures = file === `${step}.link` ? [] : [{ keyid: 'de'.repeat(32), sig: 'eA==' }]
    const payload = Buffer.from(JSON.stringify(link)).toString('base64')
    const content = Buffer.from(JSON.stringify({ payloadType: 'application/vnd.in-toto+json', payload, signatures }))
    github.add('10', `in-toto.${step}.evil.${leg}.2`, zip([{ name: file, content }]), `uploader of ${leg}`)
  }
  test.each(['write.deadbeef.link', 'write.link', linkFileName('write', 'ab'.repeat(32) as KeyId)])(
    'says of no later execution that it is another leg: %s',
    async (file) => {
      const github = new MemoryGitHub()
      await stages(github, '1')
      const again = github.ran('10', 'stages', 2)
      github.ran('10', 'evil', 2)
      fake(github, 'write', again.id, file)
      for (const needs of [COMPLETE, 'none'])
        expect(refused(await gate(github, '2', { needs }))).toEqual(failedWith('LINK_JOB_RAN_AGAIN', 'LINK_OF_NOBODY'))
    }
  )
  test('does not stand in for links that were deleted', async () => {
    const github = new MemoryGitHub()
    for (const attempt of ['1', '2']) await pipeline(github, '10', { facts: { GITHUB_RUN_ATTEMPT: attempt } })
    github.ran('10', 'evil', 2)
    for (const [leg, step] of ['write', 'pack'].entries()) {
      const stored = github.storedAs(`in-toto.${step}.${step}.0.2`, '10')
      github.remove(stored)
      const job = github.jobs.find(({ name, attempt }) => name === step && attempt === 2)
      fake(github, step, job?.id ?? 0, `${step}.deadbeef.link`, String(leg))
    }
    expect(refused(await gate(github, '2'))).toEqual(failedWith('LINK_JOB_RAN_AGAIN', 'LINK_OF_NOBODY'))
  })
  test('fails where jobs share a name', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    const ids = ['x', 'y'].map((name) => github.ran('10', name, 2).id)
    github.jobs = github.jobs.map((job) => ({ ...job, name: 'Build' }))
    ids.forEach((id, leg) => fake(github, 'write', id, `write.deadbee${leg}.link`, `${leg + 5}`))
    expect((await gate(github, '2', { needs: 'none' })).codes).toContain('LINK_OF_NOBODY')
  })
  test('fails though all else is right, and says which file that is and what helps', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    fake(github, 'write', 1, 'write.deadbeef.link')
    const ran = await gate(github, '1')
    expect(ran.codes).toContain('LINK_ARTIFACT_INVALID')
    const named = new MemoryGitHub()
    await pipeline(named, '10', { facts: { GITHUB_RUN_ATTEMPT: '2' } })
    fake(named, 'write', named.ran('10', 'evil', 2).id, 'write.deadbeef.link')
    const told = await gate(named, '2')
    expect(refused(told)).toEqual(failedWith('LINK_OF_NOBODY'))
    expect(reportOf(told).failures).toMatchObject([
      {
        step: 'write',
        details: [expect.stringContaining('write.deadbeef.link')],
        hint: expect.stringContaining('other-steps')
      }
    ])
  })
  test('is passed over where other-steps allows it, and helps nobody then, either', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10', { facts: { GITHUB_RUN_ATTEMPT: '2' } })
    fake(github, 'lint', github.ran('10', 'evil', 2).id)
    const inputs = { 'other-steps': 'lint\nwrite' }
    expect((await gate(github, '2', inputs)).codes).toEqual([])
    fake(github, 'write', github.ran('10', 'evil too', 2).id, 'write.deadbeef.link', '1')
    expect((await gate(github, '2', inputs)).codes).toEqual([])
    const old = new MemoryGitHub()
    await pipeline(old, '10')
    old.jobs = old.jobs.map((job) => ({ ...job, name: 'Build' }))
    const ids = ['x', 'y'].map((name) => old.ran('10', name, 2).id)
    old.jobs = old.jobs.map((job) => ({ ...job, name: 'Build' }))
    ids.forEach((id, leg) => fake(old, 'lint', id, `lint.deadbee${leg}.link`, `${leg + 5}`))
    expect((await gate(old, '2', { needs: 'none', ...inputs })).codes).toContain('LINK_JOB_RAN_AGAIN')
  })
  test('is no advice against a fork, whose own links are signed by nobody', async () => {
    const github = new MemoryGitHub()
    const event = {
      repository: { default_branch: 'main' },
      pull_request: { base: { ref: 'main' }, head: { repo: { full_name: 'x/r' } } }
    }
    const facts = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/3/merge' }
    await pipeline(github, '10', { facts, event, end: { 'signing-key': '' } })
    const job = new MemoryJob(github, { GITHUB_JOB: 'verify', ...facts }, {}, event)
    expect((await job.verify({ needs: COMPLETE, 'fork-policy': 'advisory' })).outputs['verdict']).toBe('advisory')
  })
  test('does not make an old link count from which products were taken over', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    const [entry] = unzip(github.storedAs('in-toto.write', '10').zip)
    const write = jobOf(github, 'write', '2')
    await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
    expect(refused(await gate(github, '2'))).toEqual(failedWith('TAKE_OVER_OLD'))
    const content = Buffer.from(entry?.content ?? '')
    github.add('10', 'in-toto.write.write.x.1', zip([{ name: 'write.deadbeef.link', content }]), 'uploader evil')
    expect((await gate(github, '2')).codes).toEqual(expect.arrayContaining(['LINK_OF_NOBODY', 'LINK_JOB_RAN_AGAIN']))
  })
})

describe('names that do not tell jobs apart', () => {
  /** A job with a name of its own, which another name follows. */
  async function renamed(): Promise<MemoryGitHub> {
    const github = new MemoryGitHub()
    await stages(github, '1')
    github.jobs = github.jobs.map((job) => ({ ...job, name: 'All stages, attempt 1' }))
    github.ran('10', 'All stages, attempt 2', 2)
    return github
  }
  test('leave it to complete needs, and the verdict says so', async () => {
    const ran = await gate(await renamed(), '2')
    expect(ran.codes).toEqual([])
    expect(reportOf(ran).notes.join('\n')).toContain('do not tell older links apart')
  })
  test.each(['none', '{"lint":{"result":"success"}}'])('fail with needs %s', async (needs) =>
    expect(refused(await gate(await renamed(), '2', { needs }))).toEqual(failedWith('LINK_OF_OLDER_ATTEMPT'))
  )
  test('fail though the new name is like that of a matrix, which is skipped each time', async () => {
    const github = await renamed()
    for (const attempt of [1, 2]) github.ran('10', 'All stages, ${{ matrix.os }}', attempt, { conclusion: 'skipped' })
    expect(refused(await gate(github, '2', { needs: 'none' }))).toEqual(failedWith('LINK_OF_OLDER_ATTEMPT'))
  })
})

describe('needs', () => {
  test.each<[string, string, string, boolean]>([
    ['the id of the job speaks for it', 'Compile', 'stages', true],
    ['another job says nothing', 'Compile', 'lint', false],
    ['the caller speaks for a job that it called', 'caller / stages', 'caller', true],
    ['a job of the same id says nothing of one that was called', 'caller / stages', 'stages', false],
    ['nor of one that was called and has a name of its own', 'other / Compile', 'stages', false],
    ['a name with a slash is not that of a called job', 'lint / stages, once', 'lint', false]
  ])('%s', async (_what, name, needed, passes) => {
    const github = new MemoryGitHub()
    await stages(github, '1')
    github.jobs = github.jobs.map((job) => ({ ...job, name }))
    github.ran('10', `${name} (again)`, 2)
    const ran = await gate(github, '2', { needs: `{"${needed}":{"result":"success"}}` })
    expect(new Set(ran.codes)).toEqual(new Set(passes ? [] : ['LINK_OF_OLDER_ATTEMPT']))
  })
  test('is silent of another run: where no server tells of its jobs, links of older attempts do not count', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '9')
    github.tellsJobs = false
    const inputs = { links: '9', 'from-workflow': 'ci.yml' }
    expect((await gate(github, '1', inputs)).codes).toEqual([])
    github.runs.set('9', runState({ attempt: 2 }))
    for (const needs of [COMPLETE, 'none']) {
      const ran = await gate(github, '1', { ...inputs, needs })
      expect(refused(ran)).toEqual(failedWith('LINK_OF_OLDER_ATTEMPT'))
      expect(ran.words).toContain('Run all jobs of that run again')
    }
  })
})

describe('products that were taken over', () => {
  test('are noted in the link, by step, attempt and digest', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    const stored = github.storedAs('in-toto.write', '10')
    const [entry] = unzip(stored.zip)
    const digest = sha256(entry?.content ?? '').slice('sha256:'.length)
    const { environment } = linkIn(github.storedAs('in-toto.pack', '10')) as { environment: Record<string, unknown> }
    expect(environment['took_over']).toEqual([{ step: 'write', attempt: '1', digest }])
  })
  test('must be those of the attempt that counts', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    // The step runs again, after the job that took over did, and makes the same.
    const write = jobOf(github, 'write', '2')
    await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
    expect(refused(await gate(github, '2'))).toEqual(failedWith('TAKE_OVER_OLD'))
  })
  test('must be those of the link that counts', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    // The same step again, signed by the same key, in place of what was taken over.
    github.remove(github.storedAs('in-toto.write', '10'))
    github.remove(github.storedAs('in-toto-products.write', '10'))
    const write = jobOf(github, 'write')
    await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
    expect(refused(await gate(github, '1'))).toEqual(failedWith('TAKE_OVER_OLD'))
  })
  test('of a job that ran again under continue-on-error fail by that job', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    github.ran('10', 'write', 2)
    const pack = jobOf(github, 'pack', '2')
    expect((await pack.stage('pack', () => pack.write('app.tgz', 'package'), {}, TAKING)).codes).toEqual([])
    expect(refused(await gate(github, '2'))).toEqual(failedWith('LINK_JOB_RAN_AGAIN'))
  })
  test('are refused where the step handed over again and stored no link', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    github.add('10', 'in-toto-products.write.write.0.2', zip([{ name: 'a.js', content: Buffer.from('beta') }]))
    const pack = jobOf(github, 'pack', '2')
    expect((await pack.stage('pack', () => undefined, {}, TAKING)).codes).toEqual(['TAKE_OVER_SUPERSEDED'])
  })
})

describe('a link that another job stored', () => {
  const THIEF = 'in-toto.pack.pack.0.1'

  test('is found by a link of its own that it stored, too', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    github.storedAs(THIEF, '10').by = github.storedAs('in-toto.write', '10').by
    const ran = await gate(github, '1')
    expect(refused(ran)).toEqual(failedWith('LINK_UPLOADED_BY_OTHER_JOB'))
    expect(ran.words).toMatch(/in-toto\.pack\.pack\.0\.1.* names the job "pack"/)
    expect(ran.words).toMatch(/in-toto\.write\.write\.0\.1.* names the job "write"/)
  })
  test('is found by the other links of the job that it names', async () => {
    const github = new MemoryGitHub()
    await stages(github, '1')
    github.storedAs('in-toto.pack', '10').by = 'the job lint'
    expect(refused(await gate(github, '1'))).toEqual(failedWith('LINK_UPLOADED_BY_OTHER_JOB'))
  })
  test('is found where a stage of it runs under the name of another job', async () => {
    const github = new MemoryGitHub()
    const job = jobOf(github, 'write')
    await job.stage('write', () => job.write('a.js', 'alpha'))
    const own = github.storedAs('in-toto.write', '10')
    const pack = jobOf(github, 'pack')
    pack.write('a.js', 'alpha')
    // It says the id of its victim, as the input lets anybody who writes the workflow do.
    github.ran('10', 'victim', 1)
    await pack.stage('pack', () => pack.write('app.tgz', 'package'), {}, { 'check-run-id': '7000' })
    github.storedAs(THIEF, '10').by = own.by
    expect(refused(await gate(github, '1'))).toEqual(failedWith('LINK_UPLOADED_BY_OTHER_JOB'))
  })
  test.each(['failure', 'success'])('is found by the id of the other one, which both name: %s', async (conclusion) => {
    const github = new MemoryGitHub()
    const write = jobOf(github, 'write')
    await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
    const pack = jobOf(github, 'pack')
    const other = { 'check-run-id': String(github.jobs.find(({ name }) => name === 'write')?.id) }
    const packed = await pack.stage('pack', () => pack.write('app.tgz', 'x'), other, { ...TAKING, ...other })
    expect(packed.codes).toEqual([])
    github.ran('10', 'pack', 1, { conclusion })
    github.storedAs('in-toto.pack', '10').by = 'uploader of pack'
    expect(refused(await gate(github, '1', { needs: 'none' }))).toEqual(failedWith('LINK_UPLOADED_BY_OTHER_JOB'))
  })
  test('is found behind a link of a step that nobody looks at, which says no id and is listed first', async () => {
    const github = new MemoryGitHub()
    const [own, victim] = ['build (1)', 'build (2)'].map((name) => ({
      'check-run-id': String(github.ran('10', name, 1).id)
    }))
    const run = { id: '10', job: 'build', attempt: '1' }
    const nothing = { command: [], materials: {}, products: {}, byproducts: {} }
    const payload = Buffer.from(JSON.stringify({ _type: 'link', name: 'lint', ...nothing, environment: { run } }))
    const envelope = {
      payloadType: 'application/vnd.in-toto+json',
      payload: payload.toString('base64'),
      signatures: []
    }
    const content = Buffer.from(JSON.stringify(envelope))
    github.add('10', 'in-toto.lint.build.0.1', zip([{ name: 'lint.link', content }]))
    const job = jobOf(github, 'build')
    expect((await job.stage('write', () => job.write('a.js', 'alpha'), own, own)).codes).toEqual([])
    expect((await job.stage('pack', () => job.write('app.tgz', 'package'), victim, victim)).codes).toEqual([])
    for (const artifact of github.storedIn('10')) artifact.by = 'uploader of build (1)'
    const inputs = { 'other-steps': 'lint', needs: '{"build":{"result":"success"}}' }
    expect(refused(await gate(github, '1', inputs))).toEqual(failedWith('LINK_UPLOADED_BY_OTHER_JOB'))
  })
  test('is found by what it left for another job to sign', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    const { by } = github.storedAs(THIEF, '10')
    github.add('10', 'in-toto-unsigned.pack.work.0.1', zip([]), by)
    expect(refused(await gate(github, '1'))).toEqual(failedWith('LINK_UPLOADED_BY_OTHER_JOB'))
  })
  test('is told apart from one of another leg where the service calls jobs by their ids in the workflow', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    for (const step of ['write', 'pack']) github.storedAs(`in-toto.${step}`, '10').by = step
    github.add('10', 'in-toto-unsigned.pack.pack.aa.1', zip([]), 'pack')
    expect((await gate(github, '1')).codes).toEqual([])
    github.storedAs(THIEF, '10').by = 'write'
    expect(refused(await gate(github, '1'))).toEqual(failedWith('LINK_UPLOADED_BY_OTHER_JOB'))
  })
  test('is found although of another one nobody tells, which the verdict says', async () => {
    const github = new MemoryGitHub()
    await stages(github, '1')
    const job = jobOf(github, 'verify')
    const server = github.server()
    const silent = (name: string): typeof server => ({
      ...server,
      uploaders: async (artifacts) => {
        const told = await server.uploaders(artifacts)
        const left = artifacts.filter((artifact) => !artifact.name.startsWith(name)).map(({ id }) => id)
        return new Map([...(told ?? [])].filter(([id]) => left.includes(id)))
      }
    })
    job.gate = { connect: () => Promise.resolve(silent('in-toto.write')) }
    const ran = await job.verify({ needs: COMPLETE })
    expect([ran.codes, reportOf(ran).notes.join(' ')]).toEqual([
      [],
      expect.stringMatching(/which job stored "in-toto\.write/)
    ])
    github.add('10', 'in-toto-unsigned.other.work.0.1', zip([]), github.storedAs('in-toto.pack', '10').by)
    expect((await job.verify({ needs: COMPLETE, 'other-steps': 'other' })).codes).toEqual([
      'LINK_UPLOADED_BY_OTHER_JOB'
    ])
  })
  test('is not asked for where nobody tells, and the verdict says so', async () => {
    const github = new MemoryGitHub()
    await pipeline(github, '10')
    github.tellsUploaders = false
    const ran = await gate(github, '1')
    expect([ran.codes, reportOf(ran).notes.join('\n')]).toEqual([[], expect.stringContaining('which job stored')])
  })
})

describe('a list of jobs that is behind', () => {
  /** A server that lists the job as one that goes on for a while. */
  async function late(times: number, needs: readonly string[]): Promise<{ codes: string[]; waits: unknown[] }> {
    const github = new MemoryGitHub()
    const { id } = github.ran('10', 'write', 1)
    github.ran('10', 'verify', 1, { conclusion: null, status: 'in_progress', completed: undefined })
    const name = { kind: 'link' as const, step: 'write', job: 'write', matrix: '0', attempt: 1 }
    const listed = { id: '1', name: 'in-toto.write.write.0.1', size: 1, digest: undefined }
    const run = { check_run_id: String(id) }
    const link = {
      listed,
      name,
      file: 'write.link',
      path: '/nowhere',
      digest: 'd',
      run,
      recordedBy: undefined,
      tookOver: []
    }
    const waits: unknown[] = []
    const sleep = (ms?: number): Promise<void> => {
      waits.push(ms)
      return Promise.resolve()
    }
    const server = github.server()
    const jobs: typeof server.jobs = async (...asked) => {
      const ends = { conclusion: 'success', status: 'completed', completed: 'x' }
      const isLate = waits.length < times
      github.ran('10', 'write', 1, isLate ? { conclusion: null, status: 'in_progress', completed: undefined } : ends)
      return server.jobs(...asked)
    }
    const own = { job: 'verify', checkRunId: undefined }
    const about = { runId: '10', attempt: 1, own, steps: undefined, otherSteps: [] }
    const question = { ...about, server: { ...server, jobs }, needs: new Set(needs), records: [] }
    const { failures } = await askRunJobs([link], question, sleep)
    return { codes: failures.map(({ code }) => code), waits }
  }
  test('is read again where needs tells that the job has ended', async () => {
    expect(await late(1, ['write'])).toEqual({ codes: [], waits: [2000] })
    expect(await late(2, ['write'])).toEqual({ codes: [], waits: [2000, 5000] })
  })
  test('is believed in the end', async () =>
    expect(await late(9, ['write'])).toEqual({ codes: ['LINK_JOB_NOT_SUCCESSFUL'], waits: [2000, 5000] }))
  test('is believed at once where needs does not name the job', async () =>
    expect(await late(1, ['lint'])).toEqual({ codes: ['LINK_JOB_NOT_SUCCESSFUL'], waits: [] }))
})

test('the id of a job must be one', async () => {
  const github = new MemoryGitHub()
  for (const id of ['0', 'x', '-1', '1 2']) {
    const begun = await jobOf(github, 'write').begin({ 'step-name': 'write', materials: '.', 'check-run-id': id })
    expect(begun.codes).toEqual(['INPUT_INVALID'])
    await expect(gate(github, '1', { 'check-run-id': id })).resolves.toMatchObject({ codes: ['INPUT_INVALID'] })
  }
})
