// SPDX-License-Identifier: Apache-2.0
// What the library accepts and we must refuse: entries that no honest log makes, in a log of our own beside the real
// authority and timestamps.
import assert from 'node:assert/strict'
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { InTotoError } from '../../../../src/base/errors.ts'
import { httpPost } from '../../../../src/github/http-post.ts'
import { BundleVerifier } from '../../../../src/sigstore/bundle-verifier.ts'
import { signKeyless } from '../../../../src/sigstore/keyless-signer.ts'
import { readTrustedRoot } from '../../../../src/sigstore/trusted-root.ts'
import { FakeLog } from '../../sigstore/fake-log.ts'
import { CLAIMS, IDENTITY, instanceWithoutLog, pae, type Judged } from './court.ts'

interface BundleJson {
  mediaType: string
  verificationMaterial: {
    certificate: { rawBytes: string }
    tlogEntries: Record<string, unknown>[]
    [name: string]: unknown
  }
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid?: string }[] }
  [name: string]: unknown
}

export async function forgedEntriesAreRefused({ court, stack, bundles }: Judged): Promise<void> {
  const log = new FakeLog()
  const NOW = new Date(Date.now() - 60_000).toISOString()
  const trustWith = (validFor: { start?: string; end?: string }): BundleVerifier => {
    const trustedRoot = { ...stack.trustedRoot, tlogs: [log.trusted(validFor)] }
    return new BundleVerifier([readTrustedRoot(Buffer.from(JSON.stringify(trustedRoot)), 'trusted root')])
  }
  const { bundle: plainBundle } = await signKeyless({
    payload: Buffer.from('{}'),
    payloadType: 'application/vnd.in-toto+json',
    token: await stack.token(CLAIMS),
    post: httpPost,
    instance: instanceWithoutLog(stack)
  })
  const base = (): BundleJson => JSON.parse(Buffer.from(plainBundle).toString()) as BundleJson
  const { certificate: signedBy } = base().verificationMaterial
  const paeDigest = createHash('sha256')
    .update(pae('application/vnd.in-toto+json', Buffer.from('{}')))
    .digest('base64')
  /** The entry that an honest log makes, changed. */
  function record(
    change: { verifier?: unknown; algorithm?: string; digest?: string; version?: string; kind?: string } = {}
  ): Record<string, unknown> {
    const { kind = 'hashedrekord', version = '0.0.2' } = change
    return log.entry(kind, version, {
      apiVersion: version,
      kind,
      spec: {
        hashedRekordV002: {
          data: { algorithm: change.algorithm ?? 'SHA2_256', digest: change.digest ?? paeDigest },
          signature: {
            content: base().dsseEnvelope.signatures[0]?.sig,
            verifier: change.verifier ?? { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: signedBy }
          }
        }
      }
    })
  }
  const otherCertificate = (JSON.parse(readFileSync(bundles[0] ?? '', 'utf8')) as BundleJson).verificationMaterial
    .certificate
  const bareKey = new X509Certificate(Buffer.from(signedBy.rawBytes, 'base64')).publicKey.export({
    type: 'spki',
    format: 'der'
  })
  const good = (change: (bundle: BundleJson) => void = () => {}): Buffer => {
    const bundle = base()
    bundle.verificationMaterial.tlogEntries = [record()]
    change(bundle)
    return Buffer.from(JSON.stringify(bundle))
  }
  const entryWith = (entry: Record<string, unknown>) => (bundle: BundleJson) => {
    bundle.verificationMaterial.tlogEntries = [entry]
  }
  const proofWith = (changes: object) => (bundle: BundleJson) => {
    const [entry] = bundle.verificationMaterial.tlogEntries
    if (entry !== undefined) entry['inclusionProof'] = { ...(entry['inclusionProof'] as object), ...changes }
  }
  /** A kind that logs of version 2 do not have, in the form that the library reads. */
  const forgedDsse = log.entry('dsse', '0.0.2', {
    apiVersion: '0.0.2',
    kind: 'dsse',
    spec: {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest: createHash('sha256').update('{}').digest('base64') },
        signatures: [
          {
            content: base().dsseEnvelope.signatures[0]?.sig,
            verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: signedBy }
          }
        ]
      }
    }
  })
  const strict = trustWith({ start: NOW })
  await court.tally.check('a bundle with an honest entry in that log is accepted', () => {
    assert.equal(strict.verifyEnvelope(good(), 'bundle').certificate.subject, IDENTITY)
  })
  const refusals: readonly (readonly [string, BundleVerifier, Buffer, string])[] = [
    [
      'a log entry with another certificate',
      strict,
      good(
        entryWith(record({ verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: otherCertificate } }))
      ),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    [
      'a log entry with a bare key',
      strict,
      good(
        entryWith(
          record({
            verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes: bareKey.toString('base64') } }
          })
        )
      ),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    [
      'a log entry with another name of a hash',
      strict,
      good(entryWith(record({ algorithm: 'SHA2_512' }))),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    [
      'a log entry of another digest',
      strict,
      good(entryWith(record({ digest: createHash('sha256').digest('base64') }))),
      'BUNDLE_LOG_ENTRY_OTHER'
    ],
    [
      'a media type that is not known',
      strict,
      good((bundle) => (bundle.mediaType = 'application/vnd.dev.sigstore.bundle.v9.9+json')),
      'BUNDLE_MEDIA_TYPE'
    ],
    ['a member that is not known', strict, good((bundle) => (bundle['extra'] = 1)), 'BUNDLE_MEMBER_UNKNOWN'],
    [
      'a key id in the signature',
      strict,
      good((bundle) => bundle.dsseEnvelope.signatures.forEach((signature) => (signature.keyid = 'x'))),
      'BUNDLE_KEY_ID'
    ],
    ['another size of the tree', strict, good(proofWith({ treeSize: '2' })), 'BUNDLE_LOG'],
    ['another position outside', strict, good(entryWith({ ...record(), logIndex: '7' })), 'BUNDLE_LOG'],
    [
      'a key of the log that no longer counted',
      trustWith({ start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' }),
      good(),
      'BUNDLE_LOG_KEY_TIME'
    ],
    [
      'a key of the log that did not count yet',
      trustWith({ start: '2999-01-01T00:00:00Z' }),
      good(),
      'BUNDLE_LOG_KEY_TIME'
    ],
    ['a kind of entry that there is not', strict, good(entryWith(forgedDsse)), 'BUNDLE_LOG_KIND']
  ]
  for (const [what, against, bundle, code] of refusals) {
    await court.tally.check(`refused with ${code}: ${what}`, () => {
      assert.throws(
        () => against.verifyEnvelope(bundle, 'bundle'),
        (error) => error instanceof InTotoError && error.code === code
      )
    })
  }
}
