// SPDX-License-Identifier: Apache-2.0
// What an identity token says of itself. It is not verified here, that is the authority's business; it only chooses
// where to go. No error may quote it: whoever has the token is the workflow for some minutes.
import { Buffer } from 'node:buffer'
import { InTotoError } from '../intoto/errors.ts'

export interface TokenClaims {
  readonly issuer: string | undefined
  readonly visibility: string | undefined
  /** What a key signs to be certified for this token: a mail address that was verified, else the subject. */
  readonly challenge: string
}

/** @throws KEYLESS_TOKEN_INVALID */
export function readTokenClaims(token: string): TokenClaims {
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
  return { challenge, issuer: text('iss'), visibility: text('repository_visibility') }
}

function invalid(): InTotoError {
  return new InTotoError('KEYLESS_TOKEN_INVALID', 'What came as identity token is no such token.', {
    hint: 'A token has three parts with dots between them. Run the job again; if it lasts, look what stands between the job and the issuer.'
  })
}
