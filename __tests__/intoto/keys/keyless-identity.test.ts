// SPDX-License-Identifier: Apache-2.0
// Who is meant and who only looks alike.
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { encodeFunctionaryKey, isKeyless, parseFunctionaryKey } from '../../../src/intoto/keys/functionary-key.ts'
import { matchesIdentityPattern } from '../../../src/intoto/keys/identity-pattern.ts'
import { CERTIFICATE_EXTENSIONS, type CertificateExtension } from '../../../src/intoto/keys/certificate-extensions.ts'
import {
  encodeKeylessIdentity,
  identityMismatches,
  identityOf,
  keylessKeyId,
  parseKeylessIdentity,
  type CertificateIdentity,
  type KeylessIdentity
} from '../../../src/intoto/keys/keyless-identity.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'
import { publicKeyFromPem } from '../../../src/intoto/keys/public-key.ts'
import { workflowIdentity, type WorkflowFunctionary } from '../../../src/layouts/keyless-functionary.ts'
import { errorOf } from '../../support/errors.ts'
import { plain, valueAt } from '../../support/json.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'
const WORKFLOW = 'https://github.com/org/repo/.github/workflows/ci.yml'
const MAIN = `${WORKFLOW}@refs/heads/main`

const certificate = (
  changes: Partial<Record<CertificateExtension | 'issuer' | 'subject', string | undefined>> = {}
): CertificateIdentity => {
  const facts: Record<string, string | undefined> = {
    build_signer_uri: MAIN,
    build_signer_digest: 'c'.repeat(40),
    runner_environment: 'github-hosted',
    source_repository_uri: 'https://github.com/org/repo',
    source_repository_digest: 'c'.repeat(40),
    source_repository_ref: 'refs/heads/main',
    source_repository_id: '7',
    source_repository_owner_uri: 'https://github.com/org',
    source_repository_owner_id: '8',
    build_config_uri: MAIN,
    build_trigger: 'push',
    run_invocation_uri: 'https://github.com/org/repo/actions/runs/1/attempts/1',
    ...changes
  }
  const { issuer = ISSUER, subject = MAIN, ...extensions } = facts
  const known = Object.entries(extensions).filter(
    (entry): entry is [CertificateExtension, string] => entry[1] !== undefined
  )
  return { issuer: 'issuer' in changes ? (changes.issuer ?? '') : issuer, subject, extensions: new Map(known) }
}
const accepts = (identity: KeylessIdentity, found: CertificateIdentity): boolean =>
  identityMismatches(identity, found).length === 0

