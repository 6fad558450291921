// SPDX-License-Identifier: Apache-2.0
// Bundles of the public services, each changed in one place: every change is refused, and says which it was.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import { readUnverifiedCertificate } from '../../src/sigstore/bundle-certificate.ts'
import { embeddedRoot, embeddedRootFile, type EmbeddedRoot } from '../../src/sigstore/embedded-roots.ts'
import { readTrustedRoot } from '../../src/sigstore/trusted-root.ts'
import { errorOf } from '../support/errors.ts'

interface Bundle {
  mediaType: string
  verificationMaterial: {
    certificate?: { rawBytes: string }
    x509CertificateChain?: { certificates: { rawBytes: string }[] }
    publicKey?: unknown
    tlogEntries?: Entry[] | undefined
    timestampVerificationData?: { rfc3161Timestamps?: { signedTimestamp: string }[] } | undefined
  }
  dsseEnvelope?: { payload: string; payloadType: string; signatures: { sig: string; keyid?: string }[] }
  messageSignature?: unknown
  [name: string]: unknown
}
interface Entry {
  logIndex: string
  logId: { keyId: string }
  kindVersion: { kind: string; version: string }
  integratedTime: string
  inclusionPromise?: { signedEntryTimestamp: string } | undefined
  inclusionProof: {
    logIndex: string
    rootHash: string
    treeSize: string
    hashes: string[]
    checkpoint: { envelope: string }
  }
  canonicalizedBody: string
}
interface Root {
  mediaType: string
  tlogs: { publicKey: { validFor: { start?: string; end?: string } }; logId: { keyId: string } }[]
  certificateAuthorities: { validFor: { start?: string; end?: string } }[]
  ctlogs: { publicKey: { validFor: { start?: string; end?: string } } }[]
  timestampAuthorities: { validFor: { start?: string; end?: string } }[]
}
const recorded = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/sigstore/recorded.json'), 'utf8')) as {
    cases: { name: string; bundle: string; root: EmbeddedRoot; artifact?: string }[]
  }
).cases
const one = (start: string): { bundle: () => Bundle; root: EmbeddedRoot; artifact: Buffer } => {
  const found = recorded.find(({ name }) => name.startsWith(start))
  if (found === undefined) throw new Error(start)
  return {
    bundle: () => JSON.parse(found.bundle) as Bundle,
    root: found.root,
    artifact: Buffer.from(found.artifact ?? '', 'base64')
  }
}
const [V1, V2, GITHUB] = [one('public-good, log v1, attestation'), one('public-good, log v2'), one('GitHub')]
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const rootWith = (name: EmbeddedRoot, change: (root: Root) => void): BundleVerifier => {
  const root = JSON.parse(Buffer.from(embeddedRootFile(name)).toString()) as Root
  change(root)
  return new BundleVerifier([readTrustedRoot(bytes(root), 'root')])
}
const refusal = (
  { bundle, root, artifact }: typeof V1,
  change: (bundle: Bundle) => void,
  verifier = new BundleVerifier([embeddedRoot(root)])
): string => {
  const changed = bundle()
  change(changed)
  return errorOf(() => verifier.verifyArtifact(bytes(changed), artifact, 'bundle')).code
}
const entry = (bundle: Bundle): Entry => bundle.verificationMaterial.tlogEntries?.[0] as Entry
const flip = (base64: string, at = 10): string => {
  const content = Buffer.from(base64, 'base64')
  content[at] = (content[at] ?? 0) ^ 1
  return content.toString('base64')
}
const envelope = (bundle: Bundle): NonNullable<Bundle['dsseEnvelope']> =>
  bundle.dsseEnvelope as NonNullable<Bundle['dsseEnvelope']>
const certificate = (bundle: Bundle): { rawBytes: string } =>
  bundle.verificationMaterial.certificate as { rawBytes: string }
const DAY = '2021-01-01T00:00:00Z'

