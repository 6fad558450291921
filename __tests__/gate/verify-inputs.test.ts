// SPDX-License-Identifier: Apache-2.0
// Inputs that say whom the gate believes: half a value is refused, and never read as less than it says.
import { describe, expect, test } from '@jest/globals'
import { readVerifyInputs, type VerifyInputs } from '../../src/gate/verify-inputs.ts'
import { GITHUB_ISSUER } from '../../src/intoto/keys/github-issuer.ts'
import { errorOf } from '../support/errors.ts'
import { FakeRunner } from '../support/fake-runner.ts'
import { GATE } from '../support/memory-job.ts'
import { TOKEN } from '../support/two-steps.ts'

const read = (inputs: Readonly<Record<string, string>>): VerifyInputs =>
  readVerifyInputs(new FakeRunner('action.yml', { ...GATE, 'github-token': TOKEN, ...inputs }))

describe('layout-identities', () => {
  const IDENTITY = 'https://github.com/o/r/.github/workflows/layout.yml@refs/heads/main'
  const identities = (text: string): VerifyInputs['layoutIdentities'] =>
    read({ 'layout-keys': 'none', 'layout-identities': text }).layoutIdentities

  test.each([
    [IDENTITY, GITHUB_ISSUER],
    [`${IDENTITY} https://issuer.example`, 'https://issuer.example'],
    [`${IDENTITY} \t https://issuer.example`, 'https://issuer.example']
  ])('%j is of the issuer %s', (text, issuer) =>
    expect(identities(text)).toMatchObject([{ issuer, subject: { kind: 'exact', text: IDENTITY } }])
  )
  test('are one a line', () => expect(identities(`${IDENTITY}\n\n${IDENTITY}2`)).toHaveLength(2))
  test.each([
    `${IDENTITY} issuer`,
    `${IDENTITY} https://issuer.example https://other.example`,
    `${IDENTITY} or ${IDENTITY}`
  ])('are not %j', (text) => expect(errorOf(() => identities(text))).toMatchObject({ code: 'INPUT_INVALID' }))
})

describe('layout-digest', () => {
  const [HALF, HEX] = ['0a'.repeat(16), '0a'.repeat(32)]
  test.each([HEX, `sha256:${HEX}`, HEX.toUpperCase()])('may be %s', (text) =>
    expect(read({ 'layout-digest': text }).layoutDigest).toBe(text.replace('sha256:', ''))
  )
  test.each([
    HALF,
    `${HEX}0`,
    `0${HEX}`,
    `${HALF}sha256:${HALF}`,
    `sha256:sha256:${HEX}`,
    `${HEX} ${HEX}`,
    `sha512:${HEX}`
  ])('is not %s, cut to what would fit', (text) =>
    expect(errorOf(() => read({ 'layout-digest': text })).code).toBe('INPUT_INVALID')
  )
})

describe('layout', () => {
  test.each([
    ['./a/b', 'a/b'],
    ['.in-toto/root.layout', '.in-toto/root.layout'],
    ['a..b/..c', 'a..b/..c']
  ])('%s is the file %s of the repository', (text, path) => expect(read({ layout: text }).layout).toBe(path))
  test.each(['/a', '.', '..', './.', 'a/.', 'a/..', 'a/./b', 'a/../b', 'a\\b', 'a/'])('%s is no file of it', (text) =>
    expect(errorOf(() => read({ layout: text })).code).toBe('INPUT_INVALID')
  )
})

describe('who signed the layout', () => {
  test('must be said', () => {
    const error = errorOf(() => read({ 'layout-keys': 'none', 'layout-identities': 'none' }))
    expect(error).toMatchObject({ code: 'INPUT_MISSING', at: 'input layout-keys' })
    expect(error.message).toBe('Neither layout-keys nor layout-identities is given.')
    expect(error.hint).toContain('Write them out')
  })
  test.each(['layout-keys', 'layout-identities'])('is not said by an empty %s, which none would not help', (name) => {
    const error = errorOf(() => read({ [name]: '' }))
    expect([error.code, error.message]).toEqual(['INPUT_MISSING', `The input ${name} is empty.`])
    expect(error.hint).toContain('Write them out')
    expect(error.hint).not.toContain('`none`')
  })
})

describe('the word none among other lines', () => {
  test.each([
    ['other-steps', 'write\nnone', '`[n]one`'],
    ['products', 'dist\nnone', '`./none`']
  ])('of %s may be a name, which is written otherwise', (name, lines, form) => {
    const error = errorOf(() => read({ [name]: lines }))
    expect([error.code, error.hint]).toEqual(['INPUT_INVALID', expect.stringContaining(form)])
  })
  test.each(['report-files', 'layout-identities'])('of %s is no name', (name) => {
    const error = errorOf(() => read({ [name]: 'a\nnone' }))
    expect([error.code, error.hint]).toEqual(['INPUT_INVALID', expect.not.stringContaining('name')])
  })
  test('is a step where it is written so', () => {
    const [pattern] = read({ 'other-steps': '[n]one' }).otherSteps
    expect(['none', 'one', '[n]one'].map((step) => pattern?.matches(step))).toEqual([true, false, false])
  })
})

test('a word that an input does not take is told with those that it takes', () =>
  expect(errorOf(() => read({ summary: 'none' }))).toMatchObject({
    code: 'INPUT_INVALID',
    message: 'The input summary cannot be used: it takes always or never, not "none".'
  }))

test.each(['on-failure', 'never'] as const)('alert-issue may be %s', (word) =>
  expect(read({ 'alert-issue': word }).alertIssue).toBe(word)
)

test('layout-identities take what their certificates must say on the lines that follow', () => {
  const lines =
    'https://github.com/o/r/.github/workflows/layout.yml@refs/heads/main\n  runner-environment: github-hosted\n'
  const [identity] = read({
    'layout-keys': 'none',
    'layout-identities': `${lines}  trusted-root: custom`
  }).layoutIdentities
  expect([[...(identity?.constraints ?? [])], identity?.trustedRoot]).toEqual([
    [['runner_environment', ['github-hosted']]],
    'custom'
  ])
})
