// SPDX-License-Identifier: Apache-2.0
// Fetching trusted roots: what the owners signed is taken, and nothing else.
import { Buffer } from 'node:buffer'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { trustedRoots } from '../../src/sigstore/roots-of-input.ts'
import { httpGet } from '../../src/github/http-get.ts'
import { EMBEDDED_ROOTS, embeddedRootFile } from '../../src/sigstore/embedded-roots.ts'
import { describeTrustedRoot, outOfDate } from '../../src/sigstore/describe-trusted-root.ts'
import { fetchTrustedRoot } from '../../src/sigstore/fetch-trusted-root.ts'
import { TUF_REPOSITORIES } from '../../src/sigstore/tuf-repositories.ts'
import { cli } from '../support/console.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { FaultyService } from '../support/faulty-service.ts'
import { FOREVER, TufKey, TufRepository } from '../support/tuf-repository.ts'

const ROOT = Buffer.from(embeddedRootFile('public-good'))
const OTHER = Buffer.from(embeddedRootFile('github'))
const URL_ = 'https://tuf.test'

const from = (tuf: TufRepository, cacheDirectory?: string, root = tuf.root(1)): Promise<Uint8Array> =>
  fetchTrustedRoot({
    repository: { name: 'ours', url: URL_, root, target: 'trusted_root.json' },
    get: tuf.get,
    cacheDirectory
  })
const refusal = async (tuf: TufRepository, cache?: string): Promise<string> =>
  (await rejectionOf(from(tuf, cache))).code

describe('a trusted root is taken', () => {
  test('when all that leads to it is signed', async () => {
    const tuf = new TufRepository().publish(ROOT)
    expect(Buffer.from(await from(tuf)).equals(ROOT)).toBe(true)
    expect(tuf.asked[0]).toBe('2.root.json')
  })
  test('over roots that came since, each signed by the keys of the one before', async () => {
    const tuf = new TufRepository()
    const first = tuf.root(1, [tuf.rootKey], { expires: '2001-01-01T00:00:00Z' })
    tuf.onlineKey = new TufKey()
    tuf.files.set('2.root.json', tuf.root(2))
    expect(Buffer.from(await from(tuf.publish(ROOT), undefined, first)).equals(ROOT)).toBe(true)
  })
  test('again from the same place, and a newer one later', async () => {
    const cache = directoryWith({})
    const tuf = new TufRepository().publish(ROOT, { version: 3 })
    await from(tuf, cache)
    expect(Buffer.from(await from(tuf, cache)).equals(ROOT)).toBe(true)
    expect(Buffer.from(await from(tuf.publish(OTHER, { version: 4 }), cache)).equals(OTHER)).toBe(true)
  })
})

