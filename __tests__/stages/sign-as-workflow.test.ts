// SPDX-License-Identifier: Apache-2.0
// Signing as the workflow with what an earlier workflow step may have put into the environment, and with addresses that
// the calling workflow chose.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { inspect } from 'node:util'
import { signAsWorkflow } from '../../src/stages/sign-as-workflow.ts'
import type { KeylessInputs } from '../../src/stages/inputs/keyless-inputs.ts'
import type { FetchToken } from '../../src/github/identity-token.ts'
import { workflowIdentity } from '../../src/github/workflow-identity.ts'
import type { HttpPost } from '../../src/sigstore/http-post.ts'
import { httpPost } from '../../src/github/http-post.ts'
import type { Environment } from '../../src/base/environment.ts'
import type { Runner } from '../../src/base/runner.ts'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { NO_ARTIFACTS, artifactsOf } from '../../src/intoto/artifacts/build-artifacts.ts'
import type { InTotoError } from '../../src/base/errors.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { rejectionOf } from '../support/errors.ts'
import { FaultyService } from '../support/faulty-service.ts'

const CANARY = 'canary5f0c1d7e9b'
const OTHER = 'canary-4b1f-other'

const service = new FaultyService()
beforeAll(() => service.start())
afterAll(() => service.stop())
beforeEach(() => {
  service.asked.length = 0
  service.received = ''
})

const KEYLESS: KeylessInputs = {
  kind: 'keyless',
  choice: 'auto',
  publishPrivateNames: false,
  fulcioUrl: '',
  logUrl: '',
  logVersion: 2,
  timestampUrl: '',
  trustedRoot: ''
}
const LINK: Link = {
  name: 'build',
  command: [],
  materials: NO_ARTIFACTS,
  products: artifactsOf([['a' as ArtifactPath, digestSet([['sha256', 'a'.repeat(64)]])]]),
  byproducts: new Map(),
  environment: new Map()
}

/** How requests are sent. */
interface SigningRequests {
  readonly fetchToken: FetchToken
  readonly post: HttpPost
}

interface Tried {
  readonly error: InTotoError
  /** Levels and titles of annotations. */
  readonly annotations: readonly string[]
  /** All that anybody could read. */
  readonly words: string
}

async function sign(
  environment: Environment,
  inputs: Partial<KeylessInputs> = {},
  requests?: SigningRequests
): Promise<Tried> {
  const said: string[] = []
  const annotations: string[] = []
  const runner: Runner = {
    input: () => '',
    isSet: () => true,
    secretInput: () => '',
    mask: () => undefined,
    output: (name, value) => void said.push(name, value),
    log: (text) => void said.push(text),
    group: (title) => void said.push(title),
    endGroup: () => undefined,
    annotate: (level, title, message) => {
      annotations.push(`${level}: ${title}`)
      said.push(title, message)
    },
    fail: () => undefined,
    summary: (markdown) => Promise.resolve(void said.push(markdown))
  }
  const error = await rejectionOf(
    signAsWorkflow({ ...KEYLESS, ...inputs }, LINK, '/nowhere', {
      runner,
      run: { serverUrl: 'https://github.com', binding: {} },
      identity: workflowIdentity(environment, () => undefined, requests?.fetchToken),
      post: requests?.post ?? httpPost,
      get: () => Promise.reject(new Error('nothing is fetched'))
    })
  )
  return { error, annotations, words: `${said.join('\n')}${inspect(error, { depth: 10 })}` }
}

describe('a token request URL that a workflow step set', () => {
  test('is not requested', async () => {
    const { error, words } = await sign({
      ACTIONS_ID_TOKEN_REQUEST_URL: `${service.origin}/token?${CANARY}`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: CANARY
    })
    expect([error.code, service.asked]).toEqual(['KEYLESS_TOKEN_URL_REFUSED', []])
    expect(words).not.toContain(CANARY)
  })
})

