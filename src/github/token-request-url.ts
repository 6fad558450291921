// SPDX-License-Identifier: Apache-2.0
// Which URL the suite may request an identity token from: one of the server of the run. The URL that is judged is the URL
// that is requested, so nothing reads the text a second time and differently.
import { escapeUntrusted } from '../base/escape-untrusted.ts'

/** What is wrong with a URL; `server` when the server of the run is what cannot be used. */
export type TokenRequestUrlFault = 'server' | 'unreadable' | 'scheme' | 'credentials' | 'port' | 'host'

export type TokenRequestUrl =
  | { readonly kind: 'accepted'; readonly url: URL }
  | {
      readonly kind: 'refused'
      readonly fault: TokenRequestUrlFault
      /** Scheme, host and port, escaped. Path and query may hold a token and are never shown. */
      readonly origin: string
    }

/** Below which domain github.com serves tokens; every other server serves them below its own name. */
const GITHUB = { server: 'github.com', tokens: 'actions.githubusercontent.com' }
/** Names without empty labels, which a dot at either end would be. */
const HOST = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/

/** Judges a token request URL by the server of the run. */
export function judgeTokenRequestUrl(text: string, serverUrl: string): TokenRequestUrl {
  const url = parsed(text)
  const server = serverHost(serverUrl)
  const fault = server === undefined ? 'server' : faultOf(url, server)
  if (url !== undefined && fault === undefined) return { kind: 'accepted', url }
  return { kind: 'refused', fault: fault ?? 'unreadable', origin: url === undefined ? '' : shownOrigin(url) }
}

/** What a token request URL must be on a server, as the rest of a sentence. */
export function expectedTokenRequestUrl(serverUrl: string): string {
  const server = escapeUntrusted(serverHost(serverUrl) ?? '', 100)
  return server === GITHUB.server
    ? `an https URL below ${GITHUB.tokens}, without user or port`
    : `an https URL at ${server} or below it, without user or port`
}

function faultOf(url: URL | undefined, server: string): TokenRequestUrlFault | undefined {
  if (url === undefined) return 'unreadable'
  if (url.protocol !== 'https:') return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (url.port !== '') return 'port'
  return belongsTo(url.hostname, server) ? undefined : 'host'
}

function belongsTo(host: string, server: string): boolean {
  if (!HOST.test(host)) return false
  if (server === GITHUB.server) return host.endsWith(`.${GITHUB.tokens}`)
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
