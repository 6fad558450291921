// SPDX-License-Identifier: Apache-2.0
// Functionaries without a key: a workflow that proves who it is by a certificate which Fulcio gave it for some minutes.
// The key object of the layout says which certificates are meant (securesystemslib's type `sigstore-oidc`, with
// constraints beside the identity). Everything is exact unless it is called a pattern.
import { CoreError } from '../codes.ts'
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { firstOf } from '../../base/first-of.ts'
import { sha256Hex } from '../hashing/sha256.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonAt } from '../json/json-at.ts'
import { jsonObject, type JsonObject } from '../json/json-value.ts'
import { LIMITS } from '../../base/limits.ts'
import { isCertificateExtension, type CertificateExtension } from './certificate-extensions.ts'
import { matchesIdentityPattern } from './identity-pattern.ts'
import type { KeyId } from './key-id.ts'
import type { KeyFingerprint } from './public-key.ts'
import { isRootName } from './vouching-root.ts'

/** Who a certificate says that its holder is. Only a verified one may be turned into this. */
export interface CertificateIdentity {
  /** Empty when the certificate names none; then it fits no functionary. */
  readonly issuer: string
  /** The only subject alternative name, a URI. */
  readonly subject: string
  readonly extensions: ReadonlyMap<CertificateExtension, string>
}

/** A functionary by identity. */
export interface KeylessIdentity {
  readonly keyType: 'sigstore-oidc'
  readonly scheme: 'Fulcio'
  /** Equal for equal key objects. Thresholds do not count these but the identities that signed. */
  readonly fingerprint: KeyFingerprint
  readonly issuer: string
  readonly subject: { readonly kind: 'exact' | 'pattern'; readonly text: string }
  /** Of each extension, the values or patterns of which one must fit. */
  readonly constraints: ReadonlyMap<CertificateExtension, readonly string[]>
  /** Name of the trusted root that must vouch for it; undefined for those that may by default. */
  readonly trustedRoot: string | undefined
}

/** `keyid_hash_algorithms` is written by older tools of in-toto and says nothing. */
const KEY_MEMBERS = ['keyid', 'keyid_hash_algorithms', 'keytype', 'scheme', 'keyval']
const OTHER_MEMBERS = ['issuer', 'identity', 'identity_pattern', 'trusted_root']
const SCHEME = 'Fulcio'
const KEYTYPE = 'sigstore-oidc'

/**
 * Reads the key object of a keyless functionary: `{keytype, scheme, keyval: {issuer, identity | identity_pattern,
 * <extension>: [value…], trusted_root?}}`.
 *
 * @throws METADATA_TYPE_WRONG, METADATA_MEMBER_MISSING, KEY_UNSUPPORTED, KEY_UNREADABLE
 */
export function parseKeylessIdentity(at: JsonAt): KeylessIdentity {
  for (const [name, member] of at.members()) {
    if (!KEY_MEMBERS.includes(name))
      throw unreadable(
        member,
        `has a member ${quoteUntrusted(name, 60)} that is not known`,
        'Constraints stand within keyval.'
      )
  }
  const schemeAt = at.member('scheme')
  if (schemeAt.string() !== SCHEME) {
    throw new CoreError(
      'KEY_UNSUPPORTED',
      `The scheme of a keyless functionary is ${quoteUntrusted(schemeAt.string(), 60)}.`,
      {
        at: schemeAt.where,
        hint: `Only ${SCHEME} is known.`
      }
    )
  }
  const value = at.member('keyval')
  const [exact, pattern] = [value.optional('identity'), value.optional('identity_pattern')]
  const subjectAt = exact ?? pattern
  if (subjectAt === undefined || (exact !== undefined && pattern !== undefined)) {
    throw unreadable(
      value,
      'names neither an identity nor a pattern of one, or both',
      'Give `identity` or `identity_pattern`.'
    )
  }
  const [issuer, text] = [value.member('issuer').string(), subjectAt.string()]
  if (issuer.length > LIMITS.patternLength || text.length > LIMITS.patternLength)
    throw unreadable(value, 'has an issuer or an identity that is too long', 'Write a shorter pattern.')
  if (!isPlain(issuer) || !isPlain(text))
    throw unreadable(
      value,
      'has an empty issuer or identity, or one with white space',
      'Write the issuer and the identity as the certificate has them.'
    )
  const kind = exact === undefined ? 'pattern' : 'exact'
  return identityOf(issuer, { kind, text }, readConstraints(value), readTrustedRoot(value))
}

function readConstraints(value: JsonAt): KeylessIdentity['constraints'] {
  const constraints = new Map<CertificateExtension, readonly string[]>()
  for (const [name, member] of value.members()) {
    if (OTHER_MEMBERS.includes(name)) continue
    // What is not known cannot be enforced, and a constraint that is passed over is none.
    if (!isCertificateExtension(name))
      throw unreadable(
        member,
        `has a constraint ${quoteUntrusted(name, 60)} that is not known`,
        'Verify with a version that knows it.'
      )
    const values = member.strings(LIMITS.identityConstraints)
    if (values.some((pattern) => pattern.length > LIMITS.patternLength))
      throw unreadable(member, `has the constraint ${name} with a value that is too long`, 'Write a shorter pattern.')
    if (values.length === 0 || values.includes(''))
      throw unreadable(member, `has the constraint ${name} with nothing to fit`, 'Give at least one value.')
    constraints.set(name, values)
  }
  return constraints
}

