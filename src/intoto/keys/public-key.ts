// SPDX-License-Identifier: Apache-2.0
// Public keys of functionaries and owners: read from the key objects of a layout or from PEM files, and refused unless
// type, scheme, curve and size are in the table.
import { Buffer } from 'node:buffer'
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { InTotoError } from '../errors.ts'
import { escapeUntrusted, quoteUntrusted } from '../escape-untrusted.ts'
import type { JsonAt } from '../json/json-at.ts'
import { jsonObject, type JsonObject } from '../json/json-value.ts'
import { LIMITS } from '../limits.ts'
import type { KeyId } from './key-id.ts'
import { isScheme, keyTypeOf, SCHEMES, type KeyType, type Scheme } from './schemes.ts'

declare const brand: unique symbol

/** SHA-256 of the key in SPKI form, as hex: equal for equal key material, whatever the key is called. */
export type KeyFingerprint = string & { readonly [brand]: 'KeyFingerprint' }

export interface PublicKey {
  readonly keyType: KeyType
  readonly scheme: Scheme
  readonly keyObject: KeyObject
  /** SPKI PEM with one trailing newline. */
  readonly pem: string
  readonly fingerprint: KeyFingerprint
}

const RSA_BITS = { least: 2048, most: 16_384 }
const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * The key object of a layout (in-toto v1.0, 4.2): `{keytype, scheme, keyval: {public}}`.
 *
 * @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, KEY_UNSUPPORTED, KEY_UNREADABLE, KEY_NOT_PUBLIC
 */
export function parsePublicKey(at: JsonAt): PublicKey {
  const members = at.object()
  if (members.has('method') || members.get('keytype') === 'sigstore-oidc') throw unsupportedKind(at)
  const typeAt = at.member('keytype')
  const keyType = keyTypeOf(typeAt.string())
  if (keyType === undefined) throw unsupported(`The key type is ${quoteUntrusted(typeAt.string())}.`, typeAt.where)
  const schemeAt = at.member('scheme')
  const scheme = schemeAt.string()
  if (!isScheme(scheme)) throw unsupported(`The signature scheme is ${quoteUntrusted(scheme)}.`, schemeAt.where)
  const value = at.member('keyval')
  const secret = value.optional('private')
  if (secret !== undefined && secret.value !== '') {
    throw new InTotoError('KEY_NOT_PUBLIC', 'The key object holds a private key.', {
      at: secret.where,
      hint: 'Treat that key as leaked: replace it, and write only public keys into metadata.'
    })
  }
  const publicAt = value.member('public')
  const text = publicAt.string()
  const keyObject = keyType === 'ed25519' ? ed25519FromHex(text, publicAt.where) : keyFromPem(text, publicAt.where)
  return makePublicKey(keyObject, scheme, publicAt.where)
}

/**
 * A public key in PEM form (SPKI), with the default scheme of its type.
 *
 * @throws KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
 */
export function publicKeyFromPem(pem: string, source: string): PublicKey {
  const where = escapeUntrusted(source)
  const keyObject = keyFromPem(pem, where)
  return makePublicKey(keyObject, defaultScheme(keyObject, where), where)
}

/** The public half of a key object, as a key of this suite. @throws KEY_UNSUPPORTED */
export function publicKeyFromKeyObject(keyObject: KeyObject, source: string): PublicKey {
  const where = escapeUntrusted(source)
  const publicKey = keyObject.type === 'private' ? createPublicKey(keyObject) : keyObject
  return makePublicKey(publicKey, defaultScheme(publicKey, where), where)
}

/**
 * The key object for a layout. in-toto-golang wants `keyid_hash_algorithms`, in-toto-python wants `keyid`; either
 * ignores the other's.
 */
export function encodePublicKey(key: PublicKey, keyId: KeyId): JsonObject {
  return jsonObject({
    keyid: keyId,
    keyid_hash_algorithms: ['sha256', 'sha512'],
    keytype: key.keyType,
    keyval: jsonObject({ public: publicText(key) }),
    scheme: key.scheme
  })
}

/** The value of `keyval.public`: hex for Ed25519, PEM for the others. */
export function publicText(key: PublicKey): string {
  if (key.keyType !== 'ed25519') return key.pem
  return key.keyObject.export({ type: 'spki', format: 'der' }).subarray(ED25519_SPKI_PREFIX.length).toString('hex')
}

