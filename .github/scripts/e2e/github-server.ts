// SPDX-License-Identifier: Apache-2.0
// GitHub on loopback, as far as the actions know it: the service for workflow artifacts, their storage, and the REST
// interface over bare repositories. Every request is kept, and tests may break any answer.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServedArtifact {
  id: number
  name: string
  run: string
  job: string
  zip: Buffer
  digest: string | undefined
  expired: boolean
}

export interface ServedRun {
  readonly id: string
  attempt: number
  readonly head: string
  readonly event: string
}

/** A request as it came. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Buffer
  readonly token: string
  /** The answer of the REST interface, once it was given. */
  answer?: { readonly status: number; readonly body: unknown }
}

/** Breaks an answer: handles the request itself and returns true, or leaves it alone. */
export type Fault = (request: Received, response: ServerResponse) => boolean

/** What a token may do. Unknown tokens are refused. */
export type Permission = 'read' | 'write'

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/'

export class GitHubServer {
  readonly artifacts: ServedArtifact[] = []
  readonly runs = new Map<string, ServedRun>()
  /** `owner/name` to the path of a bare repository. */
  readonly repositories = new Map<string, string>()
  readonly tokens = new Map<string, Permission>()
  readonly requests: Received[] = []
  readonly issues: { number: number; title: string; body: string; labels: string[]; state: string }[] = []
  readonly checkRuns: Record<string, unknown>[] = []
  fault: Fault = () => false
  /** Called after an artifact was stored, and may change or remove it. */
  stored: (artifact: ServedArtifact) => void = () => {}
  readonly #uploads = new Map<string, { blocks: Map<string, Buffer>; content: Buffer }>()
  readonly #server: Server
  #nextId = 1000

  constructor() {
    this.#server = createServer((request, response) => void this.#receive(request, response))
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this.origin
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  /** Puts an artifact into a run, as if a job had stored it. */
  add(run: string, name: string, zip: Buffer, digest: string | undefined = sha256(zip)): ServedArtifact {
    this.#nextId += 1
    const artifact = { id: this.#nextId, name, run, job: 'test', zip, digest, expired: false }
    this.artifacts.push(artifact)
    return artifact
  }

  remove(artifact: ServedArtifact): void {
    this.artifacts.splice(this.artifacts.indexOf(artifact), 1)
  }

  async #receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const request: Received = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      body: Buffer.concat(chunks),
      token: (incoming.headers.authorization ?? '').replace(/^(token|bearer) /i, '')
    }
    this.requests.push(request)
    const end = response.end.bind(response)
    response.end = ((...words: Parameters<typeof end>) => {
      if (typeof words[0] === 'string')
        request.answer = { status: response.statusCode, body: JSON.parse(words[0]) as unknown }
      return end(...words)
    }) as typeof response.end
    try {
      if (this.fault(request, response)) return
      if (request.path.startsWith(SERVICE)) this.#service(request, response)
      else if (request.path.startsWith('/blob/')) this.#blob(request, response)
      else this.#rest(request, response)
    } catch (error) {
      json(response, 500, { message: String(error) })
    }
  }

