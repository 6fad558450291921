// SPDX-License-Identifier: Apache-2.0
// Private keys. Neither a key nor a passphrase ever becomes part of a message, and OpenSSL's own errors are not passed
// on, because nothing promises what they quote.
import { constants, createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { InTotoError } from '../intoto/errors.ts'
import { escapeUntrusted } from '../intoto/escape-untrusted.ts'
import { publicKeyFromKeyObject, type PublicKey } from '../intoto/keys/public-key.ts'
import { SCHEMES } from '../intoto/keys/schemes.ts'
import type { Signer } from '../intoto/signatures/signer.ts'

/** Signs with a private key held in memory. */
export class KeySigner implements Signer {
  readonly publicKey: PublicKey
  readonly #privateKey: KeyObject

  constructor(privateKey: KeyObject, source: string) {
    this.#privateKey = privateKey
    this.publicKey = publicKeyFromKeyObject(privateKey, source)
  }

  sign(message: Uint8Array): Uint8Array {
    const parameters = SCHEMES[this.publicKey.scheme]
    if (parameters.keyType === 'ed25519') return sign(null, message, this.#privateKey)
    if (parameters.keyType === 'ecdsa') return sign(parameters.hash, message, this.#privateKey)
    // in-toto-golang accepts no other salt length than that of the digest.
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    return sign(parameters.hash, message, { key: this.#privateKey, ...padding })
  }
}

export interface PrivateKeyText {
  readonly pem: string
  readonly passphrase?: string | undefined
  /** The name of the key for messages: a path, or the name of an input. */
  readonly source: string
}

/**
 * Reads a private key in PEM form: PKCS#8, plain or encrypted, PKCS#1 or SEC1.
 *
 * @throws KEY_NOT_PRIVATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_PASSPHRASE_MISSING, KEY_PASSPHRASE_WRONG
 */
export function loadPrivateKey({ pem, passphrase, source }: PrivateKeyText): KeySigner {
  const at = escapeUntrusted(source)
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    const isPublic = /-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(pem)
    throw isPublic
      ? new InTotoError('KEY_NOT_PRIVATE', 'A private key is needed to sign; this is a public key.', { at })
      : new InTotoError(
          'KEY_UNREADABLE',
          pem.trim() === '' ? 'The key is empty.' : 'The text holds no private key in PEM form.',
          {
            at,
            hint: 'Give a PEM file as `in-toto-actions key generate` or `openssl genpkey` writes it. A secret is empty in workflows from forks and from Dependabot.'
          }
        )
  }
  const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)
  if (encrypted && (passphrase === undefined || passphrase === '')) {
    throw new InTotoError('KEY_PASSPHRASE_MISSING', 'The private key is encrypted and no passphrase was given.', {
      at,
      hint: `Put the passphrase into the environment variable ${PASSPHRASE_VARIABLE}.`
    })
  }
  return new KeySigner(decode(pem, encrypted ? passphrase : undefined, at), source)
}

/** The environment variable that holds the passphrase of private keys. */
export const PASSPHRASE_VARIABLE = 'IN_TOTO_KEY_PASSPHRASE'

function decode(pem: string, passphrase: string | undefined, at: string): KeyObject {
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase })
  } catch {
    throw passphrase === undefined
      ? new InTotoError('KEY_UNREADABLE', 'The private key cannot be read.', {
          at,
          hint: 'Check that the PEM text is complete, with its line breaks.'
        })
      : new InTotoError('KEY_PASSPHRASE_WRONG', 'The private key cannot be decrypted with the passphrase given.', {
          at
        })
  }
}
