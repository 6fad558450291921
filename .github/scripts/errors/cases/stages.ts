// SPDX-License-Identifier: Apache-2.0
// Stages that do not begin, do not end, or are not signed.
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommitJob } from '../../../../__tests__/support/commit-job.ts'
import { MemoryGitHub, rewriteLink } from '../../../../__tests__/support/memory-github.ts'
import { given, MemoryJob, type Ran } from '../../../../__tests__/support/memory-job.ts'
import { CI, OWNER } from '../../../../__tests__/support/two-steps.ts'
import type { ActionCase } from '../error-case.ts'

type Texts = Readonly<Record<string, string>>

const job = (files: Texts = { 'a.js': 'alpha' }, facts: Texts = {}): MemoryJob =>
  new MemoryJob(new MemoryGitHub(), facts, files)

function begins(code: string, inputs: Texts, files?: Texts): ActionCase {
  const all = { 'step-name': 'build', materials: '.', ...inputs }
  return { code, action: 'actions/begin', act: () => job(files).begin(all) }
}

function ends(code: string, inputs: Texts, command: (of: MemoryJob) => void = () => {}, files?: Texts): ActionCase {
  return {
    code,
    action: 'actions/end',
    act: () => {
      const of = job(files)
      return of.stage('build', () => command(of), inputs)
    }
  }
}

/** A stage that ends otherwise than it began. */
function endsOther(code: string, change: (recording: string) => void, variables: Texts = {}): ActionCase {
  return {
    code,
    action: 'actions/end',
    act: async () => {
      const of = job()
      const inputs = given(await of.begin({ 'step-name': 'build', run: 'make', materials: '.' }))
      change(inputs['recording'] ?? '')
      return of.end({ ...inputs, outcomes: 'success', products: '.', 'signing-key': CI.privatePem }, variables)
    }
  }
}

/** A checkout stage. */
function checksOut(code: string, check: (of: CommitJob) => void, end: Texts = {}): ActionCase {
  return {
    code,
    action: 'actions/end',
    act: () => {
      const of = new CommitJob()
      return of.checkoutStage(() => check(of), end)
    }
  }
}

/** A job that takes over what another one of its run handed over. */
function takesOver(
  code: string,
  change: (github: MemoryGitHub) => void,
  keys = CI.publicPem,
  facts: Texts = {}
): ActionCase {
  return {
    code,
    action: 'actions/begin',
    act: async () => {
      const of = job({})
      await of.stage('build', () => of.write('dist/a.js', 'a'), { 'hand-over': 'dist/**' })
      change(of.github)
      const inputs = { 'step-name': 'test', materials: '.', 'take-over': 'build', 'take-over-keys': keys }
      return new MemoryJob(of.github, { GITHUB_JOB: 'test', ...facts }).begin(inputs)
    }
  }
}

type Json = Record<string, unknown>

/** A signing job, and what it is told that is not what the working job recorded. */
function signs(code: string, change: (link: Json) => void, inputs: Texts = {}, facts: Texts = {}): ActionCase {
  return { code, action: 'actions/sign', act: () => signed(change, inputs, facts) }
}

/** What a signing job signs of what a working job recorded, and handed over where its inputs say so. */
export async function signed(
  change: (link: Json) => void,
  inputs: Texts,
  facts: Texts,
  world: MemoryJob['world'] = {}
): Promise<Ran> {
  const common = { 'step-name': 'build', run: 'make build', materials: '.' }
  const handOver = inputs['hand-over'] === undefined ? {} : { 'hand-over': inputs['hand-over'] }
  const work = new CommitJob(undefined, { facts: { GITHUB_JOB: 'work', RUNNER_ENVIRONMENT: 'github-hosted' } })
  work.checkOut()
  const begun = await work.begin({ ...common, command: 'required' })
  work.write('app.tgz', 'package')
  await work.end({ ...given(begun), outcomes: 'success skipped', products: '.', sign: 'later', ...handOver })
  const record = work.github.storedAs('in-toto-unsigned.', '10')
  rewriteLink(record, change)
  const { GITHUB_WORKSPACE: _workspace, RUNNER_TEMP: _temporary, ...others } = work.facts
  const signing = new MemoryJob(work.github, { ...others, GITHUB_JOB: 'sign', ...facts })
  CommitJob.prototype.checkOut.call(
    Object.assign(signing, { origin: work.origin }) as unknown as CommitJob,
    work.commit
  )
  signing.world = world
  return signing.sign({
    ...common,
    'link-artifact-id': record.id,
    'link-artifact-digest': record.digest,
    checkout: 'true',
    'signing-key': CI.privatePem,
    ...inputs
  })
}