describe('a trusted root is refused', () => {
  test.each<[string, () => TufRepository]>([
    ['of an empty place', () => new TufRepository()],
    ['signed by somebody else', () => new TufRepository().publish(ROOT, { signer: new TufKey() })],
    ['whose time is over', () => new TufRepository().publish(ROOT, { timestampExpires: '2020-01-01T00:00:00Z' })],
    ['that is not listed', () => new TufRepository().publish(ROOT, { targets: {} })],
    [
      'of which no digest is told',
      () => new TufRepository().publish(ROOT, { targets: { 'trusted_root.json': { length: ROOT.length, hashes: {} } } })
    ],
    [
      'that was replaced',
      () => {
        const tuf = new TufRepository().publish(ROOT)
        for (const path of tuf.files.keys()) if (path.startsWith('targets/')) tuf.files.set(path, OTHER)
        return tuf
      }
    ],
    [
      'after a root that its keys did not sign',
      () => {
        const tuf = new TufRepository().publish(ROOT)
        tuf.files.set('2.root.json', tuf.root(2, [new TufKey()]))
        return tuf
      }
    ],
    [
      'after a root that skips a version',
      () => {
        const tuf = new TufRepository().publish(ROOT)
        tuf.files.set('2.root.json', tuf.root(3))
        return tuf
      }
    ],
    [
      'under a root whose time is over',
      () => {
        const tuf = new TufRepository().publish(ROOT)
        tuf.files.set('2.root.json', tuf.root(2, [tuf.rootKey], { expires: '2020-01-01T00:00:00Z' }))
        return tuf
      }
    ],
    [
      'whose timestamp is cut off',
      () => {
        const tuf = new TufRepository().publish(ROOT)
        tuf.files.set('timestamp.json', (tuf.files.get('timestamp.json') as Buffer).subarray(0, 100))
        return tuf
      }
    ],
    [
      'whose snapshot is of another time',
      () => {
        const tuf = new TufRepository().publish(ROOT, { version: 2 })
        const late = tuf.files.get('2.snapshot.json') as Buffer
        tuf.publish(ROOT, { version: 1 }).files.set('1.snapshot.json', late)
        return tuf
      }
    ]
  ])('%s', async (_what, repository) => {
    const error = await rejectionOf(from(repository()))
    expect([error.code, error.at, error.hint]).toEqual([
      'TRUSTED_ROOT_REFUSED',
      URL_,
      expect.stringContaining('Nothing was taken over')
    ])
  })
  test('that is older than one seen before', async () => {
    const cache = directoryWith({})
    const tuf = new TufRepository().publish(ROOT, { version: 5 })
    await from(tuf, cache)
    expect(await refusal(tuf.publish(OTHER, { version: 4 }), cache)).toBe('TRUSTED_ROOT_REFUSED')
  })
  test('whatever stands in the cache: trust begins with the root that was given', async () => {
    const cache = directoryWith({})
    await from(new TufRepository().publish(ROOT), cache)
    const [place = ''] = readdirSync(cache)
    const thief = new TufRepository().publish(OTHER)
    for (const [name, bytes] of [['root.json', thief.root(1)] as const, ...thief.files])
      if (!name.includes('/')) writeFileSync(join(cache, place, name.replace(/^\d+\./, '')), bytes)
    const tuf = new TufRepository()
    const mixed = new TufRepository()
    for (const [name, bytes] of thief.files) mixed.files.set(name, bytes)
    const error = await rejectionOf(
      fetchTrustedRoot({
        repository: { name: 'ours', url: URL_, root: tuf.root(1), target: 'trusted_root.json' },
        get: mixed.get,
        cacheDirectory: cache
      })
    )
    expect(error.code).toBe('TRUSTED_ROOT_REFUSED')
  })
  test('that is signed and is no trusted root', async () =>
    expect(await refusal(new TufRepository().publish(Buffer.from('{"mediaType":"x"}')))).toBe('TRUSTED_ROOT_INVALID'))
  test('that has a member twice', async () =>
    expect(await refusal(new TufRepository().publish(Buffer.from('{"mediaType":"x","mediaType":"x"}')))).toBe(
      'JSON_MEMBER_DUPLICATE'
    ))
  test('as "could not tell" when nobody answers, when the answer is a fault, and when it is too large', async () => {
    const tuf = new TufRepository().publish(ROOT)
    const repository = { name: 'ours', url: URL_, root: tuf.root(1), target: 'trusted_root.json' }
    const codes = []
    for (const get of [
      () => Promise.reject(new Error('connect ::error::x')),
      () => Promise.resolve({ status: 500, body: Buffer.from('') }),
      () => Promise.resolve({ status: 302, body: Buffer.from('') })
    ]) {
      const error = await rejectionOf(fetchTrustedRoot({ repository, get }))
      codes.push(error.code)
      expect(error.message).not.toContain('\n')
    }
    expect(codes).toEqual(Array.from({ length: 3 }, () => 'TRUSTED_ROOT_UNAVAILABLE'))
    const huge = new TufRepository()
    huge.files.set('2.root.json', Buffer.alloc(2_000_000, 32))
    expect(await refusal(huge)).toBe('TRUSTED_ROOT_REFUSED')
  })
  test('with a cache that cannot be written', async () => {
    const directory = directoryWith({ file: '' })
    expect(await refusal(new TufRepository().publish(ROOT), join(directory, 'file'))).toBe('FILE_UNWRITABLE')
  })
})

