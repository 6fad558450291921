// SPDX-License-Identifier: Apache-2.0
// Private keys. Neither a key nor a passphrase ever becomes part of a message, and OpenSSL's own errors are not passed
// on, because nothing promises what they quote.
import { constants, createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { CoreError } from '../intoto/codes.ts'
import { SigningError } from './codes.ts'
import { escapeUntrusted } from '../base/escape-untrusted.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { SCHEMES } from '../intoto/keys/schemes.ts'
import { LIMITS } from '../base/limits.ts'
import type { Signer } from '../intoto/signatures/signer.ts'
import { PASSPHRASE_VARIABLE } from '../base/passphrase-variable.ts'
import { publicKeyOf } from './public-key-of.ts'

/** Signs with a private key held in memory. RSA keys sign with PSS only; PKCS #1 v1.5 is for verification. */
export class KeySigner implements Signer {
  readonly publicKey: PublicKey
  readonly #privateKey: KeyObject

  /** @throws KEY_UNSUPPORTED */
  constructor(privateKey: KeyObject, source: string) {
    this.#privateKey = privateKey
    this.publicKey = publicKeyOf(privateKey, source)
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
 * Reads a private key in PEM form: PKCS#8, plain or encrypted, PKCS#1 or SEC1. Text and other blocks around it are
 * skipped (`openssl ecparam -genkey` writes one), but there may be only one private key.
 *
 * @throws KEY_NOT_PRIVATE, KEY_UNREADABLE, KEY_UNSUPPORTED, KEY_PASSPHRASE_MISSING, KEY_PASSPHRASE_WRONG
 */
export function loadPrivateKey({ pem, passphrase, source }: PrivateKeyText): KeySigner {
  const at = escapeUntrusted(source)
  const { label, block } = onlyPrivateBlock(pem, at)
  const encrypted = label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(block)
  if (encrypted && (passphrase === undefined || passphrase === '')) {
    throw new SigningError('KEY_PASSPHRASE_MISSING', 'The private key is encrypted and no passphrase was given.', {
      at,
      hint: `Put the passphrase into the environment variable ${PASSPHRASE_VARIABLE}.`
    })
  }
  return new KeySigner(encrypted ? decrypt(block, passphrase ?? '', at) : decode(block, at), source)
}

function onlyPrivateBlock(pem: string, at: string): { label: string; block: string } {
  if (pem.length > LIMITS.smallFileBytes) {
    throw unreadable(`The text has ${pem.length} characters, too many for a key.`, at)
  }
  if (pem.includes('\0')) {
    throw unreadable('The text holds NUL characters, as files in UTF-16 and binary files do.', at)
  }
  const labels = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]*)-----/g)].map(([, label]) => label as string)
  const [label, ...more] = labels.filter((text) => text.endsWith('PRIVATE KEY'))
  if (label === undefined) throw noPrivateKey(pem, labels, at)
  if (more.length > 0) throw unreadable(`Found ${more.length + 1} private keys where one is needed.`, at)
  if (label === 'OPENSSH PRIVATE KEY') {
    throw new CoreError('KEY_UNSUPPORTED', 'This is a private key in the form of OpenSSH.', {
      at,
      hint: 'Make a key with `in-toto-actions key generate` or `openssl genpkey`.'
    })
  }
  const begin = pem.indexOf(`-----BEGIN ${label}-----`)
  const end = `-----END ${label}-----`
  const length = pem.slice(begin).indexOf(end)
  if (length < 0) {
    throw unreadable('The private key has no end.', at, 'Check that the PEM text is complete, with its line breaks.')
  }
  return { label, block: `${pem.slice(begin, begin + length)}${end}\n` }
}

function noPrivateKey(pem: string, labels: readonly string[], at: string): CoreError | SigningError {
  if (labels.includes('PGP PRIVATE KEY BLOCK')) {
    return new CoreError('KEY_UNSUPPORTED', 'GPG keys are not supported.', {
      at,
      hint: 'Use a key in PEM form instead of the GPG key.'
    })
  }
  if (labels.some((label) => label.endsWith('PUBLIC KEY') || label === 'CERTIFICATE')) {
    return new SigningError('KEY_NOT_PRIVATE', 'A private key is needed to sign; this is a public key.', {
      at,
      hint: 'Give the private key, usually the file without the ending .pub.'
    })
  }
  return unreadable(pem.trim() === '' ? 'The key is empty.' : 'The text holds no private key in PEM form.', at)
}

function decode(block: string, at: string): KeyObject {
  try {
    return createPrivateKey(block)
  } catch {
    throw unreadable(
      'The private key cannot be read.',
      at,
      'Check that the PEM text is complete, with its line breaks as such and not as the characters \\n.'
    )
  }
}

function decrypt(block: string, passphrase: string, at: string): KeyObject {
  try {
    return createPrivateKey({ key: block, passphrase })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_OSSL_EVP_UNSUPPORTED') {
      throw new CoreError('KEY_UNSUPPORTED', 'The private key is encrypted with a cipher that OpenSSL no longer has.', {
        at,
        hint: 'Encrypt it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in FILE'
      })
    }
    // One wrong passphrase in some two hundred decrypts to what looks like padding; OpenSSL then finds no key, which it
    // reports as it reports a damaged file.
    throw new SigningError('KEY_PASSPHRASE_WRONG', 'The private key cannot be decrypted with the passphrase given.', {
      at,
      hint:
        passphrase === passphrase.trim()
          ? 'If the passphrase is right, the file is damaged.'
          : 'The passphrase begins or ends with white space, perhaps a line break that does not belong to it.'
    })
  }
}

function unreadable(message: string, at: string, hint?: string): CoreError {
  return new CoreError('KEY_UNREADABLE', message, {
    at,
    hint:
      hint ??
      'Give a PEM file as `in-toto-actions key generate` or `openssl genpkey` writes it. A secret is empty in workflows from forks and from Dependabot.'
  })
}
