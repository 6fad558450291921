// SPDX-License-Identifier: Apache-2.0
// What a certificate says of its holder, in every way in which it could be misread.
import { generateKeyPairSync, sign } from 'node:crypto'
import { X509Certificate } from '@sigstore/core'
import { describe, expect, test } from '@jest/globals'
import { der, sequence } from '../../.github/scripts/sigstore/der.ts'
import { CERTIFICATE_EXTENSIONS } from '../../src/intoto/keys/certificate-extensions.ts'
import { readCertificateIdentity } from '../../src/sigstore/certificate.ts'
import type { CertificateIdentity } from '../../src/intoto/keys/keyless-identity.ts'
import { errorOf } from '../support/errors.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** An object identifier from its dotted form. */
function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const number of rest) {
    const groups = [number & 0x7f]
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return der(0x06, Buffer.from(bytes))
}
const FULCIO = '1.3.6.1.4.1.57264.1.'
const utf8 = (text: string, tag = 0x0c): Buffer => der(tag, Buffer.from(text))
const extension = (id: string, value: Uint8Array): Buffer => sequence(oid(id), der(0x04, value))
const CODE_SIGNING = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.3')))
const USAGE = extension('2.5.29.15', der(0x03, Buffer.from([7, 0x80])))
const san = (...names: readonly (readonly [number, string])[]): Buffer =>
  extension('2.5.29.17', sequence(...names.map(([tag, text]) => utf8(text, tag))))
const URI = 0x86
const [SUBJECT, ISSUER] = [
  'https://github.com/o/r/.github/workflows/ci.yml@refs/heads/main',
  'https://token.actions.githubusercontent.com'
]
const GOOD = [USAGE, CODE_SIGNING, san([URI, SUBJECT])]
const NO_AUTHORITY = extension('2.5.29.19', sequence())
const ISSUERS = [extension(`${FULCIO}1`, Buffer.from(ISSUER)), extension(`${FULCIO}8`, utf8(ISSUER))]

function read(extensions: readonly Buffer[]): CertificateIdentity {
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'))
  const name = sequence(der(0x31, sequence(oid('2.5.4.3'), utf8('x'))))
  const dates = sequence(der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('270101000000Z')))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    dates,
    name,
    spki,
    der(0xa3, sequence(...extensions))
  )
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)))
  return readCertificateIdentity(X509Certificate.parse(certificate as Buffer<ArrayBuffer>))
}

