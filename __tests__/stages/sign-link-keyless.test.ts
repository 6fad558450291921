// SPDX-License-Identifier: Apache-2.0
// A link signed by identity with services that do as they should, and certificates of other runs.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import type { CertificateExtension } from '../../src/intoto/keys/certificate-extensions.ts'
import type { CertificateIdentity } from '../../src/intoto/keys/keyless-identity.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { linkBundleName } from '../../src/intoto/link/link-file-name.ts'
import type { RunBinding } from '../../src/intoto/link/run-binding.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import type { HttpPost } from '../../src/sigstore/http-post.ts'
import { readTrustedRoot } from '../../src/sigstore/trusted-root.ts'
import {
  bareIdentityId,
  checkSigningRun,
  signLinkKeyless,
  type SignedLink,
  type SignLinkRequest
} from '../../src/stages/sign-link-keyless.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'
import { FaultyService, json } from '../support/faulty-service.ts'
import { ISSUER, SmallAuthority, SmallLog, SUBJECT } from '../support/small-sigstore.ts'

const COMMIT = 'c'.repeat(40)
const RUN: RunBinding = {
  id: '7',
  attempt: '2',
  repository: 'o/r',
  repository_id: '99',
  commit: COMMIT,
  job: 'build',
  runner: 'github-hosted'
}

type Extensions = Partial<Record<CertificateExtension, string>>
const OF_RUN: Extensions = {
  run_invocation_uri: 'https://github.com/o/r/actions/runs/7/attempts/2',
  source_repository_uri: 'https://github.com/o/r',
  source_repository_id: '99',
  source_repository_digest: COMMIT
}
const certificateOf = (extensions: Extensions): CertificateIdentity => ({
  issuer: ISSUER,
  subject: SUBJECT,
  extensions: new Map(Object.entries(extensions) as [CertificateExtension, string][])
})

describe('the id by which bundles are named', () => {
  test('is one of the issuer and the subject', () => {
    const id = bareIdentityId(ISSUER, SUBJECT)
    const keyval = { identity: SUBJECT, issuer: ISSUER }
    const canonical = JSON.stringify({ keytype: 'sigstore-oidc', keyval, scheme: 'Fulcio' })
    expect(id).toBe(createHash('sha256').update(canonical).digest('hex'))
    expect(bareIdentityId(ISSUER, SUBJECT)).toBe(id)
    expect(bareIdentityId(`${ISSUER}/`, SUBJECT)).not.toBe(id)
    expect(bareIdentityId(ISSUER, `${SUBJECT}2`)).not.toBe(id)
  })
})

describe('the certificate', () => {
  const differing = (extensions: Extensions, run = RUN): string => {
    const error = errorOf(() => checkSigningRun(certificateOf(extensions), run))
    expect(error.code).toBe('KEYLESS_IDENTITY_UNEXPECTED')
    expect(error.hint).toContain('Nothing was stored')
    return error.message.slice(error.message.indexOf('names another run: '))
  }

  test('names the run, which knows more of itself', () => {
    expect(() => checkSigningRun(certificateOf(OF_RUN), RUN)).not.toThrow()
  })
  test('may name what the run does not know', () => {
    const { id, commit, repository } = RUN as Record<string, string>
    expect(() => checkSigningRun(certificateOf(OF_RUN), { id, commit, repository } as RunBinding)).not.toThrow()
    expect(() => checkSigningRun(certificateOf({}), {})).not.toThrow()
  })
  test.each<[string, Extensions, string]>([
    ['id', { run_invocation_uri: 'https://github.com/o/r/actions/runs/8/attempts/2' }, 'id "8" instead of "7"'],
    [
      'attempt',
      { run_invocation_uri: 'https://github.com/o/r/actions/runs/7/attempts/1' },
      'attempt "1" instead of "2"'
    ],
    [
      'repository',
      {
        run_invocation_uri: 'https://github.com/o/s/actions/runs/7/attempts/2',
        source_repository_uri: 'https://github.com/o/s'
      },
      'repository "o/s" instead of "o/r"'
    ],
    ['repository_id', { source_repository_id: '98' }, 'repository_id "98" instead of "99"'],
    ['commit', { source_repository_digest: 'd' }, `commit "d" instead of "${COMMIT}"`]
  ])('with another %s is refused, and only that is told', (_fact, changes, told) => {
    expect(differing({ ...OF_RUN, ...changes })).toBe(`names another run: ${told}.`)
  })
  test('that lacks a fact of the run is refused', () => {
    const { source_repository_id: _, ...others } = OF_RUN
    expect(differing(others)).toBe('names another run: repository_id "none" instead of "99".')
  })
  test.each<[string, Extensions]>([
    ['no run', {}],
    ['half a run', { source_repository_digest: COMMIT, source_repository_id: '99' }]
  ])('that names %s is refused in all facts', (_what, extensions) => {
    expect(differing(extensions)).toBe(
      `names another run: id "none" instead of "7", attempt "none" instead of "2", repository "none" instead of "o/r", repository_id "none" instead of "99", commit "none" instead of "${COMMIT}".`
    )
  })
})

