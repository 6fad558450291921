// SPDX-License-Identifier: Apache-2.0

import { LIMITS } from '../../base/limits.ts'

declare const brand: unique symbol

/** An opaque label of a key, hexadecimal. It selects a key; it never proves one. */
export type KeyId = string & { readonly [brand]: 'KeyId' }

/**
 * The two ways of computing a key id that are in use: `current` is securesystemslib 1.0 and later, `legacy` is what came
 * before and what in-toto-golang still uses. They differ for every key.
 */
export const KEY_ID_FORMS = ['current', 'legacy'] as const

export type KeyIdForm = (typeof KEY_ID_FORMS)[number]

const HEX = /^[0-9a-fA-F]+$/

/** True for a non-empty string of hexadecimal digits, not too long for a message. */
export function isKeyId(text: string): text is KeyId {
  return text.length <= LIMITS.keyIdLength && HEX.test(text)
}

/** The part of a key id that stands in file names: its first eight characters. */
export function keyIdPrefix(keyId: KeyId): string {
  return keyId.slice(0, 8)
}
