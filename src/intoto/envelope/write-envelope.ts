// SPDX-License-Identifier: Apache-2.0
// An envelope straight into the bytes of its file: a payload of many megabytes is signed where it was written, and its
// base64 stands once.
import { ByteWriter } from '../bytes/byte-writer.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { PORTABLE_BYTES } from '../bytes/portable-bytes.ts'
import { writeJson } from '../json/write-json.ts'
import { DSSE } from './dsse.ts'
import { paeHeader } from './pae.ts'
import { PAYLOAD_TYPE, type PayloadType } from './payload-type.ts'
import type { SigningIdentity } from './wrapper.ts'

/** Room for what signatures cover before a payload of any length. */
export const PAE_HEADER_ROOM = 128

/** Bytes that are encoded at one time; of three of them, four digits come, and no padding between. */
const PART = 3 * 16_384
/** Whatever stands around the payload, but for very many signatures. */
const BESIDE_PAYLOAD = 2048

/**
 * Signs a payload (DSSE protocol 1.0.2) and returns the bytes of the envelope's file, with a line feed at the end. The bytes are those of the
 * same document written as any JSON.
 *
 * @param payload written behind `PAE_HEADER_ROOM`
 * @throws what a signer throws
 */
export function signedEnvelope(
  payload: ByteWriter,
  signers: readonly SigningIdentity[],
  bytes: Bytes = PORTABLE_BYTES,
  payloadType: PayloadType = PAYLOAD_TYPE
): Uint8Array {
  const { all: message, written } = payload.finish((length) => paeHeader(payloadType, length))
  const signatures = DSSE.sign(message, signers)
  const writer = new ByteWriter(0, Math.ceil(written.length / 3) * 4 + BESIDE_PAYLOAD)
  writer.text('{"payload":"')
  for (let start = 0; start < written.length; start += PART)
    writer.text(bytes.encodeBase64(written.subarray(start, start + PART)))
  writer.text(`","payloadType":${writeJson(payloadType)},"signatures":${writeJson(signatures)}}\n`)
  return writer.finish(() => NOTHING).written
}

const NOTHING = new Uint8Array()