function readTrustedRoot(value: JsonAt): string | undefined {
  const at = value.optional('trusted_root')
  if (at === undefined) return undefined
  const name = at.string()
  if (isRootName(name)) return name
  throw unreadable(at, 'names a trusted root by what can be no name of one', 'Write public-good, github or custom.')
}

/** Makes a functionary by identity. @param trustedRoot name of the root that must vouch for it */
export function identityOf(
  issuer: string,
  subject: KeylessIdentity['subject'],
  constraints: KeylessIdentity['constraints'],
  trustedRoot?: string
): KeylessIdentity {
  const identity = { keyType: KEYTYPE, scheme: SCHEME, issuer, subject, constraints, trustedRoot } as const
  return { ...identity, fingerprint: digestOf(members(identity)) as KeyFingerprint }
}

/** SHA-256 of the canonical key object; the only id that a keyless functionary can have. */
export function keylessKeyId(identity: KeylessIdentity): KeyId {
  return identity.fingerprint as string as KeyId
}

/** The key object for a layout. */
export function encodeKeylessIdentity(identity: KeylessIdentity): JsonObject {
  return jsonObject({ keyid: keylessKeyId(identity), ...members(identity) })
}

/**
 * Why a certificate is not the functionary's; empty when it is. The issuer and an exact identity must be equal, byte for
 * byte; of each constraint one value must fit, and an extension that is not there fits nothing.
 *
 * A reusable workflow has one identity whoever calls it, and everybody may. So where the constraints do not say which
 * workflow or repository calls, it must be the identity itself and its own repository.
 */
export function identityMismatches(identity: KeylessIdentity, certificate: CertificateIdentity): string[] {
  const { issuer, subject, constraints } = identity
  const reasons: string[] = []
  const differs = (what: string, found: string | undefined, wanted: string): void => {
    reasons.push(`${what} is ${found === undefined ? 'not in the certificate' : quoteUntrusted(found)}, not ${wanted}`)
  }
  // A certificate without an issuer is nobody's, not even where an empty one is asked for.
  if (certificate.issuer !== issuer || issuer === '') differs('the issuer', certificate.issuer, quoteUntrusted(issuer))
  const same =
    subject.kind === 'exact'
      ? certificate.subject === subject.text
      : matchesIdentityPattern(subject.text, certificate.subject)
  if (!same)
    differs(
      'the identity',
      certificate.subject,
      `${subject.kind === 'exact' ? '' : 'like '}${quoteUntrusted(subject.text)}`
    )
  for (const [name, patterns] of constraints) {
    const found = certificate.extensions.get(name)
    if (found !== undefined && patterns.some((pattern) => matchesIdentityPattern(pattern, found))) continue
    differs(
      name,
      found,
      firstOf(
        patterns.map((pattern) => quoteUntrusted(pattern)),
        LIMITS.sentenceNames
      ).join(' or ')
    )
  }
  if (!constraints.has('build_config_uri') && !constraints.has('source_repository_uri')) {
    const { build_config_uri: caller, source_repository_uri: repository } = Object.fromEntries(certificate.extensions)
    if (caller !== undefined && caller !== certificate.subject)
      differs('the workflow that called it', caller, 'the identity itself (constrain build_config_uri to allow others)')
    if (repository !== undefined && !certificate.subject.startsWith(`${repository}/`))
      differs(
        'the repository of the run',
        repository,
        'that of the identity (constrain source_repository_uri to allow others)'
      )
  }
  return reasons
}

function members({
  issuer,
  subject,
  constraints,
  trustedRoot
}: Pick<KeylessIdentity, 'issuer' | 'subject' | 'constraints' | 'trustedRoot'>): Record<string, JsonObject | string> {
  return {
    keytype: KEYTYPE,
    keyval: jsonObject({
      issuer,
      [subject.kind === 'exact' ? 'identity' : 'identity_pattern']: subject.text,
      ...Object.fromEntries(constraints),
      ...(trustedRoot === undefined ? {} : { trusted_root: trustedRoot })
    }),
    scheme: SCHEME
  }
}

function digestOf(object: Record<string, JsonObject | string>): string {
  return sha256Hex(canonicalJson(jsonObject(object)))
}

function isPlain(text: string): boolean {
  return text !== '' && !/[\s\p{Cc}]/u.test(text)
}

function unreadable(at: JsonAt, what: string, hint: string): CoreError {
  return new CoreError('KEY_UNREADABLE', `A keyless functionary ${what}.`, { at: at.where, hint })
}