describe('a certificate', () => {
  test('tells issuer, identity and facts, long ones too', () => {
    const long = 'x'.repeat(300)
    const { issuer, subject, extensions } = read([
      ...GOOD,
      ...ISSUERS,
      extension(`${FULCIO}11`, utf8('github-hosted')),
      extension(`${FULCIO}14`, utf8(long))
    ])
    expect([issuer, subject, extensions.get('runner_environment'), extensions.get('source_repository_ref')]).toEqual([
      ISSUER,
      SUBJECT,
      'github-hosted',
      long
    ])
  })
  test('tells every fact in the form that it has', () => {
    const forms = Object.entries(CERTIFICATE_EXTENSIONS).filter(([name]) => !name.startsWith('issuer'))
    const facts = forms.map(([name, { number, form }]) =>
      extension(`${FULCIO}${number}`, form === 'bare' ? Buffer.from(`of ${name}`) : utf8(`of ${name}`))
    )
    const { extensions } = read([...GOOD, ...ISSUERS, ...facts])
    expect(Object.fromEntries(extensions)).toEqual({
      ...Object.fromEntries(forms.map(([name]) => [name, `of ${name}`])),
      issuer_v1: ISSUER,
      issuer_v2: ISSUER
    })
  })
  test.each([Buffer.from([0xff]), Buffer.from('two\nlines')])(
    'whose workflow is called what is no plain text has no name for it, and is good otherwise: %#',
    (name) =>
      expect(read([...GOOD, ...ISSUERS, extension(`${FULCIO}4`, name)]).extensions.has('github_workflow_name')).toBe(
        false
      )
  )
  test.each([[ISSUERS.slice(0, 1)], [ISSUERS.slice(1)], [ISSUERS]])(
    'names its issuer in the old way, the new one, or both: %#',
    (issuers) => expect(read([...GOOD, ...issuers]).issuer).toBe(ISSUER)
  )
  test('may name none, which fits nobody', () => expect(read(GOOD).issuer).toBe(''))
  test('of a person names a mail address', () =>
    expect(read([USAGE, CODE_SIGNING, san([0x81, 'me@example.org']), ...ISSUERS]).subject).toBe('me@example.org'))

  test.each<[string, readonly Buffer[], string]>([
    ['no purpose', [USAGE, san([URI, SUBJECT])], 'BUNDLE_CERTIFICATE'],
    [
      'another purpose',
      [USAGE, extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))), san([URI, SUBJECT])],
      'BUNDLE_CERTIFICATE'
    ],
    ['no usage', [CODE_SIGNING, san([URI, SUBJECT])], 'BUNDLE_CERTIFICATE'],
    [
      'another usage',
      [extension('2.5.29.15', der(0x03, Buffer.from([5, 0x20]))), CODE_SIGNING, san([URI, SUBJECT])],
      'BUNDLE_CERTIFICATE'
    ],
    [
      'the rights of an authority',
      [...GOOD, extension('2.5.29.19', sequence(der(0x01, Buffer.from([0xff]))))],
      'BUNDLE_CERTIFICATE'
    ],
    [
      'two issuers',
      [...GOOD, extension(`${FULCIO}1`, Buffer.from(`${ISSUER}x`)), extension(`${FULCIO}8`, utf8(ISSUER))],
      'BUNDLE_IDENTITY'
    ],
    ['an empty issuer', [...GOOD, extension(`${FULCIO}8`, utf8(''))], 'BUNDLE_IDENTITY'],
    ['an issuer of another type', [...GOOD, extension(`${FULCIO}8`, utf8(ISSUER, 0x13))], 'BUNDLE_IDENTITY'],
    ['an issuer that is not wrapped', [...GOOD, extension(`${FULCIO}8`, Buffer.from(ISSUER))], 'BUNDLE_IDENTITY'],
    [
      'something behind the issuer',
      [...GOOD, extension(`${FULCIO}8`, Buffer.concat([utf8(ISSUER), utf8('x')]))],
      'BUNDLE_IDENTITY'
    ],
    ['an issuer that is cut off', [...GOOD, extension(`${FULCIO}8`, utf8(ISSUER).subarray(0, 20))], 'BUNDLE_IDENTITY'],
    ['an issuer twice', [...GOOD, ...ISSUERS, extension(`${FULCIO}8`, utf8(ISSUER))], 'BUNDLE_IDENTITY'],
    [
      'a fact twice',
      [...GOOD, extension(`${FULCIO}11`, utf8('a')), extension(`${FULCIO}11`, utf8('b'))],
      'BUNDLE_IDENTITY'
    ],
    ['a fact of another type', [...GOOD, extension(`${FULCIO}11`, utf8('a', 0x13))], 'BUNDLE_IDENTITY'],
    ['a fact with a newline', [...GOOD, extension(`${FULCIO}11`, utf8('a\n'))], 'BUNDLE_IDENTITY'],
    ['a fact with a NUL', [...GOOD, extension(`${FULCIO}11`, utf8('a\0b'))], 'BUNDLE_IDENTITY'],
    [
      'a fact that is not UTF-8',
      [...GOOD, extension(`${FULCIO}11`, der(0x0c, Buffer.from([0xff, 0xfe])))],
      'BUNDLE_IDENTITY'
    ],
    ['no holder', [USAGE, CODE_SIGNING], 'BUNDLE_IDENTITY'],
    ['an empty list of holders', [USAGE, CODE_SIGNING, san()], 'BUNDLE_IDENTITY'],
    ['two holders', [USAGE, CODE_SIGNING, san([URI, SUBJECT], [URI, `${SUBJECT}x`])], 'BUNDLE_IDENTITY'],
    ['an empty holder', [USAGE, CODE_SIGNING, san([URI, ''])], 'BUNDLE_IDENTITY'],
    ['a host for a holder', [USAGE, CODE_SIGNING, san([0x82, 'github.com'])], 'BUNDLE_IDENTITY'],
    ['an address where a URI is meant', [USAGE, CODE_SIGNING, san([0x81, SUBJECT])], 'BUNDLE_IDENTITY'],
    ['a URI that is none', [USAGE, CODE_SIGNING, san([URI, 'me@example.org'])], 'BUNDLE_IDENTITY'],
    ['an empty address for a holder', [USAGE, CODE_SIGNING, san([0x81, ''])], 'BUNDLE_IDENTITY'],
    [
      'a second list of holders',
      [
        USAGE,
        CODE_SIGNING,
        extension('2.5.29.17', Buffer.concat([sequence(utf8(SUBJECT, URI)), sequence(utf8(`${SUBJECT}x`, URI))]))
      ],
      'BUNDLE_IDENTITY'
    ],
    [
      'a second list of purposes',
      [
        USAGE,
        extension('2.5.29.37', Buffer.concat([sequence(oid('1.3.6.1.5.5.7.3.3')), sequence()])),
        san([URI, SUBJECT])
      ],
      'BUNDLE_CERTIFICATE'
    ],
    [
      'an issuer whose length is written in a longer way',
      [...GOOD, extension(`${FULCIO}8`, Buffer.from([0x0c, 0x81, 3, 0x61, 0x62, 0x63]))],
      'BUNDLE_IDENTITY'
    ],
    ['an extension without a value', [NO_AUTHORITY, ...GOOD, sequence(oid('1.2.3'))], 'BUNDLE_IDENTITY'],
    ['an extension without a name', [NO_AUTHORITY, ...GOOD, sequence()], 'BUNDLE_IDENTITY'],
    ['a holder with a newline', [USAGE, CODE_SIGNING, san([URI, `${SUBJECT}\n`])], 'BUNDLE_IDENTITY']
  ])('with %s is refused', (_what, extensions, code) => expect(errorOf(() => read(extensions)).code).toBe(code))
})
