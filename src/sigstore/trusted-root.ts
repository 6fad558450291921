// SPDX-License-Identifier: Apache-2.0
// What is trusted: certificate authorities, timestamp authorities and logs, each with the time for which its key counts.
// Everything comes from one file; nothing is fetched.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toTrustMaterial, type TrustMaterial } from '@sigstore/verify'
import { SigstoreError } from './codes.ts'
import { escapeUntrusted, quoteUntrusted } from '../base/escape-untrusted.ts'
import { readJson } from '../intoto/json/read-json.ts'
import { CUSTOM_ROOT } from '../intoto/keys/vouching-root.ts'
import { LIMITS } from '../base/limits.ts'

const MEDIA_TYPES = [
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  'application/vnd.dev.sigstore.trustedroot.v0.2+json'
]

/** A trusted root, and how much of what it lists a bundle must show. */
export interface TrustDomain {
  /** What it is called: `public-good`, `github`, or as whoever gave it says. */
  readonly name: string
  readonly material: TrustMaterial
  /** Log entries, SCTs and timestamps that a bundle needs. Timestamps are never 0. */
  readonly thresholds: { readonly logEntries: 0 | 1; readonly scts: 0 | 1; readonly timestamps: 1 }
}

/**
 * Reads a trusted root as Sigstore publishes it. A root that lists logs demands an entry in one; one that lists none
 * (GitHub's) demands timestamps alone.
 *
 * @param name what it is called; a file says nothing of that
 * @throws TRUSTED_ROOT_INVALID, JSON_ codes
 */
export function readTrustedRoot(bytes: Uint8Array, source: string, name: string = CUSTOM_ROOT): TrustDomain {
  const at = escapeUntrusted(source)
  const invalid = (what: string, cause?: unknown): SigstoreError =>
    new SigstoreError('TRUSTED_ROOT_INVALID', `The trusted root ${what}.`, {
      at,
      cause,
      hint: 'Use a trusted_root.json as Sigstore, GitHub or your own Sigstore publishes it, unchanged.'
    })
  // Read strictly first: the library keeps the last of two members of one name.
  readJson(bytes, { source, maxBytes: LIMITS.smallFileBytes })
  let root: TrustedRoot
  let material: TrustMaterial
  try {
    root = TrustedRoot.fromJSON(JSON.parse(Buffer.from(bytes).toString('utf8')))
    material = toTrustMaterial(root)
  } catch (cause) {
    throw invalid(`cannot be read (${quoteUntrusted((cause as Error).message, 200)})`, cause)
  }
  if (!MEDIA_TYPES.includes(root.mediaType)) throw invalid(`has the media type ${quoteUntrusted(root.mediaType, 100)}`)
  if (root.certificateAuthorities.length === 0) throw invalid('lists no certificate authority')
  if (root.tlogs.length === 0 && root.timestampAuthorities.length === 0)
    throw invalid('lists neither a log nor a timestamp authority')
  // The library takes a start that is missing for the beginning of time.
  const windows = [
    ...[...root.tlogs, ...root.ctlogs].map(({ publicKey }) => publicKey?.validFor),
    ...[...root.certificateAuthorities, ...root.timestampAuthorities].map(({ validFor }) => validFor)
  ]
  if (windows.some((window) => window?.start === undefined))
    throw invalid('lists something without the time from which it counts')
  const misnamed = root.tlogs.find((log) => !isNamedByItsKey(log))
  if (misnamed !== undefined)
    throw invalid(`lists the log ${quoteUntrusted(misnamed.baseUrl, 100)} under an id that is not that of its key`)
  return {
    name,
    material,
    thresholds: { logEntries: root.tlogs.length > 0 ? 1 : 0, scts: root.ctlogs.length > 0 ? 1 : 0, timestamps: 1 }
  }
}

const ED25519_SPKI_BYTES = 44

/**
 * The id of a log is the digest of its key (RFC 6962, 3.2), or for keys of Ed25519 also that of its name and key, in the
 * form of signed notes (c2sp.org/signed-note). Under another id a bundle could not tell which key is meant.
 */
function isNamedByItsKey({ baseUrl, logId, publicKey }: TrustedRoot['tlogs'][number]): boolean {
  const key = publicKey?.rawBytes
  if (key === undefined || logId === undefined) return false
  const ids = [createHash('sha256').update(key).digest()]
  if (key.length === ED25519_SPKI_BYTES && URL.canParse(baseUrl)) {
    const name = Buffer.from(`${new URL(baseUrl).host}\n\u0001`)
    ids.push(createHash('sha256').update(name).update(key.subarray(-32)).digest())
  }
  return ids.some((id) => id.equals(logId.keyId))
}
