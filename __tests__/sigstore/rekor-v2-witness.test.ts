// SPDX-License-Identifier: Apache-2.0
// What a log of version 2 is asked to enter, and which of its answers is an entry.
import { createHash } from 'node:crypto'
import type { TransparencyLogEntry } from '@sigstore/bundle'
import { describe, expect, test } from '@jest/globals'
import { FakeLog } from '../../.github/scripts/sigstore/fake-log.ts'
import type { HttpAnswer, HttpRequest } from '../../src/sigstore/http-post.ts'
import { LogFault, RekorV2Witness } from '../../src/sigstore/rekor-v2-witness.ts'

type Content = Parameters<RekorV2Witness['testify']>[0]
const CERTIFICATE = Buffer.from('a certificate')
const PEM = `-----BEGIN CERTIFICATE-----\n${CERTIFICATE.toString('base64')}\n-----END CERTIFICATE-----\n`
const ENVELOPE: Content = {
  $case: 'dsseEnvelope',
  dsseEnvelope: {
    payload: Buffer.from('{}'),
    payloadType: 'application/vnd.in-toto+json',
    signatures: [{ sig: Buffer.from('a signature'), keyid: '' }]
  }
}
const MESSAGE = {
  $case: 'messageSignature',
  messageSignature: { messageDigest: undefined, signature: Buffer.from('a signature') }
} as unknown as Content
const ENTRY = new FakeLog().entry('hashedrekord', '0.0.2', { kind: 'hashedrekord', apiVersion: '0.0.2' })

/** What the log was asked, and what came of it. */
async function testify(
  answer: Partial<HttpAnswer> | Error,
  content = ENVELOPE
): Promise<{ asked: HttpRequest[]; entries: TransparencyLogEntry[]; fault: unknown }> {
  const asked: HttpRequest[] = []
  const witness = new RekorV2Witness({
    url: 'https://rekor.test/',
    timeoutMs: 7,
    post: (request) => {
      asked.push(request)
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ status: 201, headers: {}, body: JSON.stringify(ENTRY), ...answer })
    }
  })
  return witness.testify(content, PEM).then(
    ({ tlogEntries }) => ({ asked, entries: tlogEntries, fault: undefined }),
    (fault: unknown) => ({ asked, entries: [], fault })
  )
}

describe('a log is asked', () => {
  test('to enter the digest of what the signature covers, with signature and certificate', async () => {
    const { asked } = await testify({})
    const covered = 'DSSEv1 28 application/vnd.in-toto+json 2 {}'
    expect(asked.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        hashedRekordRequestV002: {
          digest: createHash('sha256').update(covered).digest('base64'),
          signature: {
            content: Buffer.from('a signature').toString('base64'),
            verifier: {
              keyDetails: 'PKIX_ECDSA_P256_SHA_256',
              x509Certificate: { rawBytes: CERTIFICATE.toString('base64') }
            }
          }
        }
      }
    ])
  })
  test('at its address, as JSON, within bounds', async () => {
    const { asked } = await testify({})
    expect(asked).toMatchObject([
      {
        url: 'https://rekor.test/api/v2/log/entries',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        timeoutMs: 7
      }
    ])
    // An entry is some kilobytes.
    expect(asked[0]?.maxBytes).toBeGreaterThan(64 * 1024)
    expect(asked[0]?.maxBytes).toBeLessThan(16 * 1024 * 1024)
  })
  test('to enter envelopes only', async () => {
    const { asked, fault } = await testify({}, MESSAGE)
    expect([asked, fault]).toEqual([[], expect.any(LogFault)])
  })
})

describe('an answer', () => {
  test.each([200, 201])('of status %d is an entry with its proof', async (status) => {
    const { entries } = await testify({ status })
    const proof = ENTRY['inclusionProof'] as { rootHash: string; checkpoint: { envelope: string } }
    expect(entries).toMatchObject([
      {
        logIndex: '0',
        logId: { keyId: Buffer.from((ENTRY['logId'] as { keyId: string }).keyId, 'base64') },
        kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
        inclusionProof: {
          treeSize: '1',
          rootHash: Buffer.from(proof.rootHash, 'base64'),
          checkpoint: proof.checkpoint
        },
        canonicalizedBody: Buffer.from(ENTRY['canonicalizedBody'] as string, 'base64')
      }
    ])
  })
  test.each([202, 204, 302, 400, 409, 500])('of status %d is none, and the status is told', async (status) => {
    const { entries, fault } = await testify({ status })
    expect([entries, fault]).toEqual([[], expect.any(LogFault)])
    expect(fault).toMatchObject({ status })
  })
  test.each<[string, object]>([
    ['the log', { ...ENTRY, logId: undefined }],
    ['the kind', { ...ENTRY, kindVersion: undefined }],
    ['the proof', { ...ENTRY, inclusionProof: undefined }],
    ['the checkpoint', { ...ENTRY, inclusionProof: { ...(ENTRY['inclusionProof'] as object), checkpoint: undefined } }]
  ])('that does not tell %s is none', async (_what, entry) => {
    const { entries, fault } = await testify({ body: JSON.stringify(entry) })
    // It may have been lost on the way, so it is no refusal.
    expect([entries, fault]).toEqual([[], expect.any(LogFault)])
    expect(fault).toMatchObject({ status: undefined })
  })
  test.each(['', '<html>', 'null'])('%j is none', async (body) =>
    expect((await testify({ body })).fault).toBeInstanceOf(LogFault)
  )
  test('that does not come is told with its cause', async () => {
    const cause = new Error('connect')
    const { fault } = await testify(cause)
    expect(fault).toBeInstanceOf(LogFault)
    expect(fault).toMatchObject({ status: undefined, cause })
  })
})