describe('a functionary that is a workflow', () => {
  const ci: WorkflowFunctionary = {
    workflow: '.github/workflows/ci.yml',
    repository: 'org/repo',
    refs: ['refs/heads/main'],
    runner: ['github-hosted'],
    through: [],
    throughDigests: [],
    triggers: [],
    environments: [],
    repositoryIds: ['7'],
    issuer: ISSUER,
    server: 'https://github.com'
  }
  const STAGE = 'in-toto-actions/in-toto-actions/.github/workflows/stage.yml'
  const release = { ...ci, refs: ['refs/heads/main', 'refs/pull/*/merge'] }
  const isolated = { ...ci, through: [`${STAGE}@refs/tags/v1.0.0`], throughDigests: ['d'.repeat(40)] }
  const stage = {
    subject: `https://github.com/${STAGE}@refs/tags/v1.0.0`,
    build_signer_uri: `https://github.com/${STAGE}@refs/tags/v1.0.0`,
    build_signer_digest: 'd'.repeat(40)
  }
  const pull = (number: string): Parameters<typeof certificate>[0] => ({
    subject: `${WORKFLOW}@refs/pull/${number}/merge`,
    build_signer_uri: `${WORKFLOW}@refs/pull/${number}/merge`,
    build_config_uri: `${WORKFLOW}@refs/pull/${number}/merge`,
    source_repository_ref: `refs/pull/${number}/merge`
  })

  test.each<[string, WorkflowFunctionary, Parameters<typeof certificate>[0]]>([
    ['the workflow itself', ci, {}],
    ['one of several refs', release, {}],
    ['a pull request where those may', release, pull('12')],
    ['our reusable workflow, called by the right one', isolated, stage],
    ['a trigger that is named', { ...ci, triggers: ['push', 'release'] }, {}],
    ['an environment that is named', { ...ci, environments: ['release'] }, { deployment_environment: 'release' }]
  ])('accepts %s', (_what, who, found) =>
    expect(identityMismatches(workflowIdentity(who), certificate(found))).toEqual([])
  )

  const everywhere = (from: string, to: string): Parameters<typeof certificate>[0] => {
    const { subject, issuer, extensions } = certificate()
    const changed = [...extensions].map(([name, value]) => [name, value.replace(from, to)])
    return { ...(Object.fromEntries(changed) as Record<string, string>), subject: subject.replace(from, to), issuer }
  }
  test.each<[string, WorkflowFunctionary, Parameters<typeof certificate>[0]]>([
    ['an organisation that looks alike', ci, everywhere('/org/', '/org-evil/')],
    ['an organisation in other letter case', ci, everywhere('/org/', '/Org/')],
    ['a repository with something behind its name', ci, everywhere('/repo', '/repo-evil')],
    ['another repository with the same workflow', ci, { ...everywhere('/repo', '/other'), source_repository_id: '9' }],
    ['the repository of that name, made anew', ci, { source_repository_id: '9' }],
    ['a newline at the end', ci, { subject: `${MAIN}\n` }],
    ['a character in the place of a dot', ci, everywhere('github.com', 'githubXcom')],
    ['another workflow file', ci, everywhere('ci.yml', 'ci2.yml')],
    ['a ref with something behind it', ci, everywhere('refs/heads/main', 'refs/heads/main2')],
    ['a branch named like the ref', ci, everywhere('refs/heads/main', 'refs/heads/refs/heads/main')],
    ['a pull request where only main is allowed', ci, pull('12')],
    ['a pull request with a slash in its number', release, pull('12/merge/x')],
    ['a branch where main and pull requests are allowed', release, everywhere('refs/heads/main', 'refs/heads/feature')],
    ['a machine of their own instead of a hosted one', ci, { runner_environment: 'self-hosted' }],
    ['a certificate that does not tell the runner', ci, { runner_environment: undefined }],
    ['another issuer', ci, { issuer: 'https://token.actions.githubusercontent.com.evil' }],
    ['the issuer of an enterprise', ci, { issuer: `${ISSUER}/enterprise` }],
    ['no issuer', ci, { issuer: '' }],
    ['another trigger', { ...ci, triggers: ['push'] }, { build_trigger: 'workflow_dispatch' }],
    ['no environment', { ...ci, environments: ['release'] }, {}],
    ['our reusable workflow where the workflow itself is meant', ci, stage],
    ['the workflow itself where our reusable one is meant', isolated, {}],
    [
      'a reusable workflow of another owner',
      isolated,
      {
        ...stage,
        subject: stage.subject.replace('in-toto-actions/', 'evil/'),
        build_signer_uri: stage.build_signer_uri.replace('in-toto-actions/', 'evil/')
      }
    ],
    [
      'our reusable workflow at another tag',
      isolated,
      { ...stage, subject: stage.subject.replace('v1.0.0', 'v1.0.1') }
    ],
    ['our reusable workflow at a tag that moved', isolated, { ...stage, build_signer_digest: 'e'.repeat(40) }],
    [
      'our reusable workflow, called from another repository',
      isolated,
      {
        ...stage,
        source_repository_uri: 'https://github.com/evil/repo',
        source_repository_id: '9',
        build_config_uri: MAIN.replace('org', 'evil')
      }
    ],
    [
      'our reusable workflow, called by another workflow',
      isolated,
      { ...stage, build_config_uri: MAIN.replace('ci.yml', 'evil.yml') }
    ]
  ])('refuses %s', (_what, who, found) =>
    expect(identityMismatches(workflowIdentity(who), certificate(found))).not.toEqual([])
  )

  test('by several reusable workflows takes each of them and no other', () => {
    const both = workflowIdentity({
      ...isolated,
      throughDigests: [],
      through: [`${STAGE}@refs/tags/v1.0.0`, `${STAGE}@refs/tags/v1.1.*`]
    })
    const at = (tag: string): CertificateIdentity =>
      certificate({
        ...stage,
        subject: `https://github.com/${STAGE}@${tag}`,
        build_signer_uri: `https://github.com/${STAGE}@${tag}`
      })
    expect(
      ['refs/tags/v1.0.0', 'refs/tags/v1.1.7', 'refs/tags/v1.2.0', 'refs/heads/v1.0.0'].map((tag) =>
        accepts(both, at(tag))
      )
    ).toEqual([true, true, false, false])
  })
  test('says what an identity should be like', () =>
    expect(identityMismatches(workflowIdentity(release), certificate({ subject: 'x' })).join()).toContain('not like "'))
  test('says every difference', () => {
    const reasons = identityMismatches(
      workflowIdentity(ci),
      certificate({ issuer: 'https://x', runner_environment: undefined, subject: `${MAIN}\u202e` })
    )
    expect(reasons).toHaveLength(3)
    expect(reasons.join()).not.toContain('\u202e')
  })
})

