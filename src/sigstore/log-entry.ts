// SPDX-License-Identifier: Apache-2.0
// What the log says against what the bundle says. The library verifies that an entry is in the log and is about the same
// signature; that it names the same certificate, in a kind that is known, at a time when the log's key counted, is left
// to its callers.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { TransparencyLogEntry } from '@sigstore/bundle'
import { pem } from '@sigstore/core'
import type { TrustMaterial } from '@sigstore/verify'
import { CoreError, type CoreCode } from '../intoto/codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { JsonAt } from '../intoto/json/json-at.ts'
import { readJson } from '../intoto/json/read-json.ts'
import { LIMITS } from '../base/limits.ts'

export interface LogEntryCheck {
  readonly entry: TransparencyLogEntry
  /** The certificate or key that signed, as DER. */
  readonly signer: { readonly kind: 'certificate' | 'key'; readonly der: Uint8Array }
  /** What the signature covers. */
  readonly signed: Uint8Array
  /** Times that timestamp authorities vouch for. */
  readonly times: readonly Date[]
  readonly material: TrustMaterial
}

/** @throws BUNDLE_LOG_KIND, BUNDLE_LOG_ENTRY_OTHER, BUNDLE_LOG_KEY_TIME, BUNDLE_LOG */
export function checkLogEntry(check: LogEntryCheck): void {
  const { entry, signer, signed } = check
  const kind = `${entry.kindVersion.kind}/${entry.kindVersion.version}`
  const body = readJson(entry.canonicalizedBody, { source: 'log entry', maxBytes: LIMITS.smallFileBytes })
  if (`${body.member('kind').string()}/${body.member('apiVersion').string()}` !== kind)
    throw refused('BUNDLE_LOG_KIND', `is called ${quoteUntrusted(kind, 60)} outside and something else inside`)
  const read = READERS[kind]
  if (read === undefined)
    throw refused(
      'BUNDLE_LOG_KIND',
      `is of the kind ${quoteUntrusted(kind, 60)}; known are ${Object.keys(READERS).join(', ')}`,
      KNOWN_KINDS
    )
  const { verifier, digest, version2 } = read(body.member('spec'))
  if (verifier.kind !== signer.kind || !verifier.der.equals(signer.der))
    throw refused('BUNDLE_LOG_ENTRY_OTHER', `names another ${verifier.kind} than the ${signer.kind} that signed`)
  if (digest !== undefined && !createHash('sha256').update(signed).digest().equals(digest))
    throw refused('BUNDLE_LOG_ENTRY_OTHER', 'is about another digest')
  checkPositions(entry, version2)
  checkKeyTime(check)
}

interface Signer {
  readonly kind: 'certificate' | 'key'
  readonly der: Buffer
}

interface EntryFacts {
  readonly verifier: Signer
  /** SHA-256 of what was signed, where the entry tells it in a form of its own. */
  readonly digest: Buffer | undefined
  readonly version2: boolean
}

const READERS: Readonly<Record<string, (spec: JsonAt) => EntryFacts>> = {
  'hashedrekord/0.0.1': (spec) => {
    const hash = spec.member('data').member('hash')
    if (hash.member('algorithm').string() !== 'sha256')
      throw refused('BUNDLE_LOG_ENTRY_OTHER', 'names a digest by another algorithm')
    return {
      verifier: signerFromPem(spec.member('signature').member('publicKey').member('content')),
      digest: Buffer.from(hash.member('value').string(), 'hex'),
      version2: false
    }
  },
  'hashedrekord/0.0.2': (spec) => {
    const record = spec.member('hashedRekordV002')
    const data = record.member('data')
    if (data.member('algorithm').string() !== 'SHA2_256')
      throw refused('BUNDLE_LOG_ENTRY_OTHER', 'names a digest by another algorithm')
    const verifier = record.member('signature').member('verifier')
    const kind = verifier.optional('x509Certificate') === undefined ? 'key' : 'certificate'
    const raw = verifier.member(kind === 'key' ? 'publicKey' : 'x509Certificate').member('rawBytes')
    return {
      verifier: { kind, der: Buffer.from(raw.string(), 'base64') },
      digest: Buffer.from(data.member('digest').string(), 'base64'),
      version2: true
    }
  },
  'dsse/0.0.1': (spec) => ({
    verifier: signerFromPem(only(spec.member('signatures')).member('verifier')),
    digest: undefined,
    version2: false
  }),
  'intoto/0.0.2': (spec) => ({
    verifier: signerFromPem(only(spec.member('content').member('envelope').member('signatures')).member('publicKey')),
    digest: undefined,
    version2: false
  })
}

