// SPDX-License-Identifier: Apache-2.0
// An entry in a log of version 2. Such a log takes hashedrekord only, so an envelope is entered by the digest of what its
// signature covers; the witness of the library sends a kind that the servers refuse.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { TransparencyLogEntry } from '@sigstore/bundle'
import { pem } from '@sigstore/core'
import { TransparencyLogEntry as EntryJson } from '@sigstore/protobuf-specs'
import type { Witness } from '@sigstore/sign'
import { preAuthenticationEncoding } from '../intoto/envelope/pae.ts'
import { messageOf } from './message-of.ts'
import { postJson, type ServicePlace } from './post-json.ts'

/** The log did not answer as it should. */
export class LogFault extends Error {
  readonly status: number | undefined

  constructor(message: string, status: number | undefined, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

const MAX_ANSWER_BYTES = 1024 * 1024

type Content = Parameters<Witness['testify']>[0]

export class RekorV2Witness implements Witness {
  readonly #settings: ServicePlace

  constructor(settings: ServicePlace) {
    this.#settings = settings
  }

  /** A log answers when the entry is in it, which takes seconds. @throws LogFault; with status 409 the log has this very entry already, and gives no proof a second time */
  async testify(content: Content, certificate: string): Promise<{ tlogEntries: TransparencyLogEntry[] }> {
    if (content.$case !== 'dsseEnvelope') throw new LogFault('only envelopes are entered', undefined)
    const { payload, payloadType, signatures } = content.dsseEnvelope
    const digest = createHash('sha256').update(preAuthenticationEncoding(payloadType, payload)).digest()
    const value = {
      hashedRekordRequestV002: {
        digest: digest.toString('base64'),
        signature: {
          content: Buffer.from(signatures[0]?.sig ?? []).toString('base64'),
          verifier: {
            keyDetails: 'PKIX_ECDSA_P256_SHA_256',
            x509Certificate: { rawBytes: pem.toDER(certificate).toString('base64') }
          }
        }
      }
    }
    const sent = postJson(this.#settings, '/api/v2/log/entries', { value, maxBytes: MAX_ANSWER_BYTES })
    const answer = await sent.catch((cause: unknown) => {
      throw new LogFault(cause instanceof Error ? cause.message : String(cause), undefined, cause)
    })
    if (answer.status !== 200 && answer.status !== 201) throw new LogFault(messageOf(answer.body), answer.status)
    return { tlogEntries: [readEntry(answer.body)] }
  }
}

function readEntry(text: string): TransparencyLogEntry {
  let entry: EntryJson
  try {
    entry = EntryJson.fromJSON(JSON.parse(text))
  } catch (cause) {
    throw new LogFault('the answer is no entry', undefined, cause)
  }
  const { logId, kindVersion, inclusionProof } = entry
  if (logId === undefined || kindVersion === undefined || inclusionProof?.checkpoint === undefined)
    throw new LogFault('the answer lacks parts of an entry', undefined)
  return { ...entry, logId, kindVersion, inclusionProof: { ...inclusionProof, checkpoint: inclusionProof.checkpoint } }
}
