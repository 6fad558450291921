// SPDX-License-Identifier: Apache-2.0
// Public keys of functionaries and owners: read from the key objects of a layout or from PEM files, and refused unless
// type, scheme, curve and size are in the table.
import { fromHex, toHex } from '../bytes/hex.ts'
import { CoreError } from '../codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { sha256Hex } from '../hashing/sha256.ts'
import type { JsonAt } from '../json/json-at.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import { gpgKey, unreadableKey, unsupportedKey } from './key-errors.ts'
import type { KeyId, KeyIdForm } from './key-id.ts'
import { kindOfKey } from './key-kind.ts'
import { KnownKeys } from './known-keys.ts'
import { defaultScheme, normalForm } from './normal-form.ts'
import { isKnownKeyType, isScheme, isTypeOfScheme, SCHEMES, type KeyType, type Scheme } from './schemes.ts'
import { readSpki, type SpkiKey } from './spki.ts'
import { derOfPem, pemOfDer } from './spki-pem.ts'

declare const brand: unique symbol

/**
 * SHA-256 of the key in SPKI form, as lower-case hex: equal for equal key material, whatever the key is called, however
 * it was spelled and whatever scheme it is used with. The unit that thresholds count.
 */
export type KeyFingerprint = string & { readonly [brand]: 'KeyFingerprint' }

export interface PublicKey {
  readonly keyType: KeyType
  readonly scheme: Scheme
  /** The SubjectPublicKeyInfo in its one form (DER). */
  readonly spki: Uint8Array
  /** SPKI PEM as OpenSSL and Python's cryptography print it: LF, one trailing newline. */
  readonly pem: string
  readonly fingerprint: KeyFingerprint
}

const ED25519_BYTES = 32

/** Keys of key objects, by scheme and text, and keys of PEM files. */
const [OF_OBJECTS, OF_PEM] = [new KnownKeys<PublicKey>(), new KnownKeys<PublicKey>()]

/**
 * The key object of a layout (in-toto v1.0, 4.2): `{keytype, scheme, keyval: {public}}`. The public key is 64
 * hexadecimal digits for Ed25519 and PEM for the others.
 *
 * @throws METADATA_MEMBER_MISSING, METADATA_TYPE_WRONG, KEY_UNSUPPORTED, KEY_UNREADABLE, KEY_NOT_PUBLIC
 */
export function parsePublicKey(at: JsonAt): PublicKey {
  switch (kindOfKey(at)) {
    case 'gpg':
      throw gpgKey(at.where)
    case 'keyless':
      throw unsupportedKey(
        'This is a keyless functionary; this version does not verify those.',
        at.where,
        'Name a functionary with a key, or verify with a version that knows keyless functionaries.'
      )
    case 'public-key':
      return parseKeptKey(at)
  }
}

function parseKeptKey(at: JsonAt): PublicKey {
  const [typeAt, schemeAt, value] = [at.member('keytype'), at.member('scheme'), at.member('keyval')]
  const [keyType, scheme] = [typeAt.string(), schemeAt.string()]
  if (!isKnownKeyType(keyType)) throw unsupportedKey(`The key type is ${quoteUntrusted(keyType)}.`, typeAt.where)
  if (!isScheme(scheme)) throw unsupportedKey(`The signature scheme is ${quoteUntrusted(scheme)}.`, schemeAt.where)
  if (!isTypeOfScheme(keyType, scheme)) {
    throw unsupportedKey(
      `The key type is ${keyType} and the scheme ${scheme}; they do not go together.`,
      schemeAt.where
    )
  }
  const secret = value.optional('private')
  if (secret !== undefined && secret.value !== '') {
    throw new CoreError('KEY_NOT_PUBLIC', 'The key object holds a private key.', {
      at: secret.where,
      hint: 'Treat that key as leaked: replace it, and write only public keys into metadata.'
    })
  }
  const publicAt = value.member('public')
  const text = publicAt.string()
  const read = scheme === 'ed25519' ? ed25519FromHex : keyOfPem
  return OF_OBJECTS.of(`${scheme} ${text}`, () => makePublicKey(read(text, publicAt.where), scheme, publicAt.where))
}

/**
 * A public key in PEM form (SPKI), with the default scheme of its type: rsassa-pss-sha256 for RSA, as in-toto-python
 * and in-toto-golang choose. The text may hold other things than a key, but only one PEM block.
 *
 * @throws KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_NOT_PUBLIC
 */
export function publicKeyFromPem(pem: string, source: string): PublicKey {
  return OF_PEM.of(pem, () => {
    const where = escapeUntrusted(source)
    return withDefaultScheme(keyOfPem(pem, where), where)
  })
}

/** The same for the bytes of an SPKI (DER). @throws KEY_UNREADABLE, KEY_UNSUPPORTED */
export function publicKeyFromSpki(der: Uint8Array, source: string): PublicKey {
  const where = escapeUntrusted(source)
  return withDefaultScheme(readSpki(der, where), where)
}

/**
 * The key object for a layout (in-toto v1.0, 4.2). Both in-toto-python and in-toto-golang want `keyid` inside. Python
 * carries along members that it does not know; golang refuses them, and writes `keyid_hash_algorithms` as null where it
 * is absent before it checks the signature of a Metablock, which then fails. So it is always there unless the form
 * `current` is asked for, and `private`, which golang would have empty, is not.
 *
 * @param form The object from which `keyIdOf` computes the key id of that form, for tools that compute it again:
 * `current` is the entry that in-toto-python writes, `legacy` that of in-toto-golang. Left out, the object is for all.
 */
export function encodePublicKey(key: PublicKey, keyId: KeyId, form?: KeyIdForm): JsonObject {
  return jsonObject({ keyid: keyId, ...keyMembers(key, form) })
}

/** The key object without `keyid`; with a form, what `keyIdOf` digests. */
export function keyMembers(key: PublicKey, form?: KeyIdForm): Record<string, JsonValue | undefined> {
  const text = publicText(key)
  return {
    keyid_hash_algorithms: form === 'current' ? undefined : ['sha256', 'sha512'],
    keytype: key.keyType,
    keyval: jsonObject({ public: form === 'legacy' ? text.trimEnd() : text }),
    scheme: key.scheme
  }
}

/** The value of `keyval.public`: hex for Ed25519, PEM for the others. */
export function publicText(key: PublicKey): string {
  return key.keyType === 'ed25519' ? toHex(key.spki.subarray(-ED25519_BYTES)) : key.pem
}

function withDefaultScheme(key: SpkiKey, where: string): PublicKey {
  return makePublicKey(key, defaultScheme(key, where), where)
}

function makePublicKey(key: SpkiKey, scheme: Scheme, where: string): PublicKey {
  const spki = normalForm(key, scheme, where)
  return {
    keyType: SCHEMES[scheme].keyType,
    scheme,
    spki,
    pem: pemOfDer(spki),
    fingerprint: sha256Hex(spki) as KeyFingerprint
  }
}

function keyOfPem(pem: string, where: string): SpkiKey {
  return readSpki(derOfPem(pem, where), where)
}

function ed25519FromHex(hex: string, where: string): SpkiKey {
  if (!/^[0-9a-fA-F]{64}$/.test(hex)) {
    throw unreadableKey('An Ed25519 key has 64 hexadecimal digits.', where, 'Give the 32 bytes of the key in hex.')
  }
  return { type: 'ed25519', raw: fromHex(hex) }
}
