// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { escapeUntrusted } from '../../src/base/escape-untrusted.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf, NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import { signMetadata, type SigningIdentity, type WrapperFormat } from '../../src/intoto/envelope/sign-metadata.ts'
import { readSignedMetadata } from '../../src/intoto/envelope/signed-metadata.ts'
import { jsonObject } from '../../src/intoto/json/json-value.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import type { BegunValue } from '../../src/intoto/link/begun.ts'
import { encodeLink } from '../../src/intoto/link/encode-link.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { begunFileName, foreignUnfinishedFileName } from '../../src/intoto/link/link-file-name.ts'
import type { RunBinding } from '../../src/intoto/link/run-binding.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { readBegun, removeBegun, writeBegun, type BegunPlace } from '../../src/stages/unfinished-link.ts'
import { writeLink } from '../../src/stages/write-link.ts'
import { directoryWith } from '../support/directory.ts'
import { errorOf, rejectionOf } from '../support/errors.ts'
import { encodeBegun, signAsBegun } from '../support/begun.ts'
import { plain } from '../support/json.ts'
import { ArtifactTable } from '../../src/intoto/artifacts/artifact-table.ts'

function newKey(): SigningIdentity {
  const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'test' })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}
const [OURS, OTHER] = [newKey(), newKey()]
const UNKNOWN = '0'.repeat(32) as BegunValue

const linkOf = (name: string, run: RunBinding = {}): Link => ({
  name,
  command: ['make'],
  materials: artifactsOf([['src/a.c' as ArtifactPath, digestSet([['sha256', 'a'.repeat(64)]])]]),
  products: NO_ARTIFACTS,
  byproducts: new Map(),
  environment: Object.keys(run).length === 0 ? new Map() : jsonObject({ run: jsonObject({ ...run }) })
})
const placeOf = (name = 'build', signing = OURS): BegunPlace => ({ name, directory: directoryWith(), signing })
const begin = (place: BegunPlace, run: RunBinding = {}): { value: BegunValue; path: string } =>
  writeBegun(place, linkOf(place.name, run))
const read = (place: BegunPlace, value?: BegunValue, run: RunBinding = {}): ReturnType<typeof readBegun> =>
  readBegun(place, { value, run })
const refusal = (place: BegunPlace, value?: BegunValue, run: RunBinding = {}): ReturnType<typeof rejectionOf> =>
  rejectionOf(read(place, value, run))

