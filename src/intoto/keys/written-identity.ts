// SPDX-License-Identifier: Apache-2.0
import { GITHUB_ISSUER } from './github-issuer.ts'
import { identityOf, type KeylessIdentity } from './keyless-identity.ts'

/** An identity as people write it: with a `*` it is a pattern. GitHub vouches for it unless another issuer is named. */
export function writtenIdentity(text: string, issuer: string = GITHUB_ISSUER): KeylessIdentity {
  return identityOf(issuer, { kind: text.includes('*') ? 'pattern' : 'exact', text }, new Map())
}
