// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { decodeBase64 } from '../../../src/intoto/envelope/base64.ts'
import { PORTABLE_BYTES } from '../../../src/intoto/bytes/portable-bytes.ts'
import { preAuthenticationEncoding } from '../../../src/intoto/envelope/pae.ts'
import { referenceBytes } from '../../../src/intoto/envelope/reference-base64.ts'
import { referenceForm, referencePayload } from '../../../src/intoto/envelope/reference-form.ts'
import { appendSignatures, signMetadata } from '../../../src/intoto/envelope/sign-metadata.ts'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { writeJson } from '../../../src/intoto/json/write-json.ts'
import { keyIdOf } from '../../../src/intoto/keys/derive-key-id.ts'
import { verifySignature } from '../../../src/signing/verify-signature.ts'
import { generateKey } from '../../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../../src/signing/key-signer.ts'
import { errorOf } from '../../support/errors.ts'
import { jsonAt, valueAt } from '../../support/json.ts'
import { readVectors } from '../../support/vectors.ts'

const read = (document: unknown) =>
  readSignedMetadata(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)), {
    source: 'x',
    maxBytes: 1 << 20
  })
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const LINK = { _type: 'link', name: 'a' }
const dsse = (changes: object = {}) => ({
  payload: base64(JSON.stringify(LINK)),
  payloadType: 'application/vnd.in-toto+json',
  signatures: [],
  ...changes
})

test('the DSSE protocol vector: encoding and signature', () => {
  const vector = readVectors<{
    payload: string
    payloadType: string
    pae: string
    publicKey: { x: string; y: string }
    signature: string
  }>('dsse')
  const encoded = preAuthenticationEncoding(vector.payloadType, Buffer.from(vector.payload))
  expect(Buffer.from(encoded).toString()).toBe(vector.pae)
  const coordinate = (decimal: string): string =>
    Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url')
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x: coordinate(vector.publicKey.x), y: coordinate(vector.publicKey.y) }
  })
  expect(verify('sha256', encoded, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(vector.signature, 'base64'))).toBe(
    true
  )
})

test('lengths in the pre-authentication encoding are bytes', () => {
  expect(Buffer.from(preAuthenticationEncoding('é', Buffer.from('ü'))).toString()).toBe('DSSEv1 2 é 2 ü')
})

describe('base64', () => {
  test.each([
    ['', ''],
    ['aGk=', 'hi'],
    ['aGk', 'hi'],
    ['_-8=', '\u00ff\u00ef'],
    ['/+8=', '\u00ff\u00ef']
  ])('%j is read', (text, bytes) => expect(Buffer.from(decodeBase64(valueAt(text))).toString('latin1')).toBe(bytes))
  test.each(['aGk*', 'aG k=', 'aGk=\n', 'aGl=', 'a', 'aGk==', '/-8=', '=', 'aGk=aGk='])('%j is refused', (text) =>
    expect(errorOf(() => decodeBase64(valueAt(text))).code).toBe('METADATA_BASE64')
  )
})

describe('an envelope is refused when', () => {
  test.each<[string, unknown, string]>([
    ['it is neither DSSE nor Metablock', {}, 'METADATA_ENVELOPE_UNKNOWN'],
    ['it is a list', [], 'METADATA_TYPE_WRONG'],
    ['the payload type is another', dsse({ payloadType: 'text/plain' }), 'METADATA_PAYLOAD_TYPE'],
    ['the payload type is missing', { payload: '', signatures: [] }, 'METADATA_MEMBER_MISSING'],
    ['the payload is not base64', dsse({ payload: '*' }), 'METADATA_BASE64'],
    ['signatures are missing', { payload: '', payloadType: 'application/vnd.in-toto+json' }, 'METADATA_MEMBER_MISSING'],
    ['a signature is not base64', dsse({ signatures: [{ keyid: 'a', sig: '*' }] }), 'METADATA_BASE64'],
    [
      'two signatures have one key id',
      dsse({
        signatures: [
          { keyid: 'a', sig: '' },
          { keyid: 'a', sig: '' }
        ]
      }),
      'METADATA_VALUE_INVALID'
    ],
    [
      'there are too many signatures',
      dsse({ signatures: Array.from({ length: 300 }, () => ({ sig: '' })) }),
      'METADATA_VALUE_INVALID'
    ],
    ['a Metablock signature has no key id', { signed: LINK, signatures: [{ sig: 'aa' }] }, 'METADATA_MEMBER_MISSING'],
    ['a Metablock signature is a number', { signed: LINK, signatures: [{ keyid: 'a', sig: 1 }] }, 'METADATA_TYPE_WRONG']
  ])('%s', (_name, document, code) => expect(errorOf(() => read(document)).code).toBe(code))

  test('its payload is not JSON, once it is read', () => {
    const metadata = read(dsse({ payload: base64('{') }))
    expect(errorOf(() => metadata.payload).code).toBe('JSON_SYNTAX')
  })
})

