// SPDX-License-Identifier: Apache-2.0
import { CoreError } from '../codes.ts'

/** KEY_UNREADABLE. */
export function unreadableKey(message: string, at: string, hint?: string, cause?: unknown): CoreError {
  return new CoreError('KEY_UNREADABLE', message, {
    at,
    cause,
    hint: hint ?? 'Give one public key in PEM form: -----BEGIN PUBLIC KEY----- … -----END PUBLIC KEY-----.'
  })
}

/** KEY_UNSUPPORTED. */
export function unsupportedKey(message: string, at: string, hint?: string): CoreError {
  return new CoreError('KEY_UNSUPPORTED', message, {
    at,
    hint: hint ?? 'Use Ed25519, ECDSA on P-256, P-384 or P-521, or RSA with at least 2048 bits.'
  })
}

/** The same for GPG keys, which come as PEM-like files and as key objects. */
export function gpgKey(at: string): CoreError {
  return unsupportedKey('GPG keys are not supported.', at, 'Use a key in PEM form instead of the GPG key.')
}
