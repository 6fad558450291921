// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { errorOf } from '../support/errors.ts'
import { apiUrlOf, serverUrlOf } from '../../src/base/github-addresses.ts'

describe.each([
  ['GITHUB_SERVER_URL', serverUrlOf, 'https://github.com'],
  ['GITHUB_API_URL', apiUrlOf, 'https://api.github.com']
] as const)('%s', (name, addressOf, usual) => {
  test('says where GitHub is', () =>
    expect(addressOf({ [name]: 'https://github.example/x' })).toBe('https://github.example/x'))
  test.each([{}, { [name]: undefined }, { [name]: '' }])('is github.com where it says nothing: %j', (environment) =>
    expect(addressOf(environment)).toBe(usual)
  )
})

test.each([{}, { GITHUB_API_URL: '' }])(
  'a server of one\u2019s own does not get its token sent to github.com: %j',
  (environment) => {
    const own = { ...environment, GITHUB_SERVER_URL: 'https://github.example' }
    expect(errorOf(() => apiUrlOf(own)).code).toBe('RUNNER_VARIABLE_MISSING')
  }
)
