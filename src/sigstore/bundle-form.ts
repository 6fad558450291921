// SPDX-License-Identifier: Apache-2.0
// The outside of a bundle, looked at before any library sees it: a known media type, known members, one envelope with
// one signature, a certificate, and not too much of anything. Libraries pass over what they do not know; here that is
// refused, since nobody can say what it was meant to do.
import type { JsonAt } from '../intoto/json/json-at.ts'
import { isJsonObject } from '../intoto/json/json-value.ts'
import type { ErrorCode } from '../intoto/error-codes.ts'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'

const MEDIA_TYPES = [
  'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
  'application/vnd.dev.sigstore.bundle.v0.3+json'
]

/** Log entries, and timestamps, of one bundle (sigstore-go has the same bound). */
const MOST = 32

/** The members that may stand in a bundle; a list stands for its items. */
type Form = { readonly [member: string]: Form | true }
const TIMES = { timestamp: true } as const
const CERTIFICATE = { rawBytes: true } as const
const LOG_ENTRY: Form = {
  logIndex: true,
  logId: { keyId: true },
  kindVersion: { kind: true, version: true },
  integratedTime: true,
  inclusionPromise: { signedEntryTimestamp: true },
  inclusionProof: { logIndex: true, rootHash: true, treeSize: true, hashes: true, checkpoint: { envelope: true } },
  canonicalizedBody: true
}
const BUNDLE: Form = {
  mediaType: true,
  verificationMaterial: {
    certificate: CERTIFICATE,
    x509CertificateChain: { certificates: CERTIFICATE },
    publicKey: { hint: true },
    tlogEntries: LOG_ENTRY,
    timestampVerificationData: { rfc3161Timestamps: { signedTimestamp: true, ...TIMES } }
  },
  dsseEnvelope: { payload: true, payloadType: true, signatures: { sig: true, keyid: true } },
  messageSignature: { messageDigest: { algorithm: true, digest: true }, signature: true }
}

/** By what a bundle must be signed. One of the other kind is refused, not tried. */
export type BundleSigner = 'certificate' | 'key'

/**
 * @throws BUNDLE_MEDIA_TYPE, BUNDLE_MEMBER_UNKNOWN, BUNDLE_MALFORMED, BUNDLE_SIGNATURE_COUNT, BUNDLE_KEY_ID,
 * BUNDLE_WITHOUT_CERTIFICATE, BUNDLE_WITHOUT_KEY, BUNDLE_TOO_MANY, METADATA_ codes
 */
export function checkBundleForm(bundle: JsonAt, signer: BundleSigner): void {
  const mediaType = bundle.member('mediaType').string()
  if (!MEDIA_TYPES.includes(mediaType))
    throw refused('BUNDLE_MEDIA_TYPE', bundle, `has the media type ${quoteUntrusted(mediaType, 100)}`)
  checkMembers(bundle, BUNDLE)
  const material = bundle.member('verificationMaterial')
  const byKey = present(material, 'publicKey') !== undefined
  if (byKey && signer === 'certificate')
    throw refused('BUNDLE_WITHOUT_CERTIFICATE', material, 'was signed by a key and not by a certificate')
  if (!byKey && signer === 'key')
    throw refused('BUNDLE_WITHOUT_KEY', material, 'was signed by a certificate and not by a key')
  const lists = [
    present(material, 'tlogEntries'),
    present(present(material, 'timestampVerificationData'), 'rfc3161Timestamps')
  ]
  for (const list of lists) {
    if (Array.isArray(list?.value) && list.value.length > MOST)
      throw refused('BUNDLE_TOO_MANY', list, `has ${list.value.length} items where at most ${MOST} are read`)
  }
  checkSizes(material)
  const envelope = present(bundle, 'dsseEnvelope')
  const message = present(bundle, 'messageSignature')
  if (envelope !== undefined && message !== undefined)
    throw refused('BUNDLE_MALFORMED', bundle, 'holds an envelope and a message signature')
  if (envelope === undefined) return
  const signatures = envelope.member('signatures').list(MOST)
  const [signature] = signatures
  if (signature === undefined || signatures.length > 1)
    throw refused('BUNDLE_SIGNATURE_COUNT', envelope, `has ${signatures.length} signatures where one is expected`)
  // Nothing covers the key id of a signature, and a certificate needs none.
  const keyId = present(signature, 'keyid')?.string() ?? ''
  if (keyId !== '')
    throw refused(
      'BUNDLE_KEY_ID',
      signature,
      `names the key ${quoteUntrusted(keyId, 100)}, although a certificate signed`
    )
}

/** Text of a proof and its checkpoint, of a certificate or timestamp, of the body of an entry; in UTF-16 code units. */
const MOST_TEXT = { envelope: 16_384, rawBytes: 65_536, signedTimestamp: 65_536, canonicalizedBody: 1_500_000 } as const
/** A tree of 2^64 entries has no longer proof. */
const MOST_HASHES = 64
/** Lines of a checkpoint, its signatures among them. Each may cost the check of a signature. */
const MOST_LINES = 40

/** Everything that costs work, before any work is done: whoever signed is looked at last. */
function checkSizes(at: JsonAt): void {
  for (const [name, member] of at.members()) {
    const { value } = member
    const most = Object.hasOwn(MOST_TEXT, name) ? MOST_TEXT[name as keyof typeof MOST_TEXT] : undefined
    if (typeof value === 'string' && most !== undefined) {
      if (value.length > most || (name === 'envelope' && value.split('\n').length > MOST_LINES))
        throw refused('BUNDLE_TOO_MANY', member, `has more in ${name} than is read`)
    } else if (Array.isArray(value)) {
      if (name === 'hashes' && value.length > MOST_HASHES)
        throw refused('BUNDLE_TOO_MANY', member, `has ${value.length} hashes where at most ${MOST_HASHES} are read`)
      if (name !== 'hashes') for (const item of member.list(MOST * 4)) if (isJsonObject(item.value)) checkSizes(item)
    } else if (isJsonObject(value)) checkSizes(member)
  }
}

/** A member that says something: in the JSON form of protocol buffers, null says as much as absence. */
function present(at: JsonAt | undefined, name: string): JsonAt | undefined {
  const member = at?.optional(name)
  return member?.value === null ? undefined : member
}

function checkMembers(at: JsonAt, form: Form): void {
  for (const [name, member] of at.members()) {
    const inner = Object.hasOwn(form, name) ? form[name] : undefined
    if (inner === undefined)
      throw refused('BUNDLE_MEMBER_UNKNOWN', member, `has a member ${quoteUntrusted(name, 60)} that is not known`)
    if (inner === true) continue
    if (Array.isArray(member.value)) for (const item of member.list(MOST * 4)) checkMembers(item, inner)
    else if (isJsonObject(member.value)) checkMembers(member, inner)
  }
}

function refused(code: ErrorCode, at: JsonAt, what: string): InTotoError {
  return new InTotoError(code, `The bundle ${what}.`, {
    at: at.where,
    hint: 'Sign again with this suite, and find out what changed the bundle.'
  })
}
