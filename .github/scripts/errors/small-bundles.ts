// SPDX-License-Identifier: Apache-2.0
// A Sigstore in memory whose clock stands still, and bundles that it makes.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { FakeLog } from '../sigstore/fake-log.ts'
import { SmallAuthority, SmallLog, SmallTimestamps, type Holder } from '../../../__tests__/support/small-sigstore.ts'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { preAuthenticationEncoding } from '../../../src/intoto/envelope/pae.ts'
import type { Json } from './error-case.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')

export const AUTHORITY = new SmallAuthority(NOW)
export const LOG = new SmallLog(() => NOW)
const TIMESTAMPS = new SmallTimestamps(AUTHORITY, NOW)
const NEW_LOG = new FakeLog()
const SINCE = { start: '2020-01-01T00:00:00Z' }

/** The trusted root. `newLog` is when the key of the log of version 2 counts. */
export function rootOf(newLog: { readonly start: string; readonly end?: string } = SINCE): Json {
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    certificateAuthorities: [AUTHORITY.trusted],
    tlogs: [LOG.trusted, NEW_LOG.trusted(newLog)],
    timestampAuthorities: [TIMESTAMPS.trusted]
  }
}

export interface SmallBundle {
  readonly mediaType: string
  readonly verificationMaterial: Json & { readonly tlogEntries: readonly Json[] }
  readonly dsseEnvelope: Json
}

interface Wanted extends Holder {
  readonly payloadType?: string
  /** In place of an entry of the log of version 1: one of the log of version 2, of a kind, and a timestamp. */
  readonly entry?: 'hashedrekord' | 'dsse'
}

/** A payload that an identity signed, certified and logged. */
export function bundleOf(value: unknown, { payloadType = PAYLOAD_TYPE, entry, ...holder }: Wanted = {}): SmallBundle {
  const payload = Buffer.from(JSON.stringify(value))
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = AUTHORITY.certify(publicKey.export({ type: 'spki', format: 'pem' }) as string, holder)
  const signed = preAuthenticationEncoding(payloadType, payload)
  const signature = sign('sha256', signed, privateKey)
  const certificate = { rawBytes: pem.replace(/-----[A-Z ]+-----|\n/g, '') }
  const dsseEnvelope = {
    payload: payload.toString('base64'),
    payloadType,
    signatures: [{ sig: signature.toString('base64') }]
  }
  const logged =
    entry === undefined
      ? { tlogEntries: [enter(dsseEnvelope, pem)] }
      : {
          tlogEntries: [newEntry(entry, { signed, payload, signature, certificate })],
          timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: TIMESTAMPS.stamp(signature) }] }
        }
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { certificate, ...logged },
    dsseEnvelope
  }
}

/** What a log of version 1 answers. */
interface Entered {
  readonly body: string
  readonly integratedTime: number
  readonly logID: string
  readonly verification: {
    readonly signedEntryTimestamp: string
    readonly inclusionProof: { readonly rootHash: string; readonly checkpoint: string }
  }
}

/** The entry of an envelope in a log of version 1, as bundles have it. */
function enter(envelope: Json, pem: string): Json {
  const proposedContent = { envelope: JSON.stringify(envelope), verifiers: [Buffer.from(pem).toString('base64')] }
  const { uuid0 } = LOG.enter(JSON.stringify({ spec: { proposedContent } })) as unknown as { uuid0: Entered }
  const { body, integratedTime, logID, verification } = uuid0
  const { signedEntryTimestamp, inclusionProof } = verification
  const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64')
  return {
    logIndex: '0',
    logId: { keyId: base64(logID) },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: '0',
      rootHash: base64(inclusionProof.rootHash),
      treeSize: '1',
      hashes: [],
      checkpoint: { envelope: inclusionProof.checkpoint }
    },
    canonicalizedBody: body
  }
}

interface Signed {
  readonly signed: Uint8Array
  readonly payload: Uint8Array
  readonly signature: Buffer
  readonly certificate: Json
}

/** An entry in a log of version 2, which the real ones make of one of these kinds only. */
function newEntry(kind: 'hashedrekord' | 'dsse', { signed, payload, signature, certificate }: Signed): Json {
  const version = '0.0.2'
  const verifier = { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: certificate }
  const content = signature.toString('base64')
  const digestOf = (bytes: Uint8Array): Json => ({
    algorithm: 'SHA2_256',
    digest: createHash('sha256').update(bytes).digest('base64')
  })
  const spec =
    kind === 'dsse'
      ? { dsseV002: { payloadHash: digestOf(payload), signatures: [{ content, verifier }] } }
      : { hashedRekordV002: { data: digestOf(signed), signature: { content, verifier } } }
  return NEW_LOG.entry(kind, version, { kind, apiVersion: version, spec })
}
