// SPDX-License-Identifier: Apache-2.0
// Signing by identity with services that do as they should, and what is said when one does not.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { InTotoError } from '../../src/base/errors.ts'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import type { HttpAnswer, HttpPost, HttpRequest } from '../../src/sigstore/http-post.ts'
import type { SigstoreInstance } from '../../src/sigstore/instance.ts'
import { signKeyless, type KeylessRequest, type KeylessSignature } from '../../src/sigstore/keyless-signer.ts'
import { readTrustedRoot, type TrustDomain } from '../../src/sigstore/trusted-root.ts'
import { rejectionOf } from '../support/errors.ts'
import { FaultyService, json } from '../support/faulty-service.ts'
import { ISSUER, SmallAuthority, SmallLog, SUBJECT } from '../support/small-sigstore.ts'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const AUDIENCE = 'https://fulcio.test'
const TOKEN = `${part({ alg: 'RS256' })}.${part({ sub: 's', aud: AUDIENCE })}.c2lnbmF0dXJl`

const log = new SmallLog()
const authority = new SmallAuthority()
const trust = (trusted: SmallAuthority, listed: SmallLog): TrustDomain =>
  readTrustedRoot(
    Buffer.from(
      JSON.stringify({
        mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
        certificateAuthorities: [trusted.trusted],
        tlogs: [listed.trusted]
      })
    ),
    'root'
  )
const service = new FaultyService()
beforeAll(() => service.start())
afterAll(() => service.stop())
beforeEach(() => {
  service.asked.length = 0
  service.received = ''
  service.answer = enter
})

/** The log takes what it is asked to enter. */
const enter: FaultyService['answer'] = (request, response) =>
  void request.on('end', () => {
    json(response, log.enter(service.received), 201)
    service.received = ''
  })
/** The authority certifies every key. */
const certify: HttpPost = ({ body }) => {
  const { publicKeyRequest } = JSON.parse(body) as { publicKeyRequest: { publicKey: { content: string } } }
  const certificates = [authority.certify(publicKeyRequest.publicKey.content)]
  return Promise.resolve({
    status: 201,
    headers: {},
    body: JSON.stringify({ signedCertificateEmbeddedSct: { chain: { certificates } } })
  })
}
const instance = (changes: Partial<SigstoreInstance> = {}): SigstoreInstance => ({
  name: 'custom',
  audience: AUDIENCE,
  fulcioUrl: 'https://fulcio.test',
  log: { url: service.origin, version: 1 },
  timestampUrl: undefined,
  trust: [trust(authority, log)],
  ...changes
})
const sign = (changes: Partial<KeylessRequest> = {}): Promise<KeylessSignature> =>
  signKeyless({
    payload: Buffer.from('{"a":1}'),
    payloadType: 'application/vnd.in-toto+json',
    token: TOKEN,
    instance: instance(),
    post: certify,
    timing: { retries: 1, firstWaitMs: 1, timeoutMs: 60_000, logTimeoutMs: 60_000 },
    ...changes
  })

