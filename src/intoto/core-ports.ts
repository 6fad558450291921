// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from './bytes/bytes.ts'
import type { LargeHasher } from './hashing/sha256.ts'
import type { SignatureVerifier } from './signatures/signature-verifier.ts'

/** What the core asks of the machine that it runs on. Identities are verified by a port of their own, `KeylessVerifier`. */
export interface CorePorts {
  readonly signatures: SignatureVerifier
  readonly hasher: LargeHasher
  readonly bytes: Bytes
}