describe('the beginning of a step', () => {
  test('is read as it was written, with its value and without', async () => {
    const place = placeOf()
    const { value, path } = begin(place)
    for (const found of [await read(place), await read(place, value)]) {
      expect([found.value, found.path]).toEqual([value, path])
      expect(plain(encodeLink(found.link))).toEqual(plain(encodeLink(linkOf('build'))))
      expect(found.link.materials).toBeInstanceOf(ArtifactTable)
    }
  })
  test('has a value of its own each time', () => {
    const place = placeOf()
    const values = Array.from({ length: 20 }, () => begin(place).value)
    expect(new Set(values).size).toBe(20)
    for (const value of values) expect(value).toMatch(/^[0-9a-f]{32}$/)
  })
  test('is not there before it is started', async () => {
    const { code, hint } = await refusal(placeOf())
    expect([code, hint]).toEqual(['RECORDING_NOT_STARTED', expect.stringContaining('record start')])
    expect((await refusal(placeOf(), UNKNOWN)).code).toBe('RECORDING_NOT_STARTED')
  })
  test('is one of its key, its step and its value only', async () => {
    const place = placeOf()
    const { value } = begin(place)
    expect((await refusal({ ...place, signing: OTHER })).code).toBe('RECORDING_NOT_STARTED')
    expect((await refusal({ ...place, name: 'pack' }, value)).code).toBe('RECORDING_NOT_STARTED')
    const { code, hint } = await refusal(place, UNKNOWN)
    expect([code, hint]).toEqual(['RECORDING_NOT_STARTED', expect.stringContaining(value)])
  })
  test('must be named where there are several', async () => {
    const place = placeOf()
    const [first, second] = [begin(place), begin(place)]
    const { code, message, hint } = await refusal(place)
    expect([code, hint]).toEqual(['RECORDING_AMBIGUOUS', expect.stringContaining('--begun')])
    for (const { value } of [first, second]) expect(message).toContain(value)
    expect((await read(place, second.value)).path).toBe(second.path)
    removeBegun(second)
    expect((await read(place)).path).toBe(first.path)
  })
  test('may be demanded to be of a run', async () => {
    const place = placeOf()
    begin(place, { id: '7', commit: 'abc' })
    expect((await read(place, undefined, { id: '7' })).link.name).toBe('build')
    expect((await refusal(place, undefined, { id: '8' })).code).toBe('RECORDING_OTHER')
    expect((await refusal(place, undefined, { id: '7', commit: 'abd' })).code).toBe('RECORDING_OTHER')
    const unbound = placeOf()
    begin(unbound)
    for (const [run, flag] of [
      [{ id: '7' }, '--run-id'],
      [{ commit: 'abc' }, '--commit']
    ] as const) {
      const { code, hint } = await refusal(unbound, undefined, run)
      expect([code, hint]).toEqual([
        'RECORDING_OTHER',
        expect.stringContaining(`Give ${flag} to \`record start\`, too`)
      ])
    }
  })
  test('is told by its value when it is of another step, or of another key', async () => {
    const place = placeOf('test')
    const { value } = begin(place)
    const hint = async (other: BegunPlace, wanted = value): Promise<string | undefined> =>
      (await refusal(other, wanted)).hint
    const pack = { ...place, name: 'pack' }
    expect(await hint(pack)).toMatch(/^That value belongs to step "test"\. Nothing was started here/)
    expect(await hint({ ...place, signing: OTHER })).toMatch(/^That value belongs to another key\./)
    const own = begin(pack)
    expect(await hint(pack)).toBe(
      `That value belongs to step "test". The one that was started here has the value ${own.value}.`
    )
    expect(await hint(pack, UNKNOWN)).toMatch(
      /^The one that was started here has the value [0-9a-f]{32}\. Give the value/
    )
    for (let more = 0; more < 5; more += 1) begin(pack)
    expect(await hint(pack, UNKNOWN)).toMatch(
      /^Those that were started here have the values ([0-9a-f]{32}, ){4}[0-9a-f]{32} and more\. Give/
    )
  })
  test('is removed when it is complete, and may be gone already', () => {
    const place = placeOf()
    const [done, kept] = [begin(place), begin(place)]
    removeBegun(done)
    expect([existsSync(done.path), existsSync(kept.path)]).toEqual([false, true])
    expect(() => removeBegun(done)).not.toThrow()
  })
  test('of another tool is told apart', async () => {
    const place = placeOf()
    writeFileSync(join(place.directory, foreignUnfinishedFileName('build', OURS.keyId)), '{}')
    const { code, hint } = await refusal(place)
    expect([code, hint]).toEqual(['RECORDING_NOT_STARTED', expect.stringContaining('one tool')])
  })
})

describe('a beginning is never a link', () => {
  test('under the name of one', () => {
    const { path } = begin(placeOf())
    const error = errorOf(() => readSignedMetadata(readFileSync(path), { source: 'build.link', maxBytes: 10_000 }))
    expect([error.code, error.hint]).toEqual(['METADATA_PAYLOAD_TYPE', expect.stringContaining('never ended')])
  })
  test('with the payload type of one: the signature covers the type', async () => {
    const place = placeOf()
    const { path } = begin(place)
    const text = readFileSync(path, 'utf8').replace('vnd.in-toto-actions.begun+json', 'vnd.in-toto+json')
    const metadata = readSignedMetadata(Buffer.from(text), { source: 'build.link', maxBytes: 10_000 })
    expect(metadata.kind).toBe('other')
    const { SignatureChecker } = await import('../../src/intoto/verification/check-signatures.ts')
    const { NODE_PORTS } = await import('../../src/signing/node-ports.ts')
    for (const compatibility of ['strict', 'reference'] as const) {
      const checker = new SignatureChecker(metadata, compatibility, NODE_PORTS.signatures)
      expect(await checker.check(OURS.signer.publicKey, [OURS.keyId], true)).toBe('invalid')
    }
  })
  test('as a Metablock or a bundle around the same', () => {
    const { path } = begin(placeOf())
    const envelope = JSON.parse(readFileSync(path, 'utf8')) as { payload: string; signatures: unknown }
    const signed = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as unknown
    const metablock = JSON.stringify({ signed, signatures: [{ keyid: OURS.keyId, sig: '00' }] })
    expect(readSignedMetadata(Buffer.from(metablock), { source: 'x', maxBytes: 10_000 }).kind).toBe('other')
    const bundle = JSON.stringify({ dsseEnvelope: envelope })
    expect(errorOf(() => readSignedMetadata(Buffer.from(bundle), { source: 'x', maxBytes: 10_000 })).code).toBe(
      'METADATA_PAYLOAD_TYPE'
    )
  })
})

