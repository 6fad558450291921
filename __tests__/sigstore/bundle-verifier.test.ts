// SPDX-License-Identifier: Apache-2.0
// Bundles that a key signed, logs that hold nonsense, and several roots: what counts, and which refusal is told.
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { FakeLog } from '../../.github/scripts/sigstore/fake-log.ts'
import { publicKeyFromPem } from '../../src/intoto/keys/public-key.ts'
import { keyObjectOf } from '../../src/signing/verify-signature.ts'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import { embeddedRoot, embeddedRootFile, type EmbeddedRoot } from '../../src/sigstore/embedded-roots.ts'
import { readTrustedRoot, type TrustDomain } from '../../src/sigstore/trusted-root.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/sigstore', name), 'utf8')
interface Bundle {
  verificationMaterial: {
    tlogEntries?: unknown[]
    publicKey?: { hint: string }
    certificate?: { rawBytes: string }
    timestampVerificationData?: unknown
  }
  dsseEnvelope?: { payload: string; payloadType: string }
}
interface Root {
  certificateAuthorities: { validFor: { start: string; end?: string } }[]
  tlogs: unknown[]
  ctlogs: unknown[]
  timestampAuthorities: { validFor: { start: string; end?: string } }[]
}
const recorded = (start: string): { bundle: () => Bundle; artifact: Buffer } => {
  const { cases } = JSON.parse(fixture('recorded.json')) as {
    cases: { name: string; bundle: string; artifact?: string }[]
  }
  const found = cases.find(({ name }) => name.startsWith(start))
  if (found === undefined) throw new Error(start)
  return {
    bundle: () => JSON.parse(found.bundle) as Bundle,
    artifact: Buffer.from(found.artifact ?? '', 'base64')
  }
}
const [V1, V2, GITHUB] = [recorded('public-good, log v1, att'), recorded('public-good, log v2'), recorded('GitHub')]
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const domain = (name: EmbeddedRoot, change: (root: Root) => void): TrustDomain => {
  const root = JSON.parse(Buffer.from(embeddedRootFile(name)).toString()) as Root
  change(root)
  return readTrustedRoot(bytes(root), 'root')
}

describe('a bundle around an envelope', () => {
  test('tells its certificate and what it holds', async () => {
    const verifier = new BundleVerifier([embeddedRoot('github')])
    const verified = await verifier.verify(bytes(GITHUB.bundle()), 'x')
    const { payload = '', payloadType } = GITHUB.bundle().dsseEnvelope ?? {}
    expect(verified).toEqual({
      certificate: verifier.verifyArtifact(bytes(GITHUB.bundle()), Buffer.from(''), 'x'),
      trustedRoots: ['github'],
      payloadType,
      payload: Buffer.from(payload, 'base64')
    })
    expect(verified.payload.length).toBeGreaterThan(0)
  })
  test('tells every root by which it verifies', async () => {
    const again = { ...embeddedRoot('github'), name: 'again' }
    const verifier = new BundleVerifier([embeddedRoot('public-good'), again, embeddedRoot('github')])
    expect((await verifier.verify(bytes(GITHUB.bundle()), 'x')).trustedRoots).toEqual(['again', 'github'])
  })
  test('is refused by the same call where it does not verify', async () => {
    const verifier = new BundleVerifier([embeddedRoot('public-good')])
    expect((await rejectionOf(verifier.verify(bytes(GITHUB.bundle()), 'x'))).code).toBe('BUNDLE_LOG')
  })
})

describe('a bundle that a key signed', () => {
  const conformance = JSON.parse(fixture('conformance.json')) as {
    artifact: string
    cases: { name: string; bundle: string; key?: string }[]
  }
  const managed = conformance.cases.find(({ name }) => name === 'managed-key-happy-path')
  const artifact: Buffer = Buffer.from(conformance.artifact, 'base64')
  const key = keyObjectOf(publicKeyFromPem(managed?.key ?? '', 'key'))
  const bundle = (): Bundle => JSON.parse(managed?.bundle ?? '') as Bundle
  const verify = (changed: unknown, by: KeyObject = key, file = artifact, trust = embeddedRoot('public-good')): void =>
    new BundleVerifier([trust]).verifyWithKey(bytes(changed), by, file, 'x')

  test('verifies with that key', () => expect(() => verify(bundle())).not.toThrow())
  test('does not verify with another key of its kind', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(errorOf(() => verify(bundle(), publicKey)).code).toBe('BUNDLE_SIGNATURE')
  })
  test('does not verify another file', () =>
    expect(errorOf(() => verify(bundle(), key, Buffer.from('other'))).code).toBe('BUNDLE_SIGNATURE'))
  test('verifies by no key when a certificate signed', () => {
    for (const { bundle: certified, artifact: file } of [V2, GITHUB])
      expect(errorOf(() => verify(certified(), key, file)).code).toBe('BUNDLE_WITHOUT_KEY')
  })
  test('needs an entry where the root lists a log, and none where it lists none', () => {
    const changed = bundle()
    changed.verificationMaterial.tlogEntries = []
    expect(errorOf(() => verify(changed)).code).toBe('BUNDLE_LOG')
    const withoutLogs = domain('public-good', (root) => (root.tlogs = []))
    expect(() => verify(changed, key, artifact, withoutLogs)).not.toThrow()
  })
})

