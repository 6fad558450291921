// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { escapeUntrusted } from '../../src/base/escape-untrusted.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { digestSet, type ArtifactPath } from '../../src/intoto/artifacts/artifacts.ts'
import { artifactsOf, NO_ARTIFACTS } from '../../src/intoto/artifacts/build-artifacts.ts'
import type { SigningIdentity, WrapperFormat } from '../../src/intoto/envelope/sign-metadata.ts'
import { keyIdOf } from '../../src/intoto/keys/derive-key-id.ts'
import type { Link } from '../../src/intoto/link/link.ts'
import { unfinishedLinkFileName } from '../../src/intoto/link/link-file-name.ts'
import { generateKey } from '../../src/signing/generate-key.ts'
import { loadPrivateKey } from '../../src/signing/key-signer.ts'
import { readUnfinishedLink, removeUnfinishedLink, type UnfinishedLinkPlace } from '../../src/stages/unfinished-link.ts'
import { writeLink } from '../../src/stages/write-link.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

function newKey(): SigningIdentity {
  const signer = loadPrivateKey({ pem: generateKey({ type: 'ed25519' }).privatePem, source: 'test' })
  return { signer, keyId: keyIdOf(signer.publicKey, 'current') }
}
const [OURS, OTHER] = [newKey(), newKey()]

const linkOf = (name: string): Link => ({
  name,
  command: ['make'],
  materials: artifactsOf([['src/a.c' as ArtifactPath, digestSet([['sha256', 'a'.repeat(64)]])]]),
  products: NO_ARTIFACTS,
  byproducts: new Map(),
  environment: new Map()
})
const placeOf = (name = 'build', signing = OURS): UnfinishedLinkPlace => ({ name, directory: directoryWith(), signing })
const pathOf = ({ name, directory, signing }: UnfinishedLinkPlace): string =>
  join(directory, unfinishedLinkFileName(name, signing.keyId))
const begin = (place: UnfinishedLinkPlace, format: WrapperFormat = 'dsse'): string =>
  writeLink({ ...place, link: linkOf(place.name), format, state: 'unfinished' })

/** Whatever is wrong, the error says where. */
async function refusalOf(
  place: UnfinishedLinkPlace
): Promise<{ code: string; hint: string | undefined; cause: unknown }> {
  const { code, at, hint, cause } = await rejectionOf(readUnfinishedLink(place))
  expect(at).toContain(escapeUntrusted(pathOf(place)))
  return { code, hint, cause }
}

describe('an unfinished recording', () => {
  test.each<WrapperFormat>(['dsse', 'metablock'])('is read as it was written, as %s', async (format) => {
    const place = placeOf()
    expect(begin(place, format)).toBe(pathOf(place))
    const [read, written] = [await readUnfinishedLink(place), linkOf('build')]
    expect(read).toEqual(written)
    expect([...read.materials]).toEqual([...written.materials])
  })
  test('is not there before it is started', async () => {
    const { code, hint } = await refusalOf(placeOf())
    expect(code).toBe('RECORDING_NOT_STARTED')
    expect(hint).toContain('record start')
  })
  test('is one of its key and its step only', async () => {
    const place = placeOf()
    begin(place)
    expect((await refusalOf({ ...place, signing: OTHER })).code).toBe('RECORDING_NOT_STARTED')
    expect((await refusalOf({ ...place, name: 'pack' })).code).toBe('RECORDING_NOT_STARTED')
  })
  test.each<[string, (path: string) => unknown]>([
    ['a directory', (path) => mkdirSync(path)],
    ['a pipe into which nobody writes', (path) => execFileSync('mkfifo', [path])],
    ['a device without end', (path) => symlinkSync('/dev/zero', path)]
  ])('is no %s', async (_what, make) => {
    const place = placeOf()
    make(pathOf(place))
    expect((await refusalOf(place)).code).toBe('FILE_UNREADABLE')
  })
  test('is read up to a bound', async () => {
    const place = placeOf()
    writeFileSync(pathOf(place), '')
    truncateSync(pathOf(place), LIMITS.linkBytes + 1)
    expect((await refusalOf(place)).code).toBe('JSON_TOO_LARGE')
  })
  test('must be metadata', async () => {
    const place = placeOf()
    writeFileSync(pathOf(place), 'no JSON')
    expect((await refusalOf(place)).code).toBe('JSON_SYNTAX')
  })
})

describe('an unfinished recording is not believed', () => {
  test('when it was changed', async () => {
    const place = placeOf()
    const path = begin(place)
    const envelope = JSON.parse(readFileSync(path, 'utf8')) as { payload: string }
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('make', 'fake')
    writeFileSync(path, JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') }))
    const { code, hint } = await refusalOf(place)
    expect(code).toBe('RECORDING_TAMPERED')
    expect(hint).toContain('Start the recording again')
  })
  test('when another key signed it', async () => {
    const place = placeOf()
    renameSync(begin({ ...place, signing: OTHER }), pathOf(place))
    expect((await refusalOf(place)).code).toBe('RECORDING_TAMPERED')
  })
  test('when another key signed it under the id of ours', async () => {
    const place = placeOf()
    begin({ ...place, signing: { ...OTHER, keyId: OURS.keyId } })
    expect((await refusalOf(place)).code).toBe('RECORDING_TAMPERED')
  })
  test('when nobody signed it', async () => {
    const place = placeOf()
    renameSync(writeLink({ ...place, link: linkOf('build'), format: 'dsse', signing: undefined }), pathOf(place))
    expect((await refusalOf(place)).code).toBe('RECORDING_TAMPERED')
  })
  test('when it is of another step', async () => {
    const place = placeOf()
    renameSync(begin({ ...place, name: 'pack' }), pathOf(place))
    expect((await refusalOf(place)).code).toBe('RECORDING_TAMPERED')
    expect((await rejectionOf(readUnfinishedLink(place))).message).toContain('"pack"')
  })
})

test('a recording that is complete is removed, and may be gone already', () => {
  const place = placeOf()
  const kept = begin({ ...place, name: 'pack' })
  begin(place)
  removeUnfinishedLink(place)
  expect(existsSync(pathOf(place))).toBe(false)
  expect(existsSync(kept)).toBe(true)
  expect(() => removeUnfinishedLink(place)).not.toThrow()
})
