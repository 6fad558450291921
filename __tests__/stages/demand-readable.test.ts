// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/base/limits.ts'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf, NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import { jsonObject, type JsonObject, type JsonValue } from '../../src/intoto/json/json-value.ts'
import { writeJson } from '../../src/intoto/json/write-json.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { withRecordedHalf } from '../../src/intoto/link/recording-notes.ts'
import { encodeStatement } from '../../src/intoto/link/statement.ts'
import { ArtifactNames } from '../../src/recording/artifact-names.ts'
import { demandFileSize, demandReadable, demandReadableStatement } from '../../src/stages/demand-readable.ts'
import { writeLink } from '../../src/stages/write-link.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf } from '../support/errors.ts'

const NOTHING: JsonObject = new Map()
const linkWith = (environment: JsonObject): Link => ({
  name: 's',
  command: [],
  materials: NO_ARTIFACTS,
  products: artifactsOf([['a' as ArtifactPath, digestSet([['sha256', '00'.repeat(32)]])]]),
  byproducts: NOTHING,
  environment
})
const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `l${index}`)
const half = (part: Partial<Parameters<typeof withRecordedHalf>[2]>): JsonObject =>
  withRecordedHalf(NOTHING, 'products', { paths: ['.'], leftOut: new Map(), ...part })
const directories = (count: number, each: number): JsonObject =>
  half({ directories: new Map(lines(count).map((name) => [`dir:${name}`, lines(each)])) })
const recording = (exclude: JsonValue): JsonObject => jsonObject({ recording: jsonObject({ exclude }) })

describe('a link that no reader takes is not written', () => {
  test.each<[string, JsonObject, RegExp]>([
    ['directories with their lines', directories(600, 90), /begins with `!`/],
    ['exclude patterns', recording(lines(LIMITS.leftOutLines + 1)), /exclude patterns/],
    [
      'patterns that hid files',
      half({ leftOut: new Map(lines(LIMITS.leftOutLines + 1).map((line) => [line, 1])) }),
      /exclude patterns/
    ]
  ])('for its %s', (_what, environment, hint) => {
    const directory = directoryWith()
    const link = linkWith(environment)
    const error = errorOf(() => writeLink({ link, directory, format: 'dsse', signing: undefined }))
    expect([error.code, error.hint]).toEqual(['RECORDING_TOO_LARGE', expect.stringMatching(hint)])
    expect(error.message).toMatch(/"s" .* at most \d+ are read/)
    expect(readdirSync(directory)).toEqual([])
    const statement = Buffer.from(writeJson(encodeStatement(link, 'https://github.com')))
    expect(errorOf(() => demandReadableStatement('s', statement)).code).toBe('RECORDING_TOO_LARGE')
  })
  test('for what its values take of memory', () => {
    const link = { ...linkWith(NOTHING), byproducts: jsonObject({ stdout: lines(1000) }) }
    expect(() => demandReadable(link, 100_000)).not.toThrow()
    const error = errorOf(() => demandReadable(link, 10_000))
    expect([error.code, error.hint]).toEqual(['RECORDING_TOO_LARGE', expect.stringMatching(/fewer files/)])
  })
  test('for the size of its file, or of its bundle', () => {
    expect(errorOf(() => demandFileSize('s', LIMITS.linkBytes + 1)).code).toBe('RECORDING_TOO_LARGE')
    expect(errorOf(() => demandReadableStatement('s', new Uint8Array(48 * 1024 * 1024))).code).toBe(
      'RECORDING_TOO_LARGE'
    )
  })
  test('for the name of a file', () => {
    const names = new ArtifactNames([])
    const nameOf = (length: number): string => names.name({ scheme: '', path: 'x'.repeat(length) })
    expect(nameOf(LIMITS.nameLength)).toHaveLength(LIMITS.nameLength)
    expect(errorOf(() => nameOf(LIMITS.nameLength + 1)).code).toBe('RECORD_UNREADABLE')
  })
})

test('what is at the bounds is written', () => {
  const at = [directories(500, 99), recording(lines(LIMITS.leftOutLines))]
  for (const environment of at) expect(() => demandReadable(linkWith(environment))).not.toThrow()
  expect(() => demandFileSize('s', LIMITS.linkBytes)).not.toThrow()
})
