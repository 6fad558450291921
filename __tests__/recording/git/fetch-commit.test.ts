// SPDX-License-Identifier: Apache-2.0
// One commit, fetched by git: from servers that do as they should, and from those that do harm.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer, connect, type Server } from 'node:net'
import { delimiter, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { listen } from '../../../.github/scripts/harness/loopback.ts'
import { fetchCommit, type CommitFetch, type FetchOutcome } from '../../../src/recording/git/fetch-commit.ts'
import { commitFiles } from '../../../src/recording/source/commit-files.ts'
import { directoryWith } from '../../support/directory.ts'
import {
  gitServer,
  ownCertificate,
  TestRepository,
  type GitAsked,
  type GitFault,
  type GitServer
} from '../../support/git-server.ts'

const TOKEN = 'ghs_canary-fetch-8d2e'
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')
const BOUNDS = { bytes: 50e6, ms: 60_000 }
const repository = new TestRepository({ 'a.txt': 'alpha', 'd/b.bin': Buffer.alloc(3000, 7) })
writeFileSync(join(repository.directory, 'c.txt'), 'gamma')
const second = repository.commit('second')

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop()
})

async function serving(fault?: GitFault, of = repository): Promise<GitServer> {
  const server = await gitServer(of.directory)
  if (fault !== undefined) server.fault = fault
  open.push(server)
  return server
}

interface Fetched {
  readonly outcome: FetchOutcome
  readonly directory: string
}

async function fetched(server: string, changes: Partial<CommitFetch> = {}): Promise<Fetched> {
  const directory = directoryWith()
  const outcome = await fetchCommit({
    directory,
    server,
    owner: 'o',
    name: 'r',
    commit: second,
    token: TOKEN,
    proxy: undefined,
    authorities: [],
    environment: process.env,
    bounds: BOUNDS,
    ...changes
  })
  return { outcome, directory }
}

const reasonOf = ({ outcome }: Fetched): string => (outcome.outcome === 'failed' ? outcome.reason : outcome.outcome)

/** All that lies below a directory, with its content. */
function contents(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => `${name} ${readFileSync(join(parentPath, name), 'latin1')}`)
    .join('\n')
}

describe('a commit is fetched', () => {
  test('alone: with its files, without its history, without a work tree, hooks or a reference', async () => {
    const server = await serving()
    const { outcome } = await fetched(server.origin)
    if (outcome.outcome !== 'fetched') throw new Error(JSON.stringify(outcome))
    const { digests } = await commitFiles({ directory: outcome.repository, commit: second, environment: process.env })
    const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
    expect([...digests]).toEqual([
      ['a.txt', sha256('alpha')],
      ['c.txt', sha256('gamma')],
      ['d/b.bin', sha256(Buffer.alloc(3000, 7))]
    ])
    const git = (...words: string[]): string =>
      execFileSync('git', ['--git-dir', outcome.repository, ...words], { encoding: 'utf8' }).trim()
    expect([git('rev-list', '--count', second), git('for-each-ref')]).toEqual(['1', ''])
    expect(readdirSync(outcome.repository)).not.toEqual(expect.arrayContaining(['hooks', 'index', 'info']))
    expect(server.asked.map(({ protocol }) => protocol)).toEqual(server.asked.map(() => 'version=2'))
    expect(server.asked.map(({ path }) => path)).toEqual(['/o/r.git/info/refs', '/o/r.git/git-upload-pack'])
  })
  test('by its id where no reference leads to it, as a merge commit of a pull request that was replaced', async () => {
    const lost = new TestRepository()
    const before = lost.head
    lost.git('commit', '--quiet', '--amend', '--message', 'other')
    const server = await serving(undefined, lost)
    expect(reasonOf(await fetched(server.origin, { commit: before }))).toBe('fetched')
  })
  test('of a repository with ids of SHA-256', async () => {
    const long = new TestRepository({ 'a.txt': 'alpha' }, 'sha256')
    const { outcome } = await fetched((await serving(undefined, long)).origin, { commit: long.head })
    if (outcome.outcome !== 'fetched') throw new Error(JSON.stringify(outcome))
    expect(
      (await commitFiles({ directory: outcome.repository, commit: long.head, environment: process.env })).files
    ).toBe(1)
  })
  test('from a server below a path', async () => {
    const server = await serving()
    expect(reasonOf(await fetched(`${server.origin}/git/`))).toBe('fetched')
    expect(server.asked[0]?.path).toBe('/git/o/r.git/info/refs')
  })
})

