// SPDX-License-Identifier: Apache-2.0
// What is stored without the library is what the library stores; whatever is odd, the library gets and tells.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { GitHubServer, runtimeToken, type ServedArtifact } from '../../.github/scripts/e2e/github-server.ts'
import type { InTotoError } from '../../src/base/errors.ts'
import { storingClient } from '../../src/github/artifact-library.ts'
import { RunArtifacts, type RunArtifactsPorts } from '../../src/github/run-artifacts.ts'
import { smallZip } from '../../src/github/small-zip.ts'
import { unzip } from '../../src/github/unzip.ts'
import { directoryWith } from '../support/directory.ts'
import { rejectionOf } from '../support/errors.ts'

const POLICY = { attempts: 3, firstWaitMs: 1, longestWaitMs: 5 }
const BOUNDS = { bytes: 64 * 1024 * 1024, files: 1000 }
const FILES = { 'build.0a1b2c3d.link': '{"a":1}', 'd/ä b': 'text\n'.repeat(1000), empty: '' }

let server: GitHubServer
const kept = { ...process.env }
beforeAll(async () => {
  server = new GitHubServer()
  await server.start()
})
afterAll(() => server.stop())
beforeEach(() => {
  Object.assign(process.env, environment())
})
afterEach(() => {
  server.fault = () => false
  server.artifacts.length = 0
  server.requests.length = 0
  for (const name of Object.keys(environment())) delete process.env[name]
  delete process.env['GITHUB_RETENTION_DAYS']
  Object.assign(process.env, kept)
})

const environment = (): Record<string, string> => ({
  ACTIONS_RESULTS_URL: `${server.origin}/`,
  ACTIONS_RUNTIME_TOKEN: runtimeToken('7', 'job'),
  GITHUB_SERVER_URL: 'https://github.com'
})

interface Change {
  readonly files?: Readonly<Record<string, string>>
  readonly retentionDays?: number
  readonly ports?: RunArtifactsPorts
  readonly prepare?: (root: string) => readonly string[]
}

async function store({ files = FILES, retentionDays = 0, ports = {}, prepare }: Change = {}): Promise<ServedArtifact> {
  const root = directoryWith(files)
  const names = [...Object.keys(files), ...(prepare?.(root) ?? [])]
  const upload = { name: 'in-toto.build', files: names.map((name) => join(root, name)), root, retentionDays }
  const { id, digest } = await new RunArtifacts(directoryWith(), { results: { policy: POLICY }, ...ports }).upload(
    upload
  )
  const [stored] = server.artifacts
  expect([String(stored?.id), stored?.digest]).toEqual([id, digest])
  return stored as ServedArtifact
}

async function contentOf({ zip }: Pick<ServedArtifact, 'zip'>): Promise<Record<string, string>> {
  const directory = directoryWith()
  writeFileSync(join(directory, 'a.zip'), zip)
  const names = await unzip(join(directory, 'a.zip'), join(directory, 'out'), BOUNDS, 'x')
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, 'out', name), 'utf8')]))
}

const calls = (): string[] => server.requests.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)
const isOfLibrary = (): boolean => server.requests.filter(({ path }) => path.endsWith('CreateArtifact')).length === 2

describe('what is small', () => {
  test('is stored as the library stores it', async () => {
    const ours = await store()
    const created = JSON.parse(server.requests[0]?.body.toString() ?? '') as Record<string, unknown>
    const content = await contentOf(ours)
    expect(calls()).toHaveLength(4)
    server.artifacts.length = 0
    server.requests.length = 0
    const theirs = await store({ ports: { client: storingClient() } })
    expect(content).toEqual(await contentOf(theirs))
    expect(content).toEqual(FILES)
    expect(created).toEqual(JSON.parse(server.requests[0]?.body.toString() ?? ''))
    expect(server.requests.map(({ method, query }) => [method, query.get('comp')])).toEqual([
      ['POST', null],
      ['PUT', 'block'],
      ['PUT', 'blocklist'],
      ['POST', null]
    ])
  })
  test('is cut into blocks of 8 MiB, in their order', async () => {
    const large = Array.from({ length: 400_000 }, (_, index) => `${index * 7919} ${Math.sin(index)}\n`).join('')
    expect(await contentOf(await store({ files: { large: large + large } }))).toEqual({ large: large + large })
  })
  test('is kept for the days that are asked for', async () => {
    await store({ retentionDays: 3 })
    const { expires_at: expiry } = JSON.parse(server.requests[0]?.body.toString() ?? '') as { expires_at: string }
    expect(Math.round((Date.parse(expiry) - Date.now()) / 86_400_000)).toBe(3)
  })
  test('is sent again where the storage fails for a moment', async () => {
    let failures = 0
    server.fault = ({ path }, response) => {
      if (!path.startsWith('/blob/') || failures === 2) return false
      failures += 1
      response.writeHead(503).end()
      return true
    }
    expect(await contentOf(await store())).toEqual(FILES)
    expect(failures).toBe(2)
  })
})

