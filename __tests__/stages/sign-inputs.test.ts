// SPDX-License-Identifier: Apache-2.0
// What the job that signs for another one reads. Whatever its inputs must not say is refused by the name of the input,
// before any workflow artifact is looked at.
import { describe, expect, test } from '@jest/globals'
import { readSignInputs, type SignInputs } from '../../src/stages/inputs/sign-inputs.ts'
import { signStage } from '../../src/stages/sign-stage.ts'
import { Inputs } from '../../src/base/inputs.ts'
import type { Environment } from '../../src/base/environment.ts'
import { stagePorts } from '../../src/github/stage-ports.ts'
import { workflowIdentity } from '../../src/github/workflow-identity.ts'
import { readRunContext } from '../../src/github/run-context.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import type { PublicKey } from '../../src/intoto/keys/public-key.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { ALICE, BOB } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { plain } from '../support/json.ts'

const ACTION = 'actions/sign/action.yml'
const FACTS = {
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_RUN_ID: '10',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'sign',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_SHA: 'c'.repeat(40),
  GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/ci.yml@refs/heads/main',
  GITHUB_WORKSPACE: '/nowhere',
  RUNNER_TEMP: '/nowhere'
}
type Given = Readonly<Record<string, string>>

const DIGEST = `sha256:${'d'.repeat(64)}`
/** A step whose command ran in another job. */
const WORKED: Given = {
  'step-name': 'build',
  run: 'make all',
  'link-artifact-id': '11',
  'link-artifact-digest': DIGEST
}
/** A step that only checks out. Each input but these is as the action has it by default. */
const CHECKOUT: Given = { 'step-name': 'source', run: 'none', checkout: 'true' }

function read(given: Given, environment: Environment = {}, ownKey?: PublicKey): SignInputs {
  const all = { ...FACTS, ...environment }
  const canIdentify = workflowIdentity(all, () => undefined).isAvailable
  const facts = { run: readRunContext(all), environment: all, ownKey, canIdentify }
  return readSignInputs(new Inputs(new FakeRunner(ACTION, given)), facts)
}

/** Code and place of the refusal. */
const refusal = (given: Given, environment: Environment = {}): [string, string | undefined] => {
  const { code, at } = errorOf(() => read(given, environment))
  return [code, at]
}

const TOKEN = `ghp_${'a'.repeat(36)}`
const PEM = `echo "${generateKey({ type: 'ed25519' }).privatePem}"`

describe('a stage with a command', () => {
  test('is read whole', () => {
    const { stage, takeOver } = read({ ...WORKED, setup: 'npm ci', 'environment-variables': 'CI\nNODE_ENV' })
    expect(takeOver).toBeUndefined()
    expect(stage).toMatchObject({
      kind: 'worked',
      step: 'build',
      command: ['make', 'all'],
      setup: 'npm ci',
      variables: ['CI', 'NODE_ENV'],
      record: { id: '11', digest: DIGEST },
      source: 'nothing'
    })
  })
  test.each<[string, Given]>([
    ['link-artifact-id', { 'link-artifact-id': 'none' }],
    ['link-artifact-digest', { 'link-artifact-digest': 'none' }]
  ])('has a record: %s is not none', (name, changes) =>
    expect(refusal({ ...WORKED, ...changes })).toEqual(['INPUT_INVALID', `input ${name}`])
  )
  test.each(['materials', 'products'])('names %s as every system does', (name) => {
    expect(refusal({ ...WORKED, [name]: 'src\ndist\\a' })).toEqual(['INPUT_INVALID', `input ${name}`])
    expect(read({ ...WORKED, [name]: 'src\n./dist/a' }).stage).toMatchObject({ [name]: ['src', './dist/a'] })
  })
  test('hands over what the patterns name, and nothing for none', () => {
    expect(read({ ...WORKED, 'hand-over': 'dist/**\n!*.map' }).stage.handOver).toEqual(['dist/**', '!*.map'])
    expect(read({ ...WORKED, 'hand-over': 'none' }).stage.handOver).toEqual([])
  })
  test.each(['link-artifact-id', 'link-artifact-digest', 'setup', 'hand-over', 'take-over'])(
    'says none where %s means nothing, and never leaves it empty',
    (name) => expect(refusal({ ...WORKED, [name]: '' })).toEqual(['INPUT_MISSING', `input ${name}`])
  )
  test.each(['run', 'setup'])('gives no secret away by its %s, which everybody can read', (name) => {
    for (const command of [`curl -H ${TOKEN} https://example.org`, PEM, `make\nexport X=${TOKEN}`])
      expect(refusal({ ...WORKED, [name]: command })).toEqual(['INPUT_INVALID', `input ${name}`])
  })
  test.each(['run', 'setup'])('has a %s that a shell can be given', (name) => {
    const long = 'x'.repeat(LIMITS.commandBytes)
    expect(read({ ...WORKED, [name]: long }).stage.kind).toBe('worked')
    expect(refusal({ ...WORKED, [name]: `${long}x` })).toEqual(['INPUT_INVALID', `input ${name}`])
  })
})