describe('the token', () => {
  test('goes to the repository, and stands neither in arguments nor on the disk', async () => {
    const seen: string[] = []
    const server = await serving((asked) => {
      // All of git runs now.
      if (asked.path.endsWith('upload-pack')) seen.push(...commandLines())
      return false
    })
    const { outcome, directory } = await fetched(server.origin)
    expect(outcome.outcome).toBe('fetched')
    expect(server.asked.map(({ authorization }) => authorization)).toEqual(server.asked.map(() => `Basic ${BASIC}`))
    expect(seen.filter((line) => line.includes('o/r.git')).length).toBeGreaterThan(1)
    const all = `${seen.join('\n')}${contents(directory)}`
    for (const secret of [TOKEN, BASIC]) expect(all).not.toContain(secret)
  })
  test.each([
    ['http', 301],
    ['http', 302],
    ['http', 307],
    ['http', 308]
  ] as const)('follows no redirection to another port: %s %i', async (_scheme, status) => {
    const other = await serving()
    const server = await serving(({ path }, response) => {
      response.writeHead(status, { location: `${other.origin}${path}?service=git-upload-pack` }).end()
      return true
    })
    expect(reasonOf(await fetched(server.origin))).not.toBe('fetched')
    expect(other.asked).toEqual([])
  })
  test('follows no redirection in the second request either, nor on the same server', async () => {
    const other = await serving()
    const server = await serving(({ path }, response) => {
      if (!path.endsWith('/o/r.git/git-upload-pack')) return false
      response.writeHead(307, { location: `${other.origin}/o/r.git/git-upload-pack` }).end()
      return true
    })
    expect(reasonOf(await fetched(server.origin))).not.toBe('fetched')
    expect(other.asked).toEqual([])
    server.fault = ({ path }, response) => {
      if (path.startsWith('/else/')) return false
      response.writeHead(302, { location: `/else${path}?service=git-upload-pack` }).end()
      return true
    }
    expect(reasonOf(await fetched(server.origin))).not.toBe('fetched')
    expect(server.asked.filter(({ path }) => path.startsWith('/else/'))).toEqual([])
  })
  test.each([
    'http://example.com',
    'http://10.0.0.1:3000',
    'http://127.0.0.1.example.com',
    'http://localhost@example.com',
    'https://user@example.com',
    'ssh://example.com',
    'file:///tmp',
    'ext::sh -c touch%20proof',
    'https://example.com/?x=',
    ''
  ])('is not sent to %p, nor is anything', async (server) => {
    expect(reasonOf(await fetched(server, { environment: {} }))).toBe('address')
  })
  test('is not in what the server says back', async () => {
    const server = await serving(({ authorization }, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`You sent ${authorization} and ${TOKEN}.`)
      return true
    })
    const { outcome } = await fetched(server.origin)
    expect(outcome).toMatchObject({ outcome: 'failed', reason: 'other', said: expect.stringContaining('500') })
    const band = await serving(({ path }, response) => {
      if (!path.endsWith('upload-pack')) return false
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' })
      response.end(packet(`ERR you sent Basic ${BASIC} and ${TOKEN}`))
      return true
    })
    const said = JSON.stringify((await fetched(band.origin)).outcome)
    expect(said).toContain('you sent Basic *** and ***')
    for (const secret of [TOKEN, BASIC]) expect(said).not.toContain(secret)
  })
})

/** A line of git's protocol. */
const packet = (text: string | Buffer): Buffer => {
  const bytes = Buffer.from(text)
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes])
}

/** A pack with one object, as a server sends it. */
function packOf(type: 1 | 2 | 3, content: Buffer): Buffer {
  const head = Buffer.from([0x50, 0x41, 0x43, 0x4b, 0, 0, 0, 2, 0, 0, 0, 1])
  const size: number[] = []
  let rest = content.length
  for (let shift = 4, bits = type << 4; ; shift = 7, bits = 0) {
    const low = rest & ((1 << shift) - 1)
    rest >>= shift
    size.push(bits | low | (rest > 0 ? 0x80 : 0))
    if (rest === 0) break
  }
  const body = Buffer.concat([head, Buffer.from(size), deflateSync(content)])
  return Buffer.concat([body, createHash('sha1').update(body).digest()])
}