export const STAGE_CASES: readonly ActionCase[] = [
  begins('INPUT_MISSING', { run: '', command: 'required' }),
  {
    code: 'RUNNER_VARIABLE_MISSING',
    action: 'actions/begin',
    act: () => job({}, { GITHUB_RUN_ID: '' }).begin({ 'step-name': 'build', materials: '.' })
  },
  {
    code: 'EVENT_UNREADABLE',
    action: 'actions/begin',
    act: () => job({}, { GITHUB_EVENT_PATH: '/nowhere/event.json' }).begin({ 'step-name': 'build', materials: '.' })
  },
  begins('INPUT_INVALID', { shell: 'fish' }),
  begins('ARTIFACT_NAME', { 'step-name': 'x'.repeat(300) }),
  begins('WORKING_DIRECTORY_OUTSIDE', { 'working-directory': '..' }),
  begins('TAKE_OVER_NOT_FOUND', { 'take-over': 'build', 'take-over-keys': CI.publicPem }),
  takesOver('TAKE_OVER_UNTRUSTED', () => {}, OWNER.publicPem),
  takesOver('TAKE_OVER_DIFFERS', (github) => {
    const [products] = github.storedIn('10').filter(({ name }) => name.startsWith('in-toto-products.'))
    if (products !== undefined) products.digest = `sha256:${'0'.repeat(64)}`
  }),
  takesOver('TAKE_OVER_AMBIGUOUS', (github) => {
    const link = github.storedAs('in-toto.build.', '10')
    github.add('10', 'in-toto.build.other.0.1', link.zip)
  }),
  takesOver(
    'TAKE_OVER_SUPERSEDED',
    (github) => {
      github.add('10', 'in-toto-products.build.build.0.2', github.storedAs('in-toto-products.', '10').zip)
    },
    CI.publicPem,
    { GITHUB_RUN_ATTEMPT: '2' }
  ),
  ends('JOB_NOT_SUCCESSFUL', { outcomes: 'failure' }),
  ends('SIGNING_KEY_MISSING', { 'signing-key': '' }),
  ends('SIGNING_KEY_UNEXPECTED', { 'key-id': '0'.repeat(64) }),
  ends('HAND_OVER_NOTHING', { 'hand-over': 'out/**' }),
  ends('HAND_OVER_UNSAFE', { 'hand-over': '*' }, (of) => of.write('ab:c.js', 'a')),
  ends('RECORDING_NOTHING', {}, () => {}, {}),
  ends('RECORD_OUTSIDE', {}, (of) => symlinkSync(of.facts['GITHUB_EVENT_PATH'] ?? '', join(of.workspace, 'b.js'))),
  ends('GIT_FAILED', { 'product-source': 'git' }),
  endsOther('RECORDING_TAMPERED', (path) => {
    writeFileSync(path, readFileSync(path, 'utf8').replace('a.js', 'b.js'))
  }),
  endsOther('ENVIRONMENT_CHANGED', () => {}, { https_proxy: 'http://proxy.example' }),
  checksOut('CHECKOUT_DIFFERS', (of) => {
    of.checkOut()
    of.write('a.js', 'changed')
  }),
  checksOut('CHECKOUT_COMMIT_OTHER', (of) => {
    of.checkOut()
    of.write('a.js', 'changed')
    of.git('commit', '--quiet', '--all', '-m', 'another')
  }),
  checksOut('SOURCE_UNREADABLE', (of) => {
    of.checkOut()
    const blob = of.git('rev-parse', 'HEAD:a.js')
    rmSync(join(of.workspace, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    of.write('a.js', 'changed')
  }),
  signs('SIGN_MATERIALS_DIFFER', (link) => (link['materials'] = {})),
  signs('SIGN_REFUSED', (link) => (link['command'] = ['make', 'evil'])),
  signs('SIGN_COMMIT_DIFFERS', () => {}, {}, { GITHUB_SHA: '1'.repeat(40) }),
  signs('SIGN_WORKSPACE_NOT_EMPTY', () => {}, { checkout: 'false' })
]
