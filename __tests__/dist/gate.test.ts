// SPDX-License-Identifier: Apache-2.0
// The gate by its bundle, over runs of two stages.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { Job, type Ran } from '../support/job.ts'
import { GATE, pipeline } from '../support/pipeline.ts'
import {
  CI,
  head,
  layoutFile,
  namesIn,
  OWNER,
  runIdsFrom,
  server,
  serveRepository,
  storedAs,
  storedIn,
  TOKEN
} from '../support/served-repository.ts'

const newRun = runIdsFrom(6_000)
serveRepository()

describe('the gate', () => {
  test('passes a run, and says what it used', async () => {
    const run = newRun()
    await pipeline(run)
    const ran = await new Job({ GITHUB_RUN_ID: run, GITHUB_JOB: 'verify' }).run('verify', GATE)
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
    expect(ran.outputs).toMatchObject({ verified: 'true', verdict: 'passed', 'layout-digest': sha256(layoutFile) })
    expect(JSON.parse(ran.outputs['subjects'] ?? '')).toContainEqual({
      name: 'app.tgz',
      digest: { sha256: sha256(Buffer.from('package')).slice(7) }
    })
    const report = JSON.parse(readFileSync(ran.outputs['report'] ?? '', 'utf8')) as Record<string, unknown>
    expect(report).toMatchObject({ verdict: 'passed', layout: { commit: head, path: '.in-toto/root.layout' } })
    expect(ran.summary).toContain('✅ Passed')
    expect(ran.log.replace(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN)
  })
  test('passes another run by its id, and files that are its products', async () => {
    const run = newRun()
    await pipeline(run)
    const job = new Job(
      { GITHUB_RUN_ID: newRun(), GITHUB_JOB: 'release' },
      { 'app.tgz': 'package', 'evil.tgz': 'package' }
    )
    const passed = await job.run('verify', { ...GATE, links: run, products: 'app.tgz' })
    expect([passed.status, passed.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
    expect((await job.run('verify', { ...GATE, links: run, products: 'evil.tgz' })).log).toContain('PRODUCT_UNKNOWN')
    job.write('app.tgz', 'other')
    expect((await job.run('verify', { ...GATE, links: run, products: 'app.tgz' })).log).toContain('PRODUCT_DIFFERS')
    expect((await job.run('verify', { ...GATE, links: run, products: 'gone' })).log).toContain('RECORD_NOT_FOUND')
  })
  const other = newRun()
  test.each([
    ['that failed', 'completed', 'failure'],
    ['that was cancelled', 'completed', 'cancelled'],
    ['that goes on', 'in_progress', null],
    ['whose end nobody tells', 'completed', null]
  ])('does not pass another run %s', async (_what, status, conclusion) => {
    if (namesIn(other).length === 0) await pipeline(other)
    Object.assign(server.runs.get(other) ?? {}, { status, conclusion })
    const job = new Job({ GITHUB_RUN_ID: newRun(), GITHUB_JOB: 'release' })
    const ran = await job.run('verify', { ...GATE, links: other })
    expect([ran.status, ran.outputs['verified']]).toEqual([1, 'false'])
    expect(ran.log).toContain('RUN_NOT_SUCCESSFUL')
  })
  test('passes links in a directory', async () => {
    const run = newRun()
    await pipeline(run)
    const job = new Job({ GITHUB_JOB: 'verify' })
    for (const { name, zip: archive } of storedIn(run))
      if (name.startsWith('in-toto.'))
        for (const entry of unzip(archive))
          job.write(`links/${entry.name}`, Buffer.from(entry.content).toString('utf8'))
    expect((await job.run('verify', { ...GATE, links: './links' })).status).toBe(0)
    expect((await job.run('verify', { ...GATE, links: './empty' })).log).toContain('LINK_MISSING')
  })
  const cases: [string, Record<string, string>, Record<string, string>, string][] = [
    ['a run without links', {}, { GITHUB_RUN_ID: newRun() }, 'LINK_MISSING'],
    ['another commit', {}, { GITHUB_SHA: '1'.repeat(40), GITHUB_REF: 'refs/heads/other' }, 'LINK_OF_OTHER_RUN'],
    ['a needed job that was skipped', { needs: '{"write":{"result":"skipped"}}' }, {}, 'NEEDED_JOB_FAILED'],
    ['no needed job', { needs: '{}' }, {}, 'NEEDED_JOBS_NONE'],
    ['needs that are no JSON', { needs: 'write' }, {}, 'JSON_SYNTAX'],
    ['no layout key', { 'layout-keys': '' }, {}, 'INPUT_MISSING'],
    ['no token', { 'github-token': '' }, {}, 'INPUT_MISSING'],
    ['another layout key', { 'layout-keys': CI.publicPem }, {}, 'LAYOUT_SIGNATURE_MISSING'],
    ['one key too many', { 'layout-keys': `${OWNER.publicPem}${CI.publicPem}` }, {}, 'LAYOUT_SIGNATURE_MISSING'],
    ['half a key', { 'layout-keys': `${OWNER.publicPem}-----BEGIN PUBLIC KEY-----\nMCow` }, {}, 'INPUT_INVALID'],
    ['a private key for a layout key', { 'layout-keys': OWNER.privatePem }, {}, 'KEY_NOT_PUBLIC'],
    ['another layout digest', { 'layout-digest': '0'.repeat(64) }, {}, 'LAYOUT_DIGEST_DIFFERS'],
    ['a layout digest that is none', { 'layout-digest': 'abc' }, {}, 'INPUT_INVALID'],
    ['a layout that is not there', { layout: 'gone' }, {}, 'GITHUB_NOT_FOUND'],
    ['a layout that is a directory', { layout: '.in-toto' }, {}, 'LAYOUT_FILE_INVALID'],
    ['a layout outside the repository', { layout: '../root.layout' }, {}, 'INPUT_INVALID'],
    ['a layout that is no layout', { layout: '.in-toto/layout.yml' }, {}, 'JSON_SYNTAX'],
    ['a ref that is not there', { 'layout-ref': 'o/r@nowhere' }, {}, 'GITHUB_UNAVAILABLE'],
    ['a ref in a form that is not known', { 'layout-ref': 'main' }, {}, 'INPUT_INVALID'],
    ['a repository that is not there', { 'layout-ref': 'o/policy@main' }, {}, 'GITHUB_NOT_FOUND'],
    ['a place of links that is not known', { links: 'links' }, {}, 'INPUT_INVALID'],
    ['a run that is not there', { links: '999' }, {}, 'GITHUB_NOT_FOUND'],
    ['a token that is none', { 'github-token': 'ghs_wrong' }, {}, 'GITHUB_FORBIDDEN'],
    ['a policy that is not known', { 'fork-policy': 'pass' }, {}, 'INPUT_INVALID'],
    ['parameters that are no object', { parameters: '[]' }, {}, 'METADATA_TYPE_WRONG']
  ]
  const good = newRun()
  test.each(cases)('fails for %s', async (_what, inputs, facts, code) => {
    if (namesIn(good).length === 0) await pipeline(good)
    const ran = await new Job({ GITHUB_RUN_ID: good, GITHUB_JOB: 'verify', ...facts }).run('verify', {
      ...GATE,
      ...inputs
    })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining(code)])
    expect(ran.outputs).toMatchObject({ verified: 'false', verdict: 'failed' })
    expect(ran.log).not.toMatch(/verified=true|INTERNAL_ERROR|at .*\.mjs:/)
    // What is wrong with the inputs is said before there is anything to report.
    if (/^(INPUT|KEY|METADATA_TYPE)/.test(code)) return
    expect(ran.summary).toContain('❌ Failed')
    expect(existsSync(ran.outputs['report'] ?? '')).toBe(true)
  })
  test('shows what failed on the line of the step in the source of the layout', async () => {
    const run = newRun()
    await pipeline(run)
    const links = storedIn(run).filter(({ name }) => name.startsWith('in-toto.pack'))
    links.forEach((artifact) => server.remove(artifact))
    const ran = await new Job({ GITHUB_RUN_ID: run, GITHUB_JOB: 'verify' }).run('verify', {
      ...GATE,
      'sarif-file': 'out/findings.sarif'
    })
    expect(ran.log).toMatch(/::error title=LINK_MISSING in step pack,file=\.in-toto\/layout\.yml,line=3::/)
  })
  test('reads another attempt of a run only where there was one', async () => {
    const run = newRun()
    await pipeline(run, { attempt: '2' })
    const gate = (attempt: string): Promise<Ran> =>
      new Job({ GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt, GITHUB_JOB: 'verify' }).run('verify', GATE)
    expect((await gate('2')).status).toBe(0)
    expect((await gate('3')).status).toBe(0)
    const blind = new Job({ GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: '3', GITHUB_JOB: 'verify' })
    expect((await blind.run('verify', { ...GATE, needs: '' })).log).toContain('LINK_OF_OLDER_ATTEMPT')
    expect((await gate('1')).log).toContain('LINK_ARTIFACT_INVALID')
  })
  test('compares every file beside the products, whatever it is called', async () => {
    const run = newRun()
    await pipeline(run)
    for (const name of ['evil.link.tgz', 'm.pyc', 'copy~', 'x.linked/y']) {
      const job = new Job(
        { GITHUB_RUN_ID: run, GITHUB_JOB: 'verify' },
        { 'out/app.tgz': 'package', [`out/${name}`]: 'evil' }
      )
      expect((await job.run('verify', { ...GATE, products: 'out' })).log).toContain('PRODUCT_UNKNOWN')
    }
  })
  test('holds links in a directory to this commit, unless told otherwise in words', async () => {
    const run = newRun()
    await pipeline(run)
    const files: Record<string, string> = {}
    for (const { name, zip: archive } of storedIn(run))
      if (name.startsWith('in-toto.'))
        for (const entry of unzip(archive)) files[`links/${entry.name}`] = Buffer.from(entry.content).toString('utf8')
    const later = new Job({ GITHUB_SHA: '1'.repeat(40), GITHUB_REF: 'refs/heads/other' }, files)
    expect((await later.run('verify', { ...GATE, links: './links' })).log).toContain('LINK_OF_OTHER_RUN')
    const free = await later.run('verify', { ...GATE, links: './links', 'run-binding': 'any' })
    expect([free.status, free.log]).toEqual([0, expect.stringContaining('run-binding: any')])
  })
  test('says what was not looked at', async () => {
    const run = newRun()
    await pipeline(run)
    const ran = await new Job({ GITHUB_RUN_ID: run, GITHUB_JOB: 'verify' }).run('verify', { ...GATE, products: '' })
    expect(ran.summary).toContain('no file was compared with the final products')
  })
  test('leaves no pass behind when its report cannot be written', async () => {
    const run = newRun()
    await pipeline(run)
    const job = new Job({ GITHUB_RUN_ID: run, GITHUB_JOB: 'verify' }, { 'out.sarif/x': '' })
    const ran = await job.run('verify', { ...GATE, 'sarif-file': 'out.sarif' })
    expect([ran.status, ran.outputs['verdict'], ran.outputs['verified']]).toEqual([1, 'failed', 'false'])
  })
  test('passes nothing by a service that lies', async () => {
    const run = newRun()
    await pipeline(run)
    const gate = (): Promise<Ran> => new Job({ GITHUB_RUN_ID: run, GITHUB_JOB: 'verify' }).run('verify', GATE)
    const victim = storedAs('in-toto.pack', run)
    const link = victim.zip
    victim.zip = zip([{ name: '../../evil', content: Buffer.from('x') }])
    expect((await gate()).log).toContain('ARTIFACT_DIGEST_DIFFERS')
    victim.digest = sha256(victim.zip)
    expect((await gate()).log).toContain('ARTIFACT_ZIP_INVALID')
    victim.digest = undefined
    expect((await gate()).log).toContain('ARTIFACT_DIGEST_DIFFERS')
    Object.assign(victim, { zip: link, digest: sha256(link) })
    expect((await gate()).status).toBe(0)
    server.add(run, 'in-toto.pack.other.0.1', link)
    expect((await gate()).log).toMatch(/LINKS_COLLIDE|LINK_ARTIFACT_RENAMED/)
  })
})
