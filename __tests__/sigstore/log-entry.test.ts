// SPDX-License-Identifier: Apache-2.0
// Entries that a log may well hold, and that are about something else than the bundle which shows them.
import { createHash, generateKeyPairSync } from 'node:crypto'
import type { TransparencyLogEntry } from '@sigstore/bundle'
import type { TrustMaterial } from '@sigstore/verify'
import { describe, expect, test } from '@jest/globals'
import { checkLogEntry, type LogEntryCheck } from '../../src/sigstore/log-entry.ts'
import { errorOf } from '../support/errors.ts'

const CERTIFICATE = Buffer.from('certificate')
const SIGNED = Buffer.from('signed')
const base64 = (text: Uint8Array | string): string => Buffer.from(text).toString('base64')
const digest = (encoding: 'hex' | 'base64', of: Uint8Array = SIGNED): string =>
  createHash('sha256').update(of).digest(encoding)
/** How entries of version 1 name who signed: as PEM, within base64. */
const pemOf = (label: string, der: Uint8Array): string =>
  base64(`-----BEGIN ${label}-----\n${base64(der)}\n-----END ${label}-----\n`)
const SIGNER = pemOf('CERTIFICATE', CERTIFICATE)
const LOG_ID = Buffer.from('log')
const [START, SOME_TIME, END] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'].map(
  (time) => new Date(time)
) as [Date, Date, Date]
const seconds = (time: Date, later = 0): string => String(time.getTime() / 1000 + later)

const hashedV1 = (verifier: string, value = digest('hex'), algorithm = 'sha256'): unknown => ({
  signature: { publicKey: { content: verifier } },
  data: { hash: { algorithm, value } }
})
const hashedV2 = (verifier: unknown, value = digest('base64'), algorithm = 'SHA2_256'): unknown => ({
  hashedRekordV002: { signature: { verifier }, data: { algorithm, digest: value } }
})
const x509 = (der: Uint8Array): unknown => ({ x509Certificate: { rawBytes: base64(der) } })
const dsse = (...verifiers: readonly string[]): unknown => ({ signatures: verifiers.map((verifier) => ({ verifier })) })
const inToto = (...keys: readonly string[]): unknown => ({
  content: { envelope: { signatures: keys.map((publicKey) => ({ publicKey })) } }
})

interface Changes {
  /** Inside, where another one than outside. */
  readonly inside?: { readonly kind?: string; readonly apiVersion?: string }
  readonly entry?: Partial<TransparencyLogEntry>
  readonly check?: Partial<LogEntryCheck>
}

/** A check of an entry of a kind, of version 1 with the log's signed time, of version 2 with a timestamp. */
function checkOf(kind: string, spec: unknown, { inside, entry, check }: Changes = {}): LogEntryCheck {
  const [name = '', version = ''] = kind.split('/')
  const isNew = kind === 'hashedrekord/0.0.2'
  const root = Buffer.from('root')
  return {
    entry: {
      logIndex: isNew ? '3' : '3000',
      logId: { keyId: LOG_ID },
      kindVersion: { kind: name, version },
      integratedTime: isNew ? '0' : seconds(SOME_TIME),
      inclusionPromise: isNew ? undefined : { signedEntryTimestamp: Buffer.from('x') },
      inclusionProof: {
        logIndex: '3',
        rootHash: root,
        treeSize: '5',
        hashes: [],
        checkpoint: { envelope: `log\n5\n${base64(root)}\n\n— log x\n` }
      },
      canonicalizedBody: Buffer.from(JSON.stringify({ kind: name, apiVersion: version, spec, ...inside })),
      ...entry
    },
    signer: { kind: 'certificate', der: CERTIFICATE },
    signed: SIGNED,
    times: isNew ? [SOME_TIME] : [],
    material: { tlogs: [{ logID: LOG_ID, validFor: { start: START, end: END } }] } as unknown as TrustMaterial,
    ...check
  }
}
const codeOf = (check: LogEntryCheck): string => errorOf(() => checkLogEntry(check)).code

const KINDS: readonly (readonly [string, unknown])[] = [
  ['hashedrekord/0.0.1', hashedV1(SIGNER)],
  ['hashedrekord/0.0.2', hashedV2(x509(CERTIFICATE))],
  ['dsse/0.0.1', dsse(SIGNER)],
  ['intoto/0.0.2', inToto(SIGNER)]
]

