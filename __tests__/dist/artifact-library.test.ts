// SPDX-License-Identifier: Apache-2.0
// The bundle leaves out of GitHub's library what storing does not reach. Whatever is stored, and whatever the service and
// its storage answer, it must send and say what the whole library sends and says, letter by letter.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { symlinkSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runtimeToken, sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { unzip } from '../../.github/scripts/e2e/zip.ts'
import { listen } from '../../.github/scripts/harness/loopback.ts'
import { directoryWith } from '../support/directory.ts'
import { ownCertificate } from '../support/git-server.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const LIBRARIES = {
  whole: `new (await import('@actions/artifact')).DefaultArtifactClient()`,
  bundled: `(await import('${ROOT}/dist/chunks/github-artifact-library.mjs')).storingClient()`
}

/** Entries of an archive have the time at which they were made. */
const SAME_TIME =
  'const Now = Date\nglobalThis.Date = class extends Now { constructor(...words) { super(...(words.length > 0 ? words : [1e12])) } }'

interface Sent {
  readonly target: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** What answers a request instead of the service; undefined leaves it to it. */
type Answer = (sent: Sent) => { readonly status: number; readonly type: string; readonly body: string } | undefined

const sent: Sent[] = []
let answer: Answer = () => undefined
const receive = (request: IncomingMessage, response: ServerResponse): void => void respond(request, response)
const certificate = ownCertificate()
const server = createServer(receive)
const secure = createSecureServer(certificate, receive)
/** Where proxies were asked to connect to. */
const tunnels: string[] = []
let origin = ''
let plainOrigin = ''
let secureOrigin = ''

beforeAll(async () => {
  plainOrigin = `http://127.0.0.1:${await listen(server)}`
  secureOrigin = `https://127.0.0.1:${await listen(secure)}`
  origin = plainOrigin
  server.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url)
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const to = connect(Number(url.split(':')[1]), '127.0.0.1')
    socket.pipe(to).pipe(socket)
    for (const end of [socket, to]) end.on('error', () => to.destroy())
  })
})
afterAll(() => {
  for (const one of [server, secure]) {
    one.closeAllConnections()
    one.close()
  }
})

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.sendDate = false
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

type Env = Readonly<Record<string, string>>

interface Stored {
  readonly log: string
  readonly sent: readonly Sent[]
}

/** What one library sends and says when it stores. */
async function stored(library: string, files: readonly string[], root: string, more: Env): Promise<Stored> {
  sent.length = 0
  const call = `client.uploadArtifact('name', ${JSON.stringify(files)}, ${JSON.stringify(root)}, { retentionDays: 3 })`
  const script = `${SAME_TIME}\nconst client = ${library}\nconsole.log(await ${call}.catch((error) => [error.name, error.message, error.code]))`
  const env = {
    PATH: process.env['PATH'],
    ACTIONS_RUNTIME_TOKEN: runtimeToken('1', 'build'),
    ACTIONS_RESULTS_URL: `${origin}/`,
    ...more
  }
  const ran = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, env })
  const log = await ran.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => `${error.stdout}${firstLineOfError(error.stderr)}`
  )
  return { log: plain(log, [...sent]), sent: [...sent] }
}

/** Without the place in the code, which differs. */
function firstLineOfError(text: string): string {
  return text.split('\n').find((line) => /^\w*Error/.test(line)) ?? text
}

/** Without what is chosen at random, or is the time; the right digest of what was sent is as good as another. */
function plain(text: string, requests: readonly Sent[]): string {
  const names = new Map<string, string>()
  const digest = createHash('sha256').update(contentOf(requests)).digest('hex')
  return text
    .replaceAll(digest, 'digest')
    .replaceAll(/\b[\w-]{8}-[\w-]{4}-[\w-]{4}-[\w-]{4}-[\w-]{12}\b/g, 'uuid')
    .replaceAll(/(?<=blockid=|<Latest>)[\w%=+/]+/g, (id) => {
      if (!names.has(id)) names.set(id, `block ${names.size}`)
      return names.get(id) ?? ''
    })
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
}

