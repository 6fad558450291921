// SPDX-License-Identifier: Apache-2.0
// An isolated stage by the bundles of begin, end and sign.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { sha256, type ServedArtifact } from '../../.github/scripts/e2e/github-server.ts'
import { Job, type Ran } from '../support/job.ts'
import {
  CI,
  head,
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
  test('signs a checkout with no other job', async () => {
    const id = newRun()
    const facts = { GITHUB_RUN_ID: id, GITHUB_JOB: 'sign' }
    const job = checkedOut(facts)
    job.write('planted', 'evil')
    const inputs = { 'step-name': 'source', run: 'none', checkout: 'true', 'signing-key': CI.privatePem }
    const ran = await job.run('sign', { ...inputs, 'hand-over': '**' })
    expect([ran.status, ran.log]).toEqual([0, expect.any(String)])
    expect(namesIn(id).sort()).toEqual(['in-toto-products.source.sign.0.1', 'in-toto.source.sign.0.1'])
    const link = signedLink(id)
    expect([link['materials'], Object.keys(link['products'] ?? {})]).toEqual([
      {},
      expect.not.arrayContaining(['planted'])
    ])
    expect(link['environment']).toMatchObject({ checkout: { commit: head } })
    // What it hands over is taken over by a job that works and by the one that signs for it.
    const take = { 'take-over': 'source', 'take-over-keys': CI.publicPem }
    const work = new Job({ ...facts, GITHUB_JOB: 'work' })
    const ended = await work.stage('build', () => work.write('out', 'x'), { sign: 'later', outcomes: 'success' }, take)
    expect([ended.status, ended.log]).toEqual([0, expect.any(String)])
    const place = {
      'link-artifact-id': ended.outputs['link-artifact-id'] ?? '',
      'link-artifact-digest': ended.outputs['link-artifact-digest'] ?? ''
    }
    const signing = new Job(facts)
    const signed = await signing.run('sign', {
      'step-name': 'build',
      run: 'make build',
      ...place,
      ...take,
      'signing-key': CI.privatePem
    })
    expect([signed.status, signed.log]).toEqual([0, expect.stringContaining('are what its link says')])
    expect(linkIn(storedAs('in-toto.build.', id))).toMatchObject({ materials: link['products'] })
    expect(Object.keys(link['products'] ?? {}).sort()).toEqual(
      execFileSync('git', ['ls-files'], { cwd: repository, encoding: 'utf8' }).trim().split('\n').sort()
    )
  })
  test.each<[string, string, (link: Record<string, unknown>) => void]>([
    ['a material changed', 'SIGN_MATERIALS_DIFFER', (link) => (link['materials'] = {})],
    ['another command', 'SIGN_REFUSED', (link) => (link['command'] = ['make', 'evil'])],
    ['a failed command', 'SIGN_REFUSED', (link) => (link['byproducts'] = { 'return-value': 1 })]
  ])('signs nothing with %s', async (_what, code, change) => {
    const what = await recorded(change)
    const ran = await sign(what)
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining(code)])
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
  test('signs nothing of another commit, and nothing where something lies about', async () => {
    const what = await recorded()
    const other = await sign(what, {}, { GITHUB_SHA: '1'.repeat(40) })
    expect([other.status, other.log]).toEqual([1, expect.stringContaining('SIGN_COMMIT_DIFFERS')])
    const dirty = await sign(what, { checkout: 'false' })
    expect([dirty.status, dirty.log]).toEqual([1, expect.stringContaining('SIGN_WORKSPACE_NOT_EMPTY')])
    expect(linksOf(what.facts['GITHUB_RUN_ID'] ?? '')).toEqual([])
  })
  test('signs again in a later attempt, alone', async () => {
    const what = await recorded()
    const ran = await sign(what, {}, { GITHUB_RUN_ATTEMPT: '2' })
    expect([ran.status, ran.log]).toEqual([0, expect.any(String)])
    const id = what.facts['GITHUB_RUN_ID'] ?? ''
    expect(linksOf(id)).toEqual(['in-toto.build.sign.0.2'])
    expect(signedLink(id)['environment']).toMatchObject({
      run: { attempt: '2' },
      recorded_by: { job: 'work', attempt: '1' }
    })
  })
  test.each<[string, Record<string, string>, string]>([
    ['no id of the record', { 'link-artifact-id': '' }, 'INPUT_MISSING'],
    ['no digest of the record', { 'link-artifact-digest': '' }, 'INPUT_MISSING'],
    ['a command without a record', { 'link-artifact-id': 'none', 'link-artifact-digest': 'none' }, 'INPUT_INVALID'],
    ['a record without a command', { run: 'none' }, 'INPUT_INVALID'],
    ['none in other letters', { run: 'None' }, 'INPUT_INVALID'],
    ['an empty hand-over', { 'hand-over': '' }, 'INPUT_MISSING'],
    ['an empty take-over', { 'take-over': '' }, 'INPUT_MISSING'],
    ['an empty setup', { setup: '' }, 'INPUT_MISSING'],
    ['a checkout that is neither', { checkout: 'yes' }, 'INPUT_INVALID'],
    ['a working directory that leads out', { 'working-directory': '..' }, 'WORKING_DIRECTORY_OUTSIDE'],
    ['a secret for a variable', { 'environment-variables': 'NPM_TOKEN' }, 'INPUT_INVALID'],
    ['a name that is too long', { 'step-name': 'x'.repeat(300) }, 'ARTIFACT_NAME'],
    ['the word later', { sign: 'later' }, 'INPUT_INVALID'],
    ['a word that there is not', { sign: 'none of these' }, 'INPUT_INVALID']
  ])('takes no inputs with %s', async (_what, changes, code) => {
    const inputs = {
      ...COMMON,
      'link-artifact-id': '1',
      'link-artifact-digest': 'sha256:',
      'signing-key': CI.privatePem
    }
    const ran = await new Job({ GITHUB_RUN_ID: newRun() }).run('sign', { ...inputs, ...changes })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining(code)])
  })
  test.each<[string, Record<string, string>]>([
    ['setup', { setup: 'npm ci' }],
    ['take-over', { 'take-over': 'source' }],
    ['working-directory', { 'working-directory': 'src' }],
    ['materials', { materials: 'src' }],
    ['products', { products: 'src' }],
    ['checkout', { checkout: 'false' }]
  ])('takes no %s where nothing runs', async (name, changes) => {
    const inputs = { 'step-name': 'source', run: 'none', checkout: 'true', 'signing-key': CI.privatePem }
    const ran = await new Job({ GITHUB_RUN_ID: newRun() }).run('sign', { ...inputs, ...changes })
    expect([ran.status, ran.log]).toEqual([1, expect.stringMatching(new RegExp(`INPUT_INVALID[\\s\\S]*input ${name}`))])
  })
})