/** Answers the second request with a pack, whatever was asked. */
const sending =
  (pack: Buffer): GitFault =>
  ({ path }, response) => {
    if (!path.endsWith('upload-pack')) return false
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' })
    const shallow = [packet('shallow-info\n'), packet(`shallow ${second}\n`), Buffer.from('0001')]
    response.end(
      Buffer.concat([
        ...shallow,
        packet('packfile\n'),
        packet(Buffer.concat([Buffer.from([1]), pack])),
        Buffer.from('0000')
      ])
    )
    return true
  }

/** The command lines of all processes that may be looked at. */
function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')]
      } catch {
        return []
      }
    })
}

describe('a server that does harm', () => {
  test.each<[string, GitFault, string]>([
    ['does not have the commit', sendingError(`upload-pack: not our ref ${second}`), 'no-commit'],
    ['does not have the repository', statusOnly(404), 'no-access'],
    ['does not know the token', statusOnly(401), 'no-access'],
    ['forbids it', statusOnly(403), 'no-access'],
    ['is out of order', statusOnly(502), 'other'],
    ['answers HTML', htmlOnly('/info/refs'), 'other'],
    ['answers HTML to the second request', htmlOnly('upload-pack'), 'other'],
    ['answers nothing', htmlOnly('', ''), 'other'],
    [
      'sends another commit',
      sending(packOf(1, Buffer.from(`tree ${'0'.repeat(40)}\nauthor a <a> 0 +0000\ncommitter a <a> 0 +0000\n\nx\n`))),
      'objects'
    ],
    ['sends a commit whose files are missing', sendingObject('commit', 1), 'objects'],
    ['sends only the tree', sendingObject('tree', 2), 'objects'],
    ['sends a pack that is cut off', sending(packOf(3, Buffer.from('x')).subarray(0, 20)), 'other'],
    [
      'sends a pack with another checksum',
      sending(Buffer.concat([packOf(3, Buffer.from('x')).subarray(0, -1), Buffer.from('x')])),
      'objects'
    ],
    ['breaks off', breakingOff, 'other']
  ])('%s', async (_what, fault, reason) => {
    const server = await serving(fault)
    const end = await fetched(server.origin)
    expect([reasonOf(end), end.outcome]).toEqual([reason, expect.anything()])
    expect(existsSync(end.directory)).toBe(false)
  })
  test('sends objects that are not as git writes them', async () => {
    const odd = new TestRepository()
    // A tree that leaves its directory.
    const blob = odd.git('rev-parse', 'HEAD:a.txt')
    const entry = Buffer.concat([Buffer.from('100644 ../x\0'), Buffer.from(blob, 'hex')])
    const tree = objectInto(odd, 'tree', entry)
    const lines = `tree ${tree}\nauthor a <a@b> 0 +0000\ncommitter a <a@b> 0 +0000\n\nx\n`
    const commit = objectInto(odd, 'commit', Buffer.from(lines))
    const { outcome } = await fetched((await serving(undefined, odd)).origin, { commit })
    expect(outcome).toMatchObject({ outcome: 'failed', reason: 'objects' })
  })
  test('has modes as they were once written, which change nothing', async () => {
    const old = new TestRepository({ 'd/a.txt': 'alpha' })
    const below = old.git('rev-parse', 'HEAD:d')
    const entry = Buffer.concat([Buffer.from('040000 d\0'), Buffer.from(below, 'hex')])
    const tree = objectInto(old, 'tree', entry)
    const commit = objectInto(
      old,
      'commit',
      Buffer.from(`tree ${tree}\nauthor a <a@b> 0 +0000\ncommitter a <a@b> 0 +0000\n\nx\n`)
    )
    expect(reasonOf(await fetched((await serving(undefined, old)).origin, { commit }))).toBe('fetched')
  })
  test('has a tag, or a tree, under the id', async () => {
    const tagged = new TestRepository()
    tagged.git('tag', '-a', '-m', 'x', 'v1')
    const server = await serving(undefined, tagged)
    for (const name of ['v1', 'HEAD^{tree}', 'HEAD:a.txt']) {
      const { outcome } = await fetched(server.origin, { commit: tagged.git('rev-parse', name) })
      expect([name, outcome.outcome]).toEqual([name, 'failed'])
    }
  })
  test('has more bytes than the bound, packed', async () => {
    const large = new TestRepository({ 'large.bin': randomBytes(300_000) })
    const { origin } = await serving(undefined, large)
    const end = await fetched(origin, { commit: large.head, bounds: { ...BOUNDS, bytes: 200_000 } })
    expect([end.outcome, existsSync(end.directory)]).toEqual([{ outcome: 'too-large' }, false])
    expect(reasonOf(await fetched(origin, { commit: large.head, bounds: { ...BOUNDS, bytes: 400_000 } }))).toBe(
      'fetched'
    )
  })
  test('never ends to send', async () => {
    let sent = 0
    const server = await serving(({ path }, response) => {
      if (!path.endsWith('upload-pack')) return false
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' })
      response.write(Buffer.concat([packet('shallow-info\n'), packet(`shallow ${second}\n`), Buffer.from('0001')]))
      response.write(packet('packfile\n'))
      // A pack of one large content, which does not get smaller.
      const head = Buffer.from([0x50, 0x41, 0x43, 0x4b, 0, 0, 0, 2, 0, 0, 0, 1])
      response.write(
        packet(Buffer.concat([Buffer.from([1]), head, Buffer.from([0xbf, 0xff, 0xff, 0xff, 0x7f, 0x78, 0x01])]))
      )
      const more = (): void => {
        while (!response.destroyed) {
          // Blocks of deflate that hold their bytes as they are.
          const block = Buffer.concat([Buffer.from([0, 0xe8, 0xfd, 0x17, 0x02]), Buffer.alloc(65_000, sent % 251)])
          sent += block.length
          const parts = [block.subarray(0, 32_000), block.subarray(32_000)]
          if (!parts.map((part) => response.write(packet(Buffer.concat([Buffer.from([1]), part])))).every(Boolean)) {
            response.once('drain', more)
            return
          }
        }
      }
      more()
      return true
    })
    const end = await fetched(server.origin, { bounds: { ms: 600_000, bytes: 5e6 } })
    expect([end.outcome, existsSync(end.directory)]).toEqual([{ outcome: 'too-large' }, false])
  })
  test('never ends to talk', async () => {
    const server = await serving(({ path }, response) => {
      if (!path.endsWith('upload-pack')) return false
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' })
      response.write(packet('packfile\n'))
      const more = (): void => {
        while (!response.destroyed)
          if (
            !response.write(
              packet(Buffer.concat([Buffer.from([2]), Buffer.from('talk '.repeat(2000)), Buffer.from('\n')]))
            )
          ) {
            response.once('drain', more)
            return
          }
      }
      more()
      return true
    })
    expect(reasonOf(await fetched(server.origin, { bounds: { ...BOUNDS, ms: 600_000 } }))).toBe('late')
  })
  test('says nothing, and no program is left when the time is over', async () => {
    const server = await serving(() => true)
    const end = await fetched(server.origin, { bounds: { ...BOUNDS, ms: 500 } })
    expect([reasonOf(end), existsSync(end.directory)]).toEqual(['late', false])
    expect(commandLines().filter((line) => line.includes(server.origin))).toEqual([])
  })
})

