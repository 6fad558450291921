// SPDX-License-Identifier: Apache-2.0
// What is said of a bundle that does not verify: which part of it, by which trusted root, where, and what to do.
import { describe, expect, test } from '@jest/globals'
import { bundleFromJSON } from '@sigstore/bundle'
import { VerificationError } from '@sigstore/verify'
import { bundleOf, rootOf } from '../../.github/scripts/errors/small-bundles.ts'
import { CoreError } from '../../src/intoto/codes.ts'
import { bundleRefusal } from '../../src/sigstore/bundle-refusal.ts'
import { BundleVerifier } from '../../src/sigstore/bundle-verifier.ts'
import { embeddedRoot } from '../../src/sigstore/embedded-roots.ts'
import { readTrustedRoot } from '../../src/sigstore/trusted-root.ts'
import { errorOf } from '../support/errors.ts'

const bundle = bundleOf({ a: 1 })
const refused = { bundle: bundleFromJSON(bundle), source: 'build.json', root: 'mine' }
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const ours = (root = rootOf()): BundleVerifier => new BundleVerifier([readTrustedRoot(bytes(root), 'root', 'mine')])

describe('a reason of the library', () => {
  test.each([
    [
      'CERTIFICATE_ERROR',
      'BUNDLE_CERTIFICATE',
      'The certificate that "CN=authority" issued does not verify with the trusted root "mine" (why).'
    ],
    [
      'TIMESTAMP_ERROR',
      'BUNDLE_TIMESTAMP',
      'The bundle has no time of signing that the trusted root "mine" vouches for (why).'
    ],
    ['TLOG_ERROR', 'BUNDLE_LOG', 'The log entry does not verify with the trusted root "mine" (why).'],
    ['TLOG_BODY_ERROR', 'BUNDLE_LOG_ENTRY_OTHER', 'The log entry is about something else than the bundle holds (why).'],
    [
      'SIGNATURE_ERROR',
      'BUNDLE_SIGNATURE',
      'The signature is not one of what the bundle holds, by the key of its certificate (why).'
    ],
    ['NOT_IMPLEMENTED_ERROR', 'BUNDLE_UNVERIFIED', 'The bundle holds something that cannot be read (why).']
  ] as const)('%s is told with place and remedy', (code, own, message) => {
    const error = bundleRefusal(new VerificationError({ code, message: 'why' }), refused)
    expect([error.code, error.message, error.at]).toEqual([own, message, 'build.json'])
    expect(error.hint).toMatch(/sign again|Name the trusted root of the Sigstore that signed/)
  })
  test('is escaped, whatever was thrown', () => {
    expect(bundleRefusal('\u001b[1m', refused).message).toContain('(\\u{1b}[1m)')
    expect(bundleRefusal(new Error('\u001b[1m'), refused).code).toBe('BUNDLE_UNVERIFIED')
  })
  test('names no authority where the certificate cannot be read', () => {
    const material = { ...bundle.verificationMaterial, certificate: { rawBytes: 'AAAA' } }
    const odd = { ...refused, bundle: bundleFromJSON({ ...bundle, verificationMaterial: material }) }
    const error = bundleRefusal(new VerificationError({ code: 'CERTIFICATE_ERROR', message: 'why' }), odd)
    expect(error.message).toBe('The certificate does not verify with the trusted root "mine" (why).')
  })
})

describe('a reason of ours', () => {
  test('keeps its words and its place, and gets the file for one where it has none', () => {
    const at = (where?: string): unknown => bundleRefusal(new CoreError('BUNDLE_LOG', 'm', { at: where }), refused).at
    expect([at('$.a'), at()]).toEqual(['$.a', 'build.json'])
    expect(bundleRefusal(new CoreError('BUNDLE_LOG', 'm', { hint: 'h' }), refused)).toMatchObject({
      message: 'm',
      hint: 'h'
    })
  })
  test('of a log entry that cannot be read is one of the bundle', () => {
    const error = bundleRefusal(new CoreError('METADATA_TYPE_WRONG', 'It is a list.'), refused)
    expect([error.code, error.message, error.at]).toEqual([
      'BUNDLE_MALFORMED',
      'The bundle holds a log entry that cannot be read: It is a list.',
      'build.json'
    ])
    expect(error.hint).toContain('sign again')
  })
})

describe('a bundle', () => {
  const said = (verifier: BundleVerifier, value: unknown): unknown[] => {
    const { code, message, at, hint } = errorOf(() => verifier.verifyEnvelope(bytes(value), 'build.json'))
    expect(hint).toBeDefined()
    return [code, message, at]
  }
  test('that is good verifies, by either log', () => {
    for (const good of [bundle, bundleOf({ a: 1 }, { entry: 'hashedrekord' })])
      expect(ours().verifyEnvelope(bytes(good), 'x').trustedRoots).toEqual(['mine'])
  })
  test('of another Sigstore tells whose it is', () =>
    expect(said(new BundleVerifier([embeddedRoot('github')]), bundle)).toEqual([
      'BUNDLE_CERTIFICATE',
      expect.stringContaining('that "CN=authority" issued does not verify with the trusted root "github"'),
      'build.json'
    ]))
  test('without an entry tells which root lists logs', () => {
    const bare = { ...bundle, verificationMaterial: { ...bundle.verificationMaterial, tlogEntries: [] } }
    expect(said(ours(), bare)).toEqual([
      'BUNDLE_LOG',
      'The bundle has no log entry, and the trusted root "mine" lists logs.',
      'build.json'
    ])
  })
  test('logged with an old key tells when, and until when the key counted', () =>
    expect(
      said(
        ours(rootOf({ start: '2020-01-01T00:00:00Z', end: '2026-01-01T00:00:00Z' })),
        bundleOf({}, { entry: 'hashedrekord' })
      )
    ).toEqual([
      'BUNDLE_LOG_KEY_TIME',
      'The log entry was made at 2026-06-01T12:00:00Z, and by the trusted root the key of its log counts from 2020-01-01T00:00:00Z to 2026-01-01T00:00:00Z.',
      'build.json'
    ]))
  test('with an entry of a new kind tells those that are known', () =>
    expect(said(ours(), bundleOf({}, { entry: 'dsse' }))).toEqual([
      'BUNDLE_LOG_KIND',
      'The log entry is of the kind "dsse/0.0.2"; known are hashedrekord/0.0.1, hashedrekord/0.0.2, dsse/0.0.1, intoto/0.0.2.',
      'build.json'
    ]))
  test('of two holders tells both', () =>
    expect(said(ours(), bundleOf({}, { subjects: ['https://a.test/x', 'https://b.test/x'] }))).toEqual([
      'BUNDLE_IDENTITY',
      'The certificate names 2 holders where one is expected: "https://a.test/x", "https://b.test/x".',
      'build.json'
    ]))
  test('of no holder, and of very many', () => {
    expect(said(ours(), bundleOf({}, { subjects: [] }))[1]).toBe(
      'The certificate names 0 holders where one is expected.'
    )
    const many = Array.from({ length: 20 }, (_, index) => `https://a.test/${index}`)
    expect(said(ours(), bundleOf({}, { subjects: many }))[1]).toMatch(
      /^The certificate names 20 holders .*, "https:\/\/a\.test\/9", …\.$/
    )
  })
})