describe('a signature', () => {
  test('verifies with the root of its instance, and tells who signed what', async () => {
    const { bundle, certificate } = await sign()
    expect(certificate).toMatchObject({ issuer: ISSUER, subject: SUBJECT })
    expect(new BundleVerifier([trust(authority, log)]).verifyEnvelope(bundle, 'x')).toEqual({
      certificate,
      trustedRoots: ['custom'],
      payloadType: 'application/vnd.in-toto+json',
      payload: Buffer.from('{"a":1}')
    })
  })
  test('writes the number 0, which readers may demand', async () => {
    const { bundle } = await sign()
    expect(JSON.parse(Buffer.from(bundle).toString())).toMatchObject({
      verificationMaterial: { tlogEntries: [{ logIndex: '0', inclusionProof: { logIndex: '0', treeSize: '1' } }] }
    })
  })
  test('is of a key of its own each time', async () => {
    const keys = [await sign(), await sign()].map(
      ({ bundle }) =>
        (JSON.parse(Buffer.from(bundle).toString()) as { verificationMaterial: { certificate: { rawBytes: string } } })
          .verificationMaterial.certificate.rawBytes
    )
    expect(new Set(keys).size).toBe(2)
  })
  test('is taken from a log that has its entry already', async () => {
    service.answer = (request, response) => {
      if (request.method === 'GET') json(response, log.enter(service.received))
      else response.writeHead(409, { location: '/api/v1/log/entries/uuid0' }).end()
    }
    expect((await sign()).certificate.subject).toBe(SUBJECT)
    expect(service.asked).toEqual(['/api/v1/log/entries', '/api/v1/log/entries/uuid0'])
  })
  test.each<[string, () => TrustDomain, string]>([
    ['another authority', () => trust(new SmallAuthority(), log), 'BUNDLE_CERTIFICATE'],
    ['another log', () => trust(authority, new SmallLog()), 'BUNDLE_LOG']
  ])('is not given away when it came from %s than its instance trusts', async (_what, trusted, code) =>
    expect((await rejectionOf(sign({ instance: instance({ trust: [trusted()] }) }))).code).toBe(code)
  )
  test('is not given away with the entry of an earlier one', async () => {
    let first = ''
    service.answer = (request, response) =>
      void request.on('end', () => {
        first ||= service.received
        json(response, log.enter(first), 201)
      })
    await sign()
    expect((await rejectionOf(sign())).code).toBe('BUNDLE_LOG_ENTRY_OTHER')
  })
})

describe('without being told otherwise', () => {
  test('requests have a time, and what passes is tried again for some seconds', async () => {
    const waits: number[] = []
    const asked: HttpRequest[] = []
    const post: HttpPost = (request) => {
      asked.push(request)
      return request.url.startsWith('https://fulcio.test')
        ? certify(request)
        : Promise.resolve({ status: 503, headers: {}, body: '' })
    }
    const error = await rejectionOf(
      signKeyless({
        payload: Buffer.from('{}'),
        payloadType: 'x',
        token: TOKEN,
        instance: instance({ log: { url: 'https://rekor.test', version: 2 } }),
        post,
        sleep: (ms) => Promise.resolve(waits.push(ms))
      })
    )
    expect([error.code, waits]).toEqual(['KEYLESS_LOG_FAILED', [1000, 2000, 4000]])
    const timeOf = (url: string): unknown => [
      ...new Set(asked.filter((each) => each.url.startsWith(url)).map(({ timeoutMs }) => timeoutMs))
    ]
    expect([timeOf('https://fulcio.test'), timeOf('https://rekor.test')]).toEqual([[20_000], [45_000]])
  })
})

describe('a fault names the service by its address', () => {
  const failing =
    (answer: Partial<HttpAnswer> | Error): HttpPost =>
    (request) =>
      request.url.startsWith('https://fulcio.test')
        ? certify(request)
        : answer instanceof Error
          ? Promise.reject(answer)
          : Promise.resolve({ status: 500, headers: {}, body: '', ...answer })
  const refusing: FaultyService['answer'] = (_request, response) => response.writeHead(400).end()
  const named = ({ code, message }: InTotoError): unknown[] => [code, /\((\S+)\)\. /.exec(message)?.[1]]

  test('the authority', async () =>
    expect(
      named(await rejectionOf(sign({ post: () => Promise.resolve({ status: 400, headers: {}, body: '' }) })))
    ).toEqual(['KEYLESS_CERTIFICATE_FAILED', 'https://fulcio.test']))
  test('a log of version 1 that takes nothing', async () => {
    service.answer = refusing
    expect(named(await rejectionOf(sign()))).toEqual(['KEYLESS_LOG_FAILED', service.origin])
  })
  test('a log of version 1 that has the entry and does not show it', async () => {
    service.answer = (request, response) =>
      request.method === 'GET'
        ? response.writeHead(404).end()
        : response.writeHead(409, { location: '/api/v1/log/entries/uuid0' }).end()
    const error = await rejectionOf(sign())
    expect([...named(error), error.message]).toEqual([
      'KEYLESS_LOG_FAILED',
      service.origin,
      expect.stringContaining('status 404')
    ])
  })
  test('a log of version 2', async () => {
    const changed = instance({ log: { url: 'https://rekor.test', version: 2 } })
    expect(named(await rejectionOf(sign({ instance: changed, post: failing({ status: 400 }) })))).toEqual([
      'KEYLESS_LOG_FAILED',
      'https://rekor.test'
    ])
  })
  test('the timestamp authority', async () => {
    service.answer = refusing
    const timestampUrl = `${service.origin}/timestamp`
    expect(named(await rejectionOf(sign({ instance: instance({ log: undefined, timestampUrl }) })))).toEqual([
      'KEYLESS_TIMESTAMP_FAILED',
      timestampUrl
    ])
  })
})