describe('a pattern', () => {
  test.each([
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*c', 'a/c', false],
    ['a*c', 'a@c', false],
    ['a**c', 'a/@/c', true],
    ['**', '', true],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a', 'A', false],
    ['a.c', 'abc', false],
    ['a?c', 'abc', false],
    ['[ab]', 'a', false],
    ['a', 'a\n', false],
    ['*', 'a\n', true],
    ['a*', 'ba', false],
    ['***', 'x/y', true]
  ])('%j for %j: %s', (pattern, text, fits) => expect(matchesIdentityPattern(pattern, text)).toBe(fits))
  test('without a star fits itself alone', () =>
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('*')),
        fc.string(),
        (pattern, text) => {
          expect(matchesIdentityPattern(pattern, text)).toBe(pattern === text)
        }
      )
    ))
  test('takes time that grows with the text, not with its powers', () => {
    const pattern = `${'*a'.repeat(200)}b`
    expect(matchesIdentityPattern(pattern, 'a'.repeat(5000))).toBe(false)
  })
})

describe('the key object of a layout', () => {
  const object = (keyval: unknown = { issuer: ISSUER, identity: MAIN }, more: object = {}): unknown => ({
    keytype: 'sigstore-oidc',
    scheme: 'Fulcio',
    keyval,
    ...more
  })
  const parse = (value: unknown): KeylessIdentity => parseKeylessIdentity(valueAt(value))

  test('reads back as it was written', () => {
    for (const identity of [
      identityOf(ISSUER, { kind: 'exact', text: MAIN }, new Map()),
      identityOf(
        ISSUER,
        { kind: 'pattern', text: `${WORKFLOW}@**` },
        new Map([['runner_environment', ['github-hosted']]])
      )
    ]) {
      const again = parseFunctionaryKey(valueAt(plain(encodeKeylessIdentity(identity))))
      expect(again).toEqual(identity)
      expect(isKeyless(again) && keylessKeyId(again)).toBe(keylessKeyId(identity))
      expect(encodeFunctionaryKey(identity, keylessKeyId(identity))).toEqual(encodeKeylessIdentity(identity))
    }
  })
  test('of a key is one of a key', () => {
    const key = publicKeyFromPem(generateKey({ type: 'ed25519' }).publicPem, 'key')
    const keyId = keyIdOf(key, 'current')
    expect(isKeyless(key)).toBe(false)
    expect(encodeFunctionaryKey(key, keyId).get('keytype')).toBe('ed25519')
  })
  test('has another id for every difference', () => {
    const ids = [
      identityOf(ISSUER, { kind: 'exact', text: MAIN }, new Map()),
      identityOf(ISSUER, { kind: 'pattern', text: MAIN }, new Map()),
      identityOf(`${ISSUER}/x`, { kind: 'exact', text: MAIN }, new Map()),
      identityOf(ISSUER, { kind: 'exact', text: MAIN }, new Map([['build_trigger', ['push']]]))
    ].map(keylessKeyId)
    expect(new Set(ids).size).toBe(4)
  })
  test.each<[string, unknown, string]>([
    ['another scheme', object(undefined, { scheme: 'x509' }), 'KEY_UNSUPPORTED'],
    ['no identity', object({ issuer: ISSUER }), 'KEY_UNREADABLE'],
    ['an identity and a pattern', object({ issuer: ISSUER, identity: MAIN, identity_pattern: '**' }), 'KEY_UNREADABLE'],
    ['no issuer', object({ identity: MAIN }), 'METADATA_MEMBER_MISSING'],
    ['an empty issuer', object({ issuer: '', identity: MAIN }), 'KEY_UNREADABLE'],
    ['an empty identity', object({ issuer: ISSUER, identity: '' }), 'KEY_UNREADABLE'],
    ['white space in the identity', object({ issuer: ISSUER, identity: `${MAIN}\n` }), 'KEY_UNREADABLE'],
    ['a constraint that is not known', object({ issuer: ISSUER, identity: MAIN, actor: ['me'] }), 'KEY_UNREADABLE'],
    [
      'a constraint with an inherited name',
      object({ issuer: ISSUER, identity: MAIN, constructor: ['me'] }),
      'KEY_UNREADABLE'
    ],
    ['a constraint of nothing', object({ issuer: ISSUER, identity: MAIN, build_trigger: [] }), 'KEY_UNREADABLE'],
    [
      'a constraint that anything without a value would fit',
      object({ issuer: ISSUER, identity: MAIN, build_trigger: [''] }),
      'KEY_UNREADABLE'
    ],
    [
      'a constraint that is no list',
      object({ issuer: ISSUER, identity: MAIN, build_trigger: 'push' }),
      'METADATA_TYPE_WRONG'
    ],
    [
      'too many values',
      object({ issuer: ISSUER, identity: MAIN, build_trigger: Array.from({ length: 101 }, String) }),
      'METADATA_VALUE_INVALID'
    ]
  ])('with %s is refused', (_what, value, code) => expect(errorOf(() => parse(value)).code).toBe(code))
  test('can constrain every extension', () =>
    expect(
      Object.keys(CERTIFICATE_EXTENSIONS).every(
        (name) => parse(object({ issuer: ISSUER, identity: MAIN, [name]: ['x'] })).constraints.size === 1
      )
    ).toBe(true))
})

