// SPDX-License-Identifier: Apache-2.0
// Bundles that say a thing twice, so that one reader may believe the first and another the second, and the bounds of lists.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import { checkBundleForm } from '../../src/sigstore/bundle-form.ts'
import { embeddedRoot } from '../../src/sigstore/embedded-roots.ts'
import { errorOf } from '../support/errors.ts'
import { valueAt } from '../support/json.ts'

interface Entry {
  inclusionProof: { hashes: string[]; checkpoint: { envelope: string } }
}
interface Bundle {
  verificationMaterial: {
    certificate?: { rawBytes: string }
    x509CertificateChain?: { certificates: { rawBytes: string }[] }
    tlogEntries: Entry[]
    timestampVerificationData?: { rfc3161Timestamps?: { signedTimestamp: string }[] }
  }
  dsseEnvelope?: { signatures: { sig: string }[] }
  messageSignature?: unknown
}
const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/sigstore/recorded.json'), 'utf8')) as {
  cases: { name: string; bundle: string }[]
}
const recorded = (start: string): Bundle =>
  JSON.parse(cases.find(({ name }) => name.startsWith(start))?.bundle ?? '') as Bundle
const OLD = 'public-good, log v1, provenance'
const V1 = 'public-good, log v1, attestation'
const V2 = 'public-good, log v2'

/** What becomes of a bundle that is changed: a code, or undefined when it verifies. */
function outcomeOf(start: string, change: (bundle: Bundle) => void): string | undefined {
  const bundle = recorded(start)
  change(bundle)
  const verify = (): unknown =>
    new BundleVerifier([embeddedRoot('public-good')]).verifyEnvelope(Buffer.from(JSON.stringify(bundle)), 'x')
  try {
    verify()
    return undefined
  } catch {
    return errorOf(verify).code
  }
}
const entryOf = ({ verificationMaterial }: Bundle): Entry => verificationMaterial.tlogEntries[0] as Entry

describe('a bundle that says two things', () => {
  test('by a chain and a certificate of somebody else is refused', () => {
    expect(outcomeOf(OLD, () => {})).toBeUndefined()
    const { certificate } = recorded(V1).verificationMaterial
    if (certificate === undefined) throw new Error('there is no certificate')
    expect(outcomeOf(OLD, (bundle) => (bundle.verificationMaterial.certificate = certificate))).toBe('BUNDLE_MALFORMED')
  })
  test('by an envelope and a whole message signature is refused', () => {
    const { messageSignature } = recorded(V2)
    expect(messageSignature).toBeDefined()
    expect(outcomeOf(V1, (bundle) => (bundle.messageSignature = messageSignature))).toBe('BUNDLE_MALFORMED')
  })
  test('by the same bytes in another text is refused', () => {
    const { dsseEnvelope } = recorded(V1)
    const [{ sig } = { sig: '' }] = dsseEnvelope?.signatures ?? []
    const longer = `${sig}A`
    expect(Buffer.from(longer, 'base64')).toEqual(Buffer.from(sig, 'base64'))
    expect(
      outcomeOf(
        V1,
        (bundle) => dsseEnvelope && (bundle.dsseEnvelope = { ...dsseEnvelope, signatures: [{ sig: longer }] })
      )
    ).toBe('BUNDLE_MALFORMED')
  })
})

describe('who must have signed', () => {
  test('is a certificate or a key, and not the other one', () => {
    const { certificate, ...material } = recorded(V1).verificationMaterial
    const byKey = { ...recorded(V1), verificationMaterial: { ...material, publicKey: { hint: 'x' } } }
    expect(certificate).toBeDefined()
    expect(errorOf(() => checkBundleForm(valueAt(recorded(V1)), 'key')).code).toBe('BUNDLE_WITHOUT_KEY')
    expect(errorOf(() => checkBundleForm(valueAt(recorded(OLD)), 'key')).code).toBe('BUNDLE_WITHOUT_KEY')
    expect(errorOf(() => checkBundleForm(valueAt(byKey), 'certificate')).code).toBe('BUNDLE_WITHOUT_CERTIFICATE')
    expect(() => checkBundleForm(valueAt(byKey), 'key')).not.toThrow()
    expect(() => checkBundleForm(valueAt(recorded(V1)), 'certificate')).not.toThrow()
  })
  test('is one', () => {
    const { verificationMaterial } = recorded(V1)
    const both = { ...recorded(V1), verificationMaterial: { ...verificationMaterial, publicKey: { hint: 'x' } } }
    expect(errorOf(() => checkBundleForm(valueAt(both), 'key')).code).toBe('BUNDLE_MALFORMED')
  })
})

describe('as much as bundles may have', () => {
  const check = (change: (bundle: Bundle) => void): void => {
    const bundle = recorded(V1)
    change(bundle)
    checkBundleForm(valueAt(bundle), 'certificate')
  }
  const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value)
  test.each<[string, number, (count: number) => (bundle: Bundle) => void]>([
    ['entries', 32, (count) => (bundle) => (bundle.verificationMaterial.tlogEntries = times(count, entryOf(bundle)))],
    [
      'timestamps',
      32,
      (count) => (bundle) =>
        (bundle.verificationMaterial.timestampVerificationData = {
          rfc3161Timestamps: times(count, { signedTimestamp: 'AAAA' })
        })
    ],
    ['hashes', 64, (count) => (bundle) => (entryOf(bundle).inclusionProof.hashes = times(count, 'AAAA'))],
    [
      'lines of a checkpoint',
      40,
      (count) => (bundle) => (entryOf(bundle).inclusionProof.checkpoint.envelope = times(count, 'x').join('\n'))
    ],
    [
      'characters of a checkpoint',
      16_384,
      (count) => (bundle) => (entryOf(bundle).inclusionProof.checkpoint.envelope = 'x'.repeat(count))
    ]
  ])('of %s: %d are read, and one more is refused', (_what, most, change) => {
    expect(() => check(change(most))).not.toThrow()
    expect(errorOf(() => check(change(most + 1))).code).toBe('BUNDLE_TOO_MANY')
  })
  test('is a chain of more certificates than a proof has hashes', () =>
    expect(
      outcomeOf(OLD, ({ verificationMaterial: { x509CertificateChain } }) => {
        const [leaf] = x509CertificateChain?.certificates ?? []
        if (leaf !== undefined) x509CertificateChain?.certificates.push(...times(80, leaf))
      })
    ).toBeUndefined())
})
