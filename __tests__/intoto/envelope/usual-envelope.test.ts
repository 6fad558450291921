// SPDX-License-Identifier: Apache-2.0
// An envelope whose payload is found by a search is what the strict reader finds; whatever could make the two differ is
// left to that reader.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import type { Bytes } from '../../../src/intoto/bytes/bytes.ts'
import { PORTABLE_BYTES } from '../../../src/intoto/bytes/portable-bytes.ts'
import { PAYLOAD_TYPE } from '../../../src/intoto/envelope/payload-type.ts'
import { referenceBytes } from '../../../src/intoto/envelope/reference-base64.ts'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { openEnvelope } from '../../../src/intoto/envelope/usual-envelope.ts'
import { canonicalJson } from '../../../src/intoto/json/canonical-json.ts'
import type { ReadJsonOptions } from '../../../src/intoto/json/read-json.ts'
import { NODE_BYTES } from '../../../src/signing/node-bytes.ts'
import { linkOf } from '../../support/chain.ts'
import { plain } from '../../support/json.ts'

const later = (name: string): boolean => !['payloadType', 'signatures'].includes(name)
const OPTIONS: ReadJsonOptions = { source: 'x', maxBytes: 1 << 24, bytes: NODE_BYTES, later }
const CAREFUL: Bytes = { ...NODE_BYTES, careful: true }
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')
const LINK = base64(linkOf('a'))
const OTHER = base64(linkOf('b'))
const REST = `"payloadType":"${PAYLOAD_TYPE}","signatures":[{"keyid":"k","sig":"AAAA"}]`

/** What is read of a file, or the refusal. */
function told(text: string | Uint8Array, bytes: Bytes, changes: Partial<ReadJsonOptions> = {}): unknown {
  try {
    const metadata = readSignedMetadata(Buffer.from(text as string), { ...OPTIONS, bytes, ...changes })
    const signed = Buffer.from(metadata.signedBytes()).toString()
    return [metadata.wrapper, metadata.container, metadata.signatures, plain(metadata.payload.value), signed]
  } catch (error) {
    const { code, message, at, hint } = error as Record<string, unknown>
    return [code, message, at, hint]
  }
}

const isOpened = (text: string): boolean => openEnvelope(Buffer.from(text), OPTIONS) !== undefined

describe('an envelope in its usual spelling', () => {
  test.each([
    `{"payload":"${LINK}",${REST}}`,
    `{${REST},"payload":"${LINK}"}`,
    ` {\n"payload" :\t"${LINK}" ,\r${REST} }\n`,
    `{"x":1,"payload":"${LINK}",${REST},"y":{"payload":"${OTHER}"}}`,
    `{"payload":"${LINK.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}",${REST}}`
  ])('is opened: number %#', (text) => {
    expect(isOpened(text)).toBe(true)
    expect(told(text, NODE_BYTES)).toEqual(told(text, CAREFUL))
    expect(told(text, PORTABLE_BYTES)).toEqual(told(text, CAREFUL))
    expect(told(text, NODE_BYTES)).toContain('dsse')
  })
  test('gives all members as the strict reader does', () => {
    const text = Buffer.from(`{"payload":"${LINK}",${REST},"z":[1]}`)
    const document = openEnvelope(text, OPTIONS)
    expect(Buffer.from(document?.later('payload')?.bytes ?? []).toString()).toBe(`"${LINK}"`)
    expect(document?.later('z')?.build(1000).value).toEqual([1])
    expect(document?.later('none')).toBeUndefined()
    expect(document?.bytes).toBe(text)
    expect(Buffer.from(document?.canonicalMember('payload') ?? [])).toEqual(Buffer.from(canonicalJson(LINK)))
    expect(Buffer.from(document?.canonicalMember('z') ?? []).toString()).toBe('[1]')
  })
})