describe('a request token', () => {
  const told = (own: string | undefined): Promise<Tried> =>
    sign({
      ACTIONS_ID_TOKEN_REQUEST_URL: service.origin,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: CANARY,
      ACTIONS_RUNTIME_TOKEN: own
    })
  test("that is not the job's is told, and neither is shown", async () => {
    const { annotations, words } = await told(OTHER)
    expect(annotations).toEqual(['warning: Unusual request token'])
    for (const secret of [CANARY, OTHER]) expect(words).not.toContain(secret)
  })
  test.each([
    ["that is the job's", CANARY],
    ['where the job has none', undefined]
  ])('%s is no news', async (_what, own) => {
    const { annotations, words } = await told(own)
    expect(annotations).toEqual([])
    expect(words).not.toContain(CANARY)
  })
})

describe('an address that the calling workflow chose', () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const tokenFor = (aud: string): string =>
    `${part({ alg: 'RS256' })}.${part({ sub: 'repo:o/r', aud, repository_visibility: 'public' })}.${CANARY}`
  /** A token service that gives what is asked for, or another audience. */
  const tokens = (requested: string[], instead?: string): SigningRequests['fetchToken'] => {
    return (url) => {
      const audience = new URL(url).searchParams.get('audience') ?? ''
      requested.push(audience)
      return Promise.resolve({ status: 200, body: JSON.stringify({ value: tokenFor(instead ?? audience) }) })
    }
  }
  const JOB = {
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.actions.githubusercontent.com/token',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: OTHER
  }
  const custom = (changes: Partial<KeylessInputs> = {}): Partial<KeylessInputs> => ({
    choice: 'custom',
    fulcioUrl: service.origin,
    timestampUrl: `${service.origin}/api/v1/timestamp`,
    trustedRoot: 'github',
    ...changes
  })
  beforeEach(() => {
    service.answer = (_request, response) => response.writeHead(400).end()
  })

  test('gets a token that is good there alone', async () => {
    const requested: string[] = []
    const { error, words } = await sign(JOB, custom(), { fetchToken: tokens(requested), post: httpPost })
    expect([error.code, requested]).toEqual(['KEYLESS_CERTIFICATE_FAILED', [service.origin]])
    expect([service.asked, service.received.includes(tokenFor(service.origin))]).toEqual([
      ['/api/v2/signingCert'],
      true
    ])
    expect(words).not.toContain(CANARY)
  })
  test.each(['sigstore', 'https://fulcio.example.org', ''])(
    'gets nothing where the token service answers with the audience %j',
    async (instead) => {
      const { error, words } = await sign(JOB, custom(), { fetchToken: tokens([], instead), post: httpPost })
      expect([error.code, service.asked, service.received]).toEqual(['KEYLESS_TOKEN_AUDIENCE', [], ''])
      expect(words).not.toContain(CANARY)
    }
  )
  test.each<Partial<KeylessInputs>>([
    { fulcioUrl: 'http://fulcio.example.org' },
    { fulcioUrl: '' },
    { logUrl: 'http://rekor.example.org' },
    { timestampUrl: 'sigstore' },
    { trustedRoot: '' }
  ])('that is refused causes no request for a token: %j', async (changes) => {
    const requested: string[] = []
    const { error } = await sign(JOB, custom(changes), { fetchToken: tokens(requested), post: httpPost })
    expect([error.code, requested, service.asked]).toEqual(['KEYLESS_INSTANCE_INCOMPLETE', [], []])
  })
  test.each(['auto', 'public-good', 'github'] as const)('is not used for %s', async (choice) => {
    const requested: string[] = []
    const sent: string[] = []
    const post: SigningRequests['post'] = ({ url }) => {
      sent.push(new URL(url).origin)
      return Promise.resolve({ status: 400, headers: {}, body: '' })
    }
    const { error } = await sign(JOB, custom({ choice }), { fetchToken: tokens(requested), post })
    expect([error.code, requested, service.asked]).toEqual(['KEYLESS_CERTIFICATE_FAILED', ['sigstore'], []])
    expect(sent).toEqual([choice === 'github' ? 'https://fulcio.githubapp.com' : 'https://fulcio.sigstore.dev'])
    const other = await sign(JOB, custom({ choice }), { fetchToken: tokens([], service.origin), post })
    expect([other.error.code, sent.length]).toEqual(['KEYLESS_TOKEN_AUDIENCE', 1])
  })
})