function statusOnly(status: number): GitFault {
  return (_asked, response) => {
    response.writeHead(status, status === 401 ? { 'www-authenticate': 'Basic realm="x"' } : {}).end()
    return true
  }
}

function htmlOnly(ending: string, text = '<html>Sign in</html>'): GitFault {
  return ({ path }, response) => {
    if (!path.endsWith(ending)) return false
    response.writeHead(200, { 'content-type': 'text/html' }).end(text)
    return true
  }
}

function sendingError(message: string): GitFault {
  return ({ path }, response) => {
    if (!path.endsWith('upload-pack')) return false
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' }).end(packet(`ERR ${message}`))
    return true
  }
}

function sendingObject(type: 'commit' | 'tree', number: 1 | 2): GitFault {
  const name = type === 'commit' ? second : `${second}^{tree}`
  const content = execFileSync('git', ['-C', repository.directory, 'cat-file', type, name])
  return sending(packOf(number, content))
}

function breakingOff({ path }: GitAsked, response: ServerResponse): boolean {
  if (!path.endsWith('upload-pack')) return false
  response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result', 'content-length': '5000' })
  response.write(packet('packfile\n'))
  setImmediate(() => response.destroy())
  return true
}

/** Bytes that no packing makes smaller, the same every time. */
function randomBytes(length: number): Buffer {
  const parts: Buffer[] = []
  for (let index = 0; index * 32 < length; index += 1) parts.push(createHash('sha256').update(String(index)).digest())
  return Buffer.concat(parts).subarray(0, length)
}

