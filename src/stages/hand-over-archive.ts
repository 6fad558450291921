// SPDX-License-Identifier: Apache-2.0
// What a job handed over, as another job that signs for it sees it: the archive must hold exactly the products that are
// to be handed over, byte for byte. Nothing of it is written to the disk of the job that signs.
import type { Artifacts } from '../intoto/artifacts/artifacts.ts'
import { InTotoError } from '../intoto/errors.ts'
import { quoteUntrusted } from '../intoto/escape-untrusted.ts'
import { readWorkflowArtifactName, workflowArtifactPrefix } from '../intoto/link/link-artifact-name.ts'
import { LIMITS } from '../intoto/limits.ts'
import type { HandOver } from './hand-over.ts'
import { artifactsDigest } from './products-digest.ts'
import { signRefused } from './sign-refused.ts'
import type { HashingArtifacts } from './workflow-artifacts.ts'

export interface ArchiveRequest {
  readonly step: string
  /** The products that are to be handed over. */
  readonly selected: Artifacts
  /** What the job that stored them says of them. */
  readonly note: HandOver
  /** The job and attempt that say so. */
  readonly storedBy: { readonly job: string; readonly attempt: string }
  readonly artifacts: HashingArtifacts
  /** Milliseconds of a clock. */
  readonly now: () => number
}

/**
 * Compares what is stored with the products, and returns the note that a signed link has of it: id and digest of the one
 * workflow artifact that was looked at.
 *
 * @throws SIGN_REFUSED, SIGN_TIME_LIMIT, ARTIFACT_ codes
 */
export async function checkHandOverArchive(request: ArchiveRequest): Promise<HandOver> {
  const { step, selected, note, storedBy, artifacts, now } = request
  const stored = (await artifacts.list(workflowArtifactPrefix('products'))).find(({ id }) => id === note.artifact.id)
  if (stored === undefined)
    throw signRefused(
      step,
      `the run has no workflow artifact ${quoteUntrusted(note.artifact.id, 40)} with products`,
      'Something removed what the stage handed over. Run the stage again, all of its jobs. Nothing is signed.'
    )
  const name = readWorkflowArtifactName(stored.name)
  if (
    name?.kind !== 'products' ||
    name.step !== step ||
    name.job !== storedBy.job ||
    String(name.attempt) !== storedBy.attempt
  )
    throw signRefused(step, `${quoteUntrusted(stored.name)} is not what its job hands over`)
  if (stored.digest !== note.artifact.digest)
    throw signRefused(step, `${quoteUntrusted(stored.name)} has another digest than its job told`)
  const deadline = now() + LIMITS.handOverReadMs
  const found = await artifacts.hash(
    stored,
    { packedBytes: LIMITS.productArtifactBytes, bytes: LIMITS.productBytes, files: LIMITS.productFiles },
    () => {
      if (now() > deadline) throw timeIsUp(stored.name)
    }
  )
  compare(step, selected, found)
  const handOver = {
    files: selected.size,
    digest: artifactsDigest(selected),
    artifact: { id: stored.id, digest: note.artifact.digest }
  }
  if (note.files !== handOver.files || note.digest !== handOver.digest)
    throw signRefused(step, 'its record says something else of what it hands over than its products do')
  return handOver
}

function compare(step: string, selected: Artifacts, found: Artifacts): void {
  for (const [path, digests] of found) {
    const product = selected.get(path)
    if (product === digests) continue
    throw signRefused(
      step,
      product === undefined
        ? `its hand-over holds ${quoteUntrusted(path)}, which is not among the products to hand over`
        : `${quoteUntrusted(path)} in its hand-over is not the product of that name`
    )
  }
  for (const path of selected.keys())
    if (!found.has(path)) throw signRefused(step, `its hand-over lacks the product ${quoteUntrusted(path)}`)
}

function timeIsUp(name: string): InTotoError {
  return new InTotoError(
    'SIGN_TIME_LIMIT',
    `${quoteUntrusted(name)} could not be read in ${LIMITS.handOverReadMs / 60_000} minutes.`,
    { hint: 'Hand over less. Nothing is signed.' }
  )
}
