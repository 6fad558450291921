// SPDX-License-Identifier: Apache-2.0
// A repository as GitHub serves it to git, by git's own program for web servers.
import { spawn } from 'node:child_process'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

export interface GitRequest {
  readonly method: string
  /** Behind the name of the repository, like `/info/refs`. */
  readonly path: string
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Answers a request of git for a repository, which may be fetched at any commit, as at GitHub. */
export async function serveGit(repository: string, request: GitRequest, response: ServerResponse): Promise<void> {
  const { method, path, query, headers, body } = request
  const child = spawn('git', ['-c', 'uploadpack.allowAnySHA1InWant=true', '-c', 'safe.directory=*', 'http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROJECT_ROOT: repository,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REQUEST_METHOD: method,
      PATH_INFO: path,
      QUERY_STRING: query,
      CONTENT_TYPE: headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      ...(headers['content-encoding'] === undefined ? {} : { HTTP_CONTENT_ENCODING: headers['content-encoding'] })
    },
    stdio: ['pipe', 'pipe', 'ignore']
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  // It need not read all before it answers.
  child.stdin.on('error', () => undefined)
  child.stdin.end(body)
  await new Promise((done) => child.on('close', done))
  const answer = Buffer.concat(chunks)
  const end = answer.indexOf('\r\n\r\n')
  const fields = answer
    .subarray(0, end)
    .toString('latin1')
    .split('\r\n')
    .map((line) => /^([^:]+): *(.*)$/.exec(line))
  const given = fields.flatMap((field) => (field === null ? [] : [[field[1] ?? '', field[2] ?? ''] as const]))
  const status = given.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200'
  response.writeHead(Number.parseInt(status, 10), Object.fromEntries(given.filter(([name]) => name !== 'Status')))
  response.end(answer.subarray(end + 4))
}

/** The token in a header for git, or in one for the REST interface. */
export function tokenIn(authorization: string): string {
  const [, basic] = /^basic (\S+)$/i.exec(authorization) ?? []
  if (basic === undefined) return authorization.replace(/^(token|bearer) /i, '')
  return Buffer.from(basic, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '')
}
