// SPDX-License-Identifier: Apache-2.0
// Whose Sigstore may say that somebody is a run on github.com.
import { describe, expect, test } from '@jest/globals'
import { GITHUB_ISSUER } from '../../../src/intoto/keys/github-issuer.ts'
import {
  encodeKeylessIdentity,
  identityOf,
  keylessKeyId,
  parseKeylessIdentity,
  type KeylessIdentity
} from '../../../src/intoto/keys/keyless-identity.ts'
import { isRootName, rootMismatches } from '../../../src/intoto/keys/vouching-root.ts'
import { errorOf } from '../../support/errors.ts'
import { plain, valueAt } from '../../support/json.ts'

const CI = 'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main'
const by = (issuer: string, root?: string): KeylessIdentity =>
  identityOf(issuer, { kind: 'exact', text: CI }, new Map(), root)

describe('a functionary', () => {
  test.each<[string, string, string | undefined, string[], boolean]>([
    ['of GitHub', GITHUB_ISSUER, undefined, ['public-good'], true],
    ['of GitHub', GITHUB_ISSUER, undefined, ['github'], true],
    ['of GitHub', GITHUB_ISSUER, undefined, ['custom', 'github'], true],
    ['of GitHub', GITHUB_ISSUER, undefined, ['custom'], false],
    ['of GitHub', GITHUB_ISSUER, undefined, ['githubs'], false],
    ['of GitHub', GITHUB_ISSUER, undefined, [], false],
    ['of an enterprise on github.com', `${GITHUB_ISSUER}/acme`, undefined, ['custom'], false],
    ['of an issuer whose name begins alike', `${GITHUB_ISSUER}.example`, undefined, ['custom'], true],
    ['of another issuer', 'https://accounts.example', undefined, ['custom'], true],
    ['of another issuer', 'https://accounts.example', undefined, [], true],
    ['that names a root', GITHUB_ISSUER, 'custom', ['custom'], true],
    ['that names a root', GITHUB_ISSUER, 'github', ['public-good'], false],
    ['that names a root', 'https://accounts.example', 'mine', ['custom'], false],
    ['that names a root', 'https://accounts.example', 'mine', ['custom', 'mine'], true]
  ])('%s (%s, trusted-root %s) is vouched for by %j: %s', (_what, issuer, root, vouching, expected) => {
    const reasons = rootMismatches(by(issuer, root), vouching)
    expect(reasons).toHaveLength(expected ? 0 : 1)
    if (!expected && root === undefined) expect(reasons[0]).toContain('trusted-root')
  })
  test('has another id only where it names a root, which its key object carries', () => {
    const [none, custom] = [by(GITHUB_ISSUER), by(GITHUB_ISSUER, 'custom')]
    expect(plain(encodeKeylessIdentity(none))).not.toHaveProperty('keyval.trusted_root')
    expect(plain(encodeKeylessIdentity(custom))).toHaveProperty('keyval.trusted_root', 'custom')
    expect(new Set([none, custom, by(GITHUB_ISSUER, 'github')].map(keylessKeyId)).size).toBe(3)
    expect(parseKeylessIdentity(valueAt(plain(encodeKeylessIdentity(custom))))).toEqual(custom)
  })
  test.each([
    ['a list', ['github']],
    ['nothing', ''],
    ['a path', './root.json'],
    ['capitals', 'GitHub']
  ])('cannot name it by %s', (_what, value) => {
    const keyval = { issuer: GITHUB_ISSUER, identity: CI, trusted_root: value }
    const object = valueAt({ keytype: 'sigstore-oidc', scheme: 'Fulcio', keyval })
    expect(errorOf(() => parseKeylessIdentity(object)).code).toMatch(/^(KEY_UNREADABLE|METADATA_TYPE_WRONG)$/)
  })
})

test.each([
  ['public-good', true],
  ['a', true],
  ['mine2', true],
  ['', false],
  ['2', false],
  ['a'.repeat(61), false],
  ['a/b', false]
])('%j is a name of a root: %s', (text, expected) => expect(isRootName(text)).toBe(expected))
