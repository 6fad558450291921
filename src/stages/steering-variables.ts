// SPDX-License-Identifier: Apache-2.0
// Variables that decide which code an action loads and whom it believes. A command can set them for everything after it
// through GITHUB_ENV, so the end of a step compares them with its beginning.
import { createHash } from 'node:crypto'

type Environment = Readonly<Record<string, string | undefined>>

const EXACT = new Set([
  'LD_PRELOAD',
  'LD_AUDIT',
  'LD_LIBRARY_PATH',
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_USE_ENV_PROXY',
  'OPENSSL_CONF',
  'OPENSSL_MODULES',
  'OPENSSL_ENGINES',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY'
])

/** Where to request an identity token, and as whom. Every job with `id-token: write` has them, so only a change says something. */
const TOKEN_REQUEST = new Set(['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'])

function isSteering(name: string): boolean {
  const upper = name.toUpperCase()
  return EXACT.has(upper) || upper.startsWith('DYLD_')
}

function isCompared(name: string): boolean {
  return isSteering(name) || TOKEN_REQUEST.has(name.toUpperCase())
}

/** Names of those that are set to load code or to believe others; proxies are too usual to speak of. */
export function steeringNames(environment: Environment): string[] {
  return Object.keys(environment)
    .filter((name) => isSteering(name) && !/PROXY$/i.test(name) && (environment[name] ?? '') !== '')
    .sort()
}

/** The variables as one text, `NAME=digest` for each: values may hold passwords. */
export function steeringVariables(environment: Environment): string {
  return Object.keys(environment)
    .filter((name) => isCompared(name) && (environment[name] ?? '') !== '')
    .sort()
    .map(
      (name) =>
        `${name}=${createHash('sha256')
          .update(environment[name] ?? '')
          .digest('hex')}`
    )
    .join('\n')
}

/** Names of those that differ from what `steeringVariables` said before. */
export function changedSteering(before: string, environment: Environment): string[] {
  // Without any variable the text is empty, and an empty text still has one line.
  const linesOf = (text: string): Set<string> => new Set(text.split('\n').filter((line) => line !== ''))
  const [then, now] = [linesOf(before), linesOf(steeringVariables(environment))]
  const lines = [...then, ...now].filter((line) => then.has(line) !== now.has(line))
  return [...new Set(lines.map((line) => line.slice(0, line.indexOf('='))))].sort()
}
