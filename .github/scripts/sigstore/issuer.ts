// SPDX-License-Identifier: Apache-2.0
// An issuer of identity tokens that speaks as GitHub's does: the documents by which authorities find its keys, and the
// address where a runner asks for a token. `claims` in that address (base64url JSON) changes claims; null takes one out.
import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Server as NetServer } from 'node:net'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'
import { selfSigned } from './der.ts'
import { listen } from '../harness/loopback.ts'

export type Claims = Readonly<Record<string, string | null>>

/** The claims of a run; authorities turn numbers in JSON into something else, so all are text. */
export function githubClaims(changes: Claims = {}): Record<string, string | null> {
  const repository = changes['repository'] ?? 'octo-org/octo-repo'
  const ref = changes['ref'] ?? 'refs/heads/main'
  const sha = changes['sha'] ?? 'a'.repeat(40)
  const workflow = changes['workflow_ref'] ?? `${repository}/.github/workflows/build.yml@${ref}`
  return {
    sub: `repo:${repository}:ref:${ref}`,
    repository,
    repository_id: '1234567',
    repository_owner: repository.split('/')[0] ?? '',
    repository_owner_id: '76543',
    repository_visibility: 'public',
    ref,
    ref_type: 'branch',
    sha,
    actor: 'octocat',
    actor_id: '42',
    run_id: '1001',
    run_number: '10',
    run_attempt: '1',
    event_name: 'push',
    workflow: 'build',
    workflow_ref: workflow,
    workflow_sha: sha,
    job_workflow_ref: workflow,
    job_workflow_sha: sha,
    runner_environment: 'github-hosted',
    ...changes
  }
}

export interface Issuer {
  readonly url: string
  /** What the runner gives to a job that may identify itself: an address of GitHub's, as the suite asks no other. */
  readonly requestUrl: string
  /** The same address as it is reached without `preload`. */
  readonly loopbackUrl: string
  /** `node --import` of this leads requests for `requestUrl` here. */
  readonly preload: string
  /** The whole token that asks, or its last part. */
  readonly requestToken: string
  /** Variables by which an authority reaches an issuer whose name is not ours. */
  readonly environment: Readonly<Record<string, string>>
  close(): void
}

const HOST = 'pipelines.actions.githubusercontent.com'
const TOKEN_PATH = '/token?api-version=2.0'

/** @param name the issuer that tokens name; its own address when undefined */
export async function startIssuer(name: string | undefined, directory: string): Promise<Issuer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const requestToken = randomBytes(16).toString('hex')
  const servers: NetServer[] = []
  let url = name ?? ''
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const asked = new URL(request.url ?? '/', 'http://issuer')
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    if (asked.pathname.endsWith('/openid-configuration')) {
      json(200, { issuer: url, jwks_uri: `${url}/.well-known/jwks`, id_token_signing_alg_values_supported: ['RS256'] })
    } else if (asked.pathname.endsWith('/.well-known/jwks')) {
      json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] })
    } else if (asked.pathname !== '/token') {
      json(404, { message: 'not found' })
    } else if (request.headers.authorization?.split(/[ .]/).at(-1) !== requestToken) {
      json(401, { message: 'not the token of a job' })
    } else {
      const changes = JSON.parse(
        Buffer.from(asked.searchParams.get('claims') ?? 'e30', 'base64url').toString()
      ) as Claims
      const now = Math.floor(Date.now() / 1000)
      const aud = asked.searchParams.get('audience') ?? 'https://github.com/octo-org'
      const claims = {
        iss: url,
        aud,
        iat: now,
        nbf: now - 5,
        exp: now + 300,
        jti: randomUUID(),
        ...githubClaims(changes)
      }
      const told = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null))
      const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      const body = `${part({ typ: 'JWT', alg: 'RS256', kid: 'k' })}.${part(told)}`
      json(200, { count: 1, value: `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}` })
    }
  }
  const server = createServer(answer)
  servers.push(server)
  const port = await listen(server)
  if (name === undefined) url = `http://127.0.0.1:${port}`
  const environment = url.startsWith('https:') ? await divert(new URL(url), server, directory, servers) : {}
  return {
    url,
    requestUrl: `https://${HOST}${TOKEN_PATH}`,
    loopbackUrl: `http://127.0.0.1:${port}${TOKEN_PATH}`,
    preload: new URL(`lead-to-issuer.mjs?from=${HOST}&port=${port}`, import.meta.url).href,
    requestToken,
    environment,
    close: () => {
      for (const each of servers) {
        if ('closeAllConnections' in each) (each as Server).closeAllConnections()
        each.close()
      }
    }
  }
}

/** A proxy that leads to our server whoever asks for a host, with a certificate of that name. */
async function divert(
  { hostname, port }: URL,
  server: Server,
  directory: string,
  servers: NetServer[]
): Promise<Record<string, string>> {
  const own = selfSigned(hostname)
  const file = join(directory, 'issuer.pem')
  writeFileSync(file, own.cert)
  const secureContext = createSecureContext(own)
  const proxy = createServer((_request, response) => response.writeHead(403).end())
  proxy.on('connect', (request: IncomingMessage, socket) => {
    socket.on('error', () => socket.destroy())
    if (request.url !== `${hostname}:${port === '' ? '443' : port}`) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const secure = new TLSSocket(socket, { isServer: true, secureContext })
    secure.on('error', () => secure.destroy())
    server.emit('connection', secure)
  })
  servers.push(proxy)
  return { HTTPS_PROXY: `http://127.0.0.1:${await listen(proxy)}`, SSL_CERT_FILE: file }
}