describe('the library gets', () => {
  test.each<[string, Change]>([
    ['days beyond those of the repository', { retentionDays: 9 }],
    ['many files', { files: Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`f${index}`, 'x'])) }],
    [
      'a symbolic link',
      {
        prepare: (root) => {
          symlinkSync('empty', join(root, 'link'))
          return ['link']
        }
      }
    ]
  ])('%s', async (_what, change) => {
    process.env['GITHUB_RETENTION_DAYS'] = '5'
    await store(change)
    expect(server.requests[1]?.query.get('blockid')?.length).not.toBe(60)
  })
  test('what the service does not take, and tells why', async () => {
    await store()
    const error = await rejectionOf(store())
    expect([error.code, error.hint?.includes('step-name')]).toEqual(['ARTIFACT_UPLOAD_FAILED', true])
  })
  test('an answer without a place', async () => {
    let asked = 0
    server.fault = ({ path }, response) => {
      if (!path.endsWith('CreateArtifact') || asked > 0) return false
      asked += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"signed_upload_url":"file:///x"}')
      return true
    }
    expect(await contentOf(await store())).toEqual(FILES)
    expect(isOfLibrary()).toBe(true)
  })
  test('a path that no artifact may have', async () => {
    const error = await rejectionOf(store({ files: { 'a:b': 'x' } }))
    expect(error.code).toBe('ARTIFACT_UPLOAD_FAILED')
    expect(server.artifacts).toEqual([])
  })
})

describe('what went wrong once the service had taken it', () => {
  async function refusal(fault: GitHubServer['fault']): Promise<InTotoError> {
    server.fault = fault
    const error = await rejectionOf(store())
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('a1b2c3d4e5upl')
    expect(server.artifacts).toEqual([])
    return error
  }
  test.each<[string, number]>([
    ['for good', 403],
    ['again and again', 500]
  ])('the storage refuses %s', async (_what, status) => {
    const error = await refusal(({ path }, response) => {
      if (!path.startsWith('/blob/')) return false
      response.writeHead(status).end()
      return true
    })
    expect([error.code, error.message.includes(String(status))]).toEqual(['ARTIFACT_UPLOAD_FAILED', true])
  })
  test('the storage breaks off', async () => {
    const error = await refusal(({ path }, response) => {
      if (!path.startsWith('/blob/')) return false
      response.destroy()
      return true
    })
    expect(error.code).toBe('ARTIFACT_UPLOAD_FAILED')
  })
  test.each(['{"ok":false}', '{"ok":true}', '{"ok":true,"artifact_id":""}'])('the end is %s', async (answer) => {
    const error = await refusal(({ path }, response) => {
      if (!path.endsWith('FinalizeArtifact')) return false
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
      return true
    })
    expect(error.code).toBe('ARTIFACT_UPLOAD_FAILED')
  })
})

describe('an archive', () => {
  test('is the same for the same files, whenever and whoever', () => {
    const files = [{ name: 'a', bytes: Buffer.from('x') }]
    expect(smallZip(files)).toEqual(smallZip(files))
    expect(smallZip(files).readUInt32LE(10)).toBe(0x0021_0000)
  })
  test('has plain files, whatever could be executed', async () => {
    const stored = await store({
      files: {},
      prepare: (root) => {
        writeFileSync(join(root, 'run'), '#!')
        chmodSync(join(root, 'run'), 0o755)
        return ['run']
      }
    })
    expect(await contentOf(stored)).toEqual({ run: '#!' })
    expect(stored.zip.readUInt32LE(stored.zip.length - 22 - 49 + 38) >>> 16).toBe(0o100644)
  })
})
