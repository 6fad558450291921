// SPDX-License-Identifier: Apache-2.0
// Verifies a bundle against a trusted root: first its form, then cryptography by @sigstore/verify without any policy of
// that library, then what it leaves open. Every throw is a refusal. Nothing is fetched.
import { Buffer } from 'node:buffer'
import type { KeyObject } from 'node:crypto'
import type { Bundle } from '@sigstore/bundle'
import { RFC3161Timestamp, X509Certificate } from '@sigstore/core'
import { toSignedEntity, Verifier, type SignedEntity } from '@sigstore/verify'
import { CoreError } from '../intoto/codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { preAuthenticationEncoding } from '../intoto/envelope/pae.ts'
import type { CertificateIdentity } from '../intoto/keys/keyless-identity.ts'
import type { KeylessVerifier, VerifiedBundle } from '../intoto/verification/verification.ts'
import type { BundleSigner } from './bundle-form.ts'
import { bundleRefusal } from './bundle-refusal.ts'
import { readCertificateIdentity } from './certificate.ts'
import { leafCertificate } from './leaf-certificate.ts'
import { checkLogEntry } from './log-entry.ts'
import { readBundle } from './read-bundle.ts'
import type { TrustDomain } from './trusted-root.ts'

/** Verifies bundles against one or more trusted roots; a bundle must verify wholly against one of them. */
export class BundleVerifier implements KeylessVerifier {
  readonly #domains: readonly TrustDomain[]

  constructor(domains: readonly TrustDomain[]) {
    this.#domains = domains
  }

  async verify(bytes: Uint8Array, source: string): Promise<VerifiedBundle> {
    return this.verifyEnvelope(bytes, source)
  }

  /** Verifies a bundle around an envelope. @throws BUNDLE_ and JSON_ codes */
  verifyEnvelope(bytes: Uint8Array, source: string): VerifiedBundle {
    const read = readNamed(bytes, source, 'certificate')
    const { content } = read.bundle
    if (content.$case !== 'dsseEnvelope') {
      throw new CoreError(
        'BUNDLE_NOT_ENVELOPE',
        'The bundle holds the signature of a file and no envelope, so no link or layout is in it.',
        {
          at: escapeUntrusted(source),
          hint: 'Sign the link or layout itself: `in-toto-actions sign --file FILE --keyless` puts it into an envelope. The signature of a file (`cosign sign-blob`) does not hold what it signs.'
        }
      )
    }
    const { certificate, trustedRoots } = this.#identify(read, undefined)
    const { payload, payloadType } = content.dsseEnvelope
    return { certificate, trustedRoots, payloadType, payload }
  }

  /** Verifies a bundle of either kind; the artifact is what a message signature covers. @throws BUNDLE_ codes */
  verifyArtifact(bytes: Uint8Array, artifact: Uint8Array, source: string): CertificateIdentity {
    return this.#identify(readNamed(bytes, source, 'certificate'), artifact).certificate
  }

  /** Verifies a bundle that a key signed. @throws BUNDLE_ codes */
  verifyWithKey(bytes: Uint8Array, key: KeyObject, artifact: Uint8Array, source: string): void {
    const read = readNamed(bytes, source, 'key')
    this.#withDomains(read, (domain) => verifyAgainst(withKey(domain, key), read.bundle, artifact))
  }

