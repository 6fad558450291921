// SPDX-License-Identifier: Apache-2.0
// Signing by identity when something goes wrong: each fault is explained, and the token is in none of the words.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { httpPost } from '../../src/github/http-post.ts'
import { fetchToken, requestIdentityToken, type FetchToken } from '../../src/github/identity-token.ts'
import { workflowIdentity } from '../../src/github/workflow-identity.ts'
import type { InTotoError } from '../../src/base/errors.ts'
import type { CertificateIdentity } from '../../src/intoto/keys/keyless-identity.ts'
import { embeddedRoot } from '../../src/sigstore/embedded-roots.ts'
import type { HttpAnswer, HttpPost, HttpRequest } from '../../src/sigstore/http-post.ts'
import { audienceOf, chooseInstance, type SigstoreInstance } from '../../src/sigstore/instance.ts'
import { INSTANCE_CHOICES, type InstanceSettings } from '../../src/sigstore/instance-settings.ts'
import { signKeyless } from '../../src/sigstore/keyless-signer.ts'
import { readTokenClaims } from '../../src/sigstore/token-claims.ts'
import { checkSigningRun } from '../../src/stages/sign-link-keyless.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'
import { FaultyService, json } from '../support/faulty-service.ts'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const CANARY = 'canary5f0c1d7e9bcanary5f0c1d7e9b'
/** A token for an audience; the claim is left out when undefined. */
const tokenFor = (aud: unknown): string =>
  `${part({ alg: 'RS256' })}.${part({ sub: 'repo:o/r', iss: 'https://i', aud, repository_visibility: 'public', canary: CANARY })}.${CANARY}`
const AUDIENCE = 'https://fulcio.test'
const TOKEN = tokenFor(AUDIENCE)
/** Everything that somebody could print of an error. */
const words = (error: InTotoError): string =>
  `${inspect(error, { depth: 10 })}${JSON.stringify(error)}${error.stack ?? ''}`
const isClean = (error: InTotoError): void => {
  for (const secret of [CANARY, ...TOKEN.split('.')]) expect(words(error)).not.toContain(secret)
  expect(words(error)).not.toContain(CANARY.slice(0, 20))
  expect(words(error)).not.toContain(Buffer.from(TOKEN).toString('base64').slice(10, 40))
}