describe.each(KINDS)('an entry of the kind %s', (kind, spec) => {
  test('that is about the signature is taken', () => expect(() => checkLogEntry(checkOf(kind, spec))).not.toThrow())
  test('about a signature of another certificate is refused', () =>
    expect(codeOf(checkOf(kind, spec, { check: { signer: { kind: 'certificate', der: Buffer.from('other') } } }))).toBe(
      'BUNDLE_LOG_ENTRY_OTHER'
    ))
  test('whose certificate has the bytes of the key that signed is refused', () =>
    expect(codeOf(checkOf(kind, spec, { check: { signer: { kind: 'key', der: CERTIFICATE } } }))).toBe(
      'BUNDLE_LOG_ENTRY_OTHER'
    ))
  test.each([{ kind: 'rekord' }, { apiVersion: '0.0.9' }])('and something else inside is refused: %j', (inside) =>
    expect(codeOf(checkOf(kind, spec, { inside }))).toBe('BUNDLE_LOG_KIND')
  )
})

describe('an entry', () => {
  test.each(['rekord/0.0.1', 'dsse/0.0.2', 'hashedrekord/0.0.3', 'intoto/0.0.1'])(
    'of the kind %s is refused, though its content is that of one that is known',
    (kind) => expect(codeOf(checkOf(kind, dsse(SIGNER)))).toBe('BUNDLE_LOG_KIND')
  )
  test.each<[string, unknown]>([
    ['hashedrekord/0.0.1', hashedV1(pemOf('PUBLIC KEY', CERTIFICATE))],
    ['hashedrekord/0.0.2', hashedV2({ publicKey: { rawBytes: base64(CERTIFICATE) } })],
    ['dsse/0.0.1', dsse(pemOf('PUBLIC KEY', CERTIFICATE))],
    ['intoto/0.0.2', inToto(pemOf('PUBLIC KEY', CERTIFICATE))]
  ])('of the kind %s may name a key, which is not a certificate of the same bytes', (kind, spec) => {
    expect(codeOf(checkOf(kind, spec))).toBe('BUNDLE_LOG_ENTRY_OTHER')
    const der = CERTIFICATE
    expect(() => checkLogEntry(checkOf(kind, spec, { check: { signer: { kind: 'key', der } } }))).not.toThrow()
  })
  test('with the key of the certificate that signed is about another signer', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = pemOf('PUBLIC KEY', publicKey.export({ type: 'spki', format: 'der' }))
    expect(codeOf(checkOf('dsse/0.0.1', dsse(key)))).toBe('BUNDLE_LOG_ENTRY_OTHER')
  })
  test.each<[string, unknown]>([
    ['hashedrekord/0.0.1', hashedV1(SIGNER, digest('hex', Buffer.from('other')))],
    ['hashedrekord/0.0.1', hashedV1(SIGNER, '')],
    ['hashedrekord/0.0.1', hashedV1(SIGNER, digest('hex'), 'sha512')],
    ['hashedrekord/0.0.2', hashedV2(x509(CERTIFICATE), digest('base64', Buffer.from('other')))],
    ['hashedrekord/0.0.2', hashedV2(x509(CERTIFICATE), '')],
    ['hashedrekord/0.0.2', hashedV2(x509(CERTIFICATE), digest('base64'), 'SHA2_384')],
    ['dsse/0.0.1', dsse()],
    ['dsse/0.0.1', dsse(SIGNER, SIGNER)],
    ['intoto/0.0.2', inToto()],
    ['intoto/0.0.2', inToto(SIGNER, pemOf('CERTIFICATE', Buffer.from('other')))]
  ])('of the kind %s about something else is refused: %#', (kind, spec) =>
    expect(codeOf(checkOf(kind, spec))).toBe('BUNDLE_LOG_ENTRY_OTHER')
  )
})

describe('what stands outside an entry', () => {
  const V1 = ['dsse/0.0.1', dsse(SIGNER)] as const
  const V2 = ['hashedrekord/0.0.2', hashedV2(x509(CERTIFICATE))] as const
  const proof = (changes: object): Partial<TransparencyLogEntry> => {
    const { inclusionProof } = checkOf(...V2).entry
    return { inclusionProof: { ...inclusionProof, ...changes } as NonNullable<typeof inclusionProof> }
  }
  test.each<[string, readonly [string, unknown], Partial<TransparencyLogEntry>]>([
    ['a time of version 2, which nobody signs', V2, { integratedTime: seconds(SOME_TIME) }],
    ['a time before 1970', V2, { integratedTime: '-1' }],
    ['a position of version 1 without a promise', V1, { inclusionPromise: undefined, integratedTime: '0' }],
    ['a position of version 2 that its proof does not have', V2, { logIndex: '4' }],
    ['a root that its checkpoint does not have', V2, proof({ rootHash: Buffer.from('other') })],
    ['a size that its checkpoint does not have', V2, proof({ treeSize: '6' })],
    ['a root that its checkpoint does not have, beside a promise', V1, proof({ rootHash: Buffer.from('other') })],
    ['a size that its checkpoint does not have, beside a promise', V1, proof({ treeSize: '6' })]
  ])('is not believed: %s', (_what, [kind, spec], entry) =>
    expect(codeOf(checkOf(kind, spec, { entry }))).toBe('BUNDLE_LOG')
  )
  test('may be a promise alone, which covers all of it', () =>
    expect(() => checkLogEntry(checkOf(...V1, { entry: { inclusionProof: undefined } }))).not.toThrow())
})

