// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { HttpClient } from '@actions/http-client'
import type { RequestHandler } from '@actions/http-client/lib/interfaces'

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

/** One request, as the client sends it. */
export type Send = (client: HttpClient) => Promise<{ readonly message: IncomingMessage }>

/**
 * The client that the runner's own actions use, which knows proxies.
 *
 * @param signal breaks off every request of the client
 */
export function httpClient(timeoutMs: number, redirects: 'follow' | 'refuse', signal?: AbortSignal): HttpClient {
  return new HttpClient('in-toto-actions', signal === undefined ? [] : [abortedBy(signal)], {
    allowRedirects: redirects === 'follow',
    maxRedirects: 5,
    // The sockets are the client's own then, and disposing of it ends them; a server that sends a header now and then
    // would hold others for ever.
    keepAlive: true,
    socketTimeout: timeoutMs
  })
}

/** Disposing of a client does not reach the sockets that go through a proxy; Node ends any that a request has. */
function abortedBy(signal: AbortSignal): RequestHandler {
  return {
    prepareRequest: (options) => {
      options.signal = signal
      // What asks a proxy for a tunnel is a request of its own, and this one has no socket until that is answered.
      const { proxyOptions } = (options.agent ?? {}) as { readonly proxyOptions?: { signal?: AbortSignal } }
      if (proxyOptions !== undefined) proxyOptions.signal = signal
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('it has nothing to log in with'))
  }
}

/**
 * One request by a client of its own, which follows nobody elsewhere. Rejects when no whole answer came in time, or when
 * it is larger than the bound.
 */
export async function boundedExchange(send: Send, bounds: ExchangeBounds): Promise<Exchanged> {
  const client = httpClient(bounds.timeoutMs, 'refuse')
  try {
    return await exchange(client, send, bounds)
  } finally {
    client.dispose()
  }
}

/** The same by a client that others use, too. */
export async function exchange(
  client: HttpClient,
  send: Send,
  { timeoutMs, maxBytes }: ExchangeBounds
): Promise<Exchanged> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([wholeAnswer(send(client), maxBytes), late])
  } finally {
    clearTimeout(timer)
  }
}

async function wholeAnswer(sent: Promise<{ readonly message: IncomingMessage }>, maxBytes: number): Promise<Exchanged> {
  const { message } = await sent
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return { message, body: Buffer.concat(chunks) }
}
