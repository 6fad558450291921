// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from '@jest/globals'
import { signMetadata } from '../../../src/intoto/envelope/sign-metadata.ts'
import { readSignedBegun, readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { asBegunValue, parseBegun, type Begun } from '../../../src/intoto/link/begun.ts'
import { encodeLink } from '../../../src/intoto/link/encode-link.ts'
import { parseLink } from '../../../src/intoto/link/parse-link.ts'
import { signBegun } from '../../../src/intoto/link/sign-link.ts'
import { encodeBegun } from '../../support/begun.ts'
import { ALICE, linkOf } from '../../support/chain.ts'
import { errorOf } from '../../support/errors.ts'
import { plain, valueAt } from '../../support/json.ts'

const VALUE = '0123456789abcdef'.repeat(2)
const BEGUN: Begun = parseBegun(valueAt({ _type: 'begun', value: VALUE, link: linkOf('build') }))
const OPTIONS = { source: 'file', maxBytes: 10_000 }

describe('the beginning of a step', () => {
  test('is written as it is read', () => {
    const { payload } = JSON.parse(Buffer.concat([...signBegun(BEGUN, [ALICE])]).toString()) as { payload: string }
    expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toEqual({
      _type: 'begun',
      value: VALUE,
      link: linkOf('build')
    })
  })
  test.each<[string, object, string]>([
    ['a link', linkOf('build'), 'METADATA_TYPE_UNKNOWN'],
    ['no value', { _type: 'begun', link: linkOf('build') }, 'METADATA_MEMBER_MISSING'],
    ['a value that is no text', { _type: 'begun', value: 1, link: linkOf('build') }, 'METADATA_TYPE_WRONG'],
    ['a short value', { _type: 'begun', value: VALUE.slice(1), link: linkOf('build') }, 'METADATA_VALUE_INVALID'],
    ['no link', { _type: 'begun', value: VALUE }, 'METADATA_MEMBER_MISSING'],
    ['a layout', { _type: 'begun', value: VALUE, link: { _type: 'layout' } }, 'METADATA_TYPE_UNKNOWN']
  ])('is none with %s', (_what, value, code) => expect(errorOf(() => parseBegun(valueAt(value))).code).toBe(code))
  test('is no link', () =>
    expect(errorOf(() => parseLink(valueAt(plain(encodeBegun(BEGUN))))).code).toBe('METADATA_TYPE_UNKNOWN'))
})

test.each(['', VALUE.toUpperCase(), `${VALUE}\n`, ` ${VALUE}`, `${VALUE}0`, `g${VALUE.slice(1)}`])(
  '%j is no value',
  (text) => expect(asBegunValue(text)).toBeUndefined()
)

describe('its envelope', () => {
  const bytes = Buffer.concat([...signBegun(BEGUN, [ALICE])])
  test('is read by the reader of beginnings alone', () => {
    const { payload, kind, wrapper } = readSignedBegun(bytes, OPTIONS)
    expect([plain(payload.value), kind, wrapper]).toEqual([plain(encodeBegun(BEGUN)), 'other', 'dsse'])
    const { code, hint } = errorOf(() => readSignedMetadata(bytes, OPTIONS))
    expect([code, hint]).toEqual(['METADATA_PAYLOAD_TYPE', expect.stringContaining('record stop')])
  })
  test.each([
    ['link', encodeLink(BEGUN.link)],
    ['beginning', encodeBegun(BEGUN)]
  ])('is not that of links, though a %s lies in it', (_what, payload) => {
    const link = signMetadata({ payload, format: 'dsse', signers: [ALICE] })
    const { code, hint } = errorOf(() => readSignedBegun(link, OPTIONS))
    expect([code, hint]).toEqual(['METADATA_PAYLOAD_TYPE', expect.stringContaining('record start')])
  })
  test('has no older form', () => {
    const metablock = signMetadata({ payload: encodeBegun(BEGUN), format: 'metablock', signers: [ALICE] })
    expect(errorOf(() => readSignedBegun(metablock, OPTIONS)).code).toBe('METADATA_MEMBER_MISSING')
  })
  test('has no other type', () => {
    const text = Buffer.from(bytes).toString().replace('in-toto-actions.begun', 'in-toto-actions.other')
    const { code, hint } = errorOf(() => readSignedBegun(Buffer.from(text), OPTIONS))
    expect([code, hint]).toEqual(['METADATA_PAYLOAD_TYPE', expect.not.stringContaining('record st')])
  })
})