/** A request as a text; archives, which are compared apart, by their length. */
function readable({ target, headers, body }: Sent, requests: readonly Sent[]): string {
  const text = /comp=block&/.test(target) ? `${body.length} bytes` : body.toString('utf8')
  return plain(`${target}\n${JSON.stringify(headers, undefined, 1)}\n${text}`, requests)
}

const contentOf = (requests: readonly Sent[]): Buffer =>
  Buffer.concat(requests.filter(({ target }) => /comp=block&/.test(target)).map(({ body }) => body))

/** Names and digests, in order of the names. */
function entriesOf(requests: readonly Sent[]): string[] {
  const content = contentOf(requests)
  const entries = content.length === 0 ? [] : unzip(content)
  return entries.map((entry) => `${entry.name} ${sha256(entry.content)}`).sort()
}

/** Both libraries, which must do the same. */
async function both(files: readonly string[], root: string, more: Env = {}): Promise<Stored> {
  const whole = await stored(LIBRARIES.whole, files, root, more)
  const bundled = await stored(LIBRARIES.bundled, files, root, more)
  const readableOf = ({ sent: requests }: Stored): string[] => requests.map((one) => readable(one, requests))
  expect(readableOf(bundled)).toEqual(readableOf(whole))
  // Which of several files comes first is up to the disk.
  expect(entriesOf(bundled.sent)).toEqual(entriesOf(whole.sent))
  if (files.length === 1) expect(contentOf(bundled.sent).equals(contentOf(whole.sent))).toBe(true)
  expect(bundled.log).toBe(whole.log)
  return bundled
}

describe('the bundled library stores as the whole one does', () => {
  test('a file', async () => {
    const root = directoryWith({ 'a.link': 'a link' })
    const { sent: requests, log } = await both([join(root, 'a.link')], root)
    expect(requests.map(({ target }) => plain(target, requests))).toEqual([
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
    expect(new Set(unzip(contentOf(requests)).map(({ name }) => name))).toEqual(new Set([...names, 'empty', 'link']))
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
    expect(Buffer.compare(unzip(contentOf(requests))[0]?.content ?? Buffer.alloc(0), bytes)).toBe(0)
  }, 60_000)
  test('by https, and through a proxy', async () => {
    const root = directoryWith({ a: 'a', 'cert.pem': certificate.cert })
    const trusting = { NODE_EXTRA_CA_CERTS: join(root, 'cert.pem') }
    // The library asks for another name of the server behind a proxy.
    const through = { NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTP_PROXY: plainOrigin, HTTPS_PROXY: plainOrigin }
    try {
      for (const [where, env, tunnelled] of [
        [secureOrigin, trusting, false],
        [secureOrigin, through, true],
        [plainOrigin, through, false]
      ] as const) {
        origin = where
        tunnels.length = 0
        const { log } = await both([join(root, 'a')], root, env)
        expect([log, tunnels.length > 0]).toEqual([expect.stringContaining('id: 7'), tunnelled])
      }
    } finally {
      origin = plainOrigin
    }
  }, 60_000)
  test('again, where the storage is busy', async () => {
    const root = directoryWith({ a: 'a' })
    const isBlock = ({ target }: Sent): boolean => /comp=block&/.test(target)
    answer = (one) =>
      isBlock(one) && sent.filter(isBlock).length === 1
        ? { status: 503, type: 'application/xml', body: '<Error><Code>ServerBusy</Code></Error>' }
        : undefined
    try {
      const { log, sent: requests } = await both([join(root, 'a')], root)
      expect([log, requests.filter(isBlock).length]).toEqual([expect.stringContaining('id: 7'), 2])
    } finally {
      answer = () => undefined
    }
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