describe('a link that an identity signs', () => {
  const AUDIENCE = 'https://fulcio.test'
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const [authority, log, service] = [new SmallAuthority(), new SmallLog(), new FaultyService()]
  const trust = readTrustedRoot(
    Buffer.from(
      JSON.stringify({
        mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
        certificateAuthorities: [authority.trusted],
        tlogs: [log.trusted]
      })
    ),
    'root'
  )
  beforeAll(() => service.start())
  afterAll(() => service.stop())
  beforeEach(() => {
    service.received = ''
    service.asked.length = 0
    service.answer = (request, response) =>
      void request.on('end', () => json(response, log.enter(service.received), 201))
  })
  const certify: HttpPost = ({ body }) => {
    const { publicKeyRequest } = JSON.parse(body) as { publicKeyRequest: { publicKey: { content: string } } }
    const chain = { certificates: [authority.certify(publicKeyRequest.publicKey.content)] }
    return Promise.resolve({
      status: 201,
      headers: {},
      body: JSON.stringify({ signedCertificateEmbeddedSct: { chain } })
    })
  }
  const linkOf = (name: string): Link => ({
    name,
    command: ['make'],
    materials: NO_ARTIFACTS,
    products: NO_ARTIFACTS,
    byproducts: new Map(),
    environment: jsonObject({ run: jsonObject({ id: '7', repository: 'o/r', commit: COMMIT }) })
  })
  const sign = (directory: string, changes: Partial<SignLinkRequest> = {}): Promise<SignedLink> =>
    signLinkKeyless({
      link: linkOf('build'),
      directory,
      serverUrl: 'https://github.com',
      token: `${part({ alg: 'RS256' })}.${part({ sub: 's', aud: AUDIENCE })}.c2lnbmF0dXJl`,
      instance: {
        name: 'custom',
        audience: AUDIENCE,
        fulcioUrl: 'https://fulcio.test',
        log: { url: service.origin, version: 1 },
        timestampUrl: undefined,
        trust: [trust]
      },
      post: certify,
      run: undefined,
      ...changes
    })

  test('is stored under the id of the identity, and verifies', async () => {
    const directory = directoryWith()
    const { path, certificate } = await sign(directory)
    expect(certificate).toMatchObject({ issuer: ISSUER, subject: SUBJECT })
    expect(path).toBe(join(directory, linkBundleName('build', bareIdentityId(ISSUER, SUBJECT))))
    const { payload, payloadType } = new BundleVerifier([trust]).verifyEnvelope(readFileSync(path), path)
    expect(payloadType).toBe('application/vnd.in-toto+json')
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      subject: [{ digest: { gitCommit: COMMIT } }],
      predicate: { name: 'build', command: ['make'] }
    })
  })
  test('is not stored when the certificate does not name the run', async () => {
    const directory = directoryWith()
    expect((await rejectionOf(sign(directory, { run: RUN }))).code).toBe('KEYLESS_IDENTITY_UNEXPECTED')
    expect(readdirSync(directory)).toEqual([])
  })
  test('is not signed when its step cannot name a file', async () => {
    const directory = directoryWith()
    expect((await rejectionOf(sign(directory, { link: linkOf('../build') }))).code).toBe('STEP_NAME_UNSAFE')
    expect(service.asked).toEqual([])
    expect(readdirSync(directory)).toEqual([])
  })
})