describe('the roots with which trust begins', () => {
  test.each(EMBEDDED_ROOTS)('%s are signed by themselves', async (name) => {
    // An empty place: the root is read, and then the timestamp is missing.
    const asked: string[] = []
    const error = await rejectionOf(
      fetchTrustedRoot({
        repository: TUF_REPOSITORIES[name](),
        get: ({ url }) => {
          asked.push(url)
          return Promise.resolve({ status: 404, body: Buffer.from('') })
        }
      })
    )
    expect(error.code).toBe('TRUSTED_ROOT_REFUSED')
    const { signed } = JSON.parse(Buffer.from(TUF_REPOSITORIES[name]().root).toString()) as {
      signed: { version: number }
    }
    expect(asked[0]).toBe(`${TUF_REPOSITORIES[name]().url}/${signed.version + 1}.root.json`)
  })
})

describe('the input trusted-root', () => {
  test('takes roots that are fetched', async () => {
    const asked: string[] = []
    const roots = await trustedRoots('public-good\ntuf:github', undefined, (name) => {
      asked.push(name)
      return Promise.resolve(OTHER)
    })
    expect([roots.length, asked]).toEqual([2, ['github']])
  })
  test('knows no other place', async () => {
    const error = await rejectionOf(trustedRoots('tuf:elsewhere', undefined, () => Promise.reject(new Error('asked'))))
    expect(error.code).toBe('INPUT_INVALID')
  })
  test('is no pass when fetching fails', async () =>
    expect(trustedRoots('tuf:github', undefined, () => Promise.reject(new Error('away')))).rejects.toThrow('away'))
})

describe('a description', () => {
  test.each(EMBEDDED_ROOTS)('of %s has names, fingerprints and times', (name) => {
    const description = describeTrustedRoot(embeddedRootFile(name), name)
    const parties = [
      ...description.certificateAuthorities,
      ...description.logs,
      ...description.certificateLogs,
      ...description.timestampAuthorities
    ]
    expect(parties.length).toBeGreaterThan(3)
    for (const { fingerprint, start, url } of parties) {
      expect(fingerprint).toMatch(/^(?!e3b0c442)[0-9a-f]{64}$/)
      expect(start).toMatch(/^20\d\d-/)
      expect(url).not.toBe('')
    }
  })
  test('says what no longer counts', () => {
    const description = describeTrustedRoot(ROOT, 'x')
    expect(outOfDate(description, Date.parse('2026-06-01'))).toEqual([])
    expect(outOfDate(description, Date.parse('2001-01-01'))).toEqual([
      'certificate authority',
      'log',
      'certificate log',
      'timestamp authority'
    ])
  })
})

const service = new FaultyService()
beforeAll(() => service.start())
afterAll(() => service.stop())
beforeEach(() => {
  service.asked.length = 0
})

