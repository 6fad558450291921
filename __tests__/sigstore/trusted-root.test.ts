// SPDX-License-Identifier: Apache-2.0
// Which files are trusted roots, and under which names their logs count.
import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { FakeLog } from '../../.github/scripts/sigstore/fake-log.ts'
import { embeddedRootFile } from '../../src/sigstore/embedded-roots.ts'
import { readTrustedRoot, type TrustDomain } from '../../src/sigstore/trusted-root.ts'
import { errorOf } from '../support/errors.ts'

interface Log {
  baseUrl: string
  publicKey: { rawBytes: string; keyDetails: string; validFor: { start: string } }
  logId?: { keyId: string }
  checkpointKeyId?: { keyId: string }
}
interface Root {
  mediaType: string
  certificateAuthorities: { certChain?: { certificates: { rawBytes: string }[] } }[]
  tlogs: Log[]
  timestampAuthorities: unknown[]
}
const read = (change: (root: Root) => void): TrustDomain => {
  const root = JSON.parse(Buffer.from(embeddedRootFile('public-good')).toString()) as Root
  change(root)
  return readTrustedRoot(Buffer.from(JSON.stringify(root)), 'root')
}
const ED25519 = (): Log => new FakeLog().trusted({ start: '2026-01-01T00:00:00Z' }) as Log
/** The id of a key in signed notes, as if it were one of Ed25519. */
const noteId = (name: string, key: Buffer): string =>
  createHash('sha256').update(`${name}\n\u0001`).update(key.subarray(-32)).digest('base64')
const keyOf = ({ publicKey }: Log): Buffer => Buffer.from(publicKey.rawBytes, 'base64')

describe('a trusted root', () => {
  test.each([
    'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    'application/vnd.dev.sigstore.trustedroot.v0.2+json'
  ])('may be of the media type %s', (mediaType) =>
    expect(read((root) => (root.mediaType = mediaType)).thresholds.timestamps).toBe(1)
  )
  test('may list logs and no timestamp authority, or the other way round', () => {
    expect(read((root) => (root.timestampAuthorities = [])).thresholds.logEntries).toBe(1)
    expect(read((root) => (root.tlogs = [])).thresholds.logEntries).toBe(0)
  })
  test.each<[string, (root: Root) => void]>([
    [
      'an authority without certificates',
      (root) => root.certificateAuthorities.forEach((each) => delete each.certChain)
    ],
    [
      'a certificate that is none',
      (root) =>
        root.certificateAuthorities.forEach((each) => (each.certChain = { certificates: [{ rawBytes: 'AAAA' }] }))
    ],
    ['a key that is none', (root) => root.tlogs.forEach(({ publicKey }) => (publicKey.rawBytes = 'AAAA'))]
  ])('with %s cannot be read', (_what, change) => {
    const error = errorOf(() => read(change))
    expect([error.code, error.at]).toEqual(['TRUSTED_ROOT_INVALID', 'root'])
  })
})

describe('a log', () => {
  const listing = (change: (log: Log) => void): (() => TrustDomain) => {
    const log = ED25519()
    change(log)
    return () => read((root) => (root.tlogs = [log]))
  }
  test('with a key of Ed25519 counts under the digest of its key, or of its name and key', () => {
    expect(listing(() => {})).not.toThrow()
    expect(
      listing((log) => (log.logId = { keyId: createHash('sha256').update(keyOf(log)).digest('base64') }))
    ).not.toThrow()
  })
  test.each<[string, (log: Log) => void]>([
    ['the digest of another name', (log) => (log.logId = { keyId: noteId('other.test', keyOf(log)) })],
    ['the digest of another key', (log) => (log.logId = { keyId: noteId('fake-log.test', keyOf(ED25519())) })],
    ['the name of an address that is none', (log) => (log.baseUrl = 'fake-log.test')],
    ['no id', (log) => delete log.logId],
    [
      'no id but that of its checkpoints',
      (log) => {
        log.checkpointKeyId = log.logId as { keyId: string }
        delete log.logId
      }
    ]
  ])('does not count under %s', (_what, change) => expect(errorOf(listing(change)).code).toBe('TRUSTED_ROOT_INVALID'))
  test('with a key of another kind does not count under a digest with its name', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = publicKey.export({ type: 'spki', format: 'der' })
    const under = (keyId: string): (() => TrustDomain) =>
      listing((log) => {
        log.publicKey = { ...log.publicKey, rawBytes: key.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256' }
        log.logId = { keyId }
      })
    expect(under(createHash('sha256').update(key).digest('base64'))).not.toThrow()
    expect(errorOf(under(noteId('fake-log.test', key))).code).toBe('TRUSTED_ROOT_INVALID')
  })
})
