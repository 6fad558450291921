// SPDX-License-Identifier: Apache-2.0
// What a trusted root lists, for people who decide whether to trust it.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { readTrustedRoot } from './trusted-root.ts'

type AuthorityForm = TrustedRoot['certificateAuthorities'][number]
type LogForm = TrustedRoot['tlogs'][number]

/** An authority or log of a trusted root. Times are ISO 8601; nothing in here is escaped. */
export interface TrustedParty {
  readonly name: string
  readonly url: string
  /** SHA-256 of the certificate that issues others, or of the key of a log, as hexadecimal digits. */
  readonly fingerprint: string
  readonly start: string
  /** Absent while it counts. */
  readonly end?: string | undefined
}

export interface TrustedRootDescription {
  /** What a bundle must show: entries in logs, promises of certificate logs, timestamps of any kind. */
  readonly demands: { readonly logEntries: number; readonly scts: number; readonly timestamps: number }
  readonly certificateAuthorities: readonly TrustedParty[]
  readonly logs: readonly TrustedParty[]
  readonly certificateLogs: readonly TrustedParty[]
  readonly timestampAuthorities: readonly TrustedParty[]
}

/** @throws TRUSTED_ROOT_INVALID, JSON_ codes */
export function describeTrustedRoot(bytes: Uint8Array, source: string): TrustedRootDescription {
  const { thresholds } = readTrustedRoot(bytes, source)
  const root = TrustedRoot.fromJSON(JSON.parse(Buffer.from(bytes).toString('utf8')))
  return {
    demands: thresholds,
    certificateAuthorities: root.certificateAuthorities.map(authority),
    logs: root.tlogs.map(log),
    certificateLogs: root.ctlogs.map(log),
    timestampAuthorities: root.timestampAuthorities.map(authority)
  }
}

function authority({ subject, uri, certChain, validFor }: AuthorityForm): TrustedParty {
  const name = [subject?.commonName, subject?.organization].filter((part) => part !== undefined && part !== '')
  return {
    name: name.join(', '),
    url: uri,
    fingerprint: sha256(certChain?.certificates[0]?.rawBytes),
    ...window(validFor)
  }
}

function log({ baseUrl, publicKey }: LogForm): TrustedParty {
  return { name: '', url: baseUrl, fingerprint: sha256(publicKey?.rawBytes), ...window(publicKey?.validFor) }
}

function window(validFor: AuthorityForm['validFor']): { start: string; end?: string } {
  const start = validFor?.start?.toISOString() ?? ''
  return validFor?.end === undefined ? { start } : { start, end: validFor.end.toISOString() }
}

function sha256(bytes: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Kinds of which some are listed and none counts at a time: what is signed then does not verify. */
export function outOfDate(description: TrustedRootDescription, now: number): readonly string[] {
  const kinds: readonly (readonly [string, readonly TrustedParty[]])[] = [
    ['certificate authority', description.certificateAuthorities],
    ['log', description.logs],
    ['certificate log', description.certificateLogs],
    ['timestamp authority', description.timestampAuthorities]
  ]
  const counts = ({ start, end }: TrustedParty): boolean =>
    Date.parse(start) <= now && (end === undefined || now <= Date.parse(end))
  return kinds.filter(([, parties]) => parties.length > 0 && !parties.some(counts)).map(([kind]) => kind)
}
