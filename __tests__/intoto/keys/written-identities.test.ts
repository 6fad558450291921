// SPDX-License-Identifier: Apache-2.0
// Identities as lines: a constraint that is passed over, or taken for another identity, would let others in.
import { describe, expect, test } from '@jest/globals'
import { CERTIFICATE_EXTENSIONS } from '../../../src/intoto/keys/certificate-extensions.ts'
import { GITHUB_ISSUER } from '../../../src/intoto/keys/github-issuer.ts'
import type { KeylessIdentity } from '../../../src/intoto/keys/keyless-identity.ts'
import { readWrittenIdentities, type IdentityProblem } from '../../../src/intoto/keys/written-identities.ts'

const ONE = 'https://github.com/o/r/.github/workflows/layout.yml@refs/heads/main'
const OWN = 'https://issuer.example'

const read = (lines: readonly string[], issuer?: string): readonly KeylessIdentity[] => {
  const found = readWrittenIdentities(lines, issuer)
  if ('problem' in found) throw new Error(found.problem)
  return found
}
const refused = (...lines: string[]): IdentityProblem | undefined => {
  const found = readWrittenIdentities(lines)
  return 'problem' in found ? found : undefined
}
const facts = ({ issuer, subject, constraints, trustedRoot }: KeylessIdentity): unknown => [
  subject.text,
  issuer,
  Object.fromEntries(constraints),
  trustedRoot
]

describe('lines of identities', () => {
  test('stand for one each, by GitHub unless another issuer is said', () => {
    expect(read([ONE, `${ONE} ${OWN}`]).map(facts)).toEqual([
      [ONE, GITHUB_ISSUER, {}, undefined],
      [ONE, OWN, {}, undefined]
    ])
    expect(read([ONE], OWN).map(({ issuer }) => issuer)).toEqual([OWN])
    expect(read([ONE, 'me@example.org'], OWN).map(({ subject }) => subject.text)).toEqual([ONE, 'me@example.org'])
    expect(read([ONE, `${ONE}*`]).map(({ subject }) => subject.kind)).toEqual(['exact', 'pattern'])
  })
  test.each([
    [[ONE, 'runner-environment: github-hosted']],
    [[ONE, 'runner_environment=github-hosted']],
    [[ONE, 'runner-environment:   github-hosted']],
    [[`${ONE} runner-environment=github-hosted`]]
  ])('are constrained on the same line and on those that follow: %j', (lines) =>
    expect(read(lines).map(facts)).toEqual([[ONE, GITHUB_ISSUER, { runner_environment: ['github-hosted'] }, undefined]])
  )
  test('are constrained each for itself, in every extension, by several values and with blanks in them', () => {
    const lines = [
      `${ONE} ${OWN} build-trigger=push trusted-root=mine`,
      'build-trigger: workflow_dispatch',
      'github-workflow-name: The build: all of it',
      ONE,
      `issuer: ${OWN}`
    ]
    expect(read(lines).map(facts)).toEqual([
      [
        ONE,
        OWN,
        { build_trigger: ['push', 'workflow_dispatch'], github_workflow_name: ['The build: all of it'] },
        'mine'
      ],
      [ONE, OWN, {}, undefined]
    ])
    for (const name of Object.keys(CERTIFICATE_EXTENSIONS))
      expect(read([ONE, `${name.replaceAll('_', '-')}: x`])[0]?.constraints.size).toBe(1)
  })
  test.each<[string, string[], string]>([
    ['a constraint before any identity', ['build-trigger: push', ONE], 'before any identity'],
    ['a name that certificates do not have', [ONE, 'build-triger: push'], 'build-triger'],
    ['a name of an object', [ONE, 'toString: push'], 'toString'],
    ['a constraint without a value', [ONE, 'build-trigger:'], 'no value'],
    ['the same behind an identity', [`${ONE} build-trigger=`], 'no value'],
    ['a word behind an identity', [`${ONE} issuer`], 'neither'],
    ['two issuers', [`${ONE} ${OWN} ${OWN}`], 'neither'],
    ['two issuers on two lines', [`${ONE} ${OWN}`, `issuer: ${OWN}`], 'twice'],
    ['an issuer that is none', [ONE, 'issuer: example'], 'neither'],
    ['two roots', [ONE, 'trusted-root: github', 'trusted-root: custom'], 'twice'],
    ['a root that is a file', [ONE, 'trusted-root: ./root.json'], 'trusted root'],
    ['any repository', ['https://github.com/**/layout.yml@refs/heads/main'], 'any repository'],
    ['any workflow', ['https://github.com/o/r/**@refs/heads/main'], 'any repository'],
    ['whatever there is', ['https://github.com/o/**'], 'any repository'],
    ['an identity without end', ['x'.repeat(100_000)], 'too long'],
    ['a value without end', [ONE, `build-trigger: ${'x'.repeat(100_000)}`], 'too long'],
    ['values without end', [ONE, ...Array.from({ length: 101 }, (_, index) => `build-trigger: ${index}`)], 'too many']
  ])('are refused with %s', (_what, lines, words) => {
    const problem = refused(...lines)
    expect(problem?.problem).toContain(words)
    expect(problem?.hint).not.toBe('')
  })
  test('may have any ref', () => expect(refused('https://github.com/o/r/.github/workflows/*@**')).toBeUndefined())
  test('with a slip are told what was meant, and else what there is', () => {
    expect(refused(ONE, 'build-triger: push')?.hint).toContain('build-trigger')
    expect(refused(ONE, 'colour: red')?.hint).toContain('runner-environment')
  })
})
