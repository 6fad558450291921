// SPDX-License-Identifier: Apache-2.0
// Which workflow artifact holds the products of a step: the one that its link names, by id and digest, and no other. Any
// job of the run can delete it and store another one under its name.
import { StagesError } from './codes.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { findArtifact } from './find-artifact.ts'
import type { HandOver } from './hand-over.ts'
import { takeOverDiffers } from './take-over-differs.ts'
import type { StoredArtifact } from './workflow-artifacts.ts'

/**
 * Job and attempt in its name need not be those of the link: where one job works and another one signs, the other one
 * may do so in a later attempt.
 *
 * @throws TAKE_OVER_NOT_FOUND when it is gone, TAKE_OVER_DIFFERS when it is another one
 */
export function handedOverArtifact(
  step: string,
  { artifact }: HandOver,
  listed: readonly StoredArtifact[]
): StoredArtifact {
  const found = findArtifact(listed, artifact, { kind: 'products', step })
  switch (found.kind) {
    case 'found':
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
