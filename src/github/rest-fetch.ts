// SPDX-License-Identifier: Apache-2.0
// How the REST library fetches: by the client that knows proxies, within bounds of bytes and time. The library's own
// way has no bound on bytes, and loads for longer than a verification takes.
import type { HttpClient } from '@actions/http-client'
import { exchange, httpClient, type ExchangeBounds } from './bounded-exchange.ts'

export interface FetchInit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly redirect?: 'follow' | 'manual'
}

/** What the library reads of an answer. */
export interface FetchAnswer {
  readonly status: number
  readonly url: string
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  text(): Promise<string>
  arrayBuffer(): Promise<Uint8Array>
}

export type RestFetch = (url: string, init?: FetchInit) => Promise<FetchAnswer>

/** One client for each way of treating redirections, so that connections are used again. */
export function restFetch(bounds: ExchangeBounds): RestFetch {
  const clients = new Map<'follow' | 'refuse', HttpClient>()
  return async (url, { method = 'GET', headers = {}, body, redirect = 'follow' } = {}) => {
    const redirects = redirect === 'follow' ? 'follow' : 'refuse'
    const client = clients.get(redirects) ?? httpClient(bounds.timeoutMs, redirects)
    clients.set(redirects, client)
    try {
      const answer = await exchange(client, (by) => by.request(method, url, body ?? null, { ...headers }), bounds)
      const found = Object.entries(answer.message.headers).map(([name, value]) => [name, String(value)] as const)
      return {
        status: answer.message.statusCode ?? 0,
        url,
        headers: new Map(found),
        text: () => Promise.resolve(answer.body.toString('utf8')),
        arrayBuffer: () => Promise.resolve(Uint8Array.from(answer.body))
      }
    } catch (error) {
      // Whatever is left of the exchange ends with its sockets; the next one begins anew.
      client.dispose()
      clients.delete(redirects)
      throw error
    }
  }
}
