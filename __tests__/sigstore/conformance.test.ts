// SPDX-License-Identifier: Apache-2.0
// Every bundle of sigstore-conformance, and bundles that the public services made.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { identityMismatches, identityOf } from '../../src/intoto/keys/keyless-identity.ts'
import { publicKeyFromPem } from '../../src/intoto/keys/public-key.ts'
import { keyObjectOf } from '../../src/signing/verify-signature.ts'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import { embeddedRoot, type EmbeddedRoot } from '../../src/sigstore/embedded-roots.ts'
import { readTrustedRoot } from '../../src/sigstore/trusted-root.ts'
import { errorOf } from '../support/errors.ts'

const fixture = <Value>(name: string): Value =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/sigstore', name), 'utf8')) as Value

interface Case {
  readonly name: string
  readonly bundle: string
  readonly trustedRoot?: string
  readonly artifact?: string
  readonly identity?: string
  readonly issuer?: string
  readonly key?: string
}
const conformance = fixture<{
  artifact: string
  identity: string
  issuer: string
  trustedRoots: Record<string, string>
  cases: readonly Case[]
}>('conformance.json')

/** Throws for every reason not to accept. */
function verify({ bundle, trustedRoot, artifact, identity, issuer, key }: Case): void {
  const domain =
    trustedRoot === undefined
      ? embeddedRoot('public-good')
      : readTrustedRoot(Buffer.from(conformance.trustedRoots[trustedRoot] ?? ''), 'trusted root')
  const verifier = new BundleVerifier([domain])
  const [bytes, file] = [Buffer.from(bundle), Buffer.from(artifact ?? conformance.artifact, 'base64')]
  if (key !== undefined) return verifier.verifyWithKey(bytes, keyObjectOf(publicKeyFromPem(key, 'key')), file, 'bundle')
  const certificate = verifier.verifyArtifact(bytes, file, 'bundle')
  const expected = identityOf(
    issuer ?? conformance.issuer,
    { kind: 'exact', text: identity ?? conformance.identity },
    new Map()
  )
  const mismatches = identityMismatches(expected, certificate)
  if (mismatches.length > 0) throw new Error(mismatches.join('; '))
}

describe('sigstore-conformance', () => {
  test('is whole', () => expect(conformance.cases).toHaveLength(70))
  const [bad, good] = [true, false].map((fails) =>
    conformance.cases.filter(({ name }) => name.endsWith('_fail') === fails)
  )
  test.each(good ?? [])('accepts $name', (one) => expect(() => verify(one)).not.toThrow())
  test.each(bad ?? [])('refuses $name', (one) => expect(errorOf(() => verify(one)).code).toMatchSnapshot())
  test('lends a bundle with timestamps and an entry of version 1, whose position nobody signs once its promise is gone', () => {
    const one = good?.find(({ name }) => name === 'intoto-with-custom-trust-root')
    if (one === undefined) throw new Error('there is no such case')
    const bundle = JSON.parse(one.bundle) as { verificationMaterial: { tlogEntries: Record<string, unknown>[] } }
    const [entry] = bundle.verificationMaterial.tlogEntries
    delete entry?.['inclusionPromise']
    Object.assign(entry ?? {}, { integratedTime: '0', logIndex: '7' })
    expect(errorOf(() => verify({ ...one, bundle: JSON.stringify(bundle) })).code).toBe('BUNDLE_LOG')
  })
})

describe('bundles of the public services', () => {
  const recorded = fixture<{ cases: readonly (Case & { root: EmbeddedRoot })[] }>('recorded.json').cases
  test.each(recorded)('$name verifies with the embedded root alone', ({ bundle, root, artifact }) => {
    const verifier = new BundleVerifier([embeddedRoot(root)])
    const bytes = Buffer.from(bundle)
    const certificate =
      artifact === undefined
        ? verifier.verifyEnvelope(bytes, 'bundle').certificate
        : verifier.verifyArtifact(bytes, Buffer.from(artifact, 'base64'), 'bundle')
    expect(certificate).toMatchSnapshot()
  })
  test.each(recorded)('$name does not verify with the other root', ({ bundle, root, artifact }) => {
    const verifier = new BundleVerifier([embeddedRoot(root === 'github' ? 'public-good' : 'github')])
    const call = (): unknown =>
      verifier.verifyArtifact(Buffer.from(bundle), Buffer.from(artifact ?? '', 'base64'), 'bundle')
    expect(errorOf(call).code).toMatch(/^BUNDLE_/)
  })
})
