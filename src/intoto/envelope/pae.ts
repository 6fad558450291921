// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'

/** DSSE's pre-authentication encoding (protocol 1.0.2): what a DSSE signature covers. Lengths are in bytes. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = Buffer.from(payloadType, 'utf8')
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `, 'latin1'),
    type,
    Buffer.from(` ${payload.length} `, 'latin1'),
    payload
  ])
}
