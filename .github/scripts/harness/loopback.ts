// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'

/** Listens on a free port of the loopback interface; returns the port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  return (server.address() as AddressInfo).port
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((done) => server.close(done))
  return port
}
