// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SigningError } from './codes.ts'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { publicKeyOf } from './public-key-of.ts'

/** What key to make. */
export type KeyRequest =
  | { readonly type: 'ed25519' }
  | { readonly type: 'ecdsa'; readonly curve: 'P-256' | 'P-384' | 'P-521' }
  | { readonly type: 'rsa'; readonly bits: 2048 | 3072 | 4096 }

export interface GeneratedKey {
  /** PKCS#8 PEM, encrypted when a passphrase was given (PBES2 with AES-256). */
  readonly privatePem: string
  /** SPKI PEM. */
  readonly publicPem: string
  readonly publicKey: PublicKey
}

/** OpenSSL encrypts with longer ones and cannot read them back. */
const PASSPHRASE_BYTES = 1024

/**
 * Makes a key pair.
 *
 * @throws KEY_PASSPHRASE_UNUSABLE
 */
export function generateKey(request: KeyRequest, passphrase?: string): GeneratedKey {
  const bytes = passphrase === undefined ? undefined : Buffer.byteLength(passphrase, 'utf8')
  if (bytes !== undefined && (bytes === 0 || bytes > PASSPHRASE_BYTES)) {
    throw new SigningError('KEY_PASSPHRASE_UNUSABLE', `The passphrase for the new key has ${bytes} bytes.`, {
      hint: `Give one of 1 to ${PASSPHRASE_BYTES} bytes, or none.`
    })
  }
  const { publicKey, privateKey } = keyPair(request)
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    publicKey: publicKeyOf(publicKey, 'the new key')
  }
}

function keyPair(request: KeyRequest): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (request.type) {
    case 'ed25519':
      return generateKeyPairSync('ed25519')
    case 'ecdsa':
      return generateKeyPairSync('ec', { namedCurve: request.curve })
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: request.bits })
  }
}
