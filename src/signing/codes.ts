// SPDX-License-Identifier: Apache-2.0
import { RoomError } from '../base/errors.ts'

export const SIGNING_CODES = {
  KEY_PASSPHRASE_MISSING: 'A private key is encrypted and no passphrase was given.',
  KEY_PASSPHRASE_WRONG: 'A private key could not be decrypted with the passphrase given.',
  KEY_PASSPHRASE_UNUSABLE: 'A passphrase for a new key is empty or longer than OpenSSL can read back.',
  KEY_NOT_PRIVATE: 'A private key is needed and a public key was given.'
} as const

export type SigningCode = keyof typeof SIGNING_CODES

/** A private key that cannot be used. What holds for public keys too belongs to the core. */
export class SigningError extends RoomError<SigningCode> {}
