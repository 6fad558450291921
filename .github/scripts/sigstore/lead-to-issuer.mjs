// SPDX-License-Identifier: Apache-2.0
// `node --import <this>?from=<host>&port=<port>` starts a program of the suite that reaches the issuer on loopback. The
// suite asks nobody but GitHub for identity tokens, and no input or variable changes that; so the tests change the `https`
// that node gives to it. Requests for that host go to that port in plain http; all others are untouched.
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

const { searchParams } = new URL(import.meta.url)
const [from, port] = [searchParams.get('from'), searchParams.get('port')]
const { request } = https

https.request = (options, ...rest) => {
  const wanted = options?.host === from && Number(options.port ?? 443) === 443
  if (!wanted) return request(options, ...rest)
  // The agent speaks TLS, or knows a proxy.
  return http.request({ ...options, protocol: 'http:', host: '127.0.0.1', port, agent: undefined }, ...rest)
}
syncBuiltinESMExports()
