// SPDX-License-Identifier: Apache-2.0
import { escapeUntrusted, quoteUntrusted } from '../../base/escape-untrusted.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts'
import type { Step } from '../layout/layout.ts'
import type { Link } from '../link/link.ts'
import { readRunBinding } from '../link/run-binding.ts'
import { readSource } from '../link/source-claim.ts'
import type { Warning } from './failure.ts'
import type { VerificationRequest } from './verification.ts'

/**
 * A stage may check out something else than the commit of its run, on purpose or not. Where the commit is expected that
 * its link claims, nobody need be told.
 */
export function compareCheckout(
  { name }: Step,
  { environment }: Link,
  { prefix, request }: { readonly prefix: string; readonly request: Pick<VerificationRequest, 'source'> }
): Warning[] {
  const run = readRunBinding(environment)
  const claim = readSource(environment)
  if (run === undefined || run === 'malformed' || run.commit === undefined) return []
  if (claim !== undefined && request.source?.commit !== undefined) return []
  const seen = seenCommit(environment, claim)
  if (seen === 'nothing' || seen.commit === run.commit) return []
  const { commit } = seen
  return [
    {
      code: 'CHECKOUT_OF_OTHER_COMMIT',
      step: `${prefix}${escapeUntrusted(name)}`,
      message: `Step ${quoteUntrusted(name)} checked out ${typeof commit === 'string' ? quoteUntrusted(commit, 80) : 'something that it does not name'}; the run is of commit ${quoteUntrusted(run.commit, 80)}.`
    }
  ]
}

function seenCommit(
  environment: JsonObject,
  claim: ReturnType<typeof readSource>
): { readonly commit: JsonValue | undefined } | 'nothing' {
  const checkout = environment.get('checkout')
  if (checkout !== undefined) return { commit: isJsonObject(checkout) ? checkout.get('commit') : undefined }
  return claim === undefined || claim === 'malformed' ? 'nothing' : claim
}
