// SPDX-License-Identifier: Apache-2.0
// Which address may be asked for an identity token: one of the server that the run is on. The decision is about the very
// URL that is asked afterwards, so nobody reads the text a second time and differently.
import { escapeUntrusted } from '../intoto/escape-untrusted.ts'

/** What is wrong with an address; `server` when it is the server of the run that cannot be used. */
export type IssuerFault = 'server' | 'unreadable' | 'scheme' | 'credentials' | 'port' | 'host'

export type IssuerAddress =
  | { readonly kind: 'accepted'; readonly url: URL }
  | {
      readonly kind: 'refused'
      readonly fault: IssuerFault
      /** Scheme, host and port, escaped. Path and query may hold a token and are never shown. */
      readonly origin: string
    }

/** Where github.com keeps its issuers; every other server is its own. */
const GITHUB = { server: 'github.com', issuers: 'actions.githubusercontent.com' }
/** Names without empty labels, which a dot at either end would be. */
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/

/** Judges an address by the server of the run. */
export function issuerAddress(address: string, serverUrl: string): IssuerAddress {
  const url = parsed(address)
  const server = serverHost(serverUrl)
  const fault = server === undefined ? 'server' : faultOf(url, server)
  if (url !== undefined && fault === undefined) return { kind: 'accepted', url }
  return { kind: 'refused', fault: fault ?? 'unreadable', origin: url === undefined ? '' : shownOrigin(url) }
}

/** What an address has to be on a server, in words. */
export function expectedIssuer(serverUrl: string): string {
  const server = escapeUntrusted(serverHost(serverUrl) ?? '', 100)
  return server === GITHUB.server
    ? `https at a host below ${GITHUB.issuers}, without a user or a port`
    : `https at ${server} or at a host below it, without a user or a port`
}

function faultOf(url: URL | undefined, server: string): IssuerFault | undefined {
  if (url === undefined) return 'unreadable'
  if (url.protocol !== 'https:') return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (url.port !== '') return 'port'
  return belongsTo(url.hostname, server) ? undefined : 'host'
}

function belongsTo(host: string, server: string): boolean {
  if (!HOST.test(host)) return false
  if (server === GITHUB.server) return host.endsWith(`.${GITHUB.issuers}`)
  return host === server || host.endsWith(`.${server}`)
}

/** Undefined for a server that is not reached by https. */
function serverHost(serverUrl: string): string | undefined {
  const url = parsed(serverUrl)
  return url?.protocol === 'https:' ? url.hostname : undefined
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function shownOrigin({ protocol, host }: URL): string {
  return escapeUntrusted(host === '' ? protocol : `${protocol}//${host}`, 100)
}