/** Writes an object that git itself would not write; returns its id. */
function objectInto(of: TestRepository, type: 'tree' | 'commit', content: Buffer): string {
  const words = ['-C', of.directory, 'hash-object', '-t', type, '-w', '--stdin', '--literally']
  return execFileSync('git', words, { input: content, encoding: 'utf8' }).trim()
}

describe('nobody else says how it is fetched', () => {
  let shims = ''
  let proof = ''
  beforeAll(() => {
    proof = join(directoryWith(), 'proof')
    shims = directoryWith({ evil: `#!/bin/sh\ntouch '${proof}'\n` })
    chmodSync(join(shims, 'evil'), 0o755)
  })
  test.each<[string, (other: string) => Record<string, string>]>([
    [
      'another address, by a configuration of the user',
      (other) => ({ HOME: homeWith(`[url "${other}/"]\n\tinsteadOf = http://127.0.0.1\n`) })
    ],
    ['a proxy, by a configuration of the user', (other) => ({ HOME: homeWith(`[http]\n\tproxy = ${other}\n`) })],
    [
      'a proxy, by variables',
      (other) => ({
        http_proxy: other,
        HTTP_PROXY: other,
        ALL_PROXY: other,
        all_proxy: other,
        NO_PROXY: '',
        no_proxy: ''
      })
    ],
    [
      'another address, by variables',
      (other) => ({
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `url.${other}/.insteadOf`,
        GIT_CONFIG_VALUE_0: 'http://127.0.0.1'
      })
    ],
    [
      'another address, by parameters',
      (other) => ({ GIT_CONFIG_PARAMETERS: `'url.${other}/.insteadOf=http://127.0.0.1'` })
    ],
    [
      'a configuration of the system',
      (other) => ({ GIT_CONFIG_SYSTEM: join(homeWith(`[http]\n\tproxy = ${other}\n`), '.gitconfig') })
    ],
    [
      'another repository',
      () => ({ GIT_DIR: repository.directory, GIT_OBJECT_DIRECTORY: join(repository.directory, '.git/objects') })
    ],
    ['objects of others', () => ({ GIT_ALTERNATE_OBJECT_DIRECTORIES: join(repository.directory, '.git/objects') })],
    [
      'hooks of a template',
      () => ({ GIT_TEMPLATE_DIR: directoryWith({ 'hooks/reference-transaction': '#!/bin/sh\nexit 1\n' }) })
    ],
    ['programs of another place', () => ({ GIT_EXEC_PATH: shims })],
    ['programs that ask for passwords', () => ({ GIT_ASKPASS: join(shims, 'evil'), SSH_ASKPASS: join(shims, 'evil') })],
    [
      'what it does, into a file',
      () => ({ GIT_TRACE_CURL: proof, GIT_TRACE: proof, GIT_CURL_VERBOSE: '1', GIT_TRACE2: proof })
    ],
    [
      'no check of certificates',
      () => ({ GIT_SSL_NO_VERIFY: '1', GIT_SSL_CAINFO: '/nowhere', SSL_CERT_FILE: '/nowhere' })
    ],
    ['a password of the user', () => ({ HOME: directoryWith({ '.netrc': 'default login evil password evil\n' }) })]
  ])('%s', async (_what, variables) => {
    const [server, other] = [await serving(), await serving()]
    const environment = { PATH: process.env['PATH'], ...variables(other.origin) }
    const { outcome, directory } = await fetched(server.origin, { environment })
    expect(outcome).toEqual({ outcome: 'fetched', repository: join(directory, 'repository') })
    expect([other.asked, existsSync(proof)]).toEqual([[], false])
    expect(server.asked.map(({ authorization }) => authorization)).toEqual(server.asked.map(() => `Basic ${BASIC}`))
    expect(
      execFileSync('git', ['--git-dir', join(directory, 'repository'), 'cat-file', '-t', second], {
        encoding: 'utf8'
      }).trim()
    ).toBe('commit')
  })
  test('variables: git gets those that it needs to start, ours, and an empty home', async () => {
    const told = join(directoryWith(), 'told')
    const script = `#!/bin/sh\n{ env; ls -A "$HOME"; } >>'${told}'\n`
    const bin = directoryWith({ git: script })
    chmodSync(join(bin, 'git'), 0o755)
    const PATH = [bin, process.env['PATH']].join(delimiter)
    const others = {
      HOME: '/root',
      GIT_SSL_CERT: 'x',
      SSLKEYLOGFILE: 'x',
      CURL_HOME: 'x',
      https_proxy: 'x',
      LD_PRELOAD: ''
    }
    const { directory } = await fetched('https://git.example', { environment: { PATH, ...others } })
    const lines = readFileSync(told, 'utf8').split('\n')
    const home = join(directory, 'home')
    expect(lines).toEqual(
      expect.arrayContaining([`HOME=${home}`, `XDG_CONFIG_HOME=${home}`, 'GIT_ALLOW_PROTOCOL=https'])
    )
    const names = new Set(lines.map((line) => line.replace(/=.*/, '')).filter((name) => /^[a-zA-Z]/.test(name)))
    const shell = ['PWD', 'OLDPWD', 'SHLVL']
    expect([...names].filter((name) => !name.startsWith('GIT_') && !shell.includes(name)).sort()).toEqual(
      ['HOME', 'LC_ALL', 'PATH', 'USERPROFILE', 'XDG_CONFIG_HOME'].sort()
    )
    expect([...names].filter((name) => /SSL|TRACE|ASKPASS|EXEC|TEMPLATE/.test(name))).toEqual([])
    // The token is there while git fetches, and at no other time.
    expect(lines.filter((line) => line.includes(BASIC))).toHaveLength(1)
  })
  test('a git in the directory that it works in, or in one that is not absolute', async () => {
    const server = await serving()
    const environment = { PATH: ['', '.', './x', process.env['PATH']].join(delimiter) }
    expect(reasonOf(await fetched(server.origin, { environment }))).toBe('fetched')
    expect(reasonOf(await fetched(server.origin, { environment: { PATH: '.' } }))).toBe('no-git')
    expect(reasonOf(await fetched(server.origin, { environment: { PATH: directoryWith() } }))).toBe('no-git')
  })
})

