// SPDX-License-Identifier: Apache-2.0
// The bundles that users run, as the runner starts them: inputs and facts in the environment, outputs in files, and
// GitHub on loopback.
import { spawn } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { GitHubServer, runtimeToken, sha256, type ServedArtifact } from '../../.github/scripts/e2e/github-server.ts'
import { unzip, zip } from '../../.github/scripts/e2e/zip.ts'
import { publicKeyFromPem } from '../../src/intoto/keys/public-key.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import { file, keyObject, layoutOf, step } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { FaultyService } from '../support/faulty-service.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TOKEN = 'ghs_canary-token-4b1f'
const WORKFLOW = 'o/r/.github/workflows/ci.yml@refs/heads/main'
const CI = generateKey({ type: 'ed25519' })
const OWNER = generateKey({ type: 'ed25519' })
const identity = ({ privatePem }: typeof CI): Parameters<typeof file>[1][number] => {
  const signer = loadPrivateKey({ pem: privatePem, source: 'test' })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}
const KEY_ID = keyIdOf(publicKeyFromPem(CI.publicPem, 'ci'), 'current')

const server = new GitHubServer()
let origin = ''
beforeAll(async () => {
  origin = await server.start()
  server.tokens.set(TOKEN, 'write')
})
afterAll(() => server.stop())

interface Ran {
  readonly status: number
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

/** The defaults that the runner fills in, but for expressions. */
function defaultsOf(path: string): Record<string, string> {
  const { inputs } = parse(readFileSync(join(ROOT, path), 'utf8')) as { inputs: Record<string, { default?: string }> }
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, { default: value }]) =>
      value === undefined
        ? []
        : [
            [
              name,
              value
                .replace('${{ job.status }}', 'success')
                .replace(/\$\{\{ toJSON.*/, 'null')
                .replace('${{ github.token }}', TOKEN)
                .replace('${{ job.workflow_ref }}', WORKFLOW)
            ]
          ]
    )
  )
}

/** A job: a workspace, a temporary directory, and the facts of a run. */
class Job {
  readonly workspace: string
  readonly directory: string
  readonly facts: Record<string, string>

