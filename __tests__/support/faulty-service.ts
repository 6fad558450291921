// SPDX-License-Identifier: Apache-2.0
// A service on loopback that answers as it is told, to see what its faults do.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = (request: IncomingMessage, response: ServerResponse, call: number) => void

export class FaultyService {
  readonly #server: Server
  /** Paths asked for, in order. */
  readonly asked: string[] = []
  /** Bodies of requests, as far as they came, one after the other. */
  received = ''
  answer: Answer = (_request, response) => response.writeHead(500).end()
  origin = ''

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '')
      request.on('data', (chunk: Buffer) => (this.received += chunk.toString('utf8')))
      this.answer(request, response, this.asked.length)
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