function homeWith(text: string): string {
  const home = directoryWith({ '.gitconfig': text })
  mkdirSync(join(home, 'git'))
  writeFileSync(join(home, 'git/config'), text)
  return home
}

describe('by https', () => {
  test('it believes those authorities that it is given, and nobody else', async () => {
    const own = ownCertificate()
    const server = await gitServer(repository.directory, own)
    open.push(server)
    expect(reasonOf(await fetched(server.origin, { authorities: [own.cert] }))).toBe('fetched')
    const before = server.asked.length
    for (const authorities of [[], [ownCertificate().cert]]) {
      const environment = {
        ...process.env,
        GIT_SSL_NO_VERIFY: '1',
        GIT_SSL_CAINFO: join(directoryWith({ ca: own.cert }), 'ca')
      }
      expect(reasonOf(await fetched(server.origin, { authorities, environment }))).toBe('other')
    }
    expect(server.asked.length).toBe(before)
  })
})

describe('a proxy', () => {
  test('is used where it is given, and its password stands neither in arguments nor in words', async () => {
    const own = ownCertificate()
    const server = await gitServer(repository.directory, own)
    open.push(server)
    const heads: string[] = []
    const seen: string[] = []
    const proxy = createServer((socket) => {
      socket.once('data', (data) => {
        heads.push(data.toString('latin1'))
        seen.push(...commandLines())
        const to = connect(Number(new URL(server.origin).port), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n')
          socket.pipe(to).pipe(socket)
        })
        to.on('error', () => socket.destroy())
        socket.on('error', () => to.destroy())
      })
    })
    await listen(proxy)
    open.push({ stop: () => closed(proxy) })
    const { port } = proxy.address() as { port: number }
    const address = `http://user:canary-proxy-11@127.0.0.1:${port}`
    expect(reasonOf(await fetched(server.origin, { authorities: [own.cert], proxy: address }))).toBe('fetched')
    expect(heads[0]).toContain(`CONNECT ${new URL(server.origin).host}`)
    expect(heads[0]).toContain(Buffer.from('user:canary-proxy-11').toString('base64'))
    // The token is within the connection to the server.
    expect(heads.join()).not.toContain(BASIC)
    expect(seen.join()).not.toContain('canary-proxy-11')
    const gone = await fetched(server.origin, { authorities: [own.cert], proxy: address.replace(String(port), '1') })
    expect([reasonOf(gone), JSON.stringify(gone.outcome)]).toEqual([
      'other',
      expect.not.stringContaining('canary-proxy-11')
    ])
  })
})

function closed(server: Server): Promise<void> {
  return new Promise((done) => server.close(() => done()))
}
