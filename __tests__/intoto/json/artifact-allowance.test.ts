// SPDX-License-Identifier: Apache-2.0
// A link of a million files may be read, and nothing else that is as large: what counts as files has a bound of its own.
// Memory is what the reader estimates.
import { Buffer } from 'node:buffer'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/base/limits.ts'
import { readSignedMetadata } from '../../../src/intoto/envelope/signed-metadata.ts'
import { readJson } from '../../../src/intoto/json/read-json.ts'
import { errorOf } from '../../support/errors.ts'

const LONG = 'a'.repeat(LIMITS.shortestDigest)
const many = (piece: (index: number) => string, count = 200): string =>
  Array.from({ length: count }, (_, index) => piece(index)).join(',')
const file = (index: number): string => `"${String(index).padStart(4, '0')}":{"sha256":"${LONG}"}`
const link = (members: string, type = '"_type":"link"'): string => `{${type},${members}}`

/** The code of reading with little memory for values, and much for artifacts. */
const code = (text: string): string | undefined => {
  try {
    readJson(Buffer.from(text), {
      source: 'x',
      maxBytes: 1 << 20,
      memory: text.length + 6000,
      artifactMemory: text.length + 200_000
    })
    return undefined
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('a link may take more memory for', () => {
  test.each([
    ['materials', link(`"materials":{${many(file)}}`)],
    ['products', link(`"products":{${many(file)}}`)],
    [
      'files that are written with spaces',
      link(`"products" : { ${many((index) => `"${index}" : {\n "sha256" : "${LONG}"}`)} }`)
    ],
    [
      'files with two digests',
      link(`"products":{${many((index) => `"${index}":{"sha256":"${LONG}","sha512":"${LONG}b"}`)}}`)
    ],
    ['files beside little else', link(`"environment":{"a":["b"]},"products":{${many(file)}},"x":1`)]
  ])('%s', (_what, text) => expect(code(text)).toBeUndefined())
})

describe('not for', () => {
  test.each([
    ['a document of another type', link(`"products":{${many(file)}}`, '"_type":"layout"')],
    ['a document whose type comes later', `{"products":{${many(file)}},"_type":"link"}`],
    ['another member', link(`"environment":{${many(file)}}`)],
    ['files further down', link(`"environment":{"products":{${many(file)}}}`)],
    ['a list of files', link(`"products":[${many((index) => `{${file(index)}}`)}]`)],
    ['files without digests', link(`"products":{${many((index) => `"${index}":{ }`)}}`)],
    ['files with a text', link(`"products":{${many((index) => `"${index}":"${LONG}"`)}}`)],
    ['files with short digests', link(`"products":{${many((index) => `"${index}":{"a":"0123"}`)}}`)],
    ['files with an object for a digest', link(`"products":{${many((index) => `"${index}":{"a":{"b":"${LONG}"}}`)}}`)],
    ['a file with many digests', link(`"products":{"a":{${many((index) => `"${index}":"${LONG}"`)}}}`)],
    ['lists beside files', link(`"products":{${many(file, 3)}},"x":[${many(() => '[1]')}]`)]
  ])('%s', (_what, text) => expect(code(text)).toBe('JSON_TOO_MANY_VALUES'))
  test('more files than that', () => {
    expect(code(link(`"products":{${many(file, 2000)}}`))).toBe('JSON_TOO_MANY_VALUES')
  })
  test('a Metablock that nobody signed', () => {
    const text = `{"signatures":[],"signed":${link(`"products":{${many(file)}}`)}}`
    const read = (artifactMemory?: number) =>
      readSignedMetadata(Buffer.from(text), {
        source: 'x',
        maxBytes: 1 << 20,
        memory: text.length + 6000,
        artifactMemory
      })
    expect(errorOf(() => read().payload).code).toBe('JSON_TOO_MANY_VALUES')
    expect(
      read(1 << 20)
        .payload.member('products')
        .object().size
    ).toBe(200)
    expect(read().signedPayload.member('products').object().size).toBe(200)
  })
})

test('of a wrapper, only what is needed at once is built', () => {
  const text = `{"a":[${many(() => '[""]', 500)}],"payload":"","payloadType":"x","signatures":[]}`
  const read = (memory: number) => () =>
    readSignedMetadata(Buffer.from(text), { source: 'x', maxBytes: 1 << 20, memory: text.length + memory })
  expect(errorOf(read(3000)).code).toBe('METADATA_PAYLOAD_TYPE')
})
