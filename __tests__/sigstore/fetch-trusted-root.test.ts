// SPDX-License-Identifier: Apache-2.0
// What a place of trusted roots may not get away with, and what it leaves behind.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { embeddedRootFile } from '../../src/sigstore/embedded-roots.ts'
import { fetchTrustedRoot } from '../../src/sigstore/fetch-trusted-root.ts'
import type { HttpGet } from '../../src/sigstore/http-get.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { TufKey, TufRepository } from '../support/tuf-repository.ts'

const ROOT = Buffer.from(embeddedRootFile('public-good'))
const fetched = (tuf: TufRepository, { url = 'https://tuf.test', get = tuf.get } = {}): Promise<Uint8Array> =>
  fetchTrustedRoot({ repository: { name: 'ours', url, root: tuf.root(1), target: 'trusted_root.json' }, get })
const digestOf = (algorithm: string): string => createHash(algorithm).update(ROOT).digest('hex')
/** A repository whose metadata tell these digests, and that has the file wherever somebody may look for it. */
const telling = (hashes: Readonly<Record<string, string>>): TufRepository => {
  const tuf = new TufRepository()
  tuf.publish(ROOT, { targets: { 'trusted_root.json': { length: ROOT.length, hashes } } })
  for (const prefix of ['', 'undefined.', ...Object.values(hashes).map((digest) => `${digest}.`)])
    tuf.files.set(`targets/${prefix}trusted_root.json`, ROOT)
  return tuf
}

describe('a target', () => {
  test.each(['sha256', 'sha512'])('is taken by its %s', async (algorithm) =>
    expect(Buffer.from(await fetched(telling({ [algorithm]: digestOf(algorithm) }))).equals(ROOT)).toBe(true)
  )
  test.each([[[]], [['md5']], [['sha1']], [['md5', 'sha1']]])('is not taken by %j alone', async (algorithms) => {
    const hashes = Object.fromEntries(algorithms.map((algorithm) => [algorithm, digestOf(algorithm)]))
    expect((await rejectionOf(fetched(telling(hashes)))).code).toBe('TRUSTED_ROOT_REFUSED')
  })
  test('that has one digest of two is not taken', async () => {
    const hashes = { sha256: digestOf('sha256'), sha512: createHash('sha512').update('other').digest('hex') }
    expect((await rejectionOf(fetched(telling(hashes)))).code).toBe('TRUSTED_ROOT_REFUSED')
  })
})

test('an address may end with a slash', async () => {
  const tuf = new TufRepository().publish(ROOT)
  expect(Buffer.from(await fetched(tuf, { url: 'https://tuf.test/' })).equals(ROOT)).toBe(true)
  expect(tuf.asked.filter((path) => path.startsWith('/'))).toEqual([])
})

describe('a place that says 403 of what is not there', () => {
  const hiding =
    (tuf: TufRepository): HttpGet =>
    async (request) => {
      const answer = await tuf.get(request)
      return answer.status === 404 ? { ...answer, status: 403 } : answer
    }
  test('may give a root', async () => {
    const tuf = new TufRepository().publish(ROOT)
    expect(Buffer.from(await fetched(tuf, { get: hiding(tuf) })).equals(ROOT)).toBe(true)
  })
  test('is refused for what it gives, and not excused as one that cannot be reached', async () => {
    const tuf = new TufRepository().publish(ROOT, { signer: new TufKey() })
    expect((await rejectionOf(fetched(tuf, { get: hiding(tuf) }))).code).toBe('TRUSTED_ROOT_REFUSED')
  })
})

describe('nothing is left in the directory for temporary files', () => {
  const before = process.env['TMPDIR']
  let directory = ''
  beforeEach(() => {
    directory = `${directoryWith({})}/tmp`
    mkdirSync(directory)
    process.env['TMPDIR'] = directory
  })
  afterEach(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  })
  test('when a root was taken', async () => {
    await fetched(new TufRepository().publish(ROOT))
    expect(readdirSync(directory)).toEqual([])
  })
  test('when one was refused', async () => {
    await rejectionOf(fetched(new TufRepository().publish(ROOT, { signer: new TufKey() })))
    expect(readdirSync(directory)).toEqual([])
  })
})