describe('the key of a log', () => {
  const V1 = ['dsse/0.0.1', dsse(SIGNER)] as const
  const V2 = ['hashedrekord/0.0.2', hashedV2(x509(CERTIFICATE))] as const
  const at = (time: Date, milliseconds = 0): Date => new Date(time.getTime() + milliseconds)
  test.each<[string, readonly Date[]]>([
    ['when it begins', [START]],
    ['until it ends', [END]],
    ['at each of several times', [START, SOME_TIME, END]]
  ])('counts %s', (_what, times) => expect(() => checkLogEntry(checkOf(...V2, { check: { times } }))).not.toThrow())
  test.each<[string, readonly Date[]]>([
    ['before it begins', [at(START, -1)]],
    ['after it ended', [at(END, 1)]],
    ['when one of the times is too early', [SOME_TIME, at(START, -1)]],
    ['when one of the times is too late', [at(END, 1), SOME_TIME]],
    ['at no time', []]
  ])('does not count %s', (_what, times) =>
    expect(codeOf(checkOf(...V2, { check: { times } }))).toBe('BUNDLE_LOG_KEY_TIME')
  )
  test.each([seconds(START, -1), seconds(END, 1)])(
    'does not count at the time %s that the log signed, whatever timestamps say',
    (integratedTime) =>
      expect(codeOf(checkOf(...V1, { entry: { integratedTime }, check: { times: [SOME_TIME] } }))).toBe(
        'BUNDLE_LOG_KEY_TIME'
      )
  )
  test('counts at the time that the log signed, though timestamps came late', () =>
    expect(() => checkLogEntry(checkOf(...V1, { check: { times: [at(END, 1)] } }))).not.toThrow())
  test.each(['0', '-1'])('counts by timestamps where the log signed the time %s', (integratedTime) => {
    const entry = { integratedTime }
    expect(codeOf(checkOf(...V1, { entry }))).toBe('BUNDLE_LOG_KEY_TIME')
    expect(() => checkLogEntry(checkOf(...V1, { entry, check: { times: [SOME_TIME] } }))).not.toThrow()
  })
  test('of another log does not count', () =>
    expect(codeOf(checkOf(...V2, { entry: { logId: { keyId: Buffer.from('other') } } }))).toBe('BUNDLE_LOG_KEY_TIME'))
  test.each<[string, Partial<Changes>, string]>([
    [
      'the time and the period',
      { check: { times: [at(END, 1000)] } },
      'was made at 2026-03-01T00:00:01Z, and by the trusted root the key of its log counts from 2026-01-01T00:00:00Z to 2026-03-01T00:00:00Z'
    ],
    [
      'a period without an end',
      {
        check: {
          times: [at(START, -1000)],
          material: {
            tlogs: [{ logID: LOG_ID, validFor: { start: START, end: new Date(8.64e15) } }]
          } as unknown as TrustMaterial
        }
      },
      'was made at 2025-12-31T23:59:59Z, and by the trusted root the key of its log counts from 2026-01-01T00:00:00Z.'
    ],
    ['that there is no time', { check: { times: [] } }, 'comes without a time that somebody signed'],
    [
      'that the log is none of the root',
      { entry: { logId: { keyId: Buffer.from('other') } } },
      'is of a log that the trusted root does not list'
    ]
  ])('tells %s', (_what, changes, told) =>
    expect(errorOf(() => checkLogEntry(checkOf(...V2, changes))).message).toContain(`The log entry ${told}`)
  )
  test('does not count at a time that is none', () => {
    const error = errorOf(() => checkLogEntry(checkOf(...V1, { entry: { integratedTime: '99999999999999999' } })))
    expect([error.code, error.message]).toEqual(['BUNDLE_LOG_KEY_TIME', expect.stringContaining('was made at no time')])
  })
})