describe('a log', () => {
  const log = new FakeLog()
  const trust = domain('public-good', (root) => root.tlogs.push(log.trusted({ start: '2020-01-01T00:00:00Z' })))
  interface Body {
    spec: { hashedRekordV002: { data: { algorithm?: string }; signature: { verifier: Record<string, unknown> } } }
  }
  /** Verifies a bundle with an entry that the log proves: that of the bundle, changed. */
  const verify = (change: (body: Body) => void): unknown => {
    const bundle = V2.bundle()
    const [real] = bundle.verificationMaterial.tlogEntries as { canonicalizedBody: string }[]
    const body = JSON.parse(Buffer.from(real?.canonicalizedBody ?? '', 'base64').toString()) as Body
    change(body)
    bundle.verificationMaterial.tlogEntries = [log.entry('hashedrekord', '0.0.2', body)]
    return new BundleVerifier([trust]).verifyArtifact(bytes(bundle), V2.artifact, 'x')
  }
  test('that is trusted and proves the entry of a bundle is believed', () =>
    expect(() => verify(() => {})).not.toThrow())
  test.each<[string, (body: Body) => void, string]>([
    [
      'the certificate of somebody else',
      ({ spec }) => (spec.hashedRekordV002.signature.verifier['x509Certificate'] = { rawBytes: 'AAAA' }),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    [
      'a digest by another algorithm',
      ({ spec }) => (spec.hashedRekordV002.data.algorithm = 'SHA2_512'),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    ['no algorithm', ({ spec }) => delete spec.hashedRekordV002.data.algorithm, 'BUNDLE_MALFORMED'],
    ['nobody', ({ spec }) => (spec.hashedRekordV002.signature.verifier = {}), 'BUNDLE_MALFORMED']
  ])('that is trusted and proves an entry with %s makes no bundle valid', (_what, change, code) =>
    expect(errorOf(() => verify(change)).code).toBe(code)
  )
})

describe('of several roots', () => {
  const ENDED = '2021-01-01T00:00:00Z'
  const publicGood = embeddedRoot('public-good')
  const withoutLogs = domain('public-good', (root) => (root.tlogs = []))
  const refusal = (bundle: Bundle, ...roots: readonly TrustDomain[]): string =>
    errorOf(() => new BundleVerifier(roots).verifyEnvelope(bytes(bundle), 'x')).code
  test('the first says why, where the authority is of none', () => {
    const codes = [refusal(GITHUB.bundle(), publicGood), refusal(GITHUB.bundle(), withoutLogs)]
    expect(new Set(codes).size).toBe(2)
    expect([
      refusal(GITHUB.bundle(), publicGood, withoutLogs),
      refusal(GITHUB.bundle(), withoutLogs, publicGood)
    ]).toEqual(codes)
  })
  test('the first of those says why that list the authority', () => {
    const late = domain('public-good', (root) =>
      root.certificateAuthorities.forEach(({ validFor }) => (validFor.end = ENDED))
    )
    const otherLog = domain('public-good', (root) => (root.tlogs = [new FakeLog().trusted({ start: ENDED })]))
    const [bundle, github] = [V1.bundle(), embeddedRoot('github')]
    expect([refusal(bundle, late), refusal(bundle, otherLog)]).toEqual(['BUNDLE_CERTIFICATE', 'BUNDLE_LOG'])
    expect([
      refusal(bundle, github, late, otherLog),
      refusal(bundle, late, github, otherLog),
      refusal(bundle, otherLog, late, github),
      refusal(bundle, github, otherLog, late)
    ]).toEqual(['BUNDLE_CERTIFICATE', 'BUNDLE_CERTIFICATE', 'BUNDLE_LOG', 'BUNDLE_LOG'])
  })
  test('one is enough, and it must accept all of the bundle', () => {
    const verifier = new BundleVerifier([publicGood, withoutLogs, embeddedRoot('github')])
    expect(verifier.verifyEnvelope(bytes(GITHUB.bundle()), 'x').payload.length).toBeGreaterThan(0)
    // One root has the authority and the other one the log.
    const authority = domain('public-good', (root) => (root.tlogs = [new FakeLog().trusted({ start: ENDED })]))
    const log = domain('public-good', (root) =>
      root.certificateAuthorities.forEach(({ validFor }) => (validFor.end = ENDED))
    )
    expect(refusal(V1.bundle(), authority, log)).toBe('BUNDLE_LOG')
  })
})
