// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@jest/globals'
import { Inputs } from '../../src/base/inputs.ts'
import { readKeylessInputs } from '../../src/stages/inputs/keyless-inputs.ts'
import { readStoring } from '../../src/stages/inputs/storing-inputs.ts'
import { errorOf } from '../support/errors.ts'

const KEYLESS = {
  sigstore: 'auto',
  'publish-private-names': 'none',
  'fulcio-url': 'none',
  'rekor-url': 'none',
  'rekor-version': '2',
  'timestamp-url': 'none',
  'trusted-root': 'carried'
}
const STORING = { summary: 'auto', 'retention-days': '0' }

const inputsOf = (texts: Readonly<Record<string, string>>): Inputs => {
  const input = (name: string): string => texts[name] ?? ''
  return new Inputs({ input, isSet: () => true, secretInput: input })
}

test.each([
  ['none', false],
  ['yes, publish', true]
])('consent to publish names is given by its exact words alone: "%s"', (text, expected) => {
  const inputs = inputsOf({ ...KEYLESS, 'publish-private-names': text })
  expect(readKeylessInputs(inputs).publishPrivateNames).toBe(expected)
})
test.each(['yes', 'true', 'Yes, publish', 'yes, publish!', 'no'])('"%s" is refused as consent', (text) => {
  const inputs = inputsOf({ ...KEYLESS, 'publish-private-names': text })
  expect(errorOf(() => readKeylessInputs(inputs))).toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringContaining('publish-private-names') as unknown
  })
})
test.each([
  ['1', 1],
  ['2', 2]
])('version %s of the log is taken as it is', (text, expected) => {
  expect(readKeylessInputs(inputsOf({ ...KEYLESS, 'rekor-version': text })).logVersion).toBe(expected)
})
test.each(['0', '3', 'v2'])('version %s of the log is refused', (text) => {
  const inputs = inputsOf({ ...KEYLESS, 'rekor-version': text })
  expect(errorOf(() => readKeylessInputs(inputs)).code).toBe('INPUT_INVALID')
})
test('addresses and root are taken from the inputs of their names', () => {
  const inputs = inputsOf({
    ...KEYLESS,
    'fulcio-url': 'a',
    'rekor-url': 'b',
    'timestamp-url': 'c',
    'trusted-root': 'd'
  })
  expect(readKeylessInputs(inputs)).toMatchObject({ fulcioUrl: 'a', logUrl: 'b', timestampUrl: 'c', trustedRoot: 'd' })
})

test.each(['auto', 'always', 'never'])('the summary may be written %s', (summary) => {
  expect(readStoring(inputsOf({ ...STORING, summary }))).toEqual({ summary, retentionDays: 0 })
})
test.each([
  ['0', 0],
  ['400', 400],
  ['1', 1]
])('%s days are kept', (text, expected) => {
  expect(readStoring(inputsOf({ ...STORING, 'retention-days': text })).retentionDays).toBe(expected)
})
test.each([
  ['summary', 'sometimes'],
  ['retention-days', '401'],
  ['retention-days', '-1']
])('%s: %s is refused', (name, text) => {
  expect(errorOf(() => readStoring(inputsOf({ ...STORING, [name]: text }))).code).toBe('INPUT_INVALID')
})
