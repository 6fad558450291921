// SPDX-License-Identifier: Apache-2.0
// What of the token service's answers is taken for a token: the one that says so, and no other.
import { inspect } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { requestIdentityToken, type FetchToken } from '../../src/github/identity-token.ts'
import type { InTotoError } from '../../src/base/errors.ts'
import { rejectionOf } from '../support/errors.ts'

const TOKEN = 'canary-token-5f0c1d7e9b'
const BEARER = 'canary-bearer-4b1f'
const ENVIRONMENT = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.actions.githubusercontent.com/x',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
  GITHUB_SERVER_URL: 'https://github.com'
}
const POLICY = { attempts: 2, firstWaitMs: 1, longestWaitMs: 1 }

interface Asked {
  readonly token: Promise<string>
  readonly masked: string[]
  readonly sent: string[]
}

/** Asks a service that always answers alike. */
function ask(status: number, body = JSON.stringify({ value: TOKEN })): Asked {
  const [masked, sent]: [string[], string[]] = [[], []]
  const send: FetchToken = (url) => {
    sent.push(url)
    return Promise.resolve({ status, body })
  }
  const token = requestIdentityToken('sigstore', ENVIRONMENT, (secret) => masked.push(secret), { policy: POLICY, send })
  return { token, masked, sent }
}

const isClean = (error: InTotoError): boolean => !/canary/.test(inspect(error, { depth: 9 }))

test.each([
  ['GITHUB_SERVER_URL', 'http://github.com'],
  ['ACTIONS_ID_TOKEN_REQUEST_URL', 'https://ghes.example.org']
])('the variable at fault is named: %s', async (name, server) => {
  const environment = { ...ENVIRONMENT, GITHUB_SERVER_URL: server }
  const error = await rejectionOf(requestIdentityToken('sigstore', environment, () => undefined))
  expect([error.code, error.at, isClean(error)]).toEqual(['KEYLESS_TOKEN_URL_REFUSED', name, true])
})

describe('a token', () => {
  test('comes with status 200, and is hidden', async () => {
    const { token, masked, sent } = ask(200)
    expect([await token, masked, sent.length]).toEqual([TOKEN, [BEARER, TOKEN], 1])
  })
  test.each([100, 201, 202, 203, 204, 206, 226, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 410, 418, 0])(
    'is none with status %d, whatever the answer holds',
    async (status) => {
      const { token, masked, sent } = ask(status)
      const error = await rejectionOf(token)
      expect([error.code, masked, sent.length]).toEqual(['KEYLESS_TOKEN_UNAVAILABLE', [BEARER], 1])
      expect(isClean(error)).toBe(true)
    }
  )
  test.each([429, 500, 502, 503, 504])('is none with status %d, which is asked again', async (status) => {
    const { token, masked, sent } = ask(status)
    const error = await rejectionOf(token)
    expect([error.code, masked, sent.length]).toEqual(['KEYLESS_TOKEN_UNAVAILABLE', [BEARER], POLICY.attempts])
    expect(isClean(error)).toBe(true)
  })
  test.each([
    ['nothing', ''],
    ['no JSON', TOKEN],
    ['null', 'null'],
    ['a list', JSON.stringify([TOKEN])],
    ['another member', JSON.stringify({ token: TOKEN })],
    ['a list in its place', JSON.stringify({ value: [TOKEN] })],
    ['an empty text', JSON.stringify({ value: '' })]
  ])('is none in an answer that holds %s', async (_what, body) => {
    const { token, masked } = ask(200, body)
    const error = await rejectionOf(token)
    expect([error.code, masked, isClean(error)]).toEqual(['KEYLESS_TOKEN_UNAVAILABLE', [BEARER], true])
  })
})