test('signatures that cannot be decoded in a Metablock never verify', () => {
  const { signatures } = read({
    signed: LINK,
    signatures: [
      { keyid: 'a', sig: 'xyz' },
      { keyid: 'b', sig: 'abc' },
      { keyid: 'c', signature: 'aa', other_headers: 'aa' },
      { keyid: 'd', sig: 'AB' }
    ]
  })
  expect(signatures.map(({ bytes }) => bytes === undefined)).toEqual([true, true, true, false])
})

test.each([
  ['link', 'link'],
  ['layout', 'layout'],
  ['statement', 'other']
])('a payload of type %s is of kind %s', (type, kind) =>
  expect(read({ signed: { _type: type }, signatures: [] }).kind).toBe(kind)
)

describe.each(['dsse', 'metablock'] as const)('a %s file that we sign', (format) => {
  const signers = ['one', 'two'].map((source) => {
    const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source })
    return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
  })
  const [first, second] = signers as [(typeof signers)[0], (typeof signers)[0]]
  const payload = jsonAt('{"_type":"link","name":"a","byproducts":{"stdout":"line\\n\\u001b"}}').object()

  test('verifies, also after a second signature and after a signature anew', () => {
    let bytes = signMetadata({ payload, format, signers: [first] })
    for (const signer of [second, first])
      bytes = appendSignatures(read(Buffer.from(bytes).toString()), jsonAt(Buffer.from(bytes).toString()).object(), [
        signer
      ])
    const metadata = read(Buffer.from(bytes).toString())
    expect(metadata.payload.value).toEqual(payload)
    expect(metadata.signatures.map(({ keyId }) => keyId)).toEqual([second.keyId, first.keyId])
    for (const [index, { signer }] of [second, first].entries()) {
      expect(
        verifySignature(signer.publicKey, metadata.signedBytes(), metadata.signatures[index]?.bytes ?? Buffer.alloc(0))
      ).toBe('valid')
    }
  })
})

test('the reference form drops what the reference does not know and fills in what it does', () => {
  const form = (value: unknown): string => writeJson(referenceForm(valueAt(value).object()))
  expect(form({ _type: 'link', name: 'a', evil: 1 })).toBe(
    '{"_type":"link","byproducts":{},"command":[],"environment":{},"materials":{},"name":"a","products":{}}'
  )
  expect(form({ _type: 'layout', steps: [{ name: 'a', cert_constraints: [] }, 7], inspect: 5 })).toBe(
    '{"_type":"layout","expires":null,"inspect":5,"keys":{},"readme":"","steps":[{"_type":"step","expected_command":[],"expected_materials":[],"expected_products":[],"name":"a","pubkeys":[],"threshold":1},7]}'
  )
  expect(() => referencePayload(valueAt({ _type: 'layout', inspect: [7], keys: { ab: {} } }))).toThrow('keyid')
  expect(referencePayload(valueAt({ _type: 'layout', inspect: [7] })).member('inspect').value).toEqual([7])
  // Both are read before anything is filled in, and so is the type of the whole.
  expect(form({ keys: null })).toBe('{"_type":null,"expires":null,"keys":null,"readme":""}')
})

describe('base64 as the reference decodes it', () => {
  const decode = (text: string): string | undefined => {
    const into = new Uint8Array(text.length)
    const length = referenceBytes(PORTABLE_BYTES).decodeBase64(text, into)
    return length === undefined ? undefined : Buffer.from(into.subarray(0, length)).toString('hex')
  }
  test.each([
    ['', ''],
    ['+/+/', 'fbffbf'],
    ['-_-_', 'fbffbf'],
    ['+_-/', 'fbffbf'],
    ['AA==', '00'],
    ['AP==', '00'],
    ['AAA=', '0000'],
    ['AAD=', '0000'],
    ['AAB=', '0000']
  ])('%j is %j', (text, hex) => expect(decode(text)).toBe(hex))
  test.each(['AA', 'AAA', 'AA=', 'A===', 'AA==\n', 'A A=', '====', '=A==', '\u00e9A==', 'A\u00e9==', 'AAA\u00e9'])(
    '%j is none',
    (text) => expect(decode(text)).toBeUndefined()
  )
  // Long payloads are decoded in pieces, each of which may have one alphabet.
  test.each([10, 1_600_000])('may mix its alphabets in a payload of %i characters, and strictly may not', (length) => {
    const payload = base64(JSON.stringify({ ...LINK, name: '???'.repeat(length) }))
    const cut = Math.min(1 << 20, payload.lastIndexOf('/'))
    const mixed = `${payload.slice(0, cut)}${payload.slice(cut).replaceAll('/', '_')}`
    for (const escaped of [false, true]) {
      const text = JSON.stringify(dsse({ payload: mixed })).replace('"eyJ', escaped ? '"\\u0065yJ' : '"eyJ')
      const options = { source: 'x', maxBytes: 1 << 24 }
      const bytes = Buffer.from(text)
      expect(errorOf(() => readSignedMetadata(bytes, options)).code).toBe('METADATA_BASE64')
      const { kind } = readSignedMetadata(bytes, { ...options, bytes: referenceBytes(PORTABLE_BYTES) })
      expect(kind).toBe('link')
    }
  })
})
