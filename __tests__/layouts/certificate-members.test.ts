// SPDX-License-Identifier: Apache-2.0
// `certificate:` and `trusted-root:` of functionaries: every extension can be demanded, nothing is passed over, and the
// documentation has the same table.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import {
  CERTIFICATE_EXTENSIONS,
  type CertificateExtension,
  type FulcioExtension
} from '../../src/intoto/keys/certificate-extensions.ts'
import { isKeyless } from '../../src/intoto/keys/functionary-key.ts'
import type { KeylessIdentity } from '../../src/intoto/keys/keyless-identity.ts'
import { buildLayout } from '../../src/layouts/build-layout.ts'
import { LayoutSourceError } from '../../src/layouts/problem.ts'
import { generateKey } from '../../src/signing/generate-key.ts'

const KEY = generateKey({ type: 'ed25519' }).publicKey
const SIGNER = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'

function build(members: string): KeylessIdentity {
  const text = `expires: 1 year\nfunctionaries:\n  ci:\n${members
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\nsteps:\n  - { name: a, by: ci, products: [CREATE x, DISALLOW *] }\n`
  const { layout } = buildLayout({
    text,
    source: 'layout.yml',
    readKey: () => KEY,
    now: Date.parse('2026-06-01'),
    keyIdForm: 'current'
  })
  const [key] = [...layout.keys.values()]
  if (key === undefined || !isKeyless(key)) throw new Error('no identity')
  return key
}
function problems(members: string): unknown[] {
  try {
    build(members)
    return []
  } catch (error) {
    if (!(error instanceof LayoutSourceError)) throw error
    return error.problems.map(({ code, line, column }) => [code, line, column])
  }
}

const NAMES = Object.keys(CERTIFICATE_EXTENSIONS) as CertificateExtension[]
const written = (name: string): string => name.replaceAll('_', '-')
const IDENTITY = `identity: ${SIGNER}`
const WORKFLOW = 'workflow: .github/workflows/ci.yml\nrepository: o/r\nrefs: refs/heads/main'

test('every extension of Fulcio with a text of its own is there once', () => {
  const numbers = NAMES.map((name) => CERTIFICATE_EXTENSIONS[name].number)
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, ...Array.from({ length: 17 }, (_, index) => index + 8)])
  expect(NAMES.filter((name) => CERTIFICATE_EXTENSIONS[name].form === 'bare')).toHaveLength(6)
})

describe('certificate:', () => {
  test.each(NAMES)('can demand %s of an identity', (name) => {
    const { constraints } = build(`${IDENTITY}\ncertificate:\n  ${written(name)}: x`)
    expect([...constraints]).toEqual([[name, ['x']]])
  })
  test('takes lists, numbers and names with underscores, and goes with a workflow', () => {
    const { constraints } = build(
      `${WORKFLOW}\ncertificate: { source-repository-owner-id: 4711, token_subject: [a b, c] }`
    )
    expect(constraints.get('source_repository_owner_id')).toEqual(['4711'])
    expect(constraints.get('token_subject')).toEqual(['a b', 'c'])
    expect(constraints.get('source_repository_ref')).toEqual(['refs/heads/main'])
  })
  test.each<[string, string, unknown[]]>([
    [
      'a name that certificates do not have',
      `${IDENTITY}\ncertificate: { colour: red }`,
      [['LAYOUT_SOURCE_UNKNOWN', 5, 20]]
    ],
    ['a name of an object', `${IDENTITY}\ncertificate: { toString: x }`, [['LAYOUT_SOURCE_UNKNOWN', 5, 20]]],
    ['no value', `${IDENTITY}\ncertificate: { build-trigger: [] }`, [['LAYOUT_SOURCE_VALUE', 5, 35]]],
    ['an empty one', `${IDENTITY}\ncertificate: { build-trigger: '' }`, [['LAYOUT_SOURCE_TYPE', 5, 35]]],
    ['a mapping', `${IDENTITY}\ncertificate: { build-trigger: {} }`, [['LAYOUT_SOURCE_TYPE', 5, 35]]],
    ['a text in its place', `${IDENTITY}\ncertificate: push`, [['LAYOUT_SOURCE_TYPE', 5, 18]]],
    [
      'what refs say already',
      `${WORKFLOW}\ncertificate: { source-repository-ref: x }`,
      [['LAYOUT_SOURCE_VALUE', 7, 20]]
    ],
    [
      'what runner says already',
      `${WORKFLOW}\nrunner: github-hosted\ncertificate: { runner-environment: x }`,
      [['LAYOUT_SOURCE_VALUE', 8, 20]]
    ],
    ['a key beside it', 'key: a.pub\ncertificate: { build-trigger: push }', [['LAYOUT_SOURCE_UNKNOWN', 5, 5]]]
  ])('is refused with %s', (_what, members, expected) =>
    expect(problems(members)).toEqual(expect.arrayContaining(expected))
  )
})

describe('trusted-root:', () => {
  test.each([IDENTITY, WORKFLOW])('is part of the functionary %s', (members) => {
    expect(build(members).trustedRoot).toBeUndefined()
    expect(build(`${members}\ntrusted-root: custom`).trustedRoot).toBe('custom')
    expect(build(`${members}\ntrusted-root: custom`).fingerprint).not.toBe(build(members).fingerprint)
  })
  test.each(['./root.json', 'GitHub', 'tuf:github'])('is no %s', (text) =>
    expect(problems(`${IDENTITY}\ntrusted-root: ${text}`)).toEqual([['LAYOUT_SOURCE_VALUE', 5, 19]])
  )
  test('beside a key says nothing, and is refused', () =>
    expect(problems('key: a.pub\ntrusted-root: github')).toContainEqual(['LAYOUT_SOURCE_UNKNOWN', 5, 5]))
})

describe('** before the @', () => {
  test.each([
    ['identity: https://github.com/**/ci.yml@refs/heads/main', 4, 15],
    ['identity: https://github.com/o/**', 4, 15],
    ["identity: '**'", 4, 15],
    ['workflow: .github/workflows/**.yml\nrepository: o/r\nrefs: refs/heads/main', 4, 15],
    [`${WORKFLOW}\nthrough: o/**/.github/workflows/s.yml@refs/tags/v1`, 7, 14],
    [`${WORKFLOW}\nthrough: [o/r/.github/workflows/s.yml@refs/tags/v1, o/r/.github/workflows/**@refs/tags/v1]`, 7, 57]
  ])('is refused where it stands: %s', (members, line, column) =>
    expect(problems(members)).toContainEqual(['LAYOUT_SOURCE_VALUE', line, column])
  )
  test('is not needed for several workflows to go through, which no other fits', () => {
    const { subject, constraints } = build(
      `${WORKFLOW}\nthrough: [a/b/.github/workflows/s.yml@refs/tags/v1, c/d/.github/workflows/t.yml@refs/heads/x/y]`
    )
    expect(subject).toEqual({ kind: 'pattern', text: 'https://github.com/*/*/.github/workflows/*@**' })
    expect(constraints.get('build_signer_uri')).toHaveLength(2)
  })
  test('may stand behind it', () =>
    expect(build('identity: https://github.com/o/r/.github/workflows/ci.yml@**').subject.kind).toBe('pattern'))
})

test('the documentation has this table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/layout-yml.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` +\| \.(\d+) +\| (.*?) +\|$/gm)].map(
    ([, name, number, meaning]) => [name, Number(number), meaning]
  )
  expect(rows).toEqual(
    Object.entries<FulcioExtension>(CERTIFICATE_EXTENSIONS).map(([name, { number, meaning }]) => [
      written(name),
      number,
      meaning
    ])
  )
})
