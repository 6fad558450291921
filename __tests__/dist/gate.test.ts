// SPDX-License-Identifier: Apache-2.0
// The gate by its bundle: the process, and what it says to the runner and to the interface of GitHub. What it decides is
// tested in gate/verify-run.test.ts.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { zip } from '../../.github/scripts/e2e/zip.ts'
import { linkFileName } from '../../src/intoto/link/link-file-name.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { file, linkOf } from '../support/chain.ts'
import { Job, type Ran } from '../support/job.ts'
import { GATE, pipeline } from '../support/pipeline.ts'
import {
  CI,
  head,
  KEY_ID,
  layoutFile,
  namesIn,
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
    const job = new Job({ GITHUB_RUN_ID: newRun(), GITHUB_JOB: 'release' }, { 'app.tgz': 'package' })
    const passed = await job.run('verify', { ...GATE, links: run, 'from-workflow': 'ci.yml', products: 'app.tgz' })
    expect([passed.status, passed.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
    Object.assign(server.runs.get(run) ?? {}, { status: 'completed', conclusion: 'failure' })
    const failed = await job.run('verify', { ...GATE, links: run, 'from-workflow': 'ci.yml', products: 'app.tgz' })
    expect([failed.status, failed.outputs['verified'], failed.log]).toEqual([
      1,
      'false',
      expect.stringContaining('RUN_NOT_SUCCESSFUL')
    ])
  })
  // What the interface of GitHub answers, and what is wrong before it is asked.
  const cases: [string, Record<string, string>, string][] = [
    ['no layout key', { 'layout-keys': 'none' }, 'INPUT_MISSING'],
    ['a layout that is not there', { layout: 'gone' }, 'GITHUB_NOT_FOUND'],
    ['a layout that is a directory', { layout: '.in-toto' }, 'LAYOUT_FILE_INVALID'],
    ['a ref that is not there', { 'layout-ref': 'o/r@nowhere' }, 'GITHUB_UNAVAILABLE'],
    ['a repository that is not there', { 'layout-ref': 'o/policy@main' }, 'GITHUB_NOT_FOUND'],
    ['a run that is not there', { links: '999', 'from-workflow': 'ci.yml' }, 'GITHUB_NOT_FOUND'],
    ['a token that is none', { 'github-token': 'ghs_wrong' }, 'GITHUB_FORBIDDEN'],
    ['a needed job that was skipped', { needs: '{"write":{"result":"skipped"}}' }, 'NEEDED_JOB_FAILED']
  ]
  const good = newRun()
  test.each(cases)('fails for %s', async (_what, inputs, code) => {
    if (namesIn(good).length === 0) await pipeline(good)
    const ran = await new Job({ GITHUB_RUN_ID: good, GITHUB_JOB: 'verify' }).run('verify', {
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
  test('ends with its verdict, whatever the server still owes', async () => {
    if (namesIn(good).length === 0) await pipeline(good)
    // Attempts of 30 seconds each, with waits between them, if it were waited for.
    server.fault = ({ path }) => path.endsWith(`/runs/${good}/artifacts`)
    const began = performance.now()
    try {
      const job = new Job({ GITHUB_RUN_ID: good, GITHUB_JOB: 'verify' })
      const ran = await job.run('verify', { ...GATE, layout: 'gone' })
      expect([ran.status, ran.log.match(/::error title=\w+/g)]).toEqual([1, ['::error title=GITHUB_NOT_FOUND']])
      expect(readdirSync(job.facts['RUNNER_TEMP'] ?? '')).toEqual([expect.stringMatching(/^in-toto-report-/)])
      expect(performance.now() - began).toBeLessThan(25_000)
    } finally {
      server.fault = () => false
    }
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
  test('asks at most ten times for a run of a hundred jobs and three attempts, beside downloads', async () => {
    const run = newRun()
    await pipeline(run)
    const signer = loadPrivateKey({ pem: CI.privatePem, source: 'test' })
    for (let number = 3; number <= 100; number += 1) {
      for (const attempt of [1, 2, 3]) {
        const [name, step] = [`job-${number}`, `step-${number}`]
        const { id } = server.ran(run, attempt, name, { conclusion: 'success' })
        const facts = { id: run, attempt: String(attempt), repository: 'o/r', repository_id: '1', commit: head }
        const environment = { run: { ...facts, job: name, check_run_id: String(id) } }
        const content = file(linkOf(step, { environment }), [{ signer, keyId: KEY_ID }])
        const stored = server.add(
          run,
          `in-toto.${step}.${name}.0.${attempt}`,
          zip([{ name: linkFileName(step, KEY_ID), content }])
        )
        stored.job = `${name} ${attempt}`
      }
    }
    server.runs.set(run, { id: run, attempt: 3, head, event: 'push' })
    const before = server.requests.length
    const job = new Job({ GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: '3', GITHUB_JOB: 'verify' })
    const ran = await job.run('verify', { ...GATE, 'other-steps': '*', 'check-run': 'auto' })
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
    const asked = server.requests.slice(before).map(({ method, path }) => `${method} ${path}`)
    const downloads = asked.filter((request) => /\/zip$|\/blob\//.test(request))
    expect(downloads).toHaveLength(200)
    expect(asked.filter((request) => !downloads.includes(request)).length).toBeLessThanOrEqual(10)
  })
})