describe('an identity without a word on who calls it', () => {
  const REUSABLE = 'https://github.com/org/repo/.github/workflows/sign.yml@refs/heads/main'
  const EVIL = {
    source_repository_uri: 'https://github.com/evil/x',
    build_config_uri: 'https://github.com/evil/x/.github/workflows/ci.yml@refs/heads/main'
  }
  const bare = (text: string): KeylessIdentity =>
    identityOf(ISSUER, { kind: text.includes('*') ? 'pattern' : 'exact', text }, new Map())
  test.each<[string, string, Parameters<typeof certificate>[0], boolean]>([
    ['the workflow that runs', MAIN, {}, true],
    ['a workflow that a stranger calls', REUSABLE, { subject: REUSABLE, ...EVIL }, false],
    ['the same for a pattern', 'https://github.com/org/repo/**', { subject: REUSABLE, ...EVIL }, false],
    ['a workflow that another one of its repository calls', REUSABLE, { subject: REUSABLE }, false],
    [
      'a workflow that is required in another repository',
      MAIN,
      { source_repository_uri: 'https://github.com/org/other' },
      false
    ],
    ['a repository whose name begins alike', MAIN, { source_repository_uri: 'https://github.com/org/rep' }, false],
    [
      'somebody who is no workflow',
      'me@example.org',
      {
        subject: 'me@example.org',
        build_config_uri: undefined,
        source_repository_uri: undefined
      },
      true
    ]
  ])('%s', (_what, text, changes, expected) => expect(accepts(bare(text), certificate(changes))).toBe(expected))
  test('is called by whom the constraints name', () => {
    const called = { subject: REUSABLE, ...EVIL }
    for (const constraint of ['source_repository_uri', 'build_config_uri'] as const) {
      const identity = identityOf(
        ISSUER,
        { kind: 'exact', text: REUSABLE },
        new Map([[constraint, [EVIL[constraint]]]])
      )
      expect(accepts(identity, certificate(called))).toBe(true)
      expect(accepts(identity, certificate({ subject: REUSABLE }))).toBe(false)
    }
  })
})

test.each(['source_repository_uri', 'runner_environment', 'toString', 'keyVal'])(
  'a key object with %s beside keyval is refused: what stands there would constrain nothing',
  (name) => {
    const object = plain(encodeKeylessIdentity(identityOf(ISSUER, { kind: 'exact', text: MAIN }, new Map()))) as object
    expect(errorOf(() => parseKeylessIdentity(valueAt({ ...object, [name]: ['x'] }))).code).toBe('KEY_UNREADABLE')
    expect(parseKeylessIdentity(valueAt({ ...object, keyid_hash_algorithms: ['sha256'] })).issuer).toBe(ISSUER)
  }
)
