// SPDX-License-Identifier: Apache-2.0
// The outside of a bundle, looked at before any library sees it: a known media type, known members, one envelope with
// one signature, a certificate, and not too much of anything. Libraries pass over what they do not know; here that is
// refused, since nobody can say what it was meant to do.
import type { JsonAt } from '../intoto/json/json-at.ts'
import { isJsonObject } from '../intoto/json/json-value.ts'
import { CoreError, type CoreCode } from '../intoto/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'

const MEDIA_TYPES = [
  'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
  'application/vnd.dev.sigstore.bundle.v0.3+json'
]

/** Log entries, and timestamps, of one bundle (sigstore-go has the same bound). */
const MOST = 32

/** What a member may be: anything, base64, an object of known members, or a list of one of these. */
type Kind = 'any' | 'base64' | Form | readonly ['base64' | Form]
type Form = { readonly [member: string]: Kind }
const CERTIFICATE: Form = { rawBytes: 'base64' }
const LOG_ENTRY: Form = {
  logIndex: 'any',
  logId: { keyId: 'base64' },
  kindVersion: { kind: 'any', version: 'any' },
  integratedTime: 'any',
  inclusionPromise: { signedEntryTimestamp: 'base64' },
  inclusionProof: {
    logIndex: 'any',
    rootHash: 'base64',
    treeSize: 'any',
    hashes: ['base64'],
    checkpoint: { envelope: 'any' }
  },
  canonicalizedBody: 'base64'
}
const BUNDLE: Form = {
  mediaType: 'any',
  verificationMaterial: {
    certificate: CERTIFICATE,
    x509CertificateChain: { certificates: [CERTIFICATE] },
    publicKey: { hint: 'any' },
    tlogEntries: [LOG_ENTRY],
    timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: 'base64' }] }
  },
  dsseEnvelope: { payload: 'base64', payloadType: 'any', signatures: [{ sig: 'base64', keyid: 'any' }] },
  messageSignature: { messageDigest: { algorithm: 'any', digest: 'base64' }, signature: 'base64' }
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
    throw refused('BUNDLE_MEDIA_TYPE', bundle, `has the media type ${quoteUntrusted(mediaType, 100)}`, NEWER)
  checkMembers(bundle, BUNDLE)
  const material = bundle.member('verificationMaterial')
  const signers = ['certificate', 'x509CertificateChain', 'publicKey'].filter(
    (name) => present(material, name) !== undefined
  )
  const byKey = signers.includes('publicKey')
  if (byKey && signer === 'certificate')
    throw refused('BUNDLE_WITHOUT_CERTIFICATE', material, 'was signed by a key and not by a certificate')
  if (!byKey && signer === 'key')
    throw refused('BUNDLE_WITHOUT_KEY', material, 'was signed by a certificate and not by a key')
  if (signers.length > 1)
    throw refused('BUNDLE_MALFORMED', material, `names its signer in more than one way: ${signers.join(' and ')}`)
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
  if (!isJsonObject(at.value)) throw refused('BUNDLE_MALFORMED', at, 'has something else where an object belongs')
  for (const [name, member] of at.members()) {
    const kind = Object.hasOwn(form, name) ? form[name] : undefined
    if (kind === undefined)
      throw refused(
        'BUNDLE_MEMBER_UNKNOWN',
        member,
        `has a member ${quoteUntrusted(name, 60)} that is not known`,
        NEWER
      )
    if (member.value !== null) checkKind(member, kind)
  }
}

/** Libraries read what is of another kind as if it were not there, and more than one text as the same bytes. */
function checkKind(at: JsonAt, kind: Kind): void {
  if (kind === 'any') return
  if (kind === 'base64') {
    const { value } = at
    if (typeof value !== 'string' || value.length % 4 === 1 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value))
      throw refused('BUNDLE_MALFORMED', at, 'has something else where base64 belongs')
  } else if (isList(kind)) {
    if (!Array.isArray(at.value)) throw refused('BUNDLE_MALFORMED', at, 'has something else where a list belongs')
    for (const item of at.list(MOST * 4)) checkKind(item, kind[0])
  } else checkMembers(at, kind)
}

function isList(kind: Kind): kind is readonly ['base64' | Form] {
  return Array.isArray(kind)
}

/** What no tool of its time wrote may come of a later one. */
const NEWER =
  'This release reads bundles up to v0.3. If a newer tool wrote this one, update in-toto-actions; otherwise sign again.'
const CHANGED = 'Sign again with this suite, and find out what changed the bundle.'

function refused(code: CoreCode, at: JsonAt, what: string, hint: string = CHANGED): CoreError {
  return new CoreError(code, `The bundle ${what}.`, { at: at.where, hint })
}
