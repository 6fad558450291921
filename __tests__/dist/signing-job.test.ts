// SPDX-License-Identifier: Apache-2.0
// An isolated stage by the bundles of begin, end and sign. What is signed, and what is not, is tested in
// stages/sign-stage.test.ts.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { sha256, type ServedArtifact } from '../../.github/scripts/e2e/github-server.ts'
import { Job, type Ran } from '../support/job.ts'
import {
  CI,
  layoutFile,
  linkIn,
  namesIn,
  repository,
  rewriteLink,
  runIdsFrom,
  server,
  serveRepository,
  storedAs
} from '../support/served-repository.ts'

const newRun = runIdsFrom(5_000)
serveRepository()

describe('a signing job', () => {
  /** A job with the commit checked out, as `actions/source` does it. */
  function checkedOut(facts: Record<string, string>): Job {
    const job = new Job({ RUNNER_ENVIRONMENT: 'github-hosted', ...facts })
    execFileSync('git', ['clone', '--quiet', repository, '.'], { cwd: job.workspace, stdio: 'ignore' })
    return job
  }
  interface Recorded {
    readonly facts: Record<string, string>
    readonly inputs: Record<string, string>
    readonly artifact: ServedArtifact
  }
  const COMMON = { 'step-name': 'build', run: 'make build', materials: '.', exclude: 'tmp/' }
  /** What a working job recorded; `change` is what code in it could do to the record. */
  async function recorded(
    change: (link: Record<string, unknown>) => void = () => undefined,
    end: Record<string, string> = {}
  ): Promise<Recorded> {
    const facts = { GITHUB_RUN_ID: newRun() }
    const job = checkedOut({ ...facts, GITHUB_JOB: 'work' })
    const begun = await job.run('begin', { ...COMMON, command: 'required' })
    job.write('app.tgz', 'package')
    const { recording = '', 'recording-digest': digest = '' } = begun.outputs
    const ended = await job.run('end', {
      recording,
      'recording-digest': digest,
      outcomes: 'success skipped skipped',
      products: '.',
      sign: 'later',
      ...end
    })
    expect([ended.status, ended.log]).toEqual([0, expect.any(String)])
    const artifact = storedAs('in-toto-unsigned.', facts.GITHUB_RUN_ID)
    expect(artifact.name).toBe('in-toto-unsigned.build.work.0.1')
    // Whoever can store the record can tell its id and digest, too.
    rewriteLink(artifact, change)
    artifact.digest = sha256(artifact.zip)
    const place = { 'link-artifact-id': String(artifact.id), 'link-artifact-digest': artifact.digest }
    return { facts, artifact, inputs: { ...COMMON, ...place, checkout: 'true', 'signing-key': CI.privatePem } }
  }
  const sign = ({ inputs, facts }: Recorded, changes: object = {}, more: Record<string, string> = {}): Promise<Ran> =>
    checkedOut({ ...facts, GITHUB_JOB: 'sign', ...more }).run('sign', { ...inputs, ...changes })
  const signedLink = (id: string): Record<string, unknown> => linkIn(storedAs('in-toto.', id))
  const linksOf = (id: string): string[] => namesIn(id).filter((name) => name.startsWith('in-toto.'))

  test('signs it under its own name, with materials of its own', async () => {
    const what = await recorded(undefined, { 'hand-over': '*.tgz' })
    const ran = await sign(what, { 'hand-over': '*.tgz' })
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('1 of them handed over')])
    const id = what.facts['GITHUB_RUN_ID'] ?? ''
    expect(linksOf(id)).toEqual(['in-toto.build.sign.0.1'])
    const products = storedAs('in-toto-products.', id)
    expect(signedLink(id)).toMatchObject({
      command: ['make', 'build'],
      materials: { '.in-toto/root.layout': { sha256: sha256(layoutFile).slice(7) } },
      products: { 'app.tgz': { sha256: sha256(Buffer.from('package')).slice(7) } },
      environment: {
        run: { job: 'sign', attempt: '1' },
        recorded_by: { job: 'work', attempt: '1', runner: 'github-hosted' },
        hand_over: { files: 1, artifact: { id: String(products.id), digest: products.digest } }
      }
    })
    expect(ran.outputs['link-digest']).toMatch(/^sha256:/)
  })
  test.each<[string, (link: Record<string, unknown>) => void]>([
    ['SIGN_MATERIALS_DIFFER', (link) => (link['materials'] = {})],
    ['SIGN_REFUSED', (link) => (link['command'] = ['make', 'evil'])]
  ])('fails with %s, and stores nothing', async (code, change) => {
    const what = await recorded(change)
    const ran = await sign(what)
    expect([ran.status, ran.log, ran.outputs]).toEqual([1, expect.stringContaining(code), {}])
    expect(linksOf(what.facts['GITHUB_RUN_ID'] ?? '')).toEqual([])
  })
  test.each(['work\n::stop-commands::evil\n', 'work##[stop-commands]evil'])(
    'prints no name that is a command: %j',
    async (name) => {
      const what = await recorded((link) => {
        Object.assign((link['environment'] as { run: object }).run, { job: name })
      })
      // Any job of the run may choose names, and the service names the file after them.
      what.artifact.name = `in-toto-unsigned.build.${encodeURIComponent(name)}.0.1`
      server.fault = ({ method, path }, response) => {
        const stored = server.artifacts.find(({ id }) => path === `/blob/download-${id}`)
        if (method !== 'GET' || stored === undefined) return false
        const disposition = `attachment; filename="${stored.name}.zip"`
        response.writeHead(200, { 'content-type': 'application/zip', 'content-disposition': disposition })
        response.end(stored.zip)
        return true
      }
      const ran = await sign(what)
      server.fault = () => false
      expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('SIGN_REFUSED')])
      expect(ran.log).not.toMatch(/^::stop-commands|##\[stop-commands/m)
    }
  )
})