  #service({ path, body, token }: Received, response: ServerResponse): void {
    const method = path.slice(SERVICE.length)
    const parameters = JSON.parse(body.toString('utf8')) as Record<string, string | undefined>
    const [, payload = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { scp?: string }
    const [, run = '', job = ''] = (claims.scp ?? '').split(':')
    const { name = '' } = parameters
    const mine = this.artifacts.filter((artifact) => artifact.run === run)
    if (method === 'CreateArtifact') {
      if (mine.some((artifact) => artifact.name === name))
        return json(response, 409, {
          code: 'already_exists',
          msg: 'an artifact with this name already exists on the workflow run'
        })
      const upload = `${run}-${job}-${Buffer.from(name).toString('hex')}`
      this.#uploads.set(upload, { blocks: new Map(), content: Buffer.alloc(0) })
      return json(response, 200, { ok: true, signed_upload_url: `${this.origin}/blob/${upload}?sig=a1b2c3d4e5upl` })
    }
    if (method === 'FinalizeArtifact') {
      const upload = this.#uploads.get(`${run}-${job}-${Buffer.from(name).toString('hex')}`)
      if (upload === undefined) return json(response, 404, { code: 'not_found', msg: 'no such upload' })
      const artifact = this.add(run, name, upload.content, parameters['hash'] ?? undefined)
      artifact.job = job
      const { id } = artifact
      this.stored(artifact)
      return json(response, 200, { ok: true, artifact_id: String(id) })
    }
    if (method === 'ListArtifacts') {
      const found = mine.filter(
        (artifact) =>
          (parameters['name_filter'] === undefined || artifact.name === parameters['name_filter']) &&
          (parameters['id_filter'] === undefined || String(artifact.id) === parameters['id_filter'])
      )
      return json(response, 200, {
        artifacts: found.map((artifact) => ({
          workflow_run_backend_id: artifact.run,
          workflow_job_run_backend_id: artifact.job,
          database_id: String(artifact.id),
          name: artifact.name,
          size: String(artifact.zip.length),
          created_at: '2026-01-01T00:00:00Z',
          ...(artifact.digest === undefined ? {} : { digest: artifact.digest })
        }))
      })
    }
    const artifact = mine.find((candidate) => candidate.name === name)
    if (artifact === undefined) return json(response, 404, { code: 'not_found', msg: 'no such artifact' })
    if (method === 'GetSignedArtifactURL')
      return json(response, 200, { signed_url: `${this.origin}/blob/download-${artifact.id}?sig=a1b2c3d4e5dow` })
    if (method === 'DeleteArtifact') {
      this.remove(artifact)
      return json(response, 200, { ok: true, artifact_id: String(artifact.id) })
    }
    return json(response, 404, { code: 'bad_route', msg: method })
  }