  #identify(read: ReadBundle, artifact: Uint8Array | undefined): Pick<VerifiedBundle, 'certificate' | 'trustedRoots'> {
    const { bundle } = read
    const issuer = issuerOf(bundle)
    const concerns = (domain: TrustDomain): boolean => issuer !== undefined && listsAuthority(domain, issuer)
    const accepted = this.#withDomains(
      read,
      (domain) => {
        const { key } = verifyAgainst(domain, bundle, artifact)
        if (key.$case === 'certificate') return readCertificateIdentity(copyOf(key.certificate))
        throw new CoreError('BUNDLE_WITHOUT_CERTIFICATE', 'The bundle was signed by a key and not by a certificate.')
      },
      concerns
    )
    return { certificate: accepted[0].value, trustedRoots: accepted.map(({ name }) => name) }
  }

  /** What each domain says that accepts it; with none, why the one refuses that it concerns, or else the first. */
  #withDomains<Value>(
    { bundle, source }: ReadBundle,
    verify: (domain: TrustDomain) => Value,
    concerns: (domain: TrustDomain) => boolean = () => false
  ): readonly [Accepted<Value>, ...Accepted<Value>[]] {
    const accepted: Accepted<Value>[] = []
    let reason: CoreError | undefined
    let concerned = false
    for (const domain of this.#domains) {
      // Once one accepts it, those alone matter that list its authority, too.
      if (accepted.length > 0 && !concerns(domain)) continue
      try {
        accepted.push({ name: domain.name, value: verify(domain) })
      } catch (error) {
        if (reason !== undefined && (concerned || !concerns(domain))) continue
        reason = bundleRefusal(error, { bundle, source, root: domain.name })
        concerned = concerns(domain)
      }
    }
    const [first, ...rest] = accepted
    if (first !== undefined) return [first, ...rest]
    throw (
      reason ??
      new CoreError('TRUSTED_ROOT_MISSING', 'There is no trusted root to verify the bundle against.', {
        at: escapeUntrusted(source),
        hint: 'Name the trusted root of the Sigstore that signed: `public-good`, `github`, or the trusted_root.json of your own.'
      })
    )
  }
}

/** What a domain of that name says of a bundle that it accepts. */
interface Accepted<Value> {
  readonly name: string
  readonly value: Value
}

interface ReadBundle {
  readonly bundle: Bundle
  readonly source: string
}

function readNamed(bytes: Uint8Array, source: string, signer: BundleSigner): ReadBundle {
  return { bundle: readBundle(bytes, { source, signer }, (bundle) => bundle), source }
}

function withKey({ name, material, thresholds }: TrustDomain, key: KeyObject): TrustDomain {
  return {
    name,
    material: { ...material, publicKey: () => ({ publicKey: key, validFor: () => true }) },
    thresholds: { ...thresholds, scts: 0 }
  }
}

/** Who signed. Everything that stands in the bundle has been verified then, and compared. */
function verifyAgainst(
  { name, material, thresholds }: TrustDomain,
  bundle: Bundle,
  artifact: Uint8Array | undefined
): SignedEntity {
  const { content, verificationMaterial } = bundle
  if (thresholds.logEntries > 0 && verificationMaterial.tlogEntries.length === 0)
    throw new CoreError(
      'BUNDLE_LOG',
      `The bundle has no log entry, and the trusted root ${quoteUntrusted(name, 100)} lists logs.`,
      {
        hint: 'Verify with the trusted root of the Sigstore that signed (`github` has no log), or sign with its log: set `rekor-url` (`--rekor-url`).'
      }
    )
  const entity = toSignedEntity(bundle, artifact === undefined ? undefined : Buffer.from(artifact))
  const verified = new Verifier(material, {
    tlogThreshold: thresholds.logEntries,
    ctlogThreshold: thresholds.scts,
    timestampThreshold: thresholds.timestamps
  }).verify(entity)
  const times = (verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? []).map(
    ({ signedTimestamp }) => RFC3161Timestamp.parse(signedTimestamp as Buffer<ArrayBuffer>).signingTime
  )
  const signed =
    content.$case === 'dsseEnvelope'
      ? preAuthenticationEncoding(content.dsseEnvelope.payloadType, content.dsseEnvelope.payload)
      : (artifact ?? Buffer.alloc(0))
  const signer =
    entity.key.$case === 'certificate'
      ? ({ kind: 'certificate', der: entity.key.certificate.root.toDER() } as const)
      : ({ kind: 'key', der: verified.key.export({ type: 'spki', format: 'der' }) } as const)
  for (const entry of verificationMaterial.tlogEntries) checkLogEntry({ entry, signer, signed, times, material })
  return entity
}

/** The name of the authority that the certificate of a bundle names, as DER. */
function issuerOf(bundle: Bundle): Buffer | undefined {
  try {
    return leafCertificate(bundle)?.issuer
  } catch {
    // Verification says what is wrong with it.
    return undefined
  }
}

function listsAuthority({ material }: TrustDomain, issuer: Buffer): boolean {
  return material.certificateAuthorities.some(({ certChain }) =>
    certChain.some((certificate) => certificate.subject.equals(issuer))
  )
}

/** Read anew, so that nothing which the library changed while verifying is taken for the certificate. */
function copyOf(certificate: X509Certificate): X509Certificate {
  return X509Certificate.parse(certificate.root.toDER() as Buffer<ArrayBuffer>)
}
