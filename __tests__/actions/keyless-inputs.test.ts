// SPDX-License-Identifier: Apache-2.0
// Signing as the workflow with what an earlier workflow step may have put into the environment.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { inspect } from 'node:util'
import { signAsWorkflow, type KeylessInputs } from '../../src/actions/keyless-inputs.ts'
import type { Environment, RunContext } from '../../src/github/run-context.ts'
import type { Runner } from '../../src/github/runner.ts'
import type { InTotoError } from '../../src/intoto/errors.ts'
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
  materials: new Map(),
  products: new Map(),
  byproducts: new Map(),
  environment: new Map()
}

interface Tried {
  readonly error: InTotoError
  /** Levels and titles of annotations. */
  readonly annotations: readonly string[]
  /** All that anybody could read. */
  readonly words: string
}

async function sign(environment: Environment): Promise<Tried> {
  const said: string[] = []
  const annotations: string[] = []
  const runner: Runner = {
    input: () => '',
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
  const context = { serverUrl: 'https://github.com' } as RunContext
  const error = await rejectionOf(signAsWorkflow(KEYLESS, LINK, '/nowhere', { context, environment, runner }))
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