describe('an identity token', () => {
  test.each([
    '',
    'x',
    'a.b',
    `${TOKEN}.x`,
    `a.${part([])}.c`,
    `a.${part(null)}.c`,
    `a.${part({})}.c`,
    `a.${Buffer.from(`{${CANARY}`).toString('base64url')}.c`,
    `${TOKEN}\n`,
    `${TOKEN} `
  ])('that is none is refused, and not quoted: %#', (token) => {
    const error = errorOf(() => readTokenClaims(token, AUDIENCE))
    expect(error.code).toBe('KEYLESS_TOKEN_INVALID')
    isClean(error)
    if (token.length > 8) expect(words(error)).not.toContain(token)
  })
  test('tells where to go and what to sign', () => {
    expect(readTokenClaims(TOKEN, AUDIENCE)).toEqual({
      challenge: 'repo:o/r',
      issuer: 'https://i',
      visibility: 'public'
    })
    const person = (claims: object): string =>
      readTokenClaims(`a.${part({ sub: 's', email: 'me@example.org', aud: AUDIENCE, ...claims })}.c`, AUDIENCE)
        .challenge
    expect([
      person({}),
      person({ email_verified: true }),
      person({ email_verified: 'true' }),
      person({ email_verified: false })
    ]).toEqual(['s', 'me@example.org', 'me@example.org', 's'])
  })
})

const CUSTOM: InstanceSettings = {
  choice: 'custom',
  publishPrivateNames: false,
  fulcioUrl: 'https://fulcio.test',
  logUrl: 'https://rekor.test',
  logVersion: 2,
  timestampUrl: 'https://tsa.test/api/v1/timestamp',
  trust: [embeddedRoot('github')]
}
describe('the instance', () => {
  const choose = (changes: Partial<InstanceSettings>, visibility?: string): SigstoreInstance =>
    chooseInstance({ ...CUSTOM, ...changes }, visibility)
  test.each<[Partial<InstanceSettings>, string | undefined, string]>([
    [{ choice: 'auto' }, 'public', 'public-good'],
    [{ choice: 'auto' }, 'private', 'github'],
    [{ choice: 'auto' }, 'internal', 'github'],
    [{ choice: 'auto' }, undefined, 'github'],
    [{ choice: 'auto' }, 'Public', 'github'],
    [{ choice: 'github' }, 'public', 'github'],
    [{ choice: 'public-good' }, 'public', 'public-good'],
    [{ choice: 'public-good', publishPrivateNames: true }, 'private', 'public-good'],
    [{ choice: 'custom' }, 'private', 'custom'],
    [{ choice: 'custom', logUrl: '' }, undefined, 'custom']
  ])('for %j and %j is %s', (changes, visibility, name) => expect(choose(changes, visibility).name).toBe(name))
  test.each<[Partial<InstanceSettings>, string | undefined, string]>([
    [{ choice: 'public-good' }, 'private', 'KEYLESS_INSTANCE_REFUSED'],
    [{ choice: 'public-good' }, undefined, 'KEYLESS_INSTANCE_REFUSED'],
    [{ fulcioUrl: '' }, undefined, 'KEYLESS_INSTANCE_INCOMPLETE'],
    [{ trust: [] }, undefined, 'KEYLESS_INSTANCE_INCOMPLETE'],
    [{ timestampUrl: '' }, undefined, 'KEYLESS_INSTANCE_INCOMPLETE'],
    [{ timestampUrl: '', logUrl: '' }, undefined, 'KEYLESS_INSTANCE_INCOMPLETE'],
    [{ fulcioUrl: 'http://fulcio.test' }, undefined, 'KEYLESS_INSTANCE_INCOMPLETE'],
    [{ fulcioUrl: 'fulcio.test' }, undefined, 'KEYLESS_INSTANCE_INCOMPLETE'],
    [{ logUrl: 'http://127.0.0.1.evil.test' }, undefined, 'KEYLESS_INSTANCE_INCOMPLETE']
  ])('for %j and %j is refused', (changes, visibility, code) =>
    expect(errorOf(() => choose(changes, visibility)).code).toBe(code)
  )
  test.each([
    { fulcioUrl: 'https://ci:canary@fulcio.test' },
    { logUrl: 'https://canary@rekor.test' },
    { timestampUrl: 'https://:canary@tsa.test' }
  ])('with a user or a password is refused, and neither is told: %j', (changes) => {
    const error = errorOf(() => choose(changes, undefined))
    expect([error.code, error.message]).toEqual(['KEYLESS_INSTANCE_INCOMPLETE', expect.not.stringContaining('canary')])
  })
  test('of your own may do without timestamps where the log tells the time, and be on this machine', () => {
    expect(choose({ timestampUrl: '', logVersion: 1 }).timestampUrl).toBeUndefined()
    expect(
      choose({ fulcioUrl: 'http://127.0.0.1:1', logUrl: 'http://[::1]:2', timestampUrl: 'http://localhost:3' }).name
    ).toBe('custom')
  })
})

describe('the audience of tokens', () => {
  const audience = (changes: Partial<InstanceSettings>): string => audienceOf({ ...CUSTOM, ...changes })
  test.each(['auto', 'public-good', 'github'] as const)('for %s is that of the public authorities', (choice) => {
    expect(audience({ choice })).toBe('sigstore')
    // Addresses are for custom; the others have their own.
    expect(chooseInstance({ ...CUSTOM, choice }, 'public').fulcioUrl).not.toContain('fulcio.test')
  })
  test.each([
    ['https://fulcio.test', 'https://fulcio.test'],
    ['https://fulcio.test:443/', 'https://fulcio.test'],
    ['https://FULCIO.test/a/b/', 'https://fulcio.test'],
    ['https://fulcio.test:8443', 'https://fulcio.test:8443'],
    ['https:\\\\fulcio.test\\sigstore', 'https://fulcio.test'],
    ['https:fulcio.test', 'https://fulcio.test'],
    ['https://fulcio.test?sigstore', 'https://fulcio.test'],
    ['https://fulcio.test#sigstore', 'https://fulcio.test'],
    ['https://fulcio.test#@sigstore', 'https://fulcio.test'],
    ['https://fulcio.test\t', 'https://fulcio.test'],
    ['https://sigstore', 'https://sigstore'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080']
  ])('for the address %j is its origin, where the token goes', async (fulcioUrl, origin) => {
    expect(audience({ fulcioUrl })).toBe(origin)
    const instance = chooseInstance({ ...CUSTOM, fulcioUrl }, undefined)
    expect(instance.audience).toBe(origin)
    const urls: string[] = []
    const post: HttpPost = ({ url }) => {
      urls.push(url)
      return Promise.resolve({ status: 400, headers: {}, body: '' })
    }
    const request = { payload: Buffer.from('{}'), payloadType: 'x', instance, post }
    expect((await rejectionOf(signKeyless({ ...request, token: tokenFor(origin) }))).code).toBe(
      'KEYLESS_CERTIFICATE_FAILED'
    )
    expect(urls.map((url) => new URL(url).origin)).toEqual([origin])
  })
  test.each([...INSTANCE_CHOICES])('for %s is that of the instance', (choice) => {
    for (const visibility of ['public', 'private', undefined]) {
      const settings = { ...CUSTOM, choice, publishPrivateNames: true }
      expect(chooseInstance(settings, visibility).audience).toBe(audienceOf(settings))
    }
  })
  test.each<Partial<InstanceSettings>>([
    { fulcioUrl: 'http://fulcio.test' },
    { fulcioUrl: 'sigstore' },
    { fulcioUrl: '' },
    { logUrl: 'http://rekor.test' },
    { timestampUrl: 'sigstore' },
    { trust: [] }
  ])('is not told where the instance is refused: %j', (changes) =>
    expect(errorOf(() => audience(changes)).code).toBe('KEYLESS_INSTANCE_INCOMPLETE')
  )
})

describe('a token for another audience', () => {
  const settings = (choice: 'custom' | 'public-good' | 'github'): SigstoreInstance =>
    chooseInstance({ ...CUSTOM, choice, trust: [embeddedRoot('github')] }, 'public')
  /** The codes of signing with it and of reading it, and what was sent. */
  const tried = async (instance: SigstoreInstance, aud: unknown): Promise<unknown[]> => {
    const asked: HttpRequest[] = []
    const post: HttpPost = (request) => {
      asked.push(request)
      return Promise.resolve({ status: 400, headers: {}, body: '' })
    }
    const token = tokenFor(aud)
    const error = await rejectionOf(
      signKeyless({ payload: Buffer.from('{}'), payloadType: 'x', token, instance, post })
    )
    isClean(error)
    return [error.code, errorOf(() => readTokenClaims(token, instance.audience)).code, asked]
  }
  const REFUSED = ['KEYLESS_TOKEN_AUDIENCE', 'KEYLESS_TOKEN_AUDIENCE', []]
  test.each<[unknown]>([
    ['sigstore'],
    [['sigstore']],
    [['sigstore', AUDIENCE]],
    [[AUDIENCE, 'sigstore']],
    [[AUDIENCE, AUDIENCE]],
    [[AUDIENCE, 1]],
    [[[AUDIENCE]]],
    [[]],
    [''],
    [undefined],
    [null],
    [true],
    [{ [AUDIENCE]: AUDIENCE }],
    [`${AUDIENCE}/`],
    [`${AUDIENCE}:443`],
    [AUDIENCE.toUpperCase()],
    [` ${AUDIENCE}`],
    ['https://fulcio.test.evil.test'],
    [Array.from({ length: 50 }, (_each, index) => `a${index}\n::error::`)]
  ])('is not sent to an address of your own: %j', async (aud) =>
    expect(await tried(settings('custom'), aud)).toEqual(REFUSED)
  )
  test.each<['public-good' | 'github', unknown]>([
    ['public-good', AUDIENCE],
    ['public-good', ['sigstore', AUDIENCE]],
    ['public-good', 'Sigstore'],
    ['public-good', undefined],
    ['github', AUDIENCE],
    ['github', [AUDIENCE, 'sigstore']],
    ['github', 'https://fulcio.githubapp.com']
  ])('is not sent to %s: %j', async (choice, aud) => expect(await tried(settings(choice), aud)).toEqual(REFUSED))
  test('is named, with the one that fits', () => {
    const error = errorOf(() => readTokenClaims(tokenFor(['sigstore', 'b\n', 'c', 'd', 'e']), AUDIENCE))
    expect(error.message).toContain(`"sigstore", "b\\u{a}", "c" and 2 more`)
    expect([error.message, error.hint]).toEqual([
      expect.stringContaining(`"${AUDIENCE}"`),
      expect.stringContaining(`"${AUDIENCE}"`)
    ])
  })
  test('is one in a list of two, and the right one may stand in a list alone', () =>
    expect(readTokenClaims(tokenFor([AUDIENCE]), AUDIENCE).challenge).toBe('repo:o/r'))
})

const service = new FaultyService()
/** Where nobody may be led. */
const elsewhere = new FaultyService()
beforeAll(() => Promise.all([service.start(), elsewhere.start()]))
afterAll(() => Promise.all([service.stop(), elsewhere.stop()]))
beforeEach(() => {
  for (const each of [service, elsewhere]) {
    each.asked.length = 0
    each.received = ''
  }
})

describe('requesting a token', () => {
  const policy = { attempts: 3, firstWaitMs: 1, longestWaitMs: 5 }
  const TOKEN_HOST = 'https://pipelines.actions.githubusercontent.com'
  /** The real request, to the service in place of GitHub's host; `sent` sees the URLs. */
  const led =
    (sent: string[] = []): FetchToken =>
    (url, headers) => {
      sent.push(url)
      return fetchToken(url.replace(TOKEN_HOST, service.origin), headers)
    }
  const ask = (
    environment: Record<string, string | undefined> = {},
    masked: string[] = [],
    sent?: string[]
  ): Promise<string> =>
    requestIdentityToken(
      AUDIENCE,
      {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${TOKEN_HOST}/token?x=1`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: CANARY,
        GITHUB_SERVER_URL: 'https://github.com',
        ...environment
      },
      (secret) => masked.push(secret),
      { policy, send: led(sent) }
    )
  test('hides it, and names the audience', async () => {
    service.answer = (request, response) =>
      json(response, { value: request.headers.authorization === `Bearer ${CANARY}` ? TOKEN : '' })
    const masked: string[] = []
    expect(await ask({}, masked)).toBe(TOKEN)
    expect([masked, service.asked]).toEqual([[CANARY, TOKEN], ['/token?x=1&audience=https%3A%2F%2Ffulcio.test']])
  })
  test('leaves no other audience in the URL', async () => {
    service.answer = (_request, response) => json(response, { value: TOKEN })
    await ask({ ACTIONS_ID_TOKEN_REQUEST_URL: `${TOKEN_HOST}/token?audience=sigstore&x=1&audience=other` })
    expect(service.asked.map((path) => new URL(path, service.origin).searchParams.getAll('audience'))).toEqual([
      [AUDIENCE]
    ])
  })
  test.each<[string, Record<string, string | undefined>]>([
    ['of this machine', { ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:1/token?${CANARY}` }],
    ['of somebody else', { ACTIONS_ID_TOKEN_REQUEST_URL: `https://evil.org/${CANARY}` }],
    ['that hides behind a user', { ACTIONS_ID_TOKEN_REQUEST_URL: `${TOKEN_HOST}:${CANARY}@evil.org/` }],
    ['without https', { ACTIONS_ID_TOKEN_REQUEST_URL: `${TOKEN_HOST.replace('https', 'http')}/?${CANARY}` }],
    ['that is none', { ACTIONS_ID_TOKEN_REQUEST_URL: `nowhere ${CANARY}` }],
    ['of GitHub in a run on another server', { GITHUB_SERVER_URL: 'https://ghes.example.org' }],
    ['of GitHub in a run on a server without https', { GITHUB_SERVER_URL: 'http://github.com' }],
    ['of another server in a run on github.com', { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ghes.example.org/x' }],
    [
      'of another server where the run names none',
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ghes.example.org/x', GITHUB_SERVER_URL: undefined }
    ],
    [
      'of another server where the run names an empty one',
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ghes.example.org/x', GITHUB_SERVER_URL: '' }
    ]
  ])('from a URL %s sends nothing', async (_what, environment) => {
    const [masked, sent]: string[][] = [[], []]
    const error = await rejectionOf(ask(environment, masked, sent))
    expect([error.code, sent, service.asked]).toEqual(['KEYLESS_TOKEN_URL_REFUSED', [], []])
    isClean(error)
  })
  test('in a run on a server of your own goes to that server', async () => {
    const sent: string[] = []
    await requestIdentityToken(
      'sigstore',
      {
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ghes.example.org/x',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: CANARY,
        GITHUB_SERVER_URL: 'https://ghes.example.org'
      },
      () => undefined,
      {
        send: (url) => {
          sent.push(url)
          return Promise.resolve({ status: 200, body: JSON.stringify({ value: TOKEN }) })
        }
      }
    )
    expect(sent).toEqual(['https://ghes.example.org/x?audience=sigstore'])
  })
  test.each<[string, Record<string, string | undefined>]>([
    ['the URL', { ACTIONS_ID_TOKEN_REQUEST_URL: undefined }],
    ['the request token', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }]
  ])('without %s names the permission', async (_what, environment) => {
    const error = await rejectionOf(ask(environment))
    expect([error.code, error.hint]).toEqual(['KEYLESS_TOKEN_UNAVAILABLE', expect.stringContaining('id-token: write')])
  })
  test.each<[string, FaultyService['answer'], number]>([
    ['403', (_request, response) => json(response, { message: CANARY }, 403), 1],
    ['500 for good', (_request, response) => json(response, { message: CANARY }, 500), 3],
    [
      'a redirection',
      (_request, response) => response.writeHead(302, { location: `${service.origin}/elsewhere` }).end(),
      1
    ],
    [
      'a redirection that keeps the method',
      (_request, response) => response.writeHead(307, { location: `${service.origin}/elsewhere` }).end(),
      1
    ],
    ['no token', (_request, response) => json(response, { value: '' }), 1],
    ['a number', (_request, response) => json(response, { value: 1 }), 1],
    ['no JSON', (_request, response) => response.end(`{${CANARY}`), 1],
    ['nothing', (_request, response) => void response.destroy(), 3]
  ])('that gets %s is an error without secrets', async (_what, answer, attempts) => {
    service.answer = answer
    const error = await rejectionOf(ask())
    expect(error.code).toBe('KEYLESS_TOKEN_UNAVAILABLE')
    isClean(error)
    expect(service.asked).toHaveLength(attempts)
  })
})

test('the request token is compared with the one of the job', () => {
  const isForeign = (bearer?: string, own?: string): boolean =>
    workflowIdentity({ ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer, ACTIONS_RUNTIME_TOKEN: own }, () => undefined).isForeign
  expect([isForeign(CANARY, 'other'), isForeign(CANARY, `${CANARY} `)]).toEqual([true, true])
  expect([isForeign(CANARY, CANARY), isForeign(CANARY), isForeign(CANARY, ''), isForeign('', CANARY)]).toEqual([
    false,
    false,
    false,
    false
  ])
})

describe('signing', () => {
  const instance = chooseInstance(CUSTOM, undefined)
  const TIMING = { retries: 2, firstWaitMs: 1, timeoutMs: 60_000, logTimeoutMs: 60_000 }
  const sign = (post: HttpPost, token = TOKEN): Promise<unknown> =>
    signKeyless({ payload: Buffer.from('{}'), payloadType: 'x', token, instance, post, timing: TIMING })
  const answers = (answer: Partial<HttpAnswer> | Error): { post: HttpPost; asked: HttpRequest[] } => {
    const asked: HttpRequest[] = []
    return {
      asked,
      post: (request) => {
        asked.push(request)
        return answer instanceof Error
          ? Promise.reject(answer)
          : Promise.resolve({ status: 200, headers: {}, body: '', ...answer })
      }
    }
  }
  test.each<[string, Partial<HttpAnswer> | Error, number, RegExp]>([
    [
      'refuses the token, and quotes it',
      { status: 400, body: JSON.stringify({ message: `bad token ${TOKEN}` }) },
      1,
      /status 400.*Trying again will not help/
    ],
    ['fails', { status: 503, body: TOKEN }, 3, /status 503.*may help/],
    [
      'quotes the token cut off, in lines and encoded once more',
      {
        status: 400,
        body: JSON.stringify({
          message: `bad ${TOKEN.slice(0, -3)} ${TOKEN.slice(0, 50)}\n${TOKEN.slice(50, -2)} ${Buffer.from(TOKEN).toString('base64')}`
        })
      },
      1,
      /status 400/
    ],
    ['is not reached, and the reason quotes the token', new Error(`connect ${TOKEN}`), 3, /may help/],
    ['leads elsewhere', { status: 307, headers: { location: 'https://evil.test' } }, 1, /status 307/],
    ['answers with something else', { body: '<html>' }, 1, /no certificate/],
    ['answers with null', { body: 'null' }, 1, /no certificate/],
    [
      'answers without a certificate',
      { body: JSON.stringify({ signedCertificateEmbeddedSct: { chain: { certificates: [TOKEN] } } }) },
      1,
      /no certificate/
    ]
  ])('when the authority %s', async (_what, answer, attempts, text) => {
    const { post, asked } = answers(answer)
    const error = await rejectionOf(sign(post))
    expect([error.code, error.message]).toEqual(['KEYLESS_CERTIFICATE_FAILED', expect.stringMatching(text)])
    isClean(error)
    expect(asked.map(({ url }) => url)).toEqual(
      Array.from({ length: attempts }, () => 'https://fulcio.test/api/v2/signingCert')
    )
  })
  test.each([301, 302, 303, 307, 308])(
    'follows no authority that answers %d, and tells the token nowhere else',
    async (status) => {
      service.answer = (_request, response) =>
        response.writeHead(status, { location: `${elsewhere.origin}/api/v2/signingCert` }).end()
      const led = chooseInstance({ ...CUSTOM, fulcioUrl: service.origin }, undefined)
      const token = tokenFor(service.origin)
      const request = { payload: Buffer.from('{}'), payloadType: 'x', token, instance: led, post: httpPost }
      const error = await rejectionOf(signKeyless({ ...request, timing: TIMING }))
      expect([error.code, error.message]).toEqual([
        'KEYLESS_CERTIFICATE_FAILED',
        expect.stringContaining(`status ${status}`)
      ])
      expect([service.asked, service.received.includes(token)]).toEqual([['/api/v2/signingCert'], true])
      expect([elsewhere.asked, elsewhere.received]).toEqual([[], ''])
    }
  )
  test('that is refused names the audience that the authority must take', async () => {
    const { post } = answers({ status: 400 })
    expect((await rejectionOf(sign(post))).hint).toContain(`the audience ${AUDIENCE},`)
  })
  test('with a token that is none does not begin', async () => {
    const { post, asked } = answers({})
    expect((await rejectionOf(sign(post, 'x'))).code).toBe('KEYLESS_TOKEN_INVALID')
    expect(asked).toEqual([])
  })
})

describe('the certificate that comes', () => {
  const RUN = { id: '1', attempt: '2', repository: 'o/r', repository_id: '7', commit: 'c', job: 'build' }
  const certificate = (changes: Readonly<Record<string, string>> = {}): CertificateIdentity => ({
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main',
    extensions: new Map(
      Object.entries({
        run_invocation_uri: 'https://github.com/o/r/actions/runs/1/attempts/2',
        source_repository_digest: 'c',
        source_repository_id: '7',
        ...changes
      }).filter(([, value]) => value !== '')
    ) as CertificateIdentity['extensions']
  })
  test('may name the run that signs', () => expect(checkSigningRun(certificate(), RUN)).toBeUndefined())
  test.each<[string, Record<string, string>]>([
    ['another run', { run_invocation_uri: 'https://github.com/o/r/actions/runs/9/attempts/2' }],
    ['another attempt', { run_invocation_uri: 'https://github.com/o/r/actions/runs/1/attempts/1' }],
    ['another repository', { run_invocation_uri: 'https://github.com/o/x/actions/runs/1/attempts/2' }],
    ['another repository of the same name', { source_repository_id: '8' }],
    ['no id of the repository', { source_repository_id: '' }],
    ['another commit', { source_repository_digest: 'd' }],
    ['half a run', { source_repository_digest: '' }],
    ['no run', { run_invocation_uri: '', source_repository_digest: '' }]
  ])('must not name %s', (_what, changes) =>
    expect(errorOf(() => checkSigningRun(certificate(changes), RUN)).code).toBe('KEYLESS_IDENTITY_UNEXPECTED')
  )
})

describe('after a certificate came', () => {
  const { cases } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/sigstore/recorded.json'), 'utf8')
  ) as { cases: { bundle: string }[] }
  const { rawBytes } = (
    JSON.parse(cases.find(({ bundle }) => bundle.includes('"certificate"'))?.bundle ?? '') as {
      verificationMaterial: { certificate: { rawBytes: string } }
    }
  ).verificationMaterial.certificate
  const leaf = `-----BEGIN CERTIFICATE-----\n${rawBytes.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  const issued = {
    status: 201,
    headers: {},
    body: JSON.stringify({ signedCertificateEmbeddedSct: { chain: { certificates: [leaf] } } })
  }
  const TIMING = { retries: 2, firstWaitMs: 1, timeoutMs: 60_000, logTimeoutMs: 60_000 }

  /** An authority that certifies whatever it is asked to, and a log that answers as it is told. */
  function services(log: Partial<HttpAnswer> | Error): { post: HttpPost; asked: HttpRequest[] } {
    const asked: HttpRequest[] = []
    const post: HttpPost = (request) => {
      asked.push(request)
      if (request.url.startsWith('https://fulcio.test')) return Promise.resolve(issued)
      return log instanceof Error
        ? Promise.reject(log)
        : Promise.resolve({ status: 201, headers: {}, body: '', ...log })
    }
    return { post, asked }
  }
  const signWith = (post: HttpPost, changes: Partial<InstanceSettings>): Promise<unknown> =>
    signKeyless({
      payload: Buffer.from('{}'),
      payloadType: 'x',
      token: TOKEN,
      instance: chooseInstance({ ...CUSTOM, ...changes }, undefined),
      post,
      timing: TIMING
    })
  const keyOf = ({ body }: HttpRequest): string =>
    (JSON.parse(body) as { publicKeyRequest: { publicKey: { content: string } } }).publicKeyRequest.publicKey.content

  test.each<[string, Partial<HttpAnswer> | Error, number, RegExp]>([
    ['has the entry already, each time', { status: 409 }, 3, /status 409/],
    ['fails', { status: 500 }, 3, /status 500.*may help/],
    ['is not reached', new Error('connect ECONNREFUSED'), 3, /ECONNREFUSED.*may help/],
    ['refuses', { status: 400, body: TOKEN }, 1, /status 400.*will not help/],
    ['answers with no entry', { body: '{}' }, 3, /lacks parts/],
    ['answers with no JSON', { body: '<html>' }, 3, /no entry/]
  ])('and the log %s, that is said', async (_what, log, attempts, text) => {
    const { post, asked } = services(log)
    // Asked at the same time, and answered after the log. It refuses, so that nothing goes on when the test is over.
    service.answer = (_request, response) => response.writeHead(400).end()
    const error = await rejectionOf(signWith(post, { timestampUrl: `${service.origin}/api/v1/timestamp` }))
    expect([error.code, error.message]).toEqual(['KEYLESS_LOG_FAILED', expect.stringMatching(text)])
    while (service.asked.length < attempts) await new Promise((done) => setTimeout(done, 5))
    await new Promise((done) => setTimeout(done, 50))
    isClean(error)
    // Each attempt has a key and a certificate of its own; the log would know the old entry again.
    const certified = asked.filter(({ url }) => url.startsWith('https://fulcio.test')).map(keyOf)
    expect([certified.length, new Set(certified).size]).toEqual([attempts, attempts])
    // The token goes to the authority and nowhere else.
    for (const { url, body } of asked) expect(body.includes(TOKEN)).toBe(url.startsWith('https://fulcio.test'))
  })
  test('and what passes is waited for twice as long each time', async () => {
    const waits: number[] = []
    const { post } = services({ status: 503 })
    const error = await rejectionOf(
      signKeyless({
        payload: Buffer.from('{}'),
        payloadType: 'x',
        token: TOKEN,
        instance: { ...chooseInstance(CUSTOM, undefined), timestampUrl: undefined },
        post,
        timing: { ...TIMING, retries: 3, firstWaitMs: 1000 },
        sleep: (ms) => Promise.resolve(waits.push(ms))
      })
    )
    expect([error.code, waits]).toEqual(['KEYLESS_LOG_FAILED', [1000, 2000, 4000]])
  })
  test('and the timestamp authority fails, that is said', async () => {
    service.answer = (_request, response) => response.writeHead(500).end(TOKEN)
    const error = await rejectionOf(
      signWith(services({}).post, { logUrl: '', timestampUrl: `${service.origin}/api/v1/timestamp` })
    )
    expect([error.code, error.message]).toEqual([
      'KEYLESS_TIMESTAMP_FAILED',
      expect.stringMatching(/status 500.*may help/)
    ])
    isClean(error)
    expect(service.asked).toHaveLength(3)
  })
  test.each([
    [400, 1],
    [503, 3]
  ])('and a log of version 1 answers with status %d, that is said', async (status, attempts) => {
    service.answer = (_request, response) => response.writeHead(status).end('{}')
    const error = await rejectionOf(
      signWith(services({}).post, { logUrl: service.origin, logVersion: 1, timestampUrl: '' })
    )
    expect([error.code, error.message]).toEqual(['KEYLESS_LOG_FAILED', expect.stringContaining(`status ${status}`)])
    expect(service.asked).toEqual(Array.from({ length: attempts }, () => '/api/v1/log/entries'))
  })
})

describe('a request', () => {
  const post = (changes: Partial<HttpRequest> = {}): Promise<HttpAnswer> =>
    httpPost({
      url: `${service.origin}/x`,
      body: '{}',
      headers: { accept: 'application/json' },
      timeoutMs: 60_000,
      maxBytes: 100,
      ...changes
    })
  test('gives status, headers and body', async () => {
    service.answer = (_request, response) => response.writeHead(409, { 'x-log-index': '7' }).end('no')
    expect(await post()).toMatchObject({ status: 409, body: 'no', headers: { 'x-log-index': '7' } })
  })
  test('follows no redirection', async () => {
    service.answer = (_request, response) => response.writeHead(307, { location: '/other' }).end()
    expect((await post()).status).toBe(307)
    expect(service.asked).toEqual(['/x'])
  })
  test.each<[string, FaultyService['answer']]>([
    ['too much comes', (_request, response) => response.end('x'.repeat(101))],
    ['nothing comes', () => {}],
    [
      'it drips for ever',
      (_request, response) => {
        response.writeHead(200)
        const drip = setInterval(() => response.write('x'), 50)
        response.on('close', () => clearInterval(drip))
      }
    ],
    ['it is hung up on', (_request, response) => void response.destroy()]
  ])('is given up when %s', async (_what, answer) => {
    service.answer = answer
    await expect(post({ timeoutMs: 300 })).rejects.toThrow(/answer|timeout|hang up|aborted|reset/i)
  })
})
