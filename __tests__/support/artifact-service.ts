// SPDX-License-Identifier: Apache-2.0
// The service for workflow artifacts and its storage on loopback; each test breaks what it wants broken.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { runtimeToken, sha256 } from '../../.github/scripts/e2e/github-server.ts'
import { FaultyService, json } from './faulty-service.ts'

export const CANARY = { token: 'canary-of-the-token', signature: 'canaryOfTheSignature' }

export interface Asked {
  readonly method: string
  readonly authorization: string
  readonly body: Record<string, unknown>
}

/** Answers one method, or the storage; `call` counts from 1. */
export type Part = (response: ServerResponse, call: number) => void

export class ArtifactService {
  readonly service = new FaultyService()
  readonly asked: Asked[] = []
  readonly #parts = new Map<string, { part: Part; calls: number }>()

  async start(): Promise<void> {
    await this.service.start()
    this.service.answer = (request, response) => void this.#answer(request, response)
  }

  stop(): Promise<void> {
    return this.service.stop()
  }

  /** The service as it should be, with one artifact. */
  holding(archive: Uint8Array, facts: Record<string, unknown> = {}): void {
    this.asked.length = 0
    this.service.asked.length = 0
    this.#parts.clear()
    this.on('ListArtifacts', (response) => json(response, { artifacts: [listed(archive, facts)] }))
    this.on('GetSignedArtifactURL', (response) => json(response, { signed_url: this.blob }))
    this.on('blob', (response) => response.end(archive))
  }

  on(method: 'ListArtifacts' | 'GetSignedArtifactURL' | 'CreateArtifact' | 'blob', part: Part): void {
    this.#parts.set(method, { part, calls: 0 })
  }

  get blob(): string {
    return `${this.service.origin}/blob?sig=${CANARY.signature}`
  }

  get environment(): Record<string, string> {
    return {
      ACTIONS_RESULTS_URL: `${this.service.origin}/`,
      ACTIONS_RUNTIME_TOKEN: runtimeToken('run-backend', 'job-backend', CANARY.token),
      GITHUB_SERVER_URL: 'https://github.com'
    }
  }

  count(method: string): number {
    return this.#parts.get(method)?.calls ?? 0
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const method = /[^/]*$/.exec((request.url ?? '').replace(/\?.*/, ''))?.[0] ?? ''
    const body = Buffer.concat(chunks).toString('utf8')
    this.asked.push({
      method,
      authorization: request.headers.authorization ?? '',
      body: body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
    })
    const found = this.#parts.get(method)
    if (found === undefined) return json(response, { code: 'bad_route', msg: method }, 404)
    found.calls += 1
    found.part(response, found.calls)
  }
}

/** An entry as the service lists it. */
export function listed(archive: Uint8Array, facts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    workflow_run_backend_id: 'run-backend',
    workflow_job_run_backend_id: 'job-that-stored',
    database_id: '1001',
    name: 'in-toto.build.build.0.1',
    size: String(archive.length),
    created_at: '2026-01-01T00:00:00Z',
    digest: sha256(archive),
    ...facts
  }
}
