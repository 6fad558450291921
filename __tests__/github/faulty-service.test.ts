// SPDX-License-Identifier: Apache-2.0
// What a service can do wrong, or be made to do wrong: a retry or a clear error within bounds, never a link.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { zip, type ZipEntry } from '../../.github/scripts/e2e/zip.ts'
import { collectRunLinks } from '../../src/gate/collect-run-links.ts'
import type { ListedArtifact } from '../../src/gate/link-source.ts'
import { LIMITS } from '../../src/base/limits.ts'
import { RestLinkSource } from '../../src/github/rest-link-source.ts'
import { restClient } from '../../src/github/rest.ts'
import { NODE_PORTS } from '../../src/signing/node-ports.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'
import { FaultyService, json } from '../support/faulty-service.ts'

const POLICY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 20 }
/** For a service that answers, however busy the machine is. */
const PATIENT = { ...POLICY, stallMs: 60_000, totalMs: 60_000 }
/** For one that never does. */
const IMPATIENT = { ...POLICY, stallMs: 150, totalMs: 600 }
const NAME = 'in-toto.build.build.0.1'
const GOOD = zip([{ name: 'build.0a1b2c3d.link', content: Buffer.from('{}') }])

const service = new FaultyService()
beforeAll(() => service.start())
afterAll(() => service.stop())
beforeEach(() => {
  service.asked.length = 0
})

function source(timing = PATIENT, timeoutMs = 60_000): { readonly links: RestLinkSource; readonly directory: string } {
  const directory = directoryWith()
  const rest = restClient({ apiUrl: service.origin, token: 'ghs_x', policy: POLICY, timeoutMs })
  return { links: new RestLinkSource(rest, { owner: 'o', repo: 'r', runId: '7' }, directory, timing), directory }
}

const listed = (archive: Uint8Array, facts: Partial<ListedArtifact> = {}): ListedArtifact => ({
  id: '1',
  name: NAME,
  size: archive.length,
  digest: sha256(Buffer.from(archive)),
  ...facts
})

/** Lists nothing and gives an archive, by way of a redirection as GitHub does. */
function serve(give: (response: ServerResponse, attempt: number) => void): void {
  let attempt = 0
  service.answer = (request, response) => {
    if (request.url === '/blob') give(response, (attempt += 1))
    else response.writeHead(302, { location: `${service.origin}/blob` }).end()
  }
}

const unpack = (archive: Uint8Array, facts?: Partial<ListedArtifact>): ReturnType<RestLinkSource['unpack']> =>
  source().links.unpack(listed(archive, facts))

async function refusal(archive: Uint8Array, facts?: Partial<ListedArtifact>): Promise<string> {
  return (await rejectionOf(unpack(archive, facts))).code
}

