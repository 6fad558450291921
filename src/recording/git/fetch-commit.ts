// SPDX-License-Identifier: Apache-2.0
// The one time that git goes to a server: it brings the objects of one commit into a repository of our own, which has no
// configuration but what is here. No work tree is written, and no program but git's own is run.
import { Buffer } from 'node:buffer'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../../base/environment.ts'
import { startOf } from './run-git.ts'
import { watchedProgram, type ProgramBounds, type ProgramEnd, type ProgramWords } from './watched-program.ts'

export interface CommitFetch {
  /** An empty directory of the caller, for nothing else. */
  readonly directory: string
  /** What stands before the name of a repository, like `https://github.com`. */
  readonly server: string
  readonly owner: string
  readonly name: string
  /** Git's id of the commit, 40 or 64 digits. */
  readonly commit: string
  /** Sent to that repository's address and nowhere else. */
  readonly token: string
  /** The address of the proxy, with its password where it has one; undefined goes without, whatever the machine says. */
  readonly proxy: string | undefined
  /** Certificates in PEM of those who vouch for servers, and of nobody else. */
  readonly authorities: readonly string[]
  /** Says where git is found; only what programs need to start is passed on. */
  readonly environment: Environment
  readonly bounds: ProgramBounds
}

export type FetchOutcome =
  /** The bare repository that has the commit. */
  | { readonly outcome: 'fetched'; readonly repository: string }
  /** It has more bytes than the bound. */
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'failed'; readonly reason: FetchFault; readonly said: string }

export type FetchFault =
  /** No absolute directory of PATH holds git. */
  | 'no-git'
  /** The server's address is not one that a token may be sent to. */
  | 'address'
  | 'late'
  /** The server answers and does not have the commit. */
  | 'no-commit'
  /** The server answers and does not have the repository, or refuses the token. */
  | 'no-access'
  /** What came is not the commit, or is not whole. */
  | 'objects'
  /** The rest, like a connection that broke: it may pass by itself. */
  | 'other'

/** What git would else take from elsewhere, or do beside; after the settings of every other call. */
const SETTINGS = [
  'init.templateDir=',
  'http.followRedirects=false',
  // As our own requests do.
  'http.proxyAuthMethod=basic',
  'http.sslVerify=true',
  // Where Windows itself looks after certificates, it is told to look at ours.
  'http.schannelUseSSLCAInfo=true',
  // A server that says nothing for two minutes has gone.
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=120',
  'protocol.version=2',
  'transfer.bundleURI=false',
  'transfer.fsckObjects=true',
  'fetch.fsckObjects=true',
  // Old habits of writing, which change nothing of what a file holds; whole projects have them.
  ...['zeroPaddedFilemode', 'badTimezone', 'missingSpaceBeforeDate', 'missingEmail', 'missingNameBeforeEmail'].map(
    (name) => `fetch.fsck.${name}=ignore`
  ),
  // One file grows, and large contents are not held in memory.
  'fetch.unpackLimit=1',
  'core.bigFileThreshold=16m',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  'gc.auto=0',
  'maintenance.auto=false'
]

/**
 * Fetches a commit without its history. What the server sends is data from outside: git compares each object with its
 * id, and the commit that came is compared with the one that was asked for.
 *
 * The token stands in the environment of git, and neither in its arguments nor on the disk nor in what is returned.
 * Versions before 2.31 do not read it there, and fetch what needs none.
 */
export async function fetchCommit(request: CommitFetch): Promise<FetchOutcome> {
  const address = addressOf(request)
  if (address === undefined) return failed('address', request.server)
  const { directory, commit } = request
  const [repository, home] = [join(directory, 'repository'), join(directory, 'home')]
  for (const path of [repository, home]) mkdirSync(path)
  const settings = [...SETTINGS, `http.sslCAInfo=${authoritiesIn(directory)}`].flatMap((setting) => ['-c', setting])
  const git = async (words: readonly string[], secrets: Readonly<Record<string, string>> = {}): Promise<GitEnd> => {
    const place = { directory: repository, gitDirectory: repository }
    const start = startOf(place, [...settings, ...words], request.environment)
    if (start === undefined) return { ended: 'nowhere', printed: '', said: '' }
    try {
      return await watchedProgram({
        ...start,
        environment: { ...start.env, ...variables(home, address), ...secrets },
        directory: repository,
        bounds: request.bounds
      })
    } catch (error) {
      return { ended: 'exited', status: undefined, printed: '', said: String(error) }
    }
  }
  writeFileSync(authoritiesIn(directory), request.authorities.join('\n'))
  const format = commit.length === 64 ? ['--object-format=sha256'] : []
  const steps = [
    () => git(['init', '--quiet', '--bare', '--template=', ...format]),
    () =>
      git(
        ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', address, commit],
        secretsFor(address, request)
      ),
    // A tag would lead to a commit of another id.
    () => git(['cat-file', '-t', commit])
  ]
  let printed = ''
  for (const step of steps) {
    const end = await step()
    const fault = faultOf(end, request)
    if (fault !== undefined) return nothingLeft(directory, fault)
    printed = end.printed
  }
  if (printed !== 'commit') return nothingLeft(directory, failed('objects', `It is a ${printed}.`))
  return { outcome: 'fetched', repository }
}