function only(list: JsonAt): JsonAt {
  const [item, ...more] = list.list(LIMITS.signatures)
  if (item === undefined || more.length > 0) throw refused('BUNDLE_LOG_ENTRY_OTHER', 'has not exactly one signature')
  return item
}

/** A certificate or key that an entry holds as PEM within base64. */
function signerFromPem(at: JsonAt): Signer {
  const text = Buffer.from(at.string(), 'base64').toString('utf8')
  const kind = text.startsWith('-----BEGIN CERTIFICATE-----') ? 'certificate' : 'key'
  return { kind, der: pem.toDER(text) }
}

/** Nothing signs what stands outside; it must be what the proof, its checkpoint and a signed time say. */
function checkPositions(
  { logIndex, inclusionProof, inclusionPromise, integratedTime }: TransparencyLogEntry,
  version2: boolean
): void {
  if (inclusionPromise === undefined && Number(integratedTime) !== 0)
    throw refused('BUNDLE_LOG', 'gives a time that nobody signed')
  // Of a log of version 1 the promise alone covers the position outside.
  if (inclusionPromise === undefined && !version2)
    throw refused('BUNDLE_LOG', 'has no promise, so nobody signed its position')
  if (inclusionProof === undefined) return
  const [, size, root] = inclusionProof.checkpoint?.envelope.split('\n') ?? []
  if (root !== undefined && !Buffer.from(root, 'base64').equals(inclusionProof.rootHash))
    throw refused('BUNDLE_LOG', 'gives another root of the tree than its checkpoint')
  if (size !== undefined && size !== inclusionProof.treeSize)
    throw refused('BUNDLE_LOG', 'gives another size of the tree than its checkpoint')
  // In version 1 the number outside runs over all trees of the log, and its signed timestamp covers it.
  if (version2 && logIndex !== inclusionProof.logIndex)
    throw refused('BUNDLE_LOG', 'gives another position than its proof')
}

function checkKeyTime({ entry, times, material }: LogEntryCheck): void {
  const log = material.tlogs.find(({ logID }) => logID.equals(entry.logId.keyId))
  const integrated = Number(entry.integratedTime)
  const all = integrated > 0 && entry.inclusionPromise !== undefined ? [new Date(integrated * 1000)] : times
  if (log === undefined) throw refused('BUNDLE_LOG_KEY_TIME', 'is of a log that the trusted root does not list')
  if (all.length === 0)
    throw refused('BUNDLE_LOG_KEY_TIME', 'comes without a time that somebody signed, so nobody knows which key counted')
  const { start, end } = log.validFor
  const odd = all.find((time) => !(start <= time && time <= end))
  if (odd !== undefined)
    throw refused(
      'BUNDLE_LOG_KEY_TIME',
      `was made at ${shown(odd)}, and by the trusted root the key of its log counts ${period(start, end)}`,
      'If the log has a newer key, fetch the trusted root anew (`in-toto-actions trusted-root fetch public-good -o trusted_root.json`). Else somebody may have used an old key: sign again.'
    )
}

/** The library has the last time that there is in the place of none. */
function period(start: Date, end: Date): string {
  return `from ${shown(start)}${end.getTime() >= LAST_TIME ? '' : ` to ${shown(end)}`}`
}

/** A time to the second. */
function shown(time: Date): string {
  return Number.isNaN(time.getTime()) ? 'no time' : time.toISOString().replace(/\.\d+Z$/, 'Z')
}

const LAST_TIME = 8.64e15

const KNOWN_KINDS =
  'Sign with this suite, or with a tool that enters one of these. If logs have a new kind, take a newer release of the suite.'
const SIGN_AGAIN = 'Sign again, and find out what made or changed the bundle.'

function refused(code: CoreCode, what: string, hint = SIGN_AGAIN): CoreError {
  return new CoreError(code, `The log entry ${what}.`, { hint })
}
