// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import {
  constants,
  createPublicKey,
  verify,
  type AsymmetricKeyDetails,
  type KeyObject,
  type VerifyKeyObjectInput
} from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { PublicKey } from '../intoto/keys/public-key.ts'
import { SCHEMES } from '../intoto/keys/schemes.ts'

/**
 * Checks one signature with one key. Anything but a good signature is `invalid`: an empty one, one in another form, one
 * that OpenSSL chokes on. Nothing is taken from the signature but its bytes; scheme, hash and padding are the key's.
 *
 * RSA-PSS is accepted with any salt length, as in-toto-python does; signers here use the length of the digest, which
 * in-toto-golang demands. ECDSA signatures are DER and nothing else, of which (r, s) and (r, n - s) both hold: never use
 * a signature as the name of what it signs.
 */
export function verifySignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): 'valid' | 'invalid' {
  try {
    return isValid(key, message, signature) ? 'valid' : 'invalid'
  } catch {
    return 'invalid'
  }
}

function isValid(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const trial = trialOf(key, signature)
  return trial !== undefined && verify(trial.hash, message, trial.key, signature)
}

/** How Node is asked; undefined for a signature that cannot be one of the key. @throws what OpenSSL says of the key */
function trialOf(
  key: PublicKey,
  signature: Uint8Array
): { readonly hash: string | null; readonly key: KeyObject | VerifyKeyObjectInput } | undefined {
  const keyObject = keyObjectOf(key)
  const parameters = SCHEMES[key.scheme]
  switch (parameters.keyType) {
    case 'ed25519':
      return { hash: null, key: keyObject }
    case 'ecdsa':
      return { hash: parameters.hash, key: keyObject }
    case 'rsa': {
      // OpenSSL forgives leading zeros that are missing from a PSS signature; RFC 8017 (8.1.2, 8.2.2) does not.
      if (signature.length !== modulusBytes(keyObject)) return undefined
      const padding =
        parameters.padding === 'pss'
          ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
          : { padding: constants.RSA_PKCS1_PADDING }
      return { hash: parameters.hash, key: { key: keyObject, ...padding } }
    }
  }
}

/** Bytes of messages for which another thread is worth its while: it is asked in some fifty microseconds. */
const LEAST = 64 * 1024
/** Node copies what another thread looks at; of more, the copy would be the largest thing in memory. */
const MOST = 8 * 1024 * 1024

/** The variable that says how many threads the pool begins with. */
const THREADS = 'UV_THREADPOOL_SIZE'
let isSized = true

/**
 * Lets Node's pool begin with a thread for each core that is left, unless somebody said how many. By itself it has four,
 * whatever the machine has: on two cores they take turns with the main thread, for which all else waits, and that is an eighth
 * of the time of a long chain. It is for whoever owns the process: all else that uses the pool has these threads, too.
 */
export function sizePoolByCores(): void {
  isSized = false
}

/**
 * The pool looks at the variable when it gets its first work, so it is set for that moment alone: no program that is started
 * finds it.
 */
function beginPool(first: () => void): void {
  const { env } = process
  if (isSized || env[THREADS] !== undefined) return first()
  isSized = true
  env[THREADS] = String(Math.max(1, availableParallelism() - 1))
  try {
    first()
  } finally {
    delete env[THREADS]
  }
}

/**
 * The same answer, for large messages from Node's pool of threads: meanwhile the next link is read. Whatever is verified
 * there is a copy, so the message may change afterwards.
 */
export async function verifyOnPool(
  key: PublicKey,
  message: Uint8Array,
  signature: Uint8Array
): Promise<'valid' | 'invalid'> {
  if (message.length < LEAST || message.length > MOST) return verifySignature(key, message, signature)
  return new Promise((resolve) => {
    try {
      const trial = trialOf(key, signature)
      if (trial === undefined) return resolve('invalid')
      beginPool(() =>
        verify(trial.hash, message, trial.key, signature, (error, good) =>
          resolve(error === null && good ? 'valid' : 'invalid')
        )
      )
    } catch {
      resolve('invalid')
    }
  })
}

function modulusBytes(key: KeyObject): number {
  const { modulusLength } = key.asymmetricKeyDetails as AsymmetricKeyDetails & { modulusLength: number }
  return Math.ceil(modulusLength / 8)
}

/** Keys as Node has them, made once each. */
const KEY_OBJECTS = new WeakMap<PublicKey, KeyObject>()

/** A key as Node has it. @throws what OpenSSL says of bytes that are none */
export function keyObjectOf(key: PublicKey): KeyObject {
  const known = KEY_OBJECTS.get(key)
  if (known !== undefined) return known
  const keyObject = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' })
  KEY_OBJECTS.set(key, keyObject)
  return keyObject
}
