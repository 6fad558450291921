// SPDX-License-Identifier: Apache-2.0
// A threshold asks for so many functionaries of the layout, performed by so many different signers. One signer may fit
// several functionaries (a pattern and an exact identity), and one functionary several signers; each counts once.
import type { KeyId } from '../keys/key-id.ts'

/** Somebody who signed, and the functionaries that it may be. */
export interface Signer {
  /** Key material, or issuer and identity. */
  readonly functionary: string
  readonly keyIds: readonly KeyId[]
}

/** The most functionaries that can each be given a signer of its own (a maximum matching, by augmenting paths). */
export function countFunctionaries(signers: readonly Signer[]): number {
  const mayBe = new Map<string, Set<KeyId>>()
  for (const { functionary, keyIds } of signers)
    mayBe.set(functionary, new Set([...(mayBe.get(functionary) ?? []), ...keyIds]))
  const signerOf = new Map<KeyId, string>()
  const place = (signer: string, tried: Set<KeyId>): boolean => {
    for (const keyId of mayBe.get(signer) as Set<KeyId>) {
      if (tried.has(keyId)) continue
      tried.add(keyId)
      const other = signerOf.get(keyId)
      if (other !== undefined && !place(other, tried)) continue
      signerOf.set(keyId, signer)
      return true
    }
    return false
  }
  for (const signer of mayBe.keys()) place(signer, new Set())
  return signerOf.size
}
