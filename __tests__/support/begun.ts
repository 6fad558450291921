// SPDX-License-Identifier: Apache-2.0
// Beginnings of steps as they are not written: from any payload, by anybody.
import { Buffer } from 'node:buffer'
import { BEGUN_PAYLOAD_TYPE } from '../../src/intoto/envelope/payload-type.ts'
import { signPayload, type SigningIdentity } from '../../src/intoto/envelope/sign-metadata.ts'
import { jsonObject, type JsonObject } from '../../src/intoto/json/json-value.ts'
import { writeJson } from '../../src/intoto/json/write-json.ts'
import type { Begun } from '../../src/intoto/link/begun.ts'
import { encodeLink } from '../../src/intoto/link/encode-link.ts'

/** A beginning as the payload of a file. */
export function encodeBegun({ value, link }: Begun): JsonObject {
  return jsonObject({ _type: 'begun', value, link: encodeLink(link) })
}

/** Signs a payload as a beginning, whatever it is. */
export function signAsBegun(payload: JsonObject, signers: readonly SigningIdentity[]): Uint8Array {
  return signPayload(Buffer.from(writeJson(payload)), signers, undefined, BEGUN_PAYLOAD_TYPE)
}