describe('the outside', () => {
  test.each<[string, (bundle: Bundle) => void, string]>([
    ['a media type that is not known', (bundle) => (bundle.mediaType += 'x'), 'BUNDLE_MEDIA_TYPE'],
    ['a member that is not known', (bundle) => (bundle['extra'] = 1), 'BUNDLE_MEMBER_UNKNOWN'],
    ['one within an entry', (bundle) => Object.assign(entry(bundle), { extra: 1 }), 'BUNDLE_MEMBER_UNKNOWN'],
    ['one with an inherited name', (bundle) => Object.assign(entry(bundle), { toString: 1 }), 'BUNDLE_MEMBER_UNKNOWN'],
    ['an envelope and a message signature', (bundle) => (bundle.messageSignature = {}), 'BUNDLE_MALFORMED'],
    ['no signature', (bundle) => (envelope(bundle).signatures = []), 'BUNDLE_SIGNATURE_COUNT'],
    [
      'two signatures',
      (bundle) => envelope(bundle).signatures.push(...envelope(bundle).signatures),
      'BUNDLE_SIGNATURE_COUNT'
    ],
    [
      'a key id',
      (bundle) => envelope(bundle).signatures.forEach((signature) => (signature.keyid = 'x')),
      'BUNDLE_KEY_ID'
    ],
    [
      'a key for a certificate',
      (bundle) => (bundle.verificationMaterial = { ...bundle.verificationMaterial, publicKey: { hint: 'x' } }),
      'BUNDLE_WITHOUT_CERTIFICATE'
    ],
    ['no certificate', (bundle) => delete bundle.verificationMaterial.certificate, 'BUNDLE_MALFORMED'],
    [
      'a certificate and a chain of another one',
      (bundle) =>
        (bundle.verificationMaterial = {
          ...bundle.verificationMaterial,
          x509CertificateChain: { certificates: [certificate(V2.bundle())] }
        }),
      'BUNDLE_MALFORMED'
    ],
    [
      'an object for a list',
      (bundle) => Object.assign(bundle.verificationMaterial, { tlogEntries: entry(bundle) }),
      'BUNDLE_MALFORMED'
    ],
    [
      'a list for an object',
      (bundle) => Object.assign(bundle.verificationMaterial, { certificate: [certificate(bundle)] }),
      'BUNDLE_MALFORMED'
    ],
    ['junk in base64', (bundle) => (envelope(bundle).payload = `!${envelope(bundle).payload}`), 'BUNDLE_MALFORMED'],
    [
      'a line break in base64',
      (bundle) => (envelope(bundle).payload = envelope(bundle).payload.replace(/^..../, '$&\n   ')),
      'BUNDLE_MALFORMED'
    ],
    [
      'base64 for addresses',
      (bundle) =>
        (certificate(bundle).rawBytes = certificate(bundle).rawBytes.replaceAll('+', '-').replaceAll('/', '_')),
      'BUNDLE_MALFORMED'
    ],
    [
      '33 entries',
      (bundle) => (bundle.verificationMaterial.tlogEntries = Array.from({ length: 33 }, () => entry(bundle))),
      'BUNDLE_TOO_MANY'
    ],
    [
      '33 timestamps',
      (bundle) =>
        (bundle.verificationMaterial.timestampVerificationData = {
          rfc3161Timestamps: Array.from({ length: 33 }, () => ({ signedTimestamp: '' }))
        }),
      'BUNDLE_TOO_MANY'
    ],
    [
      'a checkpoint of many lines',
      (bundle) => (entry(bundle).inclusionProof.checkpoint.envelope += '— x AAAA\n'.repeat(40)),
      'BUNDLE_TOO_MANY'
    ],
    [
      'a checkpoint of one long line',
      (bundle) => (entry(bundle).inclusionProof.checkpoint.envelope += 'x'.repeat(17_000)),
      'BUNDLE_TOO_MANY'
    ],
    [
      'a proof that is too long',
      (bundle) => (entry(bundle).inclusionProof.hashes = Array.from({ length: 65 }, () => 'AAAA')),
      'BUNDLE_TOO_MANY'
    ],
    [
      'a certificate that is too long',
      (bundle) => (certificate(bundle).rawBytes = 'A'.repeat(70_000)),
      'BUNDLE_TOO_MANY'
    ],
    [
      'an entry that is too long',
      (bundle) => (entry(bundle).canonicalizedBody = 'A'.repeat(1_600_000)),
      'BUNDLE_TOO_MANY'
    ]
  ])('with %s', (_what, change, code) => expect(refusal(V1, change)).toBe(code))
  test('that is no object, or has a member twice', () => {
    const verifier = new BundleVerifier([embeddedRoot('public-good')])
    expect(errorOf(() => verifier.verifyEnvelope(Buffer.from('[]'), 'x')).code).toBe('METADATA_TYPE_WRONG')
    expect(errorOf(() => verifier.verifyEnvelope(Buffer.from('{"mediaType":"a","mediaType":"b"}'), 'x')).code).toBe(
      'JSON_MEMBER_DUPLICATE'
    )
    expect(errorOf(() => verifier.verifyEnvelope(bytes(V2.bundle()), 'x')).code).toBe('BUNDLE_NOT_ENVELOPE')
    expect(errorOf(() => new BundleVerifier([]).verifyEnvelope(bytes(V1.bundle()), 'x')).code).toBe(
      'TRUSTED_ROOT_MISSING'
    )
  })
})

