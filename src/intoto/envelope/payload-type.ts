// SPDX-License-Identifier: Apache-2.0
/** The payload type of in-toto metadata in DSSE. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'