describe('whatever else is said of a payload', () => {
  test.each([
    '',
    '{',
    '{"payload"',
    '{"payload":',
    '{"payload":"',
    `{"payload":"${LINK}`,
    `{"payload":"${LINK}"`,
    `{"payload":"${LINK}",${REST}}{}`,
    `\ufeff{"payload":"${LINK}",${REST}}`,
    `{"payload":"${LINK}",${REST},}`,
    `{"payload" "${LINK}",${REST}}`,
    `{"payload":7,${REST}}`,
    `{"payload":null,${REST}}`,
    `{"payload":"",${REST}}`,
    `{${REST}}`,
    // The name stands elsewhere first.
    `{"x":"payload","payload":"${LINK}",${REST}}`,
    `{"x":{"payload":"${OTHER}"},"payload":"${LINK}",${REST}}`,
    `{"x":{"payload":"${OTHER}"},"payload":"",${REST}}`,
    `{"x":{"payload":"${OTHER}"},${REST}}`,
    `{"x":"\\"payload\\":\\"${OTHER}","payload":"${LINK}",${REST}}`,
    `{"x\\"payload":"${OTHER}","payload":"${LINK}",${REST}}`,
    `{"x\\"payload":"${OTHER}","payload":"",${REST}}`,
    `["payload":"${OTHER}"]`,
    `{"dsseEnvelope":{"payload":"${LINK}",${REST}}}`,
    // Twice, or not by this name.
    `{"payload":"${LINK}","payload":"${OTHER}",${REST}}`,
    `{"payload":"${OTHER}","payload":"",${REST}}`,
    `{"payload":"","payload":"${OTHER}",${REST}}`,
    `{"p\\u0061yload":"${OTHER}","payload":"${LINK}",${REST}}`,
    `{"p\\u0061yload":"${LINK}",${REST}}`,
    `{"Payload":"${LINK}",${REST}}`,
    // Text that is no base64, or is spelled with escapes.
    `{"payload":"${LINK.slice(0, -1)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 41)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 40)} ${LINK.slice(40)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 40)}\\n${LINK.slice(40)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 40)}\n${LINK.slice(40)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 40)}\u0000${LINK.slice(40)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 40)}=${LINK.slice(40)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 40)}é${LINK.slice(40)}",${REST}}`,
    `{"payload":"-_+/",${REST}}`,
    `{"payload":"AB==",${REST}}`,
    `{"payload":"\\u0065${LINK.slice(1)}",${REST}}`,
    `{"payload":"${LINK.slice(0, 40)}\\"${LINK.slice(40)}",${REST}}`,
    // Around it.
    `{"payload":"${LINK}","payloadType":"text/plain","signatures":[]}`,
    `{"payload":"${LINK}","payloadType":"${PAYLOAD_TYPE}","signatures":[{"keyid":"k","sig":"A"}]}`,
    `{"payload":"${LINK}",${REST},"x":1.5}`,
    `{"payload":"${LINK}",${REST},"x":${'['.repeat(70)}${']'.repeat(70)}}`,
    `{"signed":{},"payload":"${LINK}",${REST}}`,
    `payload: "${LINK}"`
  ])('is what the strict reader says: number %#', (text) => {
    for (const way of [(bytes: Bytes) => bytes, referenceBytes]) {
      const careful = told(text, way(CAREFUL))
      expect(told(text, way(NODE_BYTES))).toEqual(careful)
      expect(told(text, way(PORTABLE_BYTES))).toEqual(careful)
    }
  })
  test('of bytes that are no text', () => {
    const [before, after] = [`{"payload":"${LINK}",`, `${REST}}`].map((part) => Buffer.from(part)) as [Buffer, Buffer]
    for (const odd of [[0xff], [0xc3], [0xed, 0xa0, 0x80]]) {
      for (const bytes of [
        Buffer.concat([before, Buffer.from(odd), after]),
        Buffer.concat([Buffer.from(odd), before, after])
      ])
        expect(told(bytes, NODE_BYTES)).toEqual(told(bytes, CAREFUL))
    }
  })
  test('of a payload of more than one piece', () => {
    const long = base64(linkOf('a', { environment: { x: 'y'.repeat(200_000) } }))
    const file = (payload: string): string => `{"payload":"${payload}",${REST}}`
    expect(told(file(long), NODE_BYTES)).toContain('dsse')
    for (const text of [
      long,
      long.slice(0, -4),
      `${long.slice(0, 70_000)}=${long.slice(70_001)}`,
      `-${long.slice(1, -1)}+`
    ])
      expect(told(file(text), NODE_BYTES)).toEqual(told(file(text), CAREFUL))
  })
  test('of bounds', () => {
    const text = `{"payload":"${LINK}",${REST},"x":["a","b"]}`
    for (const memory of [
      0,
      text.length,
      text.length + 400,
      text.length + 600,
      text.length + 800,
      text.length + 1200,
      1 << 20
    ])
      expect(told(text, NODE_BYTES, { memory })).toEqual(told(text, CAREFUL, { memory }))
    for (const maxBytes of [text.length - 1, text.length])
      expect(told(text, NODE_BYTES, { maxBytes })).toEqual(told(text, CAREFUL, { maxBytes }))
  })
})

test('without bounds or bytes of its own it opens as the core would alone', () => {
  const text = Buffer.from(`{"payload":"${LINK}",${REST}}`)
  expect(openEnvelope(text, { source: 'x', maxBytes: 1 << 20, later })?.later('payload')?.escapes).toBe(false)
  expect(openEnvelope(text, { source: 'x', maxBytes: 1 << 20 })).toBeUndefined()
})
