// SPDX-License-Identifier: Apache-2.0
// The older wrapper (in-toto v1.0, 4.2): the payload is a part of the document, and signatures cover its canonical form.
import { LIMITS } from '../../base/limits.ts'
import { fromHex, toHex } from '../bytes/hex.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonAt } from '../json/json-at.ts'
import { jsonObject, type JsonObject } from '../json/json-value.ts'
import { documentFile } from './document-file.ts'
import { referenceForm } from './reference-form.ts'
import type { SigningIdentity, Wrapper, WrittenSignature } from './wrapper.ts'

export const METABLOCK: Wrapper = {
  title: 'Metablock',
  noun: 'a Metablock',
  members: ['signed', 'signatures'],
  read: (document, { memory = LIMITS.unsignedMemory, artifactMemory, signedValues = LIMITS.signedMemory }) => {
    const { root, canonicalMember } = document
    const written = root.member('signed')
    const signatures = root.member('signatures').list(LIMITS.signatures).map(readSignature)
    const later = document.later('signed')
    let payload: JsonAt | undefined
    const { length } = document.bytes
    const read = (most: number, artifacts?: number): JsonAt =>
      (payload ??= later?.build(most - length, artifacts === undefined ? undefined : artifacts - length) ?? written)
    const unsigned = (): JsonAt => read(memory, artifactMemory)
    if (later?.bytes[0] !== OBJECT) unsigned().object()
    return {
      signatures,
      payload: unsigned,
      signedPayload: () => read(Math.min(LIMITS.signedMemory, length + signedValues), LIMITS.artifactMemory),
      signedBytes: () => canonicalMember('signed') ?? canonicalJson(written.value),
      payloadBytes: undefined,
      payloadPart: later?.bytes
    }
  },
  write: (payload, signers) =>
    documentFile(jsonObject({ signatures: sign(canonicalJson(payload), signers), signed: payload })),
  sign,
  keyIds: 'required',
  referenceMessage: (payload) => canonicalJson(referenceForm(payload))
}

/** How an object begins. */
const OBJECT = 0x7b

/** A group that repeats would take memory for each time. */
const HEX = /^[0-9a-fA-F]+$/

function readSignature(at: JsonAt): WrittenSignature {
  const keyId = at.member('keyid').string()
  const sig = at.optional('sig')
  // GPG signatures have a member `signature` instead.
  const isGpg = at.optional('signature') !== undefined && at.optional('other_headers') !== undefined
  if (sig === undefined) return { keyId, bytes: undefined, ...(isGpg ? {} : { reference: 'malformed' }) }
  const text = sig.string()
  // Before anything is replaced: each match would take memory.
  if (text.length > LIMITS.signatureText) return { keyId, bytes: undefined }
  const bytes = hexBytes(text)
  if (isGpg) return { keyId, bytes, reference: { bytes: undefined } }
  return bytes === undefined
    ? { keyId, bytes, reference: { bytes: hexBytes(text.replace(ASCII_SPACE, '')) } }
    : { keyId, bytes }
}

/** White space between bytes, which in-toto-python passes over. */
const ASCII_SPACE = /[\t-\r ]/g

function hexBytes(text: string): Uint8Array | undefined {
  return text.length % 2 === 0 && HEX.test(text) ? fromHex(text) : undefined
}

function sign(message: Uint8Array, signers: readonly SigningIdentity[]): JsonObject[] {
  return signers.map(({ signer, keyId }) => jsonObject({ keyid: keyId, sig: toHex(signer.sign(message)) }))
}
