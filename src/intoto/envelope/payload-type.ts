// SPDX-License-Identifier: Apache-2.0
/** The payload type of in-toto metadata in DSSE. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** Of the beginning of a step, which is ours. A signature covers the type, so a beginning never becomes a link. */
export const BEGUN_PAYLOAD_TYPE = 'application/vnd.in-toto-actions.begun+json'

export type PayloadType = typeof PAYLOAD_TYPE | typeof BEGUN_PAYLOAD_TYPE
