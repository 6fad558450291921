// SPDX-License-Identifier: Apache-2.0
// Stands in the bundle for undici, of which GitHub's libraries use two things: `fetch`, and a dispatcher for proxies.
// Node has the first built in; the whole package is loaded only where there is a proxy, since loading it takes as long
// as everything else that an action does before its work.

/** Holds what a dispatcher is made from, until something is fetched. */
export class ProxyAgent {
  readonly settings: unknown

  constructor(settings: unknown) {
    this.settings = settings
  }
}

type Init = Omit<RequestInit, 'dispatcher'> & { readonly dispatcher?: unknown }

interface Undici {
  readonly fetch: (input: string | URL, init: Init) => Promise<Response>
  readonly ProxyAgent: new (settings: unknown) => unknown
}

/** Fetches, through a proxy when the dispatcher is one. */
export async function fetch(input: string | URL, init: Init = {}): Promise<Response> {
  const { dispatcher, ...rest } = init
  if (!(dispatcher instanceof ProxyAgent)) return globalThis.fetch(input, rest)
  const { fetch, ProxyAgent: Proxy } = (await import('undici')) as unknown as Undici
  return fetch(input, { ...rest, dispatcher: new Proxy(dispatcher.settings) })
}
