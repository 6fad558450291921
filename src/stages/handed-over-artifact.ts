// SPDX-License-Identifier: Apache-2.0
// Which workflow artifact holds the products of a step: the one that its link names, by id and digest, and no other. Any
// job of the run can delete it and store another one under its name.
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { readWorkflowArtifactName } from '../intoto/link/link-artifact-name.ts'
import { findArtifact } from './find-artifact.ts'
import type { HandOver } from './hand-over.ts'
import { takeOverDiffers } from './take-over-differs.ts'
import type { StoredArtifact } from './workflow-artifacts.ts'

/** What a run has stored so far. */
export interface StoredProducts {
  readonly listed: readonly StoredArtifact[]
  /** The attempt that goes on. */
  readonly attempt: number
}

/**
 * Job and attempt in its name need not be those of the link: where one job works and another one signs, the other one
 * may do so in a later attempt.
 *
 * @throws TAKE_OVER_NOT_FOUND when it is gone, TAKE_OVER_DIFFERS when it is another one, TAKE_OVER_SUPERSEDED when its
 * job has stored another one since
 */
export function handedOverArtifact(
  step: string,
  { artifact }: HandOver,
  { listed, attempt }: StoredProducts
): StoredArtifact {
  const found = findArtifact(listed, artifact, { kind: 'products', step })
  switch (found.kind) {
    case 'found':
      refuseOlder(step, found, { listed, attempt })
      return found.stored
    case 'missing':
      throw new StagesError(
        'TAKE_OVER_NOT_FOUND',
        `The products that step ${quoteUntrusted(step)} handed over are gone: this run has no workflow artifact ${artifact.id} with products any more.`,
        {
          hint: 'It expired, or something removed it or put another one in its place. Run the job of that step again; if that does not help, find out what removes it.'
        }
      )
    case 'other name':
      throw takeOverDiffers(
        step,
        `its link names the workflow artifact ${artifact.id}, and that is called ${quoteUntrusted(found.stored.name)}`
      )
    case 'other digest':
      throw takeOverDiffers(
        step,
        `the workflow artifact ${artifact.id} has the digest ${quoteUntrusted(found.stored.digest ?? 'none')}, and its link says ${artifact.digest}`
      )
  }
}

/**
 * A step that hands over again stores a link of it, too, and then that one is taken. Products without it are of a step
 * that was not finished, and the older ones are not what its job made last.
 */
function refuseOlder(
  step: string,
  { stored, name }: Extract<ReturnType<typeof findArtifact>, { kind: 'found' }>,
  { listed, attempt }: StoredProducts
): void {
  const newer = listed.find((other) => {
    const of = readWorkflowArtifactName(other.name)
    if (of?.kind !== 'products' || of.step !== step || of.job !== name.job || of.matrix !== name.matrix) return false
    // What claims an attempt that there was not yet would stop every stage for ever.
    return of.attempt > name.attempt && of.attempt <= attempt
  })
  if (newer === undefined) return
  throw new StagesError(
    'TAKE_OVER_SUPERSEDED',
    `The newest link of step ${quoteUntrusted(step)} hands ${quoteUntrusted(stored.name)} over, and its job has stored ${quoteUntrusted(newer.name)} since, of which there is no link.`,
    {
      hint: 'The step ran again and was not finished. See why in the log of its job, and run that job again, then this one.'
    }
  )
}
