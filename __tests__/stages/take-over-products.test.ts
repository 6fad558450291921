// SPDX-License-Identifier: Apache-2.0
// Whose products a job takes over, given the run that it is part of and whether it can sign.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { InTotoError } from '../../src/base/errors.ts'
import { readTakeOver } from '../../src/stages/inputs/take-over-inputs.ts'
import type { AllTaken } from '../../src/stages/taken-products.ts'
import { takeOverProducts } from '../../src/stages/take-over-products.ts'
import { workflowIdentity } from '../../src/github/workflow-identity.ts'
import { Inputs } from '../../src/base/inputs.ts'
import type { Environment } from '../../src/base/environment.ts'
import { readRunContext } from '../../src/github/run-context.ts'
import type { ArtifactPath, DigestSet } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import type { SigningIdentity } from '../../src/intoto/envelope/sign-metadata.ts'
import { linkFileName, unsignedLinkFileName } from '../../src/intoto/link/link-file-name.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'
import type { WorkflowArtifacts } from '../../src/stages/workflow-artifacts.ts'
import { ALICE, file, linkOf, MALLORY } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { FakeRunner } from '../support/fake-runner.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

const DIGEST = `sha256:${'d'.repeat(64)}`
const BYTES = createHash('sha256').update('alpha').digest('hex')
const PRODUCTS = artifactsOf([['dist/a.js' as ArtifactPath, `sha256:${BYTES}` as DigestSet]])

/** What the step build stored, whose link the given ones signed. */
function artifactsBy(signers: readonly SigningIdentity[]): WorkflowArtifacts {
  const link = linkOf('build', {
    products: { 'dist/a.js': { sha256: BYTES } },
    environment: {
      run: { id: '10', repository: 'o/r', commit: 'c', attempt: '1', job: 'build' },
      hand_over: { files: 1, digest: artifactsDigest(PRODUCTS), artifact: { id: '2', digest: DIGEST } }
    }
  })
  const [signer] = signers
  const linkFile = signer === undefined ? unsignedLinkFileName('build') : linkFileName('build', signer.keyId)
  const contents = new Map<string, Readonly<Record<string, string | Uint8Array>>>([
    ['in-toto.build.build.0.1', { [linkFile]: file(link, signers) }],
    ['in-toto-products.build.build.0.1', { 'dist/a.js': 'alpha' }]
  ])
  return {
    upload: () => Promise.reject(new Error('nothing is stored')),
    list: (...prefixes) =>
      Promise.resolve(
        [...contents.keys()]
          .map((name, index) => ({ id: String(index + 1), name, size: 1, digest: DIGEST }))
          .filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
      ),
    unpack: ({ name }, directory) => {
      const files = contents.get(name) ?? {}
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true })
        writeFileSync(join(directory, path), content)
      }
      return Promise.resolve(Object.keys(files))
    }
  }
}

const RUNS: Readonly<Record<'own' | 'fork' | 'dependabot', { readonly facts: Environment; readonly event: object }>> = {
  own: { facts: { GITHUB_EVENT_NAME: 'push' }, event: {} },
  fork: {
    facts: { GITHUB_EVENT_NAME: 'pull_request' },
    event: { pull_request: { head: { repo: { id: 2 } }, base: { repo: { id: 1 } } } }
  },
  dependabot: { facts: { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'dependabot[bot]' }, event: {} }
}
const IDENTITY = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.actions.githubusercontent.com/x' }

interface Taken {
  readonly workspace: string
  readonly temporary: string
  readonly runner: FakeRunner
  readonly done: Promise<AllTaken>
}

/** A job of a run that takes over; `key` is the one that it signs with, if any. */
function take(
  origin: keyof typeof RUNS,
  signers: readonly SigningIdentity[],
  { key, environment = {} }: { readonly key?: SigningIdentity; readonly environment?: Environment } = {}
): Taken {
  const { facts, event } = RUNS[origin]
  const [workspace, temporary] = [directoryWith(), directoryWith()]
  const all: Environment = {
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_RUN_ID: '10',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'test',
    GITHUB_SHA: 'c',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    GITHUB_EVENT_PATH: join(directoryWith({ 'event.json': JSON.stringify(event) }), 'event.json'),
    ...facts,
    ...environment
  }
  const runner = new FakeRunner('actions/sign/action.yml', { 'step-name': 'test' })
  const run = readRunContext(all)
  expect(run.origin).toBe(origin)
  const canIdentify = workflowIdentity(all, () => undefined).isAvailable
  const inputs = readTakeOver(new Inputs(runner), 'build', { ownKey: key?.signer.publicKey, canIdentify })
  return {
    workspace,
    temporary,
    runner,
    done: takeOverProducts(inputs, recorder, {
      runner,
      run,
      artifacts: () => Promise.resolve(artifactsBy(signers)),
      get: () => Promise.reject(new Error('nothing is fetched'))
    })
  }
}

const isTaken = ({ workspace }: Taken): boolean => existsSync(join(workspace, 'dist'))

describe('products of a link that nobody signed', () => {
  test.each<[string, keyof typeof RUNS, Parameters<typeof take>[2]]>([
    ['in a run of the repository itself', 'own', {}],
    ['in a run of the repository itself, by a job with a key', 'own', { key: ALICE }],
    ['in a run of the repository itself, by a job with an identity', 'own', { environment: IDENTITY }],
    ['in a run of a fork, by a job with a key', 'fork', { key: ALICE }],
    ['in a run of a fork, by a job with an identity', 'fork', { environment: IDENTITY }],
    ['in a run of Dependabot, by a job with a key', 'dependabot', { key: ALICE }]
  ])('are not taken over %s', async (_what, origin, how) => {
    const taken = take(origin, [], how)
    expect((await rejectionOf(taken.done)).code).toBe('TAKE_OVER_UNTRUSTED')
    expect(isTaken(taken)).toBe(false)
  })
  test.each(['fork', 'dependabot'] as const)('are taken over where nobody can sign, and told: %s', async (origin) => {
    const taken = take(origin, [])
    await taken.done
    expect(readFileSync(join(taken.workspace, 'dist/a.js'), 'utf8')).toBe('alpha')
    expect(taken.runner.annotations.map(({ level }) => level)).toEqual(['warning'])
  })
})

test('nothing of what was fetched stays beside the workspace, whether it was taken over or not', async () => {
  for (const [signer, code] of [
    [ALICE, 'done'],
    [MALLORY, 'TAKE_OVER_UNTRUSTED']
  ] as const) {
    const { temporary, done } = take('own', [signer], { key: ALICE })
    expect(
      await done.then(
        () => 'done',
        (error: unknown) => (error as InTotoError).code
      )
    ).toBe(code)
    expect(readdirSync(temporary)).toEqual([])
  }
})

describe('products of a link that somebody signed', () => {
  test('are taken over when the key of this stage did, where no other is named', async () => {
    const taken = take('own', [ALICE], { key: ALICE })
    await taken.done
    expect([isTaken(taken), taken.runner.annotations]).toEqual([true, []])
  })
  test.each<[string, keyof typeof RUNS, Parameters<typeof take>[2]]>([
    ['another key did', 'own', { key: ALICE }],
    ['no key is known', 'own', {}],
    ['no key is known, and nobody can sign', 'fork', {}]
  ])('are not taken over when %s', async (_what, origin, how) => {
    const taken = take(origin, [MALLORY], how)
    expect((await rejectionOf(taken.done)).code).toBe('TAKE_OVER_UNTRUSTED')
    expect(isTaken(taken)).toBe(false)
  })
})
