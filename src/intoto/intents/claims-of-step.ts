// SPDX-License-Identifier: Apache-2.0
import { readSource, type SourceClaim } from '../link/source-claim.ts'
import type { AcceptedEvidence } from './intents-evidence.ts'
import type { StepRecord } from './step-record.ts'

/** What the links of a step claim of source: one for each link that counts, at least one. */
export function claimsOf({ accepted }: StepRecord): {
  at: string
  by: AcceptedEvidence
  claim: SourceClaim | 'malformed' | undefined
}[] {
  return accepted.flatMap((evidence) => {
    const claims = inEvidence(evidence)
    return (claims.length === 0 ? [undefined] : claims).map((claim) => ({ at: evidence.at, by: evidence, claim }))
  })
}

function inEvidence(evidence: AcceptedEvidence): readonly (SourceClaim | 'malformed')[] {
  if (evidence.kind === 'sublayout') return evidence.claims
  const claim = readSource(evidence.link.environment)
  return claim === undefined ? [] : [claim]
}

/** The claims of one link, or of the links below a layout in its place, as far as they can be read. */
export function claimsIn(evidence: AcceptedEvidence): SourceClaim[] {
  return inEvidence(evidence).filter((claim) => claim !== 'malformed')
}