describe('on the command line', () => {
  const serve = (tuf: TufRepository): void => {
    service.answer = (request, response) => {
      const body = tuf.files.get((request.url ?? '').slice(1))
      response.writeHead(body === undefined ? 404 : 200).end(body)
    }
  }
  test('a root of your own is fetched, kept, and shown', async () => {
    const tuf = new TufRepository().publish(ROOT)
    const directory = directoryWith({ 'root.json': tuf.root(1).toString() })
    serve(tuf)
    const words = ['trusted-root', 'fetch', '--tuf-url', service.origin, '--tuf-root', 'root.json', '--cache', 'cache']
    const printed = await cli(directory, words)
    expect([printed.status, printed.stdoutBytes.equals(ROOT)]).toEqual([0, true])
    const written = await cli(directory, [...words, '-o', 'trusted_root.json'])
    expect([written.status, readFileSync(join(directory, 'trusted_root.json')).equals(ROOT)]).toEqual([0, true])
    const shown = await cli(directory, ['trusted-root', 'show', 'trusted_root.json'], { now: Date.parse('2026-06-01') })
    expect([shown.status, shown.stdout]).toEqual([
      0,
      expect.stringMatching(/rekor\.sigstore\.dev.*sha256:[0-9a-f]{64}/)
    ])
    expect(shown.stdout).not.toContain('warning')
  })
  test('nothing is written when it is refused', async () => {
    const tuf = new TufRepository().publish(ROOT, { signer: new TufKey() })
    const directory = directoryWith({ 'root.json': tuf.root(1).toString(), 'trusted_root.json': 'old' })
    serve(tuf)
    const words = ['trusted-root', 'fetch', `--tuf-url=${service.origin}`, '--tuf-root=root.json', '--cache=cache']
    const { status, stderr } = await cli(directory, [...words, '--output=trusted_root.json'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('trusted_root_refused')])
    expect(readFileSync(join(directory, 'trusted_root.json'), 'utf8')).toBe('old')
  })
  test('what the tool carries is shown as JSON, and warned of when it is old', async () => {
    const { status, stdout } = await cli(directoryWith({}), ['trusted-root', 'show', '--json'])
    const { roots } = JSON.parse(stdout) as { roots: { name: string }[] }
    expect([status, roots.map(({ name }) => name)]).toEqual([0, [...EMBEDDED_ROOTS]])
    const old = await cli(directoryWith({}), ['trusted-root', 'show', 'github'], { now: Date.parse(FOREVER) - 1 })
    expect(old.status).toBe(0)
  })
  test.each([
    [['fetch']],
    [['fetch', 'elsewhere']],
    [['fetch', 'github', '--tuf-url', 'https://x']],
    [['fetch', '--tuf-url', 'https://x']],
    [['fetch', '--tuf-url', 'ftp://x', '--tuf-root', 'root.json']]
  ])('%j is called wrongly', async (words) => {
    const { status, stderr } = await cli(directoryWith({ 'root.json': '{}' }), ['trusted-root', ...words])
    expect([status, stderr]).toEqual([2, expect.stringContaining('#usage')])
  })
})

describe('fetching over http', () => {
  const POLICY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 5 }
  const ask = (timeoutMs = 60_000): ReturnType<typeof httpGet> =>
    httpGet({ url: `${service.origin}/x`, timeoutMs, maxBytes: 100 }, POLICY)
  test('tries again what may pass', async () => {
    service.answer = (_request, response, call) => response.writeHead(call < 3 ? 503 : 200).end('ok')
    expect((await ask()).body.toString()).toBe('ok')
  })
  test('follows nobody elsewhere', async () => {
    service.answer = (_request, response) => response.writeHead(302, { location: '/y' }).end()
    expect([(await ask()).status, service.asked]).toEqual([302, ['/x']])
  })
  test('has bounds', async () => {
    service.answer = (_request, response) => response.end('x'.repeat(200))
    await expect(ask()).rejects.toThrow('more than 100 bytes')
    service.answer = (_request, response) => void response.write('x')
    await expect(ask(300)).rejects.toThrow(/no answer in 300 ms|aborted|timeout/i)
  })
  test('waits no longer than it was told, though something comes all the time', async () => {
    const drips: NodeJS.Timeout[] = []
    service.answer = (request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n')
      drips.push(setInterval(() => request.socket.write('x-drip: 1\r\n'), 50))
    }
    await expect(
      httpGet({ url: `${service.origin}/x`, timeoutMs: 300, maxBytes: 100 }, { ...POLICY, attempts: 1 })
    ).rejects.toThrow('no answer in 300 ms')
    drips.forEach(clearInterval)
  })
})
