// SPDX-License-Identifier: Apache-2.0
// Links that workflows signed are taken over from the workflow that is expected, of this run and attempt, and from
// nobody else. The verifier is a plain one that believes what it is told; bundles have tests of their own.
import { Buffer } from 'node:buffer'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import { PAYLOAD_TYPE } from '../../src/intoto/envelope/payload-type.ts'
import { writeJson } from '../../src/intoto/json/write-json.ts'
import type { CertificateIdentity } from '../../src/intoto/keys/keyless-identity.ts'
import { writeWorkflowArtifactName } from '../../src/intoto/link/link-artifact-name.ts'
import { parseLink } from '../../src/intoto/link/parse-link.ts'
import { encodeStatement } from '../../src/intoto/link/statement.ts'
import { Recorder } from '../../src/recording/record-artifacts.ts'
import { artifactsDigest } from '../../src/stages/products-digest.ts'
import { takeOver, type TakeOverRequest } from '../../src/stages/take-over.ts'
import type { ExpectedSigners } from '../../src/stages/trusted-link.ts'
import type { WorkflowArtifacts } from '../../src/stages/workflow-artifacts.ts'
import { ALICE, linkOf } from '../support/chain.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { valueAt } from '../support/json.ts'

const recorder = new Recorder()
afterAll(() => recorder.close())

const SERVER = 'https://github.com'
const CI = `${SERVER}/o/r/.github/workflows/ci.yml@refs/heads/main`
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const PRODUCTS = artifactsOf([['dist/a' as ArtifactPath, digestSet([['sha256', EMPTY]])]])
const DIGEST = `sha256:${'d'.repeat(64)}`
const LINK = linkOf('build', {
  products: { 'dist/a': { sha256: EMPTY } },
  environment: {
    run: { id: '1', repository: 'o/r', commit: 'c', attempt: '1', job: 'build' },
    hand_over: { files: 1, digest: artifactsDigest(PRODUCTS), artifact: { id: '2', digest: DIGEST } }
  }
})

const exactly = (identity: string): ExpectedSigners => ({ kind: 'exact', identity })
const fitting = (...patterns: string[]): ExpectedSigners => ({ kind: 'patterns', patterns })

type Facts = Readonly<Record<string, string>>

function certificate({ issuer, subject, ...extensions }: Facts): CertificateIdentity {
  const all = {
    run_invocation_uri: `${SERVER}/o/r/actions/runs/1/attempts/1`,
    source_repository_digest: 'c',
    source_repository_uri: `${SERVER}/o/r`,
    source_repository_id: '7',
    build_config_uri: CI,
    ...extensions
  }
  const known = Object.entries(all).filter(([, value]) => value !== '')
  return {
    issuer: issuer ?? 'https://token.actions.githubusercontent.com',
    subject: subject ?? CI,
    extensions: new Map(known) as CertificateIdentity['extensions']
  }
}

async function take(facts: Facts = {}, changes: Partial<TakeOverRequest> = {}): Promise<string[]> {
  const statement = writeJson(encodeStatement(parseLink(valueAt(LINK)).link, SERVER))
  const name = (kind: 'link' | 'products'): string =>
    writeWorkflowArtifactName({ kind, step: 'build', job: 'build', matrix: '0', attempt: 1 })
  const contents: Record<string, Record<string, string>> = {
    [name('link')]: { 'build.00000000.sigstore.json': '{}' },
    [name('products')]: { 'dist/a': '' }
  }
  const artifacts: WorkflowArtifacts = {
    upload: () => Promise.reject(new Error('nothing is stored')),
    list: (...prefixes) =>
      Promise.resolve(
        Object.keys(contents)
          .map((text, index) => ({ id: String(index + 1), name: text, size: 1, digest: DIGEST }))
          .filter((artifact) => prefixes.some((prefix) => artifact.name.startsWith(prefix)))
      ),
    unpack: ({ name: wanted }, directory) => {
      const files = contents[wanted] ?? {}
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true })
        writeFileSync(join(directory, path), text)
      }
      return Promise.resolve(Object.keys(files))
    }
  }
  const workspace = directoryWith()
  await takeOver({
    step: 'build',
    artifacts,
    keys: [],
    unsigned: 'refuse',
    run: { id: '1', repository: 'o/r', repository_id: '7', commit: 'c', attempt: '1', job: 'test' },
    signers: exactly(CI),
    keyless: {
      verify: async () => ({
        certificate: certificate(facts),
        trustedRoots: ['custom'],
        payloadType: PAYLOAD_TYPE,
        payload: Buffer.from(statement)
      })
    },
    serverUrl: SERVER,
    workspace,
    temporary: directoryWith(),
    recorder,
    ...changes
  })
  return readdirSync(workspace)
}

