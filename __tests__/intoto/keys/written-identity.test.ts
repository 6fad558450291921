// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { writtenIdentity } from '../../../src/intoto/keys/written-identity.ts'

const GITHUB = 'https://token.actions.githubusercontent.com'

test.each([
  ['someone@example.com', 'https://accounts.google.com', 'exact', 'https://accounts.google.com'],
  ['https://github.com/o/**', 'https://accounts.google.com', 'pattern', 'https://accounts.google.com'],
  ['https://github.com/o/r', undefined, 'exact', GITHUB]
])('%s of %s is %s', (text, issuer, kind, vouches) => {
  expect(writtenIdentity(text, issuer)).toMatchObject({ issuer: vouches, subject: { kind, text } })
  expect(writtenIdentity(text, issuer).constraints.size).toBe(0)
})
