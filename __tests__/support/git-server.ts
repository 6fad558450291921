// SPDX-License-Identifier: Apache-2.0
// A server of git repositories on the loopback interface. It keeps what it was asked, and may answer anything.
import { execFileSync } from 'node:child_process'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { serveGit } from '../../.github/scripts/e2e/git-over-http.ts'
import { listen } from '../../.github/scripts/harness/loopback.ts'
import { directoryWith } from './directory.ts'

export interface GitAsked {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly protocol: string | undefined
}

/** Answers in the place of the server, and says whether it did. */
export type GitFault = (
  asked: GitAsked,
  response: ServerResponse,
  request: IncomingMessage
) => boolean | Promise<boolean>

export interface GitServer {
  readonly origin: string
  readonly asked: GitAsked[]
  fault: GitFault
  stop(): Promise<void>
}

/**
 * Serves one repository under every name.
 *
 * @param tls key and certificate; without them the server speaks http
 */
export async function gitServer(
  repository: string,
  tls?: { readonly key: string; readonly cert: string }
): Promise<GitServer> {
  const asked: GitAsked[] = []
  const answer: RequestListener = (request, response) => void receive(request, response)
  const server = tls === undefined ? createServer(answer) : createSecureServer(tls, answer)
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const { authorization } = request.headers
    const protocol = request.headers['git-protocol']
    const one = { method: request.method ?? 'GET', path: pathname, authorization, protocol: protocol?.toString() }
    asked.push(one)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (await served.fault(one, response, request)) return
    const path = pathname.replace(/^.*\.git(?=\/)/, '')
    const { method } = one
    const asking = {
      method,
      path,
      query: searchParams.toString(),
      headers: request.headers,
      body: Buffer.concat(chunks)
    }
    await serveGit(repository, asking, response)
  }
  await listen(server)
  const served: GitServer = {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    fault: () => false,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    }
  }
  return served
}

/** A repository of one commit with files, and more that are made of it. */
export class TestRepository {
  readonly directory: string

  constructor(files: Readonly<Record<string, string | Uint8Array>> = { 'a.txt': 'alpha' }, format = 'sha1') {
    this.directory = directoryWith(files)
    this.git('init', '--quiet', `--object-format=${format}`, '--initial-branch', 'main')
    this.commit('first')
  }

  git(...words: string[]): string {
    const as = ['-c', 'user.name=t', '-c', 'user.email=t@localhost', '-c', 'core.autocrlf=false']
    return execFileSync('git', [...as, '-C', this.directory, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
    }).trim()
  }

  /** Commits what lies there; returns its id. */
  commit(message: string): string {
    this.git('add', '--all')
    this.git('commit', '--quiet', '--allow-empty', '-m', message)
    return this.head
  }

  get head(): string {
    return this.git('rev-parse', 'HEAD')
  }
}

/** A key and a certificate for 127.0.0.1 that nobody vouches for but itself. */
export function ownCertificate(): { readonly key: string; readonly cert: string } {
  const openssl = (...words: string[]): string =>
    execFileSync('openssl', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const directory = directoryWith()
  const [key, cert] = [`${directory}/key.pem`, `${directory}/cert.pem`]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30']
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  openssl('req', ...kind, ...name, '-keyout', key, '-out', cert)
  return { key: openssl('pkey', '-in', key), cert: openssl('x509', '-in', cert) }
}