  constructor(
    facts: Record<string, string> = {},
    files: Readonly<Record<string, string>> = {},
    event: unknown = { repository: { default_branch: 'main' } }
  ) {
    this.directory = directoryWith({ 'event.json': JSON.stringify(event) })
    this.workspace = directoryWith(files)
    mkdirSync(join(this.directory, 'temp'))
    this.facts = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_REPOSITORY_ID: '1',
      GITHUB_RUN_ID: '10',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'build',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(this.directory, 'event.json'),
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: head,
      GITHUB_WORKFLOW_REF: WORKFLOW,
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_API_URL: origin,
      GITHUB_SERVER_URL: 'https://github.com',
      RUNNER_TEMP: join(this.directory, 'temp'),
      ...facts
    }
  }

  async run(
    action: 'begin' | 'end' | 'sign' | 'verify',
    inputs: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>> = {}
  ): Promise<Ran> {
    const [output, summary] = [join(this.directory, 'output'), join(this.directory, 'summary')]
    writeFileSync(output, '')
    writeFileSync(summary, '')
    const all = { ...defaultsOf(action === 'verify' ? 'action.yml' : `actions/${action}/action.yml`), ...inputs }
    const environment = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...this.facts,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      ACTIONS_RESULTS_URL: `${origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(this.facts['GITHUB_RUN_ID'] ?? '', this.facts['GITHUB_JOB'] ?? ''),
      ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...variables
    }
    const child = spawn(process.execPath, [join(ROOT, `dist/${action}.mjs`)], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)))
    return {
      status,
      log: Buffer.concat(chunks).toString('utf8'),
      outputs: readOutputs(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8')
    }
  }

  /** A whole stage, with what its command does. */
  async stage(
    step: string,
    command: () => void,
    end: Readonly<Record<string, string>> = {},
    begin: Readonly<Record<string, string>> = {}
  ): Promise<Ran> {
    const begun = await this.run('begin', { 'step-name': step, run: `make ${step}`, materials: '.', ...begin })
    if (begun.status !== 0) return begun
    command()
    const { recording = '', 'recording-digest': digest = '' } = begun.outputs
    return this.run('end', {
      recording,
      'recording-digest': digest,
      products: '.',
      'signing-key': CI.privatePem,
      ...end
    })
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.workspace, path, '..'), { recursive: true })
    writeFileSync(join(this.workspace, path), text)
  }
}

function readOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value])
  )
}

const LAYOUT = layoutOf(
  [
    step('write', [identity(CI)], { expected_command: [] }),
    step('pack', [identity(CI)], {
      expected_command: [],
      expected_materials: [
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['DISALLOW', '*']
      ],
      expected_products: [
        ['CREATE', 'app.tgz'],
        ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'write'],
        ['DISALLOW', '*']
      ]
    })
  ],
  { keys: { [KEY_ID]: keyObject(identity(CI)) }, expires: '2999-01-01T00:00:00Z' }
)
const layoutFile = file(LAYOUT, [identity(OWNER)])

/** A repository with the layout, as GitHub would have it. */
const repository = directoryWith({ '.in-toto/layout.yml': 'steps:\n  - name: write\n  - name: pack\n' })
writeFileSync(join(repository, '.in-toto/root.layout'), layoutFile)
// One that names a command.
writeFileSync(
  join(repository, '.in-toto/make.layout'),
  file({ ...LAYOUT, steps: [step('write', [identity(CI)])] }, [identity(OWNER)])
)
const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-C', repository, ...words], {
    encoding: 'utf8'
  }).trim()
git('init', '--quiet', '--initial-branch', 'main')
git('add', '--all')
git('commit', '--quiet', '-m', 'layout')
const head = git('rev-parse', 'HEAD')
server.repositories.set('o/r', repository)

const GATE = { 'layout-keys': OWNER.publicPem, needs: '{"write":{"result":"success"}}' }

/** Runs the two stages of a good run. */
async function pipeline(
  run: string,
  changes: { readonly pack?: () => void; readonly attempt?: string; readonly end?: Record<string, string> } = {}
): Promise<Job> {
  const facts = { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: changes.attempt ?? '1' }
  server.runs.set(run, { id: run, attempt: Number(facts.GITHUB_RUN_ATTEMPT), head, event: 'push' })
  const write = new Job({ ...facts, GITHUB_JOB: 'write' })
  const written = await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })
  expect([written.status, written.log]).toEqual([0, expect.any(String)])
  const pack = new Job({ ...facts, GITHUB_JOB: 'pack' })
  const packed = await pack.stage(
    'pack',
    () => {
      expect(readFileSync(join(pack.workspace, 'a.js'), 'utf8')).toBe('alpha')
      pack.write('app.tgz', 'package')
      changes.pack?.()
    },
    changes.end ?? {},
    { 'take-over': 'write', 'take-over-keys': CI.publicPem }
  )
  expect([packed.status, packed.log]).toEqual([0, expect.any(String)])
  return pack
}

/** What the link in a workflow artifact says. */
const linkIn = (artifact: ServedArtifact | undefined): Record<string, unknown> => {
  const [entry] = unzip(artifact?.zip ?? Buffer.alloc(0))
  const { payload } = JSON.parse(Buffer.from(entry?.content ?? []).toString()) as { payload: string }
  return JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>
}

const artifactsOf = (run: string): string[] =>
  server.artifacts.filter((artifact) => artifact.run === run).map(({ name }) => name)

describe('a stage', () => {
  test('stores a signed link and says where', async () => {
    const job = new Job({ GITHUB_RUN_ID: '20' }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => job.write('dist/a.js', 'beta'), {
      'hand-over': 'dist/**',
      summary: 'always'
    })
    expect(ran.status).toBe(0)
    const [products, link] = server.artifacts.filter(({ run }) => run === '20')
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
    const job = new Job({ GITHUB_RUN_ID: '32' }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => symlinkSync('a.js', join(job.workspace, 'b.js')), { 'hand-over': '*' })
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('2 of them handed over')])
    const other = new Job({ GITHUB_RUN_ID: '33' }, { 'a.js': 'alpha' })
    const outwards = (): void => symlinkSync(join(job.directory, 'event.json'), join(other.workspace, 'b.js'))
    const refused = await other.stage('build', outwards, { 'hand-over': '*' })
    expect([refused.status, refused.log]).toEqual([1, expect.stringContaining('HAND_OVER_UNSAFE')])
    expect([artifactsOf('33'), readdirSync(join(other.directory, 'temp'))]).toEqual([[], []])
  })
  test('stores what it signed while something goes on writing to its products', async () => {
    const job = new Job({ GITHUB_RUN_ID: '34' }, { 'a.js': 'alpha', 'b.js': 'beta' })
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
    const products = server.artifacts.find(({ run, name }) => run === '34' && name.startsWith('in-toto-products.'))
    const stored = unzip(products?.zip ?? Buffer.alloc(0)).map(({ name, content }) => [name, String(content)])
    expect(stored).toEqual([
      ['a.js', 'alpha'],
      ['b.js', 'beta']
    ])
  })
  test('signs nothing when its recording was changed, removed, or made for another run', async () => {
    for (const change of [
      (path: string) =>
        writeFileSync(path, readFileSync(path, 'utf8').replace('alpha', 'beta').replace('"a.js"', '"b.js"')),
      (path: string) => writeFileSync(path, '')
    ]) {
      const job = new Job({ GITHUB_RUN_ID: '21' }, { 'a.js': 'alpha' })
      const begun = await job.run('begin', { 'step-name': 'build', materials: '.' })
      change(begun.outputs['recording'] ?? '')
      const ended = await job.run('end', {
        recording: begun.outputs['recording'] ?? '',
        'recording-digest': begun.outputs['recording-digest'] ?? '',
        'signing-key': CI.privatePem
      })
      expect([ended.status, ended.log]).toEqual([1, expect.stringContaining('RECORDING_TAMPERED')])
    }
    const job = new Job({ GITHUB_RUN_ID: '21' }, { 'a.js': 'alpha' })
    const begun = await job.run('begin', { 'step-name': 'build', materials: '.' })
    for (const facts of [
      { GITHUB_RUN_ID: '22' },
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
    expect(artifactsOf('21')).toEqual([])
  })
  test.each(['failure', 'cancelled', '', 'skipped'])('signs nothing while the job is %j', async (status) => {
    const job = new Job({ GITHUB_RUN_ID: '23' }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => {}, { 'job-status': status })
    expect([ran.status, ran.log, artifactsOf('23')]).toEqual([1, expect.stringContaining('JOB_NOT_SUCCESSFUL'), []])
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
    const job = new Job({ GITHUB_RUN_ID: '24' }, { 'a.js': 'alpha' })
    const ran = await job.stage('build', () => {}, inputs)
    expect([ran.status, ran.log, artifactsOf('24')]).toEqual([1, expect.stringContaining(code), []])
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
    ['a step to take over that there is not', { 'take-over': 'x' }, 'TAKE_OVER_NOT_FOUND']
  ])('does not begin with %s', async (_what, inputs, code) => {
    const ran = await new Job({ GITHUB_RUN_ID: '25' }).run('begin', { 'step-name': 'build', ...inputs })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining(code)])
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
    const ran = await new Job({ GITHUB_RUN_ID: '26' }).stage('build', () => {})
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('RECORDING_NOTHING')])
  })
  test('of a fork stores an unsigned link and says so; an own one without a key does not', async () => {
    const repo = { id: 1, full_name: 'o/r' }
    const event = (headRepo: unknown): unknown => ({ pull_request: { head: { repo: headRepo }, base: { repo } } })
    const stage = (run: string, headRepo: unknown): Promise<Ran> => {
      const job = new Job({ GITHUB_RUN_ID: run, GITHUB_EVENT_NAME: 'pull_request' }, { 'a.js': 'x' }, event(headRepo))
      return job.stage('build', () => {}, { 'signing-key': '' })
    }
    const fork = await stage('27', { id: 2, full_name: 'fork/r' })
    expect([fork.status, fork.summary]).toEqual([0, expect.stringContaining('Unsigned')])
    expect(unzip(server.artifacts.at(-1)?.zip ?? Buffer.alloc(0))[0]?.name).toBe('build.link')
    expect((await stage('28', null)).status).toBe(0)
    expect((await stage('29', repo)).log).toContain('SIGNING_KEY_MISSING')
  })
  test('that stores one name twice says so', async () => {
    const job = (): Job => new Job({ GITHUB_RUN_ID: '30' }, { 'a.js': 'x' })
    expect((await job().stage('build', () => {})).status).toBe(0)
    const second = await job().stage('build', () => {})
    expect([second.status, second.log]).toEqual([
      1,
      expect.stringMatching(/ARTIFACT_UPLOAD_FAILED[\s\S]*step name of its own/)
    ])
  })
  test('records variables that were asked for', async () => {
    const job = new Job({ GITHUB_RUN_ID: '31', NODE_ENV: 'production' }, { 'a.js': 'x' })
    expect((await job.stage('build', () => {}, {}, { 'environment-variables': 'NODE_ENV\nNOT_SET' })).status).toBe(0)
    const { payload } = JSON.parse(String(unzip(server.artifacts.at(-1)?.zip ?? Buffer.alloc(0))[0]?.content)) as {
      payload: string
    }
    const { environment } = JSON.parse(Buffer.from(payload, 'base64').toString()) as {
      environment: Record<string, unknown>
    }
    expect(environment['variables']).toEqual({ NODE_ENV: 'production' })
  })
})

describe('the working directory of a stage', () => {
  let run = 7000
  /** A job of a run of its own, in whose workspace `sub` is a directory. */
  const newJob = (): Job => new Job({ GITHUB_RUN_ID: String((run += 1)) }, { 'sub/a.js': 'alpha', file: '' })
  const idOf = (job: Job): string => job.facts['GITHUB_RUN_ID'] ?? ''
  const environmentOf = (job: Job): Record<string, unknown> => {
    const [link] = server.artifacts.filter((artifact) => artifact.run === idOf(job))
    const { payload } = JSON.parse(String(unzip(link?.zip ?? Buffer.alloc(0))[0]?.content)) as { payload: string }
    return (JSON.parse(Buffer.from(payload, 'base64').toString()) as { environment: Record<string, unknown> })
      .environment
  }

  test.each([
    ['', '.', undefined],
    ['.', '.', undefined],
    ['./sub/', 'sub', 'sub'],
    [' sub//../sub ', 'sub', 'sub'],
    ['sub/../two words', 'two words', 'two words']
  ])('%j is recorded in its shortest form', async (given, shortest, recorded) => {
    const job = newJob()
    mkdirSync(join(job.workspace, 'two words'))
    const begun = await job.run('begin', { 'step-name': 'build', materials: '.', 'working-directory': given })
    expect(begun.outputs).toMatchObject({ 'working-directory': shortest, 'setup-directory': shortest })
    const ended = await job.stage('build', () => {}, {}, { 'working-directory': given })
    expect([ended.status, environmentOf(job)['working_directory']]).toEqual([0, recorded])
  })
  test('may be made by the setup, and removed by the command', async () => {
    const job = newJob()
    const begin = { 'working-directory': 'made/by/setup', setup: 'mkdir -p made/by/setup' }
    const begun = await job.run('begin', { 'step-name': 'build', ...begin })
    expect(begun.outputs).toMatchObject({ 'working-directory': 'made/by/setup', 'setup-directory': '.' })
    const ended = await job.stage('build', () => job.write('made/by/setup/x', 'x'), {}, begin)
    expect([ended.status, environmentOf(job)]).toEqual([
      0,
      expect.objectContaining({ working_directory: 'made/by/setup', setup: 'mkdir -p made/by/setup' })
    ])
    const other = newJob()
    const remove = (): void => rmSync(join(other.workspace, 'sub'), { recursive: true })
    expect((await other.stage('build', remove, {}, { 'working-directory': 'sub' })).status).toBe(0)
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
    const job = newJob()
    for (const [name, target] of [
      ['out', job.directory],
      ['sub/out', '../..'],
      ['dangling', 'gone']
    ] as const)
      symlinkSync(target, join(job.workspace, name))
    const begun = await job.run('begin', { 'step-name': 'build', materials: 'sub/a.js', 'working-directory': place })
    expect([begun.status, begun.log, begun.outputs]).toEqual([
      1,
      expect.stringContaining('WORKING_DIRECTORY_OUTSIDE'),
      {}
    ])
  })
  test.each(['key', 'later', 'none'])('that the command leads elsewhere signs nothing (sign %s)', async (sign) => {
    const job = newJob()
    const leadOut = (): void => {
      rmSync(join(job.workspace, 'sub'), { recursive: true })
      symlinkSync(job.directory, join(job.workspace, 'sub'))
    }
    const ended = await job.stage('build', leadOut, { sign, products: 'file' }, { 'working-directory': 'sub' })
    expect([ended.status, ended.log, artifactsOf(idOf(job))]).toEqual([
      1,
      expect.stringContaining('WORKING_DIRECTORY_OUTSIDE'),
      []
    ])
  })
  test('and the setup are shown by the gate, where the layout names a command', async () => {
    const facts = { GITHUB_RUN_ID: '7900' }
    server.runs.set('7900', { id: '7900', attempt: 1, head, event: 'push' })
    const write = new Job({ ...facts, GITHUB_JOB: 'write' })
    const begin = { 'working-directory': 'elsewhere', setup: 'cp evil.mk elsewhere/Makefile', materials: '' }
    const written = await write.stage('write', () => write.write('a.js', 'alpha'), {}, begin)
    expect([written.status, written.log]).toEqual([0, expect.any(String)])
    const gate = new Job({ ...facts, GITHUB_JOB: 'verify' })
    const ran = await gate.run('verify', { ...GATE, layout: '.in-toto/make.layout' })
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
    const summary = ran.summary.replace(/&#(\d+);/g, (_mark, number: string) => String.fromCharCode(Number(number)))
    for (const text of [ran.log, summary, readFileSync(ran.outputs['report'] ?? '', 'utf8')]) {
      expect(text).toMatch(/COMMAND_DIFFERS[\s\S]*COMMAND_DIFFERS/)
      for (const shown of ['elsewhere/', 'cp evil.mk elsewhere/Makefile']) expect(text).toContain(shown)
    }
  })
})

describe('an issuer that a workflow step set', () => {
  const issuer = new FaultyService()
  beforeAll(() => issuer.start())
  afterAll(() => issuer.stop())
  const BEARER = 'canary5f0c1d7e9b'
  const steered = (): Record<string, string> => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.origin}/token?x=${BEARER}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER
  })
  test.each([
    ['auto', ''],
    ['keyless', CI.privatePem]
  ])('before the stage began is asked nothing where sign is %s', async (sign, key) => {
    const job = new Job({ GITHUB_RUN_ID: '7970', ...steered() }, { 'a.js': 'x' })
    const ran = await job.stage('build', () => {}, { sign, 'signing-key': key })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('KEYLESS_TOKEN_URL_REFUSED')])
    expect(ran.log).toMatch(/::warning[^\n]*Unusual request token/)
    expect(ran.log).not.toContain('Unusual environment')
    expect([ran.log.includes(BEARER), issuer.asked, artifactsOf('7970')]).toEqual([false, [], []])
  })
  test.each(['auto', 'key'])('while the stage ran ends it where sign is %s', async (sign) => {
    const job = new Job({ GITHUB_RUN_ID: '7971' }, { 'a.js': 'x' })
    const command = (): void => void Object.assign(job.facts, steered())
    const ran = await job.stage('build', command, sign === 'key' ? { sign } : { sign, 'signing-key': '' })
    expect([ran.status, ran.log]).toEqual([1, expect.stringContaining('ENVIRONMENT_CHANGED')])
    expect([ran.log.includes(BEARER), issuer.asked, artifactsOf('7971')]).toEqual([false, [], []])
  })
})

describe('products that were replaced after their link was signed', () => {
  const EVIL = zip([{ name: 'a.js', content: Buffer.from('evil') }])
  let run = 100
  /** What a job of the same run that stores and deletes as it likes can do to the products. */
  async function takenOver(
    attack: (products: ServedArtifact, run: string) => void
  ): Promise<Ran & { files: string[] }> {
    run += 1
    const facts = { GITHUB_RUN_ID: String(run) }
    const write = new Job({ ...facts, GITHUB_JOB: 'write' })
    expect((await write.stage('write', () => write.write('a.js', 'alpha'), { 'hand-over': '*' })).status).toBe(0)
    const products = server.artifacts.find(({ run: of, name }) => of === String(run) && name.includes('products'))
    if (products === undefined) throw new Error('no products were stored')
    attack(products, String(run))
    const pack = new Job({ ...facts, GITHUB_JOB: 'pack' })
    const inputs = { 'step-name': 'pack', materials: '.', 'take-over': 'write', 'take-over-keys': CI.publicPem }
    const ran = await pack.run('begin', inputs)
    return { ...ran, files: readdirSync(pack.workspace) }
  }
  test('come as they are while nobody replaces them', async () => {
    const { status, files } = await takenOver(() => undefined)
    expect([status, files]).toEqual([0, ['a.js']])
  })
  test.each<[string, string, (products: ServedArtifact, run: string) => void]>([
    [
      'by others under the same id',
      'TAKE_OVER_DIFFERS',
      (products) => Object.assign(products, { zip: EVIL, digest: sha256(EVIL) })
    ],
    [
      'by others that the service lists as the right ones',
      'ARTIFACT_DIGEST_DIFFERS',
      (products) => Object.assign(products, { zip: EVIL })
    ],
    [
      'by others under the same name',
      'TAKE_OVER_NOT_FOUND',
      (products, of) => {
        server.remove(products)
        server.add(of, products.name, EVIL)
      }
    ],
    [
      'by the same ones, stored anew',
      'TAKE_OVER_NOT_FOUND',
      (products, of) => {
        server.remove(products)
        server.add(of, products.name, products.zip)
      }
    ],
    [
      'by others that a job stored beside them under another name',
      'TAKE_OVER_NOT_FOUND',
      (products, of) => {
        server.remove(products)
        server.add(of, 'in-toto-products.write.other.0.1', products.zip)
      }
    ],
    [
      'by those of another step',
      'TAKE_OVER_DIFFERS',
      (products) => Object.assign(products, { name: 'in-toto-products.other.write.0.1' })
    ]
  ])('are not taken over: %s', async (_what, code, attack) => {
    const ran = await takenOver(attack)
    expect([ran.status, ran.log, ran.files]).toEqual([1, expect.stringContaining(code), []])
  })
  test('do not pass the gate when somebody fetches them by himself', async () => {
    await pipeline('68', { end: { 'hand-over': 'app.tgz' } })
    const products = server.artifacts.find(
      ({ run: of, name }) => of === '68' && name.startsWith('in-toto-products.pack')
    )
    const gate = async (): Promise<Ran> => {
      const job = new Job({ GITHUB_RUN_ID: '69', GITHUB_JOB: 'release' })
      for (const { name, content } of unzip(products?.zip ?? Buffer.alloc(0)))
        job.write(name, Buffer.from(content).toString('utf8'))
      return job.run('verify', { ...GATE, links: '68', products: 'app.tgz' })
    }
    expect((await gate()).status).toBe(0)
    const evil = zip([{ name: 'app.tgz', content: Buffer.from('evil') }])
    Object.assign(products ?? {}, { zip: evil, digest: sha256(evil) })
    const ran = await gate()
    expect([ran.status, ran.outputs['verified']]).toEqual([1, 'false'])
    expect(ran.log).toContain('PRODUCT_DIFFERS')
  })
})

describe('a job that signs what another one recorded', () => {
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
  let run = 80
  /** What a working job recorded; `change` is what code in it could do to the record. */
  async function recorded(
    change: (link: Record<string, unknown>) => void = () => undefined,
    end: Record<string, string> = {}
  ): Promise<Recorded> {
    run += 1
    const facts = { GITHUB_RUN_ID: String(run) }
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
    const artifact = server.artifacts.find(
      ({ run: of, name }) => of === facts.GITHUB_RUN_ID && name.startsWith('in-toto-unsigned.')
    )
    if (artifact === undefined) throw new Error('nothing was stored')
    expect(artifact.name).toBe('in-toto-unsigned.build.work.0.1')
    const [entry] = unzip(artifact.zip)
    const envelope = JSON.parse(String(entry?.content)) as { payload: string }
    const link = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as Record<string, unknown>
    change(link)
    envelope.payload = Buffer.from(JSON.stringify(link)).toString('base64')
    // Whoever can store the record can tell its id and digest, too.
    artifact.zip = zip([{ name: entry?.name ?? '', content: Buffer.from(JSON.stringify(envelope)) }])
    artifact.digest = sha256(artifact.zip)
    const place = { 'link-artifact-id': String(artifact.id), 'link-artifact-digest': artifact.digest }
    return { facts, artifact, inputs: { ...COMMON, ...place, checkout: 'true', 'signing-key': CI.privatePem } }
  }
  const sign = ({ inputs, facts }: Recorded, changes: object = {}, more: Record<string, string> = {}): Promise<Ran> =>
    checkedOut({ ...facts, GITHUB_JOB: 'sign', ...more }).run('sign', { ...inputs, ...changes })
  const signedLink = (id: string): Record<string, Record<string, unknown>> => {
    const artifact = server.artifacts.find(({ run: of, name }) => of === id && name.startsWith('in-toto.'))
    const { payload } = JSON.parse(String(unzip(artifact?.zip ?? Buffer.alloc(0))[0]?.content)) as { payload: string }
    return JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, Record<string, unknown>>
  }
  const linksOf = (id: string): string[] => artifactsOf(id).filter((name) => name.startsWith('in-toto.'))

  test('signs it under its own name, with materials of its own', async () => {
    const what = await recorded(undefined, { 'hand-over': '*.tgz' })
    const ran = await sign(what, { 'hand-over': '*.tgz' })
    expect([ran.status, ran.log]).toEqual([0, expect.stringContaining('1 of them handed over')])
    const id = what.facts['GITHUB_RUN_ID'] ?? ''
    expect(linksOf(id)).toEqual(['in-toto.build.sign.0.1'])
    const products = server.artifacts.find(({ run: of, name }) => of === id && name.startsWith('in-toto-products.'))
    expect(signedLink(id)).toMatchObject({
      command: ['make', 'build'],
      materials: { '.in-toto/root.layout': { sha256: sha256(layoutFile).slice(7) } },
      products: { 'app.tgz': { sha256: sha256(Buffer.from('package')).slice(7) } },
      environment: {
        run: { job: 'sign', attempt: '1' },
        recorded_by: { job: 'work', attempt: '1', runner: 'github-hosted' },
        hand_over: { files: 1, artifact: { id: String(products?.id), digest: products?.digest } }
      }
    })
    expect(ran.outputs['link-digest']).toMatch(/^sha256:/)
  })
  test('signs a checkout with no other job', async () => {
    const facts = { GITHUB_RUN_ID: '7950', GITHUB_JOB: 'sign' }
    const job = checkedOut(facts)
    job.write('planted', 'evil')
    const inputs = { 'step-name': 'source', run: 'none', checkout: 'true', 'signing-key': CI.privatePem }
    const ran = await job.run('sign', { ...inputs, 'hand-over': '**' })
    expect([ran.status, ran.log]).toEqual([0, expect.any(String)])
    expect(artifactsOf('7950').sort()).toEqual(['in-toto-products.source.sign.0.1', 'in-toto.source.sign.0.1'])
    const link = signedLink('7950')
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
    const second = server.artifacts.find(({ run: of, name }) => of === '7950' && name.startsWith('in-toto.build.'))
    const { payload } = JSON.parse(String(unzip(second?.zip ?? Buffer.alloc(0))[0]?.content)) as { payload: string }
    expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toMatchObject({ materials: link['products'] })
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
    ['none in other letters', { run: 'None', 'link-artifact-id': 'none' }, 'INPUT_INVALID'],
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
    const ran = await new Job({ GITHUB_RUN_ID: '7960' }).run('sign', { ...inputs, ...changes })
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
    const ran = await new Job({ GITHUB_RUN_ID: '7961' }).run('sign', { ...inputs, ...changes })
    expect([ran.status, ran.log]).toEqual([1, expect.stringMatching(new RegExp(`INPUT_INVALID[\\s\\S]*input ${name}`))])
  })
})

describe('the gate', () => {
  test('passes a run, and says what it used', async () => {
    await pipeline('40')
    const ran = await new Job({ GITHUB_RUN_ID: '40', GITHUB_JOB: 'verify' }).run('verify', GATE)
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
    await pipeline('41')
    const job = new Job({ GITHUB_RUN_ID: '42', GITHUB_JOB: 'release' }, { 'app.tgz': 'package', 'evil.tgz': 'package' })
    const passed = await job.run('verify', { ...GATE, links: '41', products: 'app.tgz' })
    expect([passed.status, passed.log]).toEqual([0, expect.stringContaining('Verdict: passed')])
    expect((await job.run('verify', { ...GATE, links: '41', products: 'evil.tgz' })).log).toContain('PRODUCT_UNKNOWN')
    job.write('app.tgz', 'other')
    expect((await job.run('verify', { ...GATE, links: '41', products: 'app.tgz' })).log).toContain('PRODUCT_DIFFERS')
    expect((await job.run('verify', { ...GATE, links: '41', products: 'gone' })).log).toContain('RECORD_NOT_FOUND')
  })
  test.each([
    ['that failed', 'completed', 'failure'],
    ['that was cancelled', 'completed', 'cancelled'],
    ['that goes on', 'in_progress', null],
    ['whose end nobody tells', 'completed', null]
  ])('does not pass another run %s', async (_what, status, conclusion) => {
    if (artifactsOf('64').length === 0) await pipeline('64')
    Object.assign(server.runs.get('64') ?? {}, { status, conclusion })
    const job = new Job({ GITHUB_RUN_ID: '65', GITHUB_JOB: 'release' })
    const ran = await job.run('verify', { ...GATE, links: '64' })
    expect([ran.status, ran.outputs['verified']]).toEqual([1, 'false'])
    expect(ran.log).toContain('RUN_NOT_SUCCESSFUL')
  })
  test('passes links in a directory', async () => {
    await pipeline('43')
    const job = new Job({ GITHUB_JOB: 'verify' })
    for (const { name, zip: archive } of server.artifacts.filter(({ run }) => run === '43'))
      if (name.startsWith('in-toto.'))
        for (const entry of unzip(archive))
          job.write(`links/${entry.name}`, Buffer.from(entry.content).toString('utf8'))
    expect((await job.run('verify', { ...GATE, links: './links' })).status).toBe(0)
    expect((await job.run('verify', { ...GATE, links: './empty' })).log).toContain('LINK_MISSING')
  })
  const cases: [string, Record<string, string>, Record<string, string>, string][] = [
    ['a run without links', {}, { GITHUB_RUN_ID: '49' }, 'LINK_MISSING'],
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
  test.each(cases)('fails for %s', async (_what, inputs, facts, code) => {
    if (artifactsOf('44').length === 0) await pipeline('44')
    const ran = await new Job({ GITHUB_RUN_ID: '44', GITHUB_JOB: 'verify', ...facts }).run('verify', {
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
    await pipeline('45')
    const links = server.artifacts.filter(({ run, name }) => run === '45' && name.startsWith('in-toto.pack'))
    links.forEach((artifact) => server.remove(artifact))
    const ran = await new Job({ GITHUB_RUN_ID: '45', GITHUB_JOB: 'verify' }).run('verify', {
      ...GATE,
      'sarif-file': 'out/findings.sarif'
    })
    expect(ran.log).toMatch(/::error title=LINK_MISSING in step pack,file=\.in-toto\/layout\.yml,line=3::/)
  })
  test('reads another attempt of a run only where there was one', async () => {
    await pipeline('46', { attempt: '2' })
    const gate = (attempt: string): Promise<Ran> =>
      new Job({ GITHUB_RUN_ID: '46', GITHUB_RUN_ATTEMPT: attempt, GITHUB_JOB: 'verify' }).run('verify', GATE)
    expect((await gate('2')).status).toBe(0)
    expect((await gate('3')).status).toBe(0)
    const blind = new Job({ GITHUB_RUN_ID: '46', GITHUB_RUN_ATTEMPT: '3', GITHUB_JOB: 'verify' })
    expect((await blind.run('verify', { ...GATE, needs: '' })).log).toContain('LINK_OF_OLDER_ATTEMPT')
    expect((await gate('1')).log).toContain('LINK_ARTIFACT_INVALID')
  })
  test('compares every file beside the products, whatever it is called', async () => {
    await pipeline('60')
    for (const name of ['evil.link.tgz', 'm.pyc', 'copy~', 'x.linked/y']) {
      const job = new Job(
        { GITHUB_RUN_ID: '60', GITHUB_JOB: 'verify' },
        { 'out/app.tgz': 'package', [`out/${name}`]: 'evil' }
      )
      expect((await job.run('verify', { ...GATE, products: 'out' })).log).toContain('PRODUCT_UNKNOWN')
    }
  })
  test('holds links in a directory to this commit, unless told otherwise in words', async () => {
    await pipeline('61')
    const files: Record<string, string> = {}
    for (const { name, zip: archive } of server.artifacts.filter(({ run }) => run === '61'))
      if (name.startsWith('in-toto.'))
        for (const entry of unzip(archive)) files[`links/${entry.name}`] = Buffer.from(entry.content).toString('utf8')
    const later = new Job({ GITHUB_SHA: '1'.repeat(40), GITHUB_REF: 'refs/heads/other' }, files)
    expect((await later.run('verify', { ...GATE, links: './links' })).log).toContain('LINK_OF_OTHER_RUN')
    const free = await later.run('verify', { ...GATE, links: './links', 'run-binding': 'any' })
    expect([free.status, free.log]).toEqual([0, expect.stringContaining('run-binding: any')])
  })
  test('says what was not looked at', async () => {
    await pipeline('62')
    const ran = await new Job({ GITHUB_RUN_ID: '62', GITHUB_JOB: 'verify' }).run('verify', { ...GATE, products: '' })
    expect(ran.summary).toContain('no file was compared with the final products')
  })
  test('leaves no pass behind when its report cannot be written', async () => {
    await pipeline('63')
    const job = new Job({ GITHUB_RUN_ID: '63', GITHUB_JOB: 'verify' }, { 'out.sarif/x': '' })
    const ran = await job.run('verify', { ...GATE, 'sarif-file': 'out.sarif' })
    expect([ran.status, ran.outputs['verdict'], ran.outputs['verified']]).toEqual([1, 'failed', 'false'])
  })
  test('passes nothing by a service that lies', async () => {
    await pipeline('47')
    const gate = (): Promise<Ran> => new Job({ GITHUB_RUN_ID: '47', GITHUB_JOB: 'verify' }).run('verify', GATE)
    const victim = server.artifacts.find(({ run, name }) => run === '47' && name.startsWith('in-toto.pack'))
    if (victim === undefined) throw new Error('no link')
    const good = victim.zip
    victim.zip = zip([{ name: '../../evil', content: Buffer.from('x') }])
    expect((await gate()).log).toContain('ARTIFACT_DIGEST_DIFFERS')
    victim.digest = sha256(victim.zip)
    expect((await gate()).log).toContain('ARTIFACT_ZIP_INVALID')
    victim.digest = undefined
    expect((await gate()).log).toContain('ARTIFACT_DIGEST_DIFFERS')
    Object.assign(victim, { zip: good, digest: sha256(good) })
    expect((await gate()).status).toBe(0)
    server.add('47', 'in-toto.pack.other.0.1', good)
    expect((await gate()).log).toMatch(/LINKS_COLLIDE|LINK_ARTIFACT_RENAMED/)
  })
})
