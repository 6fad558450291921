// SPDX-License-Identifier: Apache-2.0
// The bundle leaves out of GitHub's library what storing does not reach. Whatever is stored, and whatever the service and
// its storage answer, it must send and say what the whole library sends and says, letter by letter.
import { execFile } from 'node:child_process'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runtimeToken } from '../../.github/scripts/e2e/github-server.ts'
import { unzip } from '../../.github/scripts/e2e/zip.ts'
import { listen } from '../../.github/scripts/harness/loopback.ts'
import { directoryWith } from '../support/directory.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const LIBRARIES = {
  whole: `new (await import('@actions/artifact')).DefaultArtifactClient()`,
  bundled: `(await import('${ROOT}/dist/chunks/github-artifact-library.mjs')).storingClient()`
}

interface Sent {
  readonly target: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** What answers a request instead of the service; undefined leaves it to it. */
type Answer = (sent: Sent) => { readonly status: number; readonly type: string; readonly body: string } | undefined

const sent: Sent[] = []
let answer: Answer = () => undefined
let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => void respond(request, response))
  origin = `http://127.0.0.1:${await listen(server)}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const one: Sent = {
    target: `${request.method} ${request.url}`,
    headers: request.headers,
    body: Buffer.concat(chunks)
  }
  sent.push(one)
  const other = answer(one)
  if (other !== undefined) response.writeHead(other.status, { 'content-type': other.type }).end(other.body)
  else if (one.target.includes('/CreateArtifact'))
    json(response, { ok: true, signed_upload_url: `${origin}/store/a?sig=s` })
  else if (one.target.includes('/FinalizeArtifact')) json(response, { ok: true, artifact_id: '7' })
  else response.writeHead(201).end()
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** What one library sends and says when it stores. */
async function stored(library: string, files: readonly string[], root: string): Promise<{ log: string; sent: Sent[] }> {
  sent.length = 0
  const call = `client.uploadArtifact('name', ${JSON.stringify(files)}, ${JSON.stringify(root)}, { retentionDays: 3 })`
  const script = `const client = ${library}\nconsole.log(await ${call}.catch((error) => [error.name, error.message, error.code]))`
  const env = {
    PATH: process.env['PATH'],
    ACTIONS_RUNTIME_TOKEN: runtimeToken('1', 'build'),
    ACTIONS_RESULTS_URL: `${origin}/`
  }
  const ran = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, env })
  const log = await ran.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => `${error.stdout}${firstLineOfError(error.stderr)}`
  )
  return { log: plain(log), sent: [...sent] }
}

/** Without the place in the code, which differs. */
function firstLineOfError(text: string): string {
  return text.split('\n').find((line) => /^\w*Error/.test(line)) ?? text
}

/** Without what is chosen at random, or is the time. */
function plain(text: string): string {
  const names = new Map<string, string>()
  return text
    .replaceAll(/\b[\w-]{8}-[\w-]{4}-[\w-]{4}-[\w-]{4}-[\w-]{12}\b/g, 'uuid')
    .replaceAll(/(?<=blockid=|<Latest>)[\w%=+/]+/g, (id) => {
      if (!names.has(id)) names.set(id, `block ${names.size}`)
      return names.get(id) ?? ''
    })
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
}

/** A request as a text; archives, which are compared apart, by their length. */
function readable({ target, headers, body }: Sent): string {
  const text = /comp=block&/.test(target) ? `${body.length} bytes` : body.toString('utf8')
  return plain(`${target}\n${JSON.stringify(headers, undefined, 1)}\n${text}`)
}

const contentOf = (requests: readonly Sent[]): Buffer =>
  Buffer.concat(requests.filter(({ target }) => /comp=block&/.test(target)).map(({ body }) => body))

/** Both libraries, which must do the same. */
async function both(files: readonly string[], root: string): Promise<{ log: string; sent: Sent[] }> {
  const whole = await stored(LIBRARIES.whole, files, root)
  const bundled = await stored(LIBRARIES.bundled, files, root)
  expect(bundled.sent.map(readable)).toEqual(whole.sent.map(readable))
  expect(contentOf(bundled.sent).equals(contentOf(whole.sent))).toBe(true)
  expect(bundled.log).toBe(whole.log)
  return bundled
}

describe('the bundled library stores as the whole one does', () => {
  test('a file', async () => {
    const root = directoryWith({ 'a.link': 'a link' })
    const { sent: requests, log } = await both([join(root, 'a.link')], root)
    expect(requests.map(({ target }) => plain(target))).toEqual([
      expect.stringContaining('/CreateArtifact'),
      'PUT /store/a?sig=s&comp=block&blockid=block 0',
      'PUT /store/a?sig=s&comp=blocklist',
      expect.stringContaining('/FinalizeArtifact')
    ])
    expect(unzip(contentOf(requests)).map(({ name, content }) => [name, content.toString()])).toEqual([
      ['a.link', 'a link']
    ])
    expect(log).toContain('id: 7')
  })
  test('many files, an empty one and a symbolic link among them', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `d${index % 7}/ä ${index}.txt`)
    const root = directoryWith({ ...Object.fromEntries(names.map((name) => [name, name.repeat(50)])), empty: '' })
    symlinkSync('empty', join(root, 'link'))
    const { sent: requests } = await both(
      [...names, 'empty', 'link'].map((name) => join(root, name)),
      root
    )
    expect(unzip(contentOf(requests)).map(({ name }) => name)).toEqual([...names, 'empty', 'link'])
  })
  test('a file of several blocks', async () => {
    const bytes = new Uint8Array(20 * 1024 * 1024)
    for (let at = 0, value = 1; at < bytes.length; at += 1) {
      value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0
      bytes[at] = value >>> 24
    }
    const root = directoryWith({ big: bytes })
    const { sent: requests } = await both([join(root, 'big')], root)
    expect(requests.filter(({ target }) => target.includes('comp=block&')).length).toBeGreaterThan(2)
    expect(unzip(contentOf(requests))[0]?.content.equals(bytes)).toBe(true)
  }, 60_000)
  test('nothing, where a file is gone', async () => {
    const root = directoryWith({ a: 'a' })
    const { log, sent: requests } = await both([join(root, 'a'), join(root, 'b')], root)
    expect([log, requests]).toEqual([expect.stringContaining('does not exist'), []])
  })
})

const XML = '<?xml version="1.0" encoding="utf-8"?>'

describe('the bundled library refuses as the whole one does, when', () => {
  test.each<[string, RegExp, number, string, string, string]>([
    [
      'the storage refuses a block',
      /comp=block&/,
      403,
      'application/xml',
      `${XML}<Error><Code>AuthenticationFailed</Code><Message>No &lt;way&gt;.</Message></Error>`,
      'AuthenticationFailed'
    ],
    [
      'the storage refuses the list of blocks',
      /comp=blocklist/,
      400,
      'application/xml',
      `${XML}<Error><Code>InvalidBlockList</Code><Message>Bad.</Message></Error>`,
      'InvalidBlockList'
    ],
    ['the storage answers no XML', /comp=block&/, 404, 'text/html', '<p>gone', 'RestError'],
    [
      'the name is taken',
      /CreateArtifact/,
      409,
      'application/json',
      '{"msg":"an artifact with this name already exists"}',
      'already exists'
    ],
    ['the service answers no JSON', /CreateArtifact/, 200, 'text/html', '<p>', 'Error'],
    ['the end fails', /FinalizeArtifact/, 400, 'application/json', '{"msg":"bad hash"}', 'bad hash']
  ])('%s', async (_when, target, status, type, body, told) => {
    const root = directoryWith({ a: 'a' })
    answer = (one) => (target.test(one.target) ? { status, type, body } : undefined)
    try {
      const { log } = await both([join(root, 'a')], root)
      expect(log).toContain(told)
    } finally {
      answer = () => undefined
    }
  })
})

describe('what the bundle leaves out', () => {
  test.each([
    ['downloadArtifact(1)', 'download-artifact.js (downloadArtifactInternal)'],
    ['listArtifacts()', 'list-artifacts.js (listArtifactsInternal)'],
    ['getArtifact("a")', 'get-artifact.js (getArtifactInternal)'],
    ['deleteArtifact("a")', 'delete-artifact.js (deleteArtifactInternal)']
  ])('fails with its name: %s', async (call, told) => {
    const script = `await ${LIBRARIES.bundled}.${call}.catch((error) => console.log(error.message))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
    expect(stdout).toContain(`${told} is left out of the bundle`)
  })
})
