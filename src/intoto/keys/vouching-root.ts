// SPDX-License-Identifier: Apache-2.0
// Which trusted root must vouch for an identity. Whoever runs a Sigstore decides which names stand in its certificates:
// a root that was given for the sake of one functionary must not speak for runs on github.com of all others.
import { quoteUntrusted } from '../../base/escape-untrusted.ts'
import { GITHUB_ISSUER } from './github-issuer.ts'

/** The roots that issue certificates to runs on github.com. */
export const ROOTS_OF_GITHUB = ['public-good', 'github'] as const

/** How a root is called that nobody gave a name. */
export const CUSTOM_ROOT = 'custom'

/** Whether a text can be the name of a trusted root. */
export function isRootName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,59}$/.test(text)
}

/**
 * Why none of the trusted roots that vouch for a certificate may do so for this functionary; empty when one may.
 *
 * @param vouching names of all roots against which the bundle verifies
 */
export function rootMismatches(
  { issuer, trustedRoot }: { readonly issuer: string; readonly trustedRoot: string | undefined },
  vouching: readonly string[]
): string[] {
  const wanted = trustedRoot === undefined ? (isOfGitHub(issuer) ? ROOTS_OF_GITHUB : undefined) : [trustedRoot]
  if (wanted === undefined || wanted.some((name) => vouching.includes(name))) return []
  const found =
    vouching.length === 0
      ? 'no trusted root'
      : `the trusted root ${vouching.map((name) => quoteUntrusted(name, 60)).join(' and ')}`
  const way = trustedRoot === undefined ? ' (where another one is meant, the functionary says so: trusted-root)' : ''
  return [`${found} vouches for it, not ${wanted.map((name) => quoteUntrusted(name, 60)).join(' or ')}${way}`]
}

/** Enterprises on github.com may have a name of their own behind a slash. */
function isOfGitHub(issuer: string): boolean {
  return issuer === GITHUB_ISSUER || issuer.startsWith(`${GITHUB_ISSUER}/`)
}
