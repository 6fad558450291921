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

/** Redirections that are followed, one after the other. A repository that was renamed gives one. */
const MOST_REDIRECTIONS = 5

/**
 * Redirections are followed here and not by the client, which sends the token on to every port of a host. The token goes
 * to the origin that it was meant for, which is scheme, host and port, and nowhere else.
 *
 * @param signal breaks off what is under way, and lets nothing begin any more
 */
export function restFetch(bounds: ExchangeBounds, signal?: AbortSignal): RestFetch {
  let kept: HttpClient | undefined
  return async (url, { method = 'GET', headers = {}, body, redirect = 'follow' } = {}) => {
    try {
      let place = url
      let sent = headers
      for (let left = MOST_REDIRECTIONS; ; left -= 1) {
        signal?.throwIfAborted()
        const client = (kept ??= httpClient(bounds.timeoutMs, 'refuse', signal))
        const { message, body: answer } = await exchange(
          client,
          (by) => by.request(method, place, body ?? null, { ...sent }),
          bounds
        )
        const status = message.statusCode ?? 0
        const { location } = message.headers
        if (redirect === 'follow' && REDIRECTIONS.includes(status) && location !== undefined) {
          if (left === 0) throw new Error(`more than ${MOST_REDIRECTIONS} redirections`)
          const next = new URL(location, place)
          if (next.origin !== new URL(url).origin) sent = withoutToken(sent)
          place = next.href
          continue
        }
        const found = Object.entries(message.headers).map(([name, value]) => [name, String(value)] as const)
        return {
          status,
          url: place,
          headers: new Map(found),
          text: () => Promise.resolve(answer.toString('utf8')),
          arrayBuffer: () => Promise.resolve(Uint8Array.from(answer))
        }
      }
    } catch (error) {
      // Whatever is left of the exchange ends with its sockets; the next one begins anew.
      kept?.dispose()
      kept = undefined
      throw error
    }
  }
}

/** Of the statuses that lead on, those after which the same request is sent again. */
const REDIRECTIONS: readonly number[] = [301, 302, 307, 308]

function withoutToken(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'))
}
