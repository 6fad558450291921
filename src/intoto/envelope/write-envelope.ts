// SPDX-License-Identifier: Apache-2.0
// An envelope straight into the bytes of its file: a payload of many megabytes is signed where it was written, and its
// base64 is made while it is written, so that it never stands in memory as a whole. Of a link of 50 000 files that is
// 13 MB, of one of 200 000 files 54 MB.
import { ByteWriter } from '../bytes/byte-writer.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { concatAll } from '../bytes/concat-bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { jsonObject, type JsonObject } from '../json/json-value.ts'
import { writeJson } from '../json/write-json.ts'
import { paeHeader } from './pae.ts'
import { PAYLOAD_TYPE, type PayloadType } from './payload-type.ts'
import type { SigningIdentity } from './wrapper.ts'

/** Room for what signatures cover before a payload of any length. */
export const PAE_HEADER_ROOM = 128

/** Bytes that are encoded at one time; of three of them, four digits come, and no padding between. */
const PART = 3 * 16_384

const UTF8 = new TextEncoder()

/** The bytes of a file, one part after the other, each of which is made when it is asked for. */
export interface FileParts extends Iterable<Uint8Array> {
  /** Bytes of all parts. */
  readonly size: number
}

/**
 * Signs a payload (DSSE protocol 1.0.2) and returns the bytes of the envelope's file, with a line feed at the end: those of
 * the document written as any JSON. The payload must not change before the last part was taken.
 *
 * @param payload written behind `PAE_HEADER_ROOM`
 * @throws what a signer throws
 */
export function envelopeParts(
  payload: ByteWriter,
  signers: readonly SigningIdentity[],
  bytes: Bytes = PORTABLE_BYTES,
  payloadType: PayloadType = PAYLOAD_TYPE
): FileParts {
  const { all: message, written } = payload.finish((length) => paeHeader(payloadType, length))
  const before = UTF8.encode('{"payload":"')
  const signatures = writeJson(signEnvelope(message, signers))
  const behind = UTF8.encode(`","payloadType":${writeJson(payloadType)},"signatures":${signatures}}\n`)
  return {
    size: before.length + 4 * Math.ceil(written.length / 3) + behind.length,
    *[Symbol.iterator]() {
      yield before
      for (let start = 0; start < written.length; start += PART)
        yield UTF8.encode(bytes.encodeBase64(written.subarray(start, start + PART)))
      yield behind
    }
  }
}

/** Those bytes in one piece. @throws what a signer throws */
export function signedEnvelope(...request: Parameters<typeof envelopeParts>): Uint8Array {
  return concatAll([...envelopeParts(...request)])
}

/** A payload to sign, of bytes that are there already. */
export function payloadOf(bytes: Uint8Array): ByteWriter {
  const writer = new ByteWriter(PAE_HEADER_ROOM, bytes.length)
  writer.bytes(bytes)
  return writer
}

/** Signatures over a message, as an envelope lists them. @throws what a signer throws */
export function signEnvelope(message: Uint8Array, signers: readonly SigningIdentity[]): JsonObject[] {
  return signers.map(({ signer, keyId }) =>
    jsonObject({ keyid: keyId, sig: PORTABLE_BYTES.encodeBase64(signer.sign(message)) })
  )
}
