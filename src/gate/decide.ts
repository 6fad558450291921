// SPDX-License-Identifier: Apache-2.0
// What the gate answers. Passed needs a passed verification and nothing else against it; advice is neither.
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import type { Link } from '../intoto/link/link.ts'
import { KnownLinks } from '../intoto/verification/known-links.ts'
import type { Verification, VerificationRequest } from '../intoto/verification/verification.ts'
import { verifySupplyChain } from '../intoto/verification/verify-supply-chain.ts'
import { withProducts } from '../intoto/verification/with-products.ts'
import type { GateFailure } from './gate-failure.ts'
import { missingForNeededJobs } from './missing-for-needed-jobs.ts'
import { adviseOnUnsigned, onlySignaturesAreMissing } from './verify-unsigned.ts'

export interface GateRequest {
  readonly verification: VerificationRequest
  /**
   * Records files that must be final products. Called after the inspections, which could change them, and only where all
   * the rest is right: after a failure there is nothing to release, and files that are missing would hide why.
   */
  readonly products: ((summary: Link) => Promise<Artifacts>) | undefined
  /** What was found before: needed jobs, odd workflow artifacts. Any of it blocks. */
  readonly blocking: readonly GateFailure[]
  /** Told of reasons that are known before work that may break off, so that they are not lost with it. */
  readonly onKnown?: ((failures: readonly GateFailure[]) => void) | undefined
  /** Whether stages of this run could sign. */
  readonly identity: 'available' | 'unavailable'
}

type Facts = Pick<Verification, 'items' | 'warnings' | 'source'>

export type GateDecision =
  | (Facts & { readonly verdict: 'passed'; readonly summary: Link })
  | (Facts & { readonly verdict: 'failed'; readonly failures: readonly [GateFailure, ...GateFailure[]] })
  /** Everything is right but the signatures, which this run cannot have. */
  | (Facts & { readonly verdict: 'advisory'; readonly unsigned: readonly GateFailure[] })

/** @throws what `verifySupplyChain` throws */
export async function decide(request: GateRequest): Promise<GateDecision> {
  const { blocking, identity } = request
  // What is known to be bad is not looked into by programs.
  const withheld = blocking.length > 0 && request.verification.inspections !== undefined
  const { known = new KnownLinks(request.verification.ports.hasher), ...asked } = request.verification
  const wanted: VerificationRequest = { ...asked, known, ...(withheld ? { inspections: 'withheld' } : {}) }
  const verification = await verifySupplyChain(wanted)
  if (verification.outcome === 'passed') {
    const compared = await compare(verification, request)
    const against = [...blocking, ...(compared.outcome === 'failed' ? compared.failures : [])]
    return failed(verification, against) ?? { ...facts(verification), verdict: 'passed', summary: verification.summary }
  }
  if (identity === 'available' || !onlySignaturesAreMissing(verification)) {
    const [first, ...rest] = blocking
    const [found, ...others] = verification.failures
    const explained = missingForNeededJobs(blocking)
    const failures = [explained(found), ...others.map(explained)] as const
    return {
      ...facts(verification),
      verdict: 'failed',
      failures: first === undefined ? failures : [first, ...rest, ...failures]
    }
  }
  request.onKnown?.(verification.failures)
  const advice = await compare((await adviseOnUnsigned(wanted)).verification, request)
  const against = [...blocking, ...(advice.outcome === 'failed' ? advice.failures : [])]
  return failed(advice, against) ?? { ...facts(advice), verdict: 'advisory', unsigned: verification.failures }
}

/** The same decision with more against it. */
export function withFailures(decision: GateDecision, more: readonly GateFailure[]): GateDecision {
  const before = decision.verdict === 'failed' ? decision.failures : []
  return more.length === 0 ? decision : (failed(decision, [...before, ...more]) ?? decision)
}

/** Compares the products of what is right so far. */
async function compare(verification: Verification, { products, blocking }: GateRequest): Promise<Verification> {
  if (products === undefined || blocking.length > 0 || verification.outcome === 'failed') return verification
  return withProducts(verification, await products(verification.summary))
}

function facts({ items, warnings, source }: Facts): Facts {
  return { items, warnings, source }
}

/** The verdict failed, when there is anything to fail for. */
function failed(of: Facts, failures: readonly GateFailure[]): GateDecision | undefined {
  const [first, ...rest] = failures
  return first === undefined ? undefined : { ...facts(of), verdict: 'failed', failures: [first, ...rest] }
}