  #blob({ method, path, query, body }: Received, response: ServerResponse): void {
    const name = decodeURIComponent(path.slice('/blob/'.length))
    if (method === 'GET') {
      const artifact = this.artifacts.find(({ id }) => name === `download-${id}`)
      if (artifact === undefined) return json(response, 404, { message: 'gone' })
      response.writeHead(200, { 'content-type': 'application/zip', 'content-length': artifact.zip.length })
      response.end(artifact.zip)
      return
    }
    const upload = this.#uploads.get(name)
    if (upload === undefined) return json(response, 404, { message: 'no such upload' })
    if (query.get('comp') === 'block') upload.blocks.set(query.get('blockid') ?? '', body)
    else {
      const order = [...body.toString('utf8').matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = '']) => id)
      upload.content = Buffer.concat(order.map((id) => upload.blocks.get(id) ?? Buffer.alloc(0)))
    }
    response.writeHead(201).end()
  }

  #rest({ method, path, query, body, token }: Received, response: ServerResponse): void {
    const permission = this.tokens.get(token)
    if (permission === undefined) return json(response, 401, { message: 'Bad credentials' })
    if (method !== 'GET' && permission !== 'write')
      return json(response, 403, { message: 'Resource not accessible by integration' })
    const [, owner = '', repo = '', rest = ''] = /^\/repos\/([^/]+)\/([^/]+)\/?(.*)$/.exec(path) ?? []
    const bare = this.repositories.get(`${owner}/${repo}`)
    if (bare === undefined) return json(response, 404, { message: 'Not Found' })
    const parameters = body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Record<string, unknown>)
    const git = (...words: string[]): Buffer =>
      execFileSync('git', ['-C', bare, ...words], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })
    const [head = '', ...tail] = rest.split('/').map(decodeURIComponent)
    if (head === 'contents') return contents(response, git, tail.join('/'), query.get('ref') ?? 'HEAD')
    if (rest.startsWith('git/blobs/')) {
      const content = git('cat-file', 'blob', tail[1] ?? '')
      return json(response, 200, {
        sha: tail[1] ?? '',
        node_id: 'B_',
        url: `${this.origin}${path}`,
        size: content.length,
        encoding: 'base64',
        content: content.toString('base64')
      })
    }
    if (head === 'commits') {
      const sha = tryGit(() =>
        git('rev-parse', '--verify', `${tail.join('/')}^{commit}`)
          .toString()
          .trim()
      )
      return sha === undefined ? json(response, 422, { message: 'No commit found' }) : json(response, 200, { sha })
    }
    const [, runId = ''] = /^actions\/runs\/(\d+)(\/artifacts)?$/.exec(rest) ?? []
    if (rest === `actions/runs/${runId}`) {
      const run = this.runs.get(runId)
      if (run === undefined) return json(response, 404, { message: 'Not Found' })
      return json(response, 200, { id: Number(run.id), run_attempt: run.attempt, head_sha: run.head, event: run.event })
    }
    if (rest === `actions/runs/${runId}/artifacts`) return this.#listRest(response, runId, query)
    const [, artifactId] = /^actions\/artifacts\/(\d+)\/zip$/.exec(rest) ?? []
    if (artifactId !== undefined) {
      response.writeHead(302, { location: `${this.origin}/blob/download-${artifactId}?sig=a1b2c3d4e5res` }).end()
      return
    }
    if (rest === 'check-runs' && method === 'POST') {
      this.checkRuns.push(parameters)
      return json(response, 201, { id: this.checkRuns.length })
    }
    if (head === 'issues') return this.#issues(response, method, tail[0], parameters)
    return json(response, 404, { message: 'Not Found' })
  }

  #listRest(response: ServerResponse, run: string, query: URLSearchParams): void {
    const all = this.artifacts.filter((artifact) => artifact.run === run)
    const [size, page] = [Number(query.get('per_page') ?? '30'), Number(query.get('page') ?? '1')]
    json(response, 200, {
      total_count: all.length,
      artifacts: all.slice((page - 1) * size, page * size).map(({ id, name, zip, digest, expired }) => ({
        id,
        node_id: `A_${id}`,
        name,
        size_in_bytes: zip.length,
        url: `${this.origin}/repos/x/y/actions/artifacts/${id}`,
        archive_download_url: `${this.origin}/repos/x/y/actions/artifacts/${id}/zip`,
        expired,
        created_at: '2026-01-01T00:00:00Z',
        expires_at: '2026-04-01T00:00:00Z',
        updated_at: '2026-01-01T00:00:00Z',
        digest: digest ?? null
      }))
    })
  }

  #issues(
    response: ServerResponse,
    method: string,
    number: string | undefined,
    parameters: Record<string, unknown>
  ): void {
    if (method === 'GET')
      return json(
        response,
        200,
        this.issues.filter(({ state }) => state === 'open')
      )
    if (method === 'PATCH') {
      const issue = this.issues.find((candidate) => String(candidate.number) === number)
      if (issue === undefined) return json(response, 404, { message: 'Not Found' })
      issue.body = String(parameters['body'])
      return json(response, 200, issue)
    }
    const issue = {
      number: this.issues.length + 1,
      title: String(parameters['title']),
      body: String(parameters['body']),
      labels: parameters['labels'] as string[],
      state: 'open'
    }
    this.issues.push(issue)
    return json(response, 201, issue)
  }
}

function contents(response: ServerResponse, git: (...words: string[]) => Buffer, path: string, ref: string): void {
  const line = tryGit(() => git('ls-tree', ref, '--', path).toString().trim())
  const [, mode, type, sha] = /^(\d+) (\w+) ([0-9a-f]+)\t/.exec(line ?? '') ?? []
  if (sha === undefined || type === undefined) return json(response, 404, { message: 'Not Found' })
  if (type === 'tree') return json(response, 200, [])
  if (mode === '120000') return json(response, 200, { type: 'symlink', sha, size: 0, encoding: 'base64', content: '' })
  const content = git('cat-file', 'blob', sha)
  const large = content.length > 1024 * 1024
  return json(response, 200, {
    type: 'file',
    size: content.length,
    name: path.split('/').at(-1),
    path,
    sha,
    encoding: large ? 'none' : 'base64',
    content: large ? '' : content.toString('base64').replace(/(.{60})/g, '$1\n')
  })
}

function tryGit<Value>(call: () => Value): Value | undefined {
  try {
    return call()
  } catch {
    return undefined
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** The token that an action of a run gets for the service of workflow artifacts. Nobody verifies it. */
export function runtimeToken(run: string, job: string, secret = ''): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ scp: `Actions.Results:${run}:${job}`, secret })}.signature`
}
