// SPDX-License-Identifier: Apache-2.0
// Links that a workflow cannot sign: services of Sigstore that refuse, and certificates of somebody else.
import { FaultyService, json, type Answer } from '../../../../__tests__/support/faulty-service.ts'
import { MemoryGitHub } from '../../../../__tests__/support/memory-github.ts'
import { given, MemoryJob, type Ran } from '../../../../__tests__/support/memory-job.ts'
import type { HttpPost } from '../../../../src/sigstore/http-post.ts'
import { linkOf } from '../chain.ts'
import type { ActionCase, ErrorCase } from '../error-case.ts'
import { AUTHORITY, LOG, rootOf } from '../small-bundles.ts'

const FULCIO = 'https://fulcio.example.org'
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenOf = (claims: object): string =>
  `${part({ alg: 'RS256' })}.${part({ iss: 'https://token.actions.githubusercontent.com', sub: 'repo:o/r', ...claims })}.${part({})}`

/** Certifies every key, as of another run of the workflow. */
const certify: HttpPost = ({ body }) => {
  const { publicKeyRequest } = JSON.parse(body) as { publicKeyRequest: { publicKey: { content: string } } }
  const facts = {
    12: 'https://github.com/o/r',
    13: 'a'.repeat(40),
    15: '1',
    21: 'https://github.com/o/r/actions/runs/9/attempts/1'
  }
  const chain = { certificates: [AUTHORITY.certify(publicKeyRequest.publicKey.content, { facts })] }
  return answer(201, { signedCertificateEmbeddedSct: { chain } })
}

const answer = (status: number, value: object): ReturnType<HttpPost> =>
  Promise.resolve({ status, headers: {}, body: JSON.stringify(value) })

/** A stage that signs with a Sigstore of its own; `service` is what answers at `{origin}`. */
function signs(code: string, inputs: Readonly<Record<string, string>>, post: HttpPost, service?: Answer): ActionCase {
  return {
    code,
    action: 'actions/end',
    act: async () => {
      const own = new FaultyService()
      if (service !== undefined) own.answer = (...asked) => service(...asked)
      await own.start()
      try {
        const places = Object.entries(inputs).map(([name, text]) => [name, text.replace('{origin}', own.origin)])
        return await signed(Object.fromEntries(places) as Readonly<Record<string, string>>, post)
      } finally {
        await own.stop()
      }
    }
  }
}

async function signed(inputs: Readonly<Record<string, string>>, post: HttpPost): Promise<Ran> {
  const job = new MemoryJob(new MemoryGitHub(), {}, { 'a.js': 'alpha' })
  const begun = await job.begin({ 'step-name': 'build', run: 'make', materials: '.' })
  const token = (): Promise<string> => Promise.resolve(tokenOf({ aud: FULCIO }))
  job.world = { identity: { isAvailable: true, isForeign: false, token }, post }
  return job.end({
    ...given(begun),
    outcomes: 'success',
    products: '.',
    sign: 'keyless',
    sigstore: 'custom',
    'fulcio-url': FULCIO,
    'trusted-root': JSON.stringify(rootOf()),
    ...inputs
  })
}

const LOG_OF_OWN = { 'rekor-url': '{origin}', 'rekor-version': '1' }

export const KEYLESS_SIGNING_CASES: readonly ErrorCase[] = [
  signs('KEYLESS_CERTIFICATE_FAILED', LOG_OF_OWN, () =>
    answer(400, { code: 3, message: 'There was an error processing the identity token' })
  ),
  signs(
    'KEYLESS_LOG_FAILED',
    { 'rekor-url': 'https://rekor.example.org', 'timestamp-url': 'https://timestamp.example.org' },
    (request) =>
      request.url.startsWith(FULCIO)
        ? certify(request)
        : answer(400, { code: 3, message: 'invalid hashedrekord request' })
  ),
  signs('KEYLESS_TIMESTAMP_FAILED', { 'timestamp-url': '{origin}/api/v1/timestamp' }, certify, (_request, response) =>
    response.writeHead(404).end()
  ),
  signs('KEYLESS_IDENTITY_UNEXPECTED', LOG_OF_OWN, certify, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => json(response, LOG.enter(Buffer.concat(chunks).toString()), 201))
  }),
  {
    code: 'KEYLESS_TOKEN_URL_REFUSED',
    prepare: (bench) => bench.sign('build.link', linkOf('build'), ['ci']),
    words: ['sign', '-f', 'build.link', '--keyless'],
    environment: {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.example.org/',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: '…'
    }
  },
  {
    code: 'STATEMENT_WITHOUT_SUBJECT',
    prepare: (bench) => {
      bench.sign('build.link', linkOf('build', { environment: {} }), ['ci'])
      bench.write('token', tokenOf({ aud: 'sigstore', repository_visibility: 'public' }))
    },
    words: ['sign', '-f', 'build.link', '--keyless', '--identity-token', 'token', '--sigstore', 'public-good']
  }
]