describe('the signature', () => {
  test.each<[string, (bundle: Bundle) => void, string]>([
    [
      'a payload with one bit changed',
      (bundle) => (envelope(bundle).payload = flip(envelope(bundle).payload)),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    [
      'a payload with white space added',
      (bundle) =>
        (envelope(bundle).payload = Buffer.concat([
          Buffer.from(envelope(bundle).payload, 'base64'),
          Buffer.from(' ')
        ]).toString('base64')),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    ['another payload type', (bundle) => (envelope(bundle).payloadType += 'x'), 'BUNDLE_SIGNATURE'],
    [
      'a payload type in other letters',
      (bundle) => (envelope(bundle).payloadType = 'application/vnd.in-toto+jsоn'),
      'BUNDLE_SIGNATURE'
    ],
    [
      'another signature',
      (bundle) => envelope(bundle).signatures.forEach((signature) => (signature.sig = flip(signature.sig, 20))),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    [
      'no bytes of a signature',
      (bundle) => envelope(bundle).signatures.forEach((signature) => (signature.sig = '')),
      'BUNDLE_MALFORMED'
    ]
  ])('with %s', (_what, change, code) => expect(refusal(V1, change)).toBe(code))
  test('without a log, too', () => {
    expect(refusal(GITHUB, (bundle) => (envelope(bundle).payload = flip(envelope(bundle).payload)))).toBe(
      'BUNDLE_SIGNATURE'
    )
    expect(refusal(GITHUB, (bundle) => (envelope(bundle).payloadType = 'text/plain'))).toBe('BUNDLE_SIGNATURE')
  })
  test('of another file', () => {
    const verifier = new BundleVerifier([embeddedRoot('public-good')])
    expect(errorOf(() => verifier.verifyArtifact(bytes(V2.bundle()), Buffer.from('other'), 'x')).code).toBe(
      'BUNDLE_SIGNATURE'
    )
  })
})

describe('the certificate', () => {
  test('with one bit changed', () =>
    expect(refusal(GITHUB, (bundle) => (certificate(bundle).rawBytes = flip(certificate(bundle).rawBytes, 200)))).toBe(
      'BUNDLE_CERTIFICATE'
    ))
  test('of another bundle', () =>
    expect(refusal(V1, (bundle) => (certificate(bundle).rawBytes = certificate(V2.bundle()).rawBytes))).toBe(
      'BUNDLE_CERTIFICATE'
    ))
  test('that is none', () =>
    expect(refusal(V1, (bundle) => (certificate(bundle).rawBytes = 'AAAA'))).toBe('BUNDLE_UNVERIFIED'))
  test('from an authority that no longer counts', () =>
    expect(
      refusal(
        V1,
        () => {},
        rootWith('public-good', (root) =>
          root.certificateAuthorities.forEach((authority) => (authority.validFor.end = DAY))
        )
      )
    ).toBe('BUNDLE_CERTIFICATE'))
  test('whose promise is of a certificate log that no longer counts', () =>
    expect(
      refusal(
        V1,
        () => {},
        rootWith('public-good', (root) =>
          root.ctlogs.forEach(({ publicKey }) => (publicKey.validFor = { start: '2020-01-01T00:00:00Z', end: DAY }))
        )
      )
    ).toBe('BUNDLE_CERTIFICATE'))
  test('can be looked at without being believed', () => {
    expect(readUnverifiedCertificate(bytes(V1.bundle()), 'x').issuer).toBe(
      'https://token.actions.githubusercontent.com'
    )
    const bundle = V1.bundle()
    certificate(bundle).rawBytes = 'AAAA'
    expect(errorOf(() => readUnverifiedCertificate(bytes(bundle), 'x')).code).toBe('BUNDLE_MALFORMED')
  })
})

describe('the log', () => {
  test.each<[string, typeof V1, (bundle: Bundle) => void, string]>([
    ['no entry', V1, (bundle) => (bundle.verificationMaterial.tlogEntries = []), 'BUNDLE_LOG'],
    ['no entries at all', V1, (bundle) => delete bundle.verificationMaterial.tlogEntries, 'BUNDLE_LOG'],
    ['an entry twice', V2, (bundle) => bundle.verificationMaterial.tlogEntries?.push(entry(bundle)), 'BUNDLE_LOG'],
    [
      'the entry of another bundle',
      V1,
      (bundle) => (bundle.verificationMaterial.tlogEntries = V2.bundle().verificationMaterial.tlogEntries),
      'BUNDLE_TIMESTAMP'
    ],
    ['a time that nobody signed', V2, (bundle) => (entry(bundle).integratedTime = '1760000000'), 'BUNDLE_LOG'],
    [
      'another time',
      V1,
      (bundle) => (entry(bundle).integratedTime = String(Number(entry(bundle).integratedTime) + 1)),
      'BUNDLE_LOG'
    ],
    [
      'a promise that was changed',
      V1,
      (bundle) =>
        (entry(bundle).inclusionPromise = {
          signedEntryTimestamp: flip(entry(bundle).inclusionPromise?.signedEntryTimestamp ?? '')
        }),
      'BUNDLE_LOG'
    ],
    [
      'a proof that was changed',
      V1,
      (bundle) => (entry(bundle).inclusionProof.hashes[0] = flip(entry(bundle).inclusionProof.hashes[0] ?? '')),
      'BUNDLE_LOG'
    ],
    [
      'another root',
      V2,
      (bundle) => (entry(bundle).inclusionProof.rootHash = flip(entry(bundle).inclusionProof.rootHash)),
      'BUNDLE_LOG'
    ],
    [
      'another size of the tree',
      V2,
      (bundle) => (entry(bundle).inclusionProof.treeSize = String(Number(entry(bundle).inclusionProof.treeSize) + 1)),
      'BUNDLE_LOG'
    ],
    [
      'another position',
      V2,
      (bundle) => (entry(bundle).logIndex = String(Number(entry(bundle).logIndex) + 1)),
      'BUNDLE_LOG'
    ],
    [
      'a checkpoint that was changed',
      V2,
      (bundle) =>
        (entry(bundle).inclusionProof.checkpoint.envelope = entry(bundle).inclusionProof.checkpoint.envelope.replace(
          '\n',
          'x\n'
        )),
      'BUNDLE_LOG'
    ],
    [
      'a body that was changed',
      V2,
      (bundle) => (entry(bundle).canonicalizedBody = flip(entry(bundle).canonicalizedBody, 60)),
      'BUNDLE_LOG'
    ],
    ['another kind outside', V2, (bundle) => (entry(bundle).kindVersion.kind = 'dsse'), 'BUNDLE_LOG_ENTRY_OTHER'],
    [
      'another log',
      V2,
      (bundle) => (entry(bundle).logId.keyId = V1.bundle().verificationMaterial.tlogEntries?.[0]?.logId.keyId ?? ''),
      'BUNDLE_LOG'
    ]
  ])('with %s', (_what, of, change, code) => expect(refusal(of, change)).toBe(code))
  test.each<[string, { start?: string; end?: string }]>([
    ['no longer counts', { start: '2020-01-01T00:00:00Z', end: DAY }],
    ['does not count yet', { start: '2999-01-01T00:00:00Z' }]
  ])('whose key %s', (_what, validFor) =>
    expect(
      refusal(
        V2,
        () => {},
        rootWith('public-good', (root) => root.tlogs.forEach(({ publicKey }) => (publicKey.validFor = validFor)))
      )
    ).toBe('BUNDLE_LOG_KEY_TIME')
  )
})

describe('the timestamp', () => {
  const stamps = (bundle: Bundle): { signedTimestamp: string }[] =>
    bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? []
  test.each<[string, typeof V1, (bundle: Bundle) => void, string]>([
    ['none', V2, (bundle) => delete bundle.verificationMaterial.timestampVerificationData, 'BUNDLE_TIMESTAMP'],
    [
      'none of GitHub',
      GITHUB,
      (bundle) => (bundle.verificationMaterial.timestampVerificationData = { rfc3161Timestamps: [] }),
      'BUNDLE_TIMESTAMP'
    ],
    [
      'one of another signature',
      V2,
      (bundle) =>
        (bundle.verificationMaterial.timestampVerificationData =
          GITHUB.bundle().verificationMaterial.timestampVerificationData),
      'BUNDLE_TIMESTAMP'
    ],
    [
      'one that was changed',
      V2,
      (bundle) => stamps(bundle).forEach((stamp) => (stamp.signedTimestamp = flip(stamp.signedTimestamp, 150))),
      'BUNDLE_TIMESTAMP'
    ],
    [
      'one that is cut off',
      V2,
      (bundle) => stamps(bundle).forEach((stamp) => (stamp.signedTimestamp = stamp.signedTimestamp.slice(0, 400))),
      'BUNDLE_UNVERIFIED'
    ]
  ])('%s', (_what, of, change, code) => expect(refusal(of, change)).toBe(code))
  test('of an authority that no longer counts', () =>
    expect(
      refusal(
        GITHUB,
        () => {},
        rootWith('github', (root) => root.timestampAuthorities.forEach((authority) => (authority.validFor.end = DAY)))
      )
    ).toBe('BUNDLE_TIMESTAMP'))
})

describe('a trusted root', () => {
  const broken = (change: (root: Root) => void): string => errorOf(() => rootWith('public-good', change)).code
  test.each<[string, (root: Root) => void]>([
    ['of another media type', (root) => (root.mediaType = 'x')],
    ['without authorities', (root) => (root.certificateAuthorities = [])],
    [
      'without logs and timestamp authorities',
      (root) => {
        root.tlogs = []
        root.timestampAuthorities = []
      }
    ],
    [
      'with a log under another id than that of its key',
      (root) => root.tlogs.forEach((log) => (log.logId.keyId = flip(log.logId.keyId)))
    ],
    [
      'with a log that counts since for ever',
      (root) => root.tlogs.forEach(({ publicKey }) => delete publicKey.validFor.start)
    ],
    [
      'with an authority that counts since for ever',
      (root) => root.certificateAuthorities.forEach(({ validFor }) => delete validFor.start)
    ]
  ])('%s is none', (_what, change) => expect(broken(change)).toBe('TRUSTED_ROOT_INVALID'))
  test.each([
    ['', 'JSON_SYNTAX'],
    ['{}', 'TRUSTED_ROOT_INVALID'],
    ['{"tlogs":1}', 'TRUSTED_ROOT_INVALID'],
    ['{"mediaType":"a","mediaType":"b"}', 'JSON_MEMBER_DUPLICATE']
  ])('%j is none', (text, code) => expect(errorOf(() => readTrustedRoot(Buffer.from(text), 'root')).code).toBe(code))
  test('demands what it lists, and timestamps always', () => {
    expect(embeddedRoot('public-good').thresholds).toEqual({ logEntries: 1, scts: 1, timestamps: 1 })
    expect(embeddedRoot('github').thresholds).toEqual({ logEntries: 0, scts: 0, timestamps: 1 })
  })
})

test.each([
  ['GitHub’s', GITHUB, ['public-good', 'github']],
  ['the public-good instance’s', V1, ['github', 'public-good']]
] as const)('of several roots the one that signed says why a bundle of %s is refused', (_what, of, names) => {
  const bundle = of.bundle()
  envelope(bundle).payload = flip(envelope(bundle).payload)
  const verify = (roots: readonly EmbeddedRoot[]): string =>
    errorOf(() => new BundleVerifier(roots.map(embeddedRoot)).verifyEnvelope(bytes(bundle), 'x')).message
  expect(verify(names)).toBe(verify([of.root]))
  expect(verify(names)).not.toBe(verify([names[0]]))
})
