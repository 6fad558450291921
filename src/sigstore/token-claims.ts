// SPDX-License-Identifier: Apache-2.0
// What an identity token says of itself. It is not verified here, that is the authority's business; it only chooses
// where to go. No error may quote more of it than the audience: whoever has the token is the workflow for some minutes.
import { Buffer } from 'node:buffer'
import { SigstoreError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'

export interface TokenClaims {
  readonly issuer: string | undefined
  readonly visibility: string | undefined
  /** What a key signs to be certified for this token: a mail address that was verified, else the subject. */
  readonly challenge: string
}

/**
 * Reads a token, wherever it comes from. Nobody reads one without saying which audience it must have, and without its
 * claims it is sent to nobody.
 *
 * @param audience of the instance that signs
 * @throws KEYLESS_TOKEN_INVALID, KEYLESS_TOKEN_AUDIENCE
 */
export function readTokenClaims(token: string, audience: string): TokenClaims {
  const [header, body, signature, ...more] = token.split('.')
  const parts = [header, body, signature]
  if (more.length > 0 || parts.some((part) => part === undefined || !/^[\w-]+$/.test(part))) throw invalid()
  let claims: unknown
  try {
    claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString('utf8'))
  } catch {
    // The cause would quote the token.
    throw invalid()
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw invalid()
  const text = (name: string): string | undefined => {
    const value = (claims as Record<string, unknown>)[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const verified = [true, 'true'].includes((claims as Record<string, unknown>)['email_verified'] as boolean | string)
  const challenge = (verified ? text('email') : undefined) ?? text('sub')
  if (challenge === undefined) throw invalid()
  checkAudience((claims as Record<string, unknown>)['aud'], audience)
  return { challenge, issuer: text('iss'), visibility: text('repository_visibility') }
}

/** With a second audience, the token is good at a second place: who receives it here could use it there. */
function checkAudience(claim: unknown, audience: string): void {
  const found: readonly unknown[] = claim === undefined ? [] : Array.isArray(claim) ? claim : [claim]
  if (found.length === 1 && found[0] === audience) return
  throw new SigstoreError(
    'KEYLESS_TOKEN_AUDIENCE',
    `The identity token is for ${audiencesIn(found)}, and this Sigstore instance gets tokens for ${quoteUntrusted(audience, 200)} alone.`,
    {
      hint: `Get a token whose only audience is ${quoteUntrusted(audience, 200)}: \`sigstore\` for public-good and github, the origin of fulcio-url for custom. If the runner gave this one, find out what answers for its token service. The token was sent to nobody.`
    }
  )
}

function audiencesIn(found: readonly unknown[]): string {
  if (found.length === 0) return 'no audience'
  const shown = found
    .slice(0, 3)
    .map((each) => (typeof each === 'string' ? quoteUntrusted(each, 100) : 'one that is not text'))
  const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : ''
  return `the ${found.length === 1 ? 'audience' : 'audiences'} ${shown.join(', ')}${more}`
}

function invalid(): SigstoreError {
  return new SigstoreError('KEYLESS_TOKEN_INVALID', 'What came as identity token is no such token.', {
    hint: 'A token has three parts with dots between them. Run the job again; if it lasts, look what stands between the job and the issuer.'
  })
}
