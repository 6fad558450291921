// SPDX-License-Identifier: Apache-2.0
// The older wrapper (in-toto v1.0, 4.2): the payload is a part of the document, and signatures cover its canonical form.
import { LIMITS } from '../../base/limits.ts'
import { fromHex, toHex } from '../bytes/hex.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonAt } from '../json/json-at.ts'
import { jsonObject, type JsonObject } from '../json/json-value.ts'
import { referenceForm } from './reference-form.ts'
import type { SigningIdentity, Wrapper, WrittenSignature } from './wrapper.ts'

export const METABLOCK: Wrapper = {
  title: 'Metablock',
  noun: 'a Metablock',
  members: ['signed', 'signatures'],
  read: ({ root, canonicalMember }) => {
    const payload = root.member('signed')
    const signatures = root.member('signatures').list(LIMITS.signatures).map(readSignature)
    payload.object()
    return {
      signatures,
      payload: () => payload,
      signedBytes: () => canonicalMember('signed') ?? canonicalJson(payload.value),
      payloadBytes: undefined
    }
  },
  write: (payload, signers) => jsonObject({ signatures: sign(canonicalJson(payload), signers), signed: payload }),
  sign,
  keyIds: 'required',
  referenceMessage: (payload) => canonicalJson(referenceForm(payload))
}

const HEX_BYTES = /^([0-9a-fA-F]{2})+$/

function readSignature(at: JsonAt): WrittenSignature {
  const keyId = at.member('keyid').string()
  const sig = at.optional('sig')
  // GPG signatures have a member `signature` instead.
  const isGpg = at.optional('signature') !== undefined && at.optional('other_headers') !== undefined
  if (sig === undefined) return { keyId, bytes: undefined, ...(isGpg ? {} : { reference: 'malformed' }) }
  const bytes = hexBytes(sig.string())
  if (isGpg) return { keyId, bytes, reference: { bytes: undefined } }
  return bytes === undefined
    ? { keyId, bytes, reference: { bytes: hexBytes(sig.string().replace(ASCII_SPACE, '')) } }
    : { keyId, bytes }
}

/** White space between bytes, which in-toto-python passes over. */
const ASCII_SPACE = /[\t-\r ]/g

function hexBytes(text: string): Uint8Array | undefined {
  return HEX_BYTES.test(text) ? fromHex(text) : undefined
}

function sign(message: Uint8Array, signers: readonly SigningIdentity[]): JsonObject[] {
  return signers.map(({ signer, keyId }) => jsonObject({ keyid: keyId, sig: toHex(signer.sign(message)) }))
}
