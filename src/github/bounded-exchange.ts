// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { HttpClient } from '@actions/http-client'

export interface ExchangeBounds {
  /** Time for the whole exchange, from the name of the host to the last byte, in milliseconds. */
  readonly timeoutMs: number
  /** Bytes of the answer that are read. */
  readonly maxBytes: number
}

export interface Exchanged {
  readonly message: IncomingMessage
  readonly body: Buffer
}

/**
 * One request by the client that the runner's own actions use, which knows proxies. It follows nobody elsewhere.
 * Rejects when no whole answer came in time, or when it is larger than the bound.
 */
export async function boundedExchange(
  send: (client: HttpClient) => Promise<{ readonly message: IncomingMessage }>,
  { timeoutMs, maxBytes }: ExchangeBounds
): Promise<Exchanged> {
  // With `keepAlive` the sockets are the client's own, and disposing of it ends them; a server that sends a header now
  // and then would hold others for ever.
  const client = new HttpClient('in-toto-actions', [], {
    allowRedirects: false,
    keepAlive: true,
    socketTimeout: timeoutMs
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([exchange(send(client), maxBytes), late])
  } finally {
    clearTimeout(timer)
    client.dispose()
  }
}

async function exchange(sent: Promise<{ readonly message: IncomingMessage }>, maxBytes: number): Promise<Exchanged> {
  const { message } = await sent
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
  } finally {
    message.destroy()
  }
  return { message, body: Buffer.concat(chunks) }
}