describe('a beginning is not believed', () => {
  /** What is put in the place of a beginning, and what is said of it. */
  async function replaced(put: (path: string, place: BegunPlace, value: BegunValue) => void): Promise<string> {
    const place = placeOf()
    const { path, value } = begin(place)
    put(path, place, value)
    const { code, at } = await refusal(place, value)
    expect(at).toContain(escapeUntrusted(path))
    return code
  }

  test.each<WrapperFormat>(['dsse', 'metablock'])('when it is a finished link of the step, as %s', async (format) =>
    expect(
      await replaced((path, place) => renameSync(writeLink({ ...place, link: linkOf('build'), format }), path))
    ).toBe('RECORDING_TAMPERED')
  )
  test('when it is a finished link whose payload says that it is a beginning', async () =>
    expect(
      await replaced((path, _place, value) =>
        writeFileSync(
          path,
          signMetadata({ payload: encodeBegun({ value, link: linkOf('build') }), format: 'dsse', signers: [OURS] })
        )
      )
    ).toBe('RECORDING_TAMPERED'))
  test('when it is a link that was signed as a beginning', async () =>
    expect(await replaced((path) => writeFileSync(path, signAsBegun(encodeLink(linkOf('build')), [OURS])))).toBe(
      'METADATA_TYPE_UNKNOWN'
    ))
  test('when it is an earlier beginning of the step', async () =>
    expect(
      await replaced((path, place) => {
        const earlier = begin({ ...place, directory: directoryWith() })
        copyFileSync(earlier.path, path)
      })
    ).toBe('RECORDING_OTHER'))
  test('when its value was changed to the one that is demanded', async () =>
    expect(
      await replaced((path, place, value) => {
        const earlier = begin({ ...place, directory: directoryWith() })
        const envelope = JSON.parse(readFileSync(earlier.path, 'utf8')) as { payload: string }
        const payload = Buffer.from(envelope.payload, 'base64').toString().replace(earlier.value, value)
        writeFileSync(path, JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') }))
      })
    ).toBe('RECORDING_TAMPERED'))
  test('when its value is none', async () =>
    expect(
      await replaced((path) =>
        writeFileSync(path, signAsBegun(encodeBegun({ value: 'x' as BegunValue, link: linkOf('build') }), [OURS]))
      )
    ).toBe('METADATA_VALUE_INVALID'))
  test('when another key signed it, also under the id of ours', async () => {
    for (const signing of [OTHER, { ...OTHER, keyId: OURS.keyId }])
      expect(
        await replaced((path, _place, value) =>
          writeFileSync(path, signAsBegun(encodeBegun({ value, link: linkOf('build') }), [signing]))
        )
      ).toBe('RECORDING_TAMPERED')
  })
  test('when nobody signed it', async () =>
    expect(
      await replaced((path, _place, value) =>
        writeFileSync(path, signAsBegun(encodeBegun({ value, link: linkOf('build') }), []))
      )
    ).toBe('RECORDING_TAMPERED'))
  test('when it is of another step', async () => {
    const place = placeOf()
    const { path, value } = begin(place)
    writeFileSync(path, signAsBegun(encodeBegun({ value, link: linkOf('pack') }), [OURS]))
    const { code, message } = await refusal(place, value)
    expect([code, message]).toEqual(['RECORDING_OTHER', expect.stringContaining('"pack"')])
  })
  test('when it is no JSON', async () =>
    expect(await replaced((path) => writeFileSync(path, 'no JSON'))).toBe('JSON_SYNTAX'))
})

describe('nothing but a plain file of bounded size is read as a beginning', () => {
  test.each<[string, (path: string, place: BegunPlace) => void, string]>([
    ['a directory', (path) => mkdirSync(path), 'FILE_UNREADABLE'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'FILE_UNREADABLE'],
    ['a link to a device without end', (path) => symlinkSync('/dev/zero', path), 'FILE_UNREADABLE'],
    ['a link to a terminal', (path) => symlinkSync('/dev/tty', path), 'FILE_UNREADABLE'],
    [
      'a link to a beginning',
      (path, place) => symlinkSync(begin({ ...place, directory: directoryWith() }).path, path),
      'FILE_UNREADABLE'
    ],
    ['a link to itself', (path) => symlinkSync(path, path), 'FILE_UNREADABLE'],
    [
      'a file with one byte too many',
      (path) => {
        writeFileSync(path, '')
        truncateSync(path, LIMITS.linkBytes + 1)
      },
      'JSON_TOO_LARGE'
    ]
  ])('%s', async (_what, put, code) => {
    const place = placeOf()
    const { path, value } = begin(place)
    rmSync(path)
    put(path, place)
    for (const wanted of [value, undefined]) expect((await refusal(place, wanted)).code).toBe(code)
  })
  test('an empty one is no JSON', async () => {
    const place = placeOf()
    writeFileSync(join(place.directory, begunFileName('build', OURS.keyId, UNKNOWN)), '')
    expect((await refusal(place)).code).toMatch(/^JSON_/)
  })
})