describe('a download', () => {
  test('gives the files of an archive that is what was stored', async () => {
    serve((response) => response.end(GOOD))
    const { directory, files } = await unpack(GOOD)
    expect(files).toEqual(['build.0a1b2c3d.link'])
    expect(readFileSync(join(directory, 'build.0a1b2c3d.link'), 'utf8')).toBe('{}')
  })

  test('gives a link that is too large for memory, and leaves its archive nowhere', async () => {
    const content = randomBytes(3_000_000)
    const large = zip([{ name: 'build.0a1b2c3d.link', content }])
    serve((response) => response.end(large))
    const { directory } = await unpack(large)
    expect(readFileSync(join(directory, 'build.0a1b2c3d.link')).equals(content)).toBe(true)
    expect(readdirSync(dirname(directory))).toEqual([basename(directory)])
  })

  test.each([429, 500, 502, 503, 403])('is tried again after status %d', async (status) => {
    serve((response, attempt) => (attempt < 3 ? response.writeHead(status).end('busy') : response.end(GOOD)))
    expect((await unpack(GOOD)).files).toHaveLength(1)
    expect(service.asked.filter((path) => path === '/blob')).toHaveLength(3)
  })

  test.each([429, 500, 404, 301])('that answers %d for good is an error', async (status) => {
    serve((response) => response.writeHead(status, { location: '/elsewhere' }).end())
    expect(await refusal(GOOD)).toBe('ARTIFACT_DOWNLOAD_FAILED')
    expect(service.asked).not.toContain('/elsewhere')
    expect(service.asked.filter((path) => path === '/blob')).toHaveLength(3)
  })

  test.each<[string, (response: ServerResponse) => void]>([
    [
      'is cut off',
      (response) => {
        response.writeHead(200, { 'content-length': GOOD.length }).write(GOOD.subarray(0, 40))
        setTimeout(() => response.destroy(), 20)
      }
    ],
    ['says nothing', () => {}],
    [
      'stalls after its first bytes',
      (response) => {
        response.writeHead(200).write(GOOD.subarray(0, 40))
      }
    ],
    [
      'drips for ever',
      (response) => {
        response.writeHead(200)
        const drip = setInterval(() => response.write('x'), 40)
        response.on('close', () => clearInterval(drip))
      }
    ],
    [
      'is hung up on',
      (response) => {
        response.destroy()
      }
    ]
  ])('that %s is an error', async (_what, give) => {
    serve(give)
    const error = await rejectionOf(source(IMPATIENT).links.unpack(listed(GOOD)))
    expect(error.code).toBe('ARTIFACT_DOWNLOAD_FAILED')
  })

  test('of other bytes is an error, at once', async () => {
    serve((response) => response.end(zip([{ name: 'build.0a1b2c3d.link', content: Buffer.from('{"a":1}') }])))
    expect(await refusal(GOOD)).toBe('ARTIFACT_DIGEST_DIFFERS')
    serve((response) => response.end(GOOD.subarray(0, GOOD.length - 1)))
    expect(await refusal(GOOD)).toBe('ARTIFACT_DIGEST_DIFFERS')
    expect(service.asked.filter((path) => path === '/blob')).toHaveLength(2)
  })

  test('without a digest, or too large by what GitHub says, is not begun', async () => {
    serve((response) => response.end(GOOD))
    expect(await refusal(GOOD, { digest: undefined })).toBe('ARTIFACT_DIGEST_DIFFERS')
    expect(await refusal(GOOD, { size: LIMITS.linkArtifactBytes + 1 })).toBe('ARTIFACT_TOO_LARGE')
    expect(service.asked).toEqual([])
  })

  test('that has more bytes than the bound is broken off', async () => {
    const block = Buffer.alloc(1024 * 1024)
    serve((response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    expect((await rejectionOf(source().links.unpack(listed(GOOD)))).code).toBe('ARTIFACT_TOO_LARGE')
  })

  test('whose address is refused names the permission', async () => {
    service.answer = (_request, response) => json(response, { message: 'no' }, 403)
    const error = await rejectionOf(unpack(GOOD))
    expect([error.code, error.hint]).toEqual(['GITHUB_FORBIDDEN', expect.stringContaining('actions: read')])
  })

  test('whose address is no redirection is an error', async () => {
    service.answer = (_request, response) => json(response, {})
    expect(await refusal(GOOD)).toBe('GITHUB_UNAVAILABLE')
  })
})

describe('an archive', () => {
  const content = Buffer.from('{}')
  const bomb = (name: string, size: number): Buffer => zip([{ name, content: Buffer.alloc(size) }])
  const many = (count: number): ZipEntry[] =>
    Array.from({ length: count }, (_, index) => ({ name: `${index}.link`, content }))
  test.each<[string, Buffer, string]>([
    ['with a path out of its directory', zip([{ name: '../evil.link', content }]), 'ARTIFACT_ZIP_INVALID'],
    ['with a path out of its directory, further in', zip([{ name: 'a/../../evil', content }]), 'ARTIFACT_ZIP_INVALID'],
    ['with an absolute path', zip([{ name: '/tmp/evil', content }]), 'ARTIFACT_ZIP_INVALID'],
    ['with a drive letter', zip([{ name: 'C:/evil', content }]), 'ARTIFACT_ZIP_INVALID'],
    ['with a backslash', zip([{ name: '..\\evil', content }]), 'ARTIFACT_ZIP_INVALID'],
    ['with a NUL in a name', zip([{ name: 'a\0.link', content }]), 'ARTIFACT_ZIP_INVALID'],
    ['with a path that is not in its shortest form', zip([{ name: 'a//b', content }]), 'ARTIFACT_ZIP_INVALID'],
    ['with no name', zip([{ name: '', content }]), 'ARTIFACT_ZIP_INVALID'],
    [
      'with a symbolic link',
      zip([{ name: 'a.link', content: Buffer.from('/etc/passwd'), mode: 0o120777 }]),
      'ARTIFACT_ZIP_INVALID'
    ],
    ['with a device', zip([{ name: 'a.link', content, mode: 0o020666 }]), 'ARTIFACT_ZIP_INVALID'],
    [
      'with a name twice',
      zip([
        { name: 'a.link', content },
        { name: 'a.link', content: Buffer.from('[]') }
      ]),
      'ARTIFACT_ZIP_INVALID'
    ],
    [
      'with a name in other letter case',
      zip([
        { name: 'a.link', content },
        { name: 'A.link', content }
      ]),
      'ARTIFACT_ZIP_INVALID'
    ],
    [
      'with a name in another normal form',
      zip([
        { name: '\u00e9.link', content },
        { name: 'e\u0301.link', content }
      ]),
      'ARTIFACT_ZIP_INVALID'
    ],
    ['that holds a gigabyte', bomb('a.link', 1024 ** 3), 'ARTIFACT_TOO_LARGE'],
    [
      'that holds a gigabyte and claims ten bytes',
      zip([{ name: 'a.link', content: Buffer.alloc(1024 ** 3), claimedSize: 10 }]),
      'ARTIFACT_ZIP_INVALID'
    ],
    ['with too many files', zip(many(17)), 'ARTIFACT_TOO_LARGE'],
    ['that is cut off', GOOD.subarray(0, GOOD.length - 30), 'ARTIFACT_ZIP_INVALID'],
    ['that is empty', Buffer.alloc(0), 'ARTIFACT_ZIP_INVALID'],
    ['that is something else', Buffer.from('<html>'), 'ARTIFACT_ZIP_INVALID']
  ])('%s is refused, and nothing lies outside', async (_what, archive, code) => {
    serve((response) => response.end(archive))
    const { links, directory } = source()
    expect((await rejectionOf(links.unpack(listed(archive)))).code).toBe(code)
    expect(readdirSync(directory)).toHaveLength(1)
    expect(existsSync(join(dirname(directory), 'evil'))).toBe(false)
    expect(existsSync(join(dirname(directory), 'evil.link'))).toBe(false)
    expect(existsSync('/tmp/evil')).toBe(false)
  })
})

describe('a list', () => {
  const artifact = (id: number, name = `in-toto.s${id}.job.0.1`): Record<string, unknown> => ({
    id,
    name,
    size_in_bytes: 1,
    digest: sha256(GOOD),
    expired: false
  })
  const pages = (all: readonly unknown[], total = all.length): void => {
    service.answer = (request, response) => {
      const page = Number(new URL(request.url ?? '', service.origin).searchParams.get('page'))
      json(response, { total_count: total, artifacts: all.slice((page - 1) * 100, page * 100) })
    }
  }
  const list = (): Promise<readonly ListedArtifact[]> => source().links.list('in-toto.')

  test('of 2 000 is read whole, and others are passed over', async () => {
    pages([...Array.from({ length: 2000 }, (_, index) => artifact(index)), artifact(3000, 'coverage')])
    expect(await list()).toHaveLength(2000)
    expect(service.asked).toHaveLength(21)
  })
  test('of more links than the bound is an error of the gate', async () => {
    pages(Array.from({ length: LIMITS.linkArtifacts + 1 }, (_, index) => artifact(index)))
    const { links } = source()
    expect((await rejectionOf(collectRunLinks({ ports: NODE_PORTS, source: links, attempt: 1 }))).code).toBe(
      'ARTIFACT_TOO_MANY'
    )
  })
  test('of more artifacts than the bound is not read', async () => {
    pages([], LIMITS.workflowArtifacts + 1)
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_TOO_MANY')
    expect(service.asked).toHaveLength(1)
  })
  test('that ends before its own count is an error, not the rest', async () => {
    pages([artifact(1)], 3)
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_LIST_FAILED')
  })
  test('that names an id twice, or changes while it is read, is read again and then an error', async () => {
    pages([artifact(1), artifact(1)])
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_LIST_FAILED')
    expect(service.asked).toHaveLength(3)
    const all = Array.from({ length: 150 }, (_, index) => artifact(index))
    service.answer = (request, response, call) => {
      const page = Number(new URL(request.url ?? '', service.origin).searchParams.get('page'))
      // The first reading loses an artifact between its pages, as when a job deletes one.
      const now = call === 5 ? all.slice(1) : all
      json(response, { total_count: now.length, artifacts: now.slice((page - 1) * 100, page * 100) })
    }
    expect(await list()).toHaveLength(150)
  })
  test.each([
    [{}],
    [{ total_count: 1, artifacts: 'none' }],
    [{ total_count: '1', artifacts: [] }],
    [{ total_count: 1, artifacts: [{ id: 1.5, name: 'in-toto.a', size_in_bytes: 1 }] }],
    [{ total_count: 1, artifacts: [null] }],
    [null]
  ])('of another form is an error: %j', async (answer) => {
    service.answer = (_request, response) => json(response, answer)
    expect((await rejectionOf(list())).code).toBe('GITHUB_UNAVAILABLE')
  })
  test('with a link that has expired is an error', async () => {
    pages([{ ...artifact(1), expired: true }])
    expect((await rejectionOf(list())).code).toBe('ARTIFACT_DOWNLOAD_FAILED')
  })
  test('tells no digest that is none', async () => {
    pages([{ ...artifact(1), digest: 'md5:00' }])
    expect((await list())[0]?.digest).toBeUndefined()
  })
  test.each([429, 500, 503])('is asked for again after status %d', async (status) => {
    service.answer = (_request, response, call) =>
      call < 3
        ? json(response, { message: 'busy' }, status)
        : json(response, { total_count: 1, artifacts: [artifact(1)] })
    expect(await list()).toHaveLength(1)
  })
  /** Another cause, another remedy. */
  const HINTS: Readonly<Record<number, string>> = {
    401: 'valid token',
    403: 'under `permissions`',
    500: 'githubstatus.com'
  }
  test.each([
    [429, 'GITHUB_UNAVAILABLE', 3],
    [500, 'GITHUB_UNAVAILABLE', 3],
    [401, 'GITHUB_FORBIDDEN', 1],
    [403, 'GITHUB_FORBIDDEN', 1],
    [404, 'GITHUB_NOT_FOUND', 1],
    [422, 'GITHUB_UNAVAILABLE', 1]
  ])('with status %d for good is %s after %d attempts', async (status, code, attempts) => {
    service.answer = (_request, response) => json(response, { message: 'no\n::error::x' }, status)
    const error = await rejectionOf(list())
    expect(error.code).toBe(code)
    expect(error.hint).toContain(HINTS[status] ?? '')
    expect(error.message).not.toContain('\n')
    expect(service.asked).toHaveLength(attempts)
  })
  test('is waited for when a rate limit is used up', async () => {
    service.answer = (_request, response, call) => {
      if (call === 1) response.writeHead(403, { 'x-ratelimit-remaining': '0', 'retry-after': '0' }).end('{}')
      else json(response, { total_count: 0, artifacts: [] })
    }
    expect(await list()).toEqual([])
  })
  test('that never comes is given up', async () => {
    service.answer = () => {}
    expect((await rejectionOf(source(IMPATIENT, 300).links.list('in-toto.'))).code).toBe('GITHUB_UNAVAILABLE')
    expect(service.asked).toHaveLength(3)
  })
  test('that is no JSON is an error', async () => {
    service.answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"total_count":')
    expect((await rejectionOf(list())).code).toBe('GITHUB_UNAVAILABLE')
  })
})