describe('products of a step that a workflow signed', () => {
  test('are taken over from the workflow that is expected', async () => expect(await take()).toEqual(['dist']))
  test('and from one that a pattern names', async () =>
    expect(
      await take({}, { signers: fitting('nobody', `${SERVER}/o/r/.github/workflows/*.yml@refs/heads/*`) })
    ).toEqual(['dist']))
  test.each<[string, Facts]>([
    ['another workflow', { subject: CI.replace('ci.yml', 'evil.yml') }],
    ['the workflow at another ref', { subject: CI.replace('main', 'evil') }],
    ['the workflow in other letters', { subject: CI.replace('o/r', 'O/r') }],
    ['another run', { run_invocation_uri: `${SERVER}/o/r/actions/runs/2/attempts/1` }],
    ['another attempt', { run_invocation_uri: `${SERVER}/o/r/actions/runs/1/attempts/2` }],
    ['a run of another repository', { run_invocation_uri: `${SERVER}/o/x/actions/runs/1/attempts/1` }],
    ['a repository that was made anew under its name', { source_repository_id: '8' }],
    ['another commit', { source_repository_digest: 'd' }],
    ['a run of another server', { run_invocation_uri: 'https://evil.test/o/r/actions/runs/1/attempts/1' }],
    [
      'a run of a server whose name begins alike',
      {
        run_invocation_uri: `${SERVER}.evil.test/o/r/actions/runs/1/attempts/1`,
        source_repository_uri: `${SERVER}.evil.test/o/r`
      }
    ],
    ['no run', { run_invocation_uri: '', source_repository_digest: '' }],
    ['half a run', { source_repository_digest: '' }],
    ['another issuer', { issuer: 'https://accounts.google.com' }],
    ['an issuer that begins alike', { issuer: 'https://token.actions.githubusercontent.com.evil.test' }],
    ['an issuer below the right one', { issuer: 'https://token.actions.githubusercontent.com/a/b' }]
  ])('are not taken over from %s', async (_what, facts) => {
    for (const signers of [exactly(CI), fitting(CI)])
      expect((await rejectionOf(take(facts, { signers }))).code).toBe('TAKE_OVER_UNTRUSTED')
  })
  test('are not taken over where keys are named', async () =>
    expect((await rejectionOf(take({}, { keys: [ALICE.signer.publicKey] }))).code).toBe('TAKE_OVER_UNTRUSTED'))
  test('are not taken over where nobody is expected', async () => {
    for (const signers of [{ kind: 'unknown' }, fitting()] as const)
      expect((await rejectionOf(take({}, { signers }))).code).toBe('TAKE_OVER_UNTRUSTED')
  })
  test('are taken over from exactly one workflow, no letter of which stands for others', async () => {
    const pattern = `${SERVER}/o/r/.github/workflows/*.yml@**`
    expect(await take({ subject: pattern }, { signers: exactly(pattern) })).toEqual(['dist'])
    for (const [exact, subject] of [
      [pattern, CI],
      ['**', CI],
      [CI, `${CI}2`],
      [CI, CI.slice(0, -1)],
      [CI, CI.replace('main', 'Main')],
      [
        CI.replace('ci.yml@refs/heads/main', 'stage.yml@refs/tags/v1.0.0'),
        CI.replace('ci.yml@refs/heads/main', 'stage.yml@refs/tags/v1.0.1')
      ]
    ] as const) {
      const { code, hint } = await rejectionOf(take({ subject }, { signers: exactly(exact) }))
      expect([code, hint]).toEqual(['TAKE_OVER_UNTRUSTED', expect.stringContaining(exact)])
    }
  })
  test('are taken over from the issuer of an enterprise, and of another server where that runs', async () => {
    expect(await take({ issuer: 'https://token.actions.githubusercontent.com/acme' })).toEqual(['dist'])
    const server = 'https://acme.ghe.com'
    const facts = {
      issuer: 'https://token.actions.acme.ghe.com',
      subject: CI.replace(SERVER, server),
      run_invocation_uri: `${server}/o/r/actions/runs/1/attempts/1`,
      source_repository_uri: `${server}/o/r`,
      build_config_uri: CI.replace(SERVER, server)
    }
    expect(await take(facts, { serverUrl: server, signers: exactly(facts.subject) })).toEqual(['dist'])
    expect(
      (
        await rejectionOf(
          take(
            { ...facts, issuer: 'https://token.actions.githubusercontent.com' },
            { serverUrl: server, signers: exactly(facts.subject) }
          )
        )
      ).code
    ).toBe('TAKE_OVER_UNTRUSTED')
  })
})
