// SPDX-License-Identifier: Apache-2.0
import { numberOfBytes } from './der.ts'

const PRIME = 2n ** 255n - 19n
const SIGN_BIT = 2n ** 255n

/** The y of a point of order 8; the other one is its negative. */
const Y_OF_ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n
/** The y of all eight points whose order divides 8. Of each x only the sign is written, which does not matter here. */
const SMALL_ORDER = [0n, 1n, PRIME - 1n, Y_OF_ORDER_8, PRIME - Y_OF_ORDER_8]

/**
 * Says why 32 bytes must not be trusted as an Ed25519 public key, or undefined when nothing speaks against it.
 *
 * A key of small order accepts signatures that nobody made: with OpenSSL 3.0 one fixed signature holds for every
 * message, OpenSSL 3.5 refuses. A verdict must not depend on that. A y that is not reduced (RFC 8032, 5.1.3) is a second
 * spelling of a key.
 */
export function ed25519Weakness(raw: Uint8Array): string | undefined {
  const y = numberOfBytes(raw.toReversed()) % SIGN_BIT
  if (y >= PRIME) return 'The Ed25519 key is not in its one correct encoding.'
  return SMALL_ORDER.includes(y)
    ? 'The Ed25519 key is a point of small order, which accepts forged signatures.'
    : undefined
}