describe('a service that refuses', () => {
  const refuse: HttpPost = () =>
    Promise.resolve({ status: 400, headers: {}, body: JSON.stringify({ message: 'not like this' }) })
  const onlyFulcio: HttpPost = (request) =>
    request.url.startsWith('https://fulcio.test') ? certify(request) : refuse(request)
  test('says why, and each has its own remedy', async () => {
    const authorityError = await rejectionOf(sign({ post: refuse }))
    expect([authorityError.message, authorityError.hint]).toEqual([
      'The certificate authority gave no certificate: status 400, not like this (https://fulcio.test). Trying again will not help.',
      expect.stringContaining(`accepts tokens of this issuer for the audience ${AUDIENCE}`)
    ])
    const log2 = instance({ log: { url: 'https://rekor.test', version: 2 } })
    const logError = await rejectionOf(sign({ post: onlyFulcio, instance: log2 }))
    expect([logError.message, logError.hint]).toEqual([
      'The transparency log took no entry: status 400, not like this (https://rekor.test). Trying again will not help.',
      expect.stringContaining('See that a log of version 2 is at that address.')
    ])
    service.answer = (_request, response) => response.writeHead(404).end()
    const oldLog = await rejectionOf(sign())
    expect(oldLog.hint).toContain('See that a log of version 1 is at that address.')
    const timestampUrl = `${service.origin}/timestamp`
    const times = await rejectionOf(sign({ instance: instance({ log: undefined, timestampUrl }) }))
    expect(times.hint).toContain('`/api/v1/timestamp`')
  })
  test.each(['', '<html>', '{}', '{"message":""}', '{"message":1}', 'null'])(
    'with %j gives no reason',
    async (body) => {
      const post: HttpPost = () => Promise.resolve({ status: 400, headers: {}, body })
      expect((await rejectionOf(sign({ post }))).message).toContain('status 400, no reason given (')
    }
  )
})

describe('the reason of a fault', () => {
  const said = async (message: string, token = TOKEN): Promise<string> => {
    const body = JSON.stringify({ message })
    const post: HttpPost = () => Promise.resolve({ status: 400, headers: {}, body })
    return (await rejectionOf(sign({ post, token }))).message
  }
  test('is told, and no part of the token that could serve anybody', async () => {
    const [header = '', body = '', signature = ''] = TOKEN.split('.')
    const message = await said(`not so: ${TOKEN} ${header} ${body} ${signature}`)
    for (const secret of [header, body, signature]) expect(message).not.toContain(secret)
    expect(message).toContain('not so: *** *** *** ***')
  })
  test('stays legible when parts of the token are as short as words', async () => {
    const token = `no.${part({ sub: 's', aud: AUDIENCE })}.audience`
    expect(await said('no such audience', token)).toContain('no such audience')
  })
  test('has the code of the system, and no status where nothing was answered', async () => {
    const cause = Object.assign(new Error('nobody listens'), { code: 'ECONNREFUSED' })
    const post: HttpPost = (request) =>
      request.url.startsWith('https://fulcio.test') ? certify(request) : Promise.reject(cause)
    const { message } = await rejectionOf(
      sign({ post, instance: instance({ log: { url: 'https://rekor.test', version: 2 } }) })
    )
    expect(message).toContain(': ECONNREFUSED nobody listens (https://rekor.test)')
  })
  test('begins with itself where there is no code', async () => {
    const { message } = await rejectionOf(sign({ post: () => Promise.reject(new Error('nobody listens')) }))
    expect(message).toContain(': nobody listens (https://fulcio.test)')
  })
})
