// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../bytes/concat-bytes.ts'

const UTF8 = new TextEncoder()

/** DSSE's pre-authentication encoding (protocol 1.0.2): what a DSSE signature covers. Lengths are in bytes. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  return concatBytes(paeHeader(payloadType, payload.length), payload)
}

/** What stands before a payload of so many bytes. */
export function paeHeader(payloadType: string, payloadLength: number): Uint8Array {
  const type = UTF8.encode(payloadType)
  return concatBytes(UTF8.encode(`DSSEv1 ${type.length} `), type, UTF8.encode(` ${payloadLength} `))
}