function makePublicKey(keyObject: KeyObject, scheme: Scheme, where: string): PublicKey {
  const parameters = SCHEMES[scheme]
  const { asymmetricKeyType, asymmetricKeyDetails: details } = keyObject
  if (asymmetricKeyType === 'rsa') {
    const bits = details?.modulusLength ?? 0
    if (bits < RSA_BITS.least || bits > RSA_BITS.most) {
      throw unsupported(`The RSA key has ${bits} bits; ${RSA_BITS.least} to ${RSA_BITS.most} are accepted.`, where)
    }
    if ((details?.publicExponent ?? 0n) < 3n) throw unsupported('The RSA key has an exponent below 3.', where)
  }
  const fits =
    asymmetricKeyType === (parameters.keyType === 'ecdsa' ? 'ec' : parameters.keyType) &&
    (parameters.keyType !== 'ecdsa' || details?.namedCurve === parameters.curve)
  if (!fits) {
    throw unsupported(`${describeKeyObject(keyObject)} does not fit the scheme ${scheme}.`, where)
  }
  const der = keyObject.export({ type: 'spki', format: 'der' })
  return {
    keyType: parameters.keyType,
    scheme,
    keyObject,
    pem: keyObject.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: createHash('sha256').update(der).digest('hex') as KeyFingerprint
  }
}

function defaultScheme(key: KeyObject, where: string): Scheme {
  const { asymmetricKeyType, asymmetricKeyDetails } = key
  if (asymmetricKeyType === 'ed25519') return 'ed25519'
  if (asymmetricKeyType === 'rsa') return 'rsassa-pss-sha256'
  const curve = asymmetricKeyDetails?.namedCurve
  if (curve === 'prime256v1') return 'ecdsa-sha2-nistp256'
  if (curve === 'secp384r1') return 'ecdsa-sha2-nistp384'
  if (curve === 'secp521r1') return 'ecdsa-sha2-nistp521'
  throw unsupported(`${describeKeyObject(key)} is not supported.`, where)
}

function describeKeyObject({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  return `A key of type ${asymmetricKeyType}${asymmetricKeyDetails?.namedCurve === undefined ? '' : ` on curve ${asymmetricKeyDetails.namedCurve}`}`
}

function ed25519FromHex(hex: string, where: string): KeyObject {
  if (!/^[0-9a-fA-F]{64}$/.test(hex)) {
    throw new InTotoError('KEY_UNREADABLE', 'An Ed25519 key has 64 hexadecimal digits.', { at: where })
  }
  const der = Buffer.concat([ED25519_SPKI_PREFIX, Buffer.from(hex, 'hex')])
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[A-Za-z0-9+/=\s]*-----END \1-----/g

function keyFromPem(text: string, where: string): KeyObject {
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) {
    throw new InTotoError('KEY_NOT_PUBLIC', 'A public key is needed here; this is a private key.', {
      at: where,
      hint: 'Give the public key, usually the file ending in .pub.'
    })
  }
  const blocks = text.length > LIMITS.smallFileBytes ? [] : [...text.matchAll(PEM_BLOCK)]
  const [block] = blocks
  if (blocks.length !== 1 || block === undefined || block[1] !== 'PUBLIC KEY') {
    throw unreadable(
      blocks.length === 1 && block !== undefined
        ? `Found a PEM block "${block[1]}".`
        : `Found ${blocks.length} PEM blocks where one public key is needed.`,
      where
    )
  }
  try {
    return createPublicKey(block[0])
  } catch (error) {
    throw unreadable('The PEM block holds no key that OpenSSL can read.', where, error)
  }
}

function unreadable(message: string, at: string, cause?: unknown): InTotoError {
  return new InTotoError('KEY_UNREADABLE', message, {
    at,
    cause,
    hint: 'Give one public key in PEM form: -----BEGIN PUBLIC KEY----- … -----END PUBLIC KEY-----.'
  })
}

function unsupported(message: string, at: string): InTotoError {
  return new InTotoError('KEY_UNSUPPORTED', message, {
    at,
    hint: 'Use Ed25519, ECDSA on P-256, P-384 or P-521, or RSA with at least 2048 bits.'
  })
}

function unsupportedKind(at: JsonAt): InTotoError {
  return unsupported(
    at.object().has('method')
      ? 'This is a GPG key, which this tool does not verify.'
      : 'This is a keyless functionary, which this version does not verify.',
    at.where
  )
}
