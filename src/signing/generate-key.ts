// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { publicKeyFromKeyObject, type PublicKey } from '../intoto/keys/public-key.ts'

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

/** Makes a key pair. */
export function generateKey(request: KeyRequest, passphrase?: string): GeneratedKey {
  const { publicKey, privateKey } = keyPair(request)
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    publicKey: publicKeyFromKeyObject(publicKey, 'the new key')
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