type GitEnd = (ProgramEnd | { readonly ended: 'nowhere' }) & ProgramWords

function nothingLeft(directory: string, fault: FetchOutcome): FetchOutcome {
  rmSync(directory, { recursive: true, force: true })
  return fault
}

const authoritiesIn = (directory: string): string => join(directory, 'authorities.pem')

function failed(reason: FetchFault, said: string): FetchOutcome {
  return { outcome: 'failed', reason, said }
}

/** Where the repository is; undefined where a token would go over the wire for all to read, or nobody knows whereto. */
function addressOf({ server, owner, name }: CommitFetch): string | undefined {
  if (!URL.canParse(server)) return undefined
  const url = new URL(server)
  // Names below localhost lead there, too (RFC 6761).
  const isLoopback = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) return undefined
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined
  const path = [...url.pathname.split('/'), encodeURIComponent(owner), `${encodeURIComponent(name)}.git`]
  return `${url.origin}/${path.filter((part) => part !== '').join('/')}`
}

function variables(home: string, address: string): Record<string, string> {
  return {
    // Empty: no password, no certificate and no configuration of a user lies there.
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: home,
    GIT_ALLOW_PROTOCOL: new URL(address).protocol.slice(0, -1)
  }
}

/** What nobody may read beside our own processes. */
function secretsFor(address: string, { token, proxy = '' }: CommitFetch): Record<string, string> {
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: `http.${address}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basicOf(token)}`,
    // An empty one goes without, whatever the machine has set.
    GIT_CONFIG_KEY_1: 'http.proxy',
    GIT_CONFIG_VALUE_1: proxy
  }
}

const basicOf = (token: string): string => Buffer.from(`x-access-token:${token}`).toString('base64')

/** What is wrong with how a step ended; undefined where nothing is. */
function faultOf(end: GitEnd, request: CommitFetch): FetchOutcome | undefined {
  if (end.ended === 'nowhere') return failed('no-git', '')
  if (end.ended === 'large') return { outcome: 'too-large' }
  const said = withoutSecrets(end.said, request)
  if (end.ended === 'late') return failed('late', said)
  if (end.status === 0) return undefined
  return failed(reasonIn(said), said)
}

/** A server may send back what it was sent. */
function withoutSecrets(said: string, { token, proxy }: CommitFetch): string {
  const secrets = [basicOf(token), token, ...(proxy === undefined ? [] : [proxy, passwordOf(proxy)])]
  return secrets.filter((secret) => secret !== '').reduce((text, secret) => text.replaceAll(secret, '***'), said)
}

function passwordOf(proxy: string): string {
  return URL.canParse(proxy) ? decodeURIComponent(new URL(proxy).password) : ''
}

/** Decides about the words of a hint, and about another attempt. */
function reasonIn(said: string): FetchFault {
  if (/not our ref|no such remote ref|couldn't find remote ref|unadvertised object/i.test(said)) return 'no-commit'
  if (
    /repository '.*' not found|Authentication failed|could not read Username|returned error: (?:401|403|404)\b/.test(
      said
    )
  )
    return 'no-access'
  // Of a connection that broke git says all kinds of things besides.
  if (/RPC failed|hung up|unexpected disconnect|early EOF/.test(said)) return 'other'
  if (
    /fsck|bad object|invalid object|did not send all necessary objects|bad pack|inflate|index-pack|unpack/i.test(said)
  )
    return 'objects'
  return 'other'
}