describe('a stage that only checks out', () => {
  test('is read whole', () => {
    const { stage, takeOver } = read(CHECKOUT)
    expect([stage.kind, takeOver]).toEqual(['checkout', undefined])
  })
  test.each<[string, string]>([
    ['link-artifact-id', '11'],
    ['link-artifact-digest', DIGEST],
    ['setup', 'npm ci'],
    ['take-over', 'source'],
    ['working-directory', 'src'],
    ['materials', 'src'],
    ['materials', '.\nsrc'],
    ['products', 'src'],
    ['products', '.\nsrc'],
    ['checkout', 'false']
  ])('says nothing of what it does not do: %s is not %j', (name, value) =>
    expect(refusal({ ...CHECKOUT, [name]: value })).toEqual(['INPUT_INVALID', `input ${name}`])
  )
  test.each(['None', 'NONE', 'nOnE'])('is spelled in one way: %s starts no working job and is no command', (run) => {
    for (const given of [WORKED, CHECKOUT]) expect(refusal({ ...given, run })).toEqual(['INPUT_INVALID', 'input run'])
  })
  test('records the variables of this job that the inputs name, and no others', () => {
    const environment = { CI: 'true', NODE_ENV: 'production', HOME: '/root' }
    const { stage } = read({ ...CHECKOUT, 'environment-variables': 'CI\nNODE_ENV\nUNSET' }, environment)
    expect(plain(stage.variables)).toEqual({ CI: 'true', NODE_ENV: 'production' })
  })
})

describe.each([
  ['with a command', WORKED],
  ['that only checks out', CHECKOUT]
])('a stage %s', (_what, given) => {
  test.each(['../x', 'a/b', '.', '..', 'a\nb', 'a\0b', 'x\\y'])('has a name for a file: not %j', (step) =>
    expect(refusal({ ...given, 'step-name': step })[0]).toBe('STEP_NAME_UNSAFE')
  )
  test('is told apart from other legs of a matrix, and only there', () => {
    const keyOf = (matrix: string): string => read({ ...given, matrix }).stage.matrix
    expect(['', 'null', '{}'].map(keyOf)).toEqual(['0', '0', '0'])
    const legs = ['{"os":"linux"}', '{"os":"macos"}', '{"os":"linux","node":24}'].map(keyOf)
    expect(new Set([...legs, '0']).size).toBe(4)
    for (const key of legs) expect(key).toMatch(/^[0-9a-f]{8}$/)
    // However the runner lays the text out.
    expect(keyOf('{ "os":\n  "linux" }')).toBe(keyOf('{ "os": "linux" }'))
  })
  test('has a name that fits the workflow artifacts', () =>
    expect(refusal({ ...given, 'step-name': 'x'.repeat(300) })[0]).toBe('ARTIFACT_NAME'))
  test.each<[string, string, Environment]>([
    ['a name of a secret', 'NPM_TOKEN', {}],
    ['a name of a secret among others', 'CI\nDB_PASSWORD', {}],
    ['no name', '$(id)', {}],
    ['a name of the suite', 'INPUT_SIGNING-KEY', {}],
    ['a value of a secret', 'CI', { CI: TOKEN }]
  ])('puts no secret into the link by %s', (_name, names, environment) =>
    expect(refusal({ ...given, 'environment-variables': names }, environment)).toEqual([
      'INPUT_INVALID',
      'input environment-variables'
    ])
  )
})

describe('who may have signed what is taken over', () => {
  const given = { ...WORKED, 'take-over': 'source' }
  const ids = ({ takeOver }: SignInputs): string[] => (takeOver?.keys ?? []).map((key) => keyIdOf(key, 'current'))
  const pem = generateKey({ type: 'ed25519' }).publicPem
  test('is whoever signs this stage, where no key is named', () => {
    expect(ids(read(given, {}, ALICE.signer.publicKey))).toEqual([ALICE.keyId])
    expect(ids(read(given))).toEqual([])
  })
  test('is who is named and no one else, the key of this stage not excepted', () => {
    const found = ids(read({ ...given, 'take-over-keys': pem }, {}, BOB.signer.publicKey))
    expect(found).toHaveLength(1)
    expect(found).not.toContain(BOB.keyId)
  })
  test('is somebody, wherever this stage can sign', () => {
    const identity = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.actions.githubusercontent.com/x' }
    expect(read(given, {}, ALICE.signer.publicKey).takeOver?.canSign).toBe(true)
    expect(read(given, identity).takeOver?.canSign).toBe(true)
    expect(read(given).takeOver?.canSign).toBe(false)
  })
  test.each(['o/r/.github/workflows/ci.yml@main', 'http://github.com/o/r', '**'])('is an address, not %s', (line) =>
    expect(refusal({ ...given, 'take-over-identities': line })).toEqual(['INPUT_INVALID', 'input take-over-identities'])
  )
})

describe('the job that signs for another one', () => {
  const start = async (variables: Environment): Promise<FakeRunner> => {
    const runner = new FakeRunner(ACTION, { ...CHECKOUT, sign: 'none' })
    const places = { GITHUB_WORKSPACE: directoryWith(), RUNNER_TEMP: directoryWith() }
    const environment = { PATH: process.env['PATH'], ...FACTS, ...places, ...variables }
    // Nothing is checked out, so that it ends before it stores anything.
    expect((await rejectionOf(signStage(stagePorts(runner, environment)))).code).toBe('GIT_FAILED')
    return runner
  }
  test.each(['NODE_OPTIONS', 'LD_PRELOAD', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'ld_preload'])(
    'warns of %s, by which an earlier workflow step could watch it',
    async (name) => {
      const { annotations } = await start({ [name]: 'canary' })
      expect(annotations).toEqual([
        { level: 'warning', title: expect.any(String), message: expect.stringContaining(name) }
      ])
      expect(annotations[0]?.message).not.toContain('canary')
    }
  )
  test('warns of nothing else', async () =>
    expect((await start({ NODE_OPTIONS: '', HTTPS_PROXY: 'http://proxy', CI: 'true' })).annotations).toEqual([]))
  test('does not leave signing to yet another one', async () => {
    const runner = new FakeRunner(ACTION, { ...CHECKOUT, sign: 'later' })
    const { code, at } = await rejectionOf(signStage(stagePorts(runner, FACTS)))
    expect([code, at]).toEqual(['INPUT_INVALID', 'input sign'])
  })
})
