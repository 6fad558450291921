// SPDX-License-Identifier: Apache-2.0
// What a job handed over, as another job that signs for it sees it: the archive must hold exactly the products that are
// to be handed over, byte for byte. Nothing of it is written to the disk of the job that signs.
import type { Artifacts, DigestSet } from '../intoto/artifacts/artifacts.ts'
import { artifactsOf } from '../intoto/artifacts/build-artifacts.ts'
import { differencesOf } from '../intoto/artifacts/differences.ts'
import { StagesError } from './codes.ts'
import { count } from '../base/count.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import type { ConvertedFiles } from '../intoto/link/converted-files.ts'
import { workflowArtifactPrefix } from '../intoto/link/link-artifact-name.ts'
import { LIMITS } from '../base/limits.ts'
import { onDisk } from './converted-products.ts'
import { findArtifact } from './find-artifact.ts'
import type { HandOver } from './hand-over.ts'
import { artifactsDigest } from './products-digest.ts'
import { signRefused } from './sign-refused.ts'
import type { HashingArtifacts, StoredArtifact } from './workflow-artifacts.ts'

export interface ArchiveRequest {
  readonly step: string
  /** The products that are to be handed over. */
  readonly selected: Artifacts
  /** Those of the products that a checkout converted, by the working job's word; whoever takes them over looks. */
  readonly converted: ConvertedFiles
  /** What the job that stored them says of them. */
  readonly note: HandOver
  /** The job and attempt that say so. */
  readonly storedBy: { readonly job: string; readonly attempt: string }
  /** A file that may lie beside them, with its digest: the copy of the layout. */
  readonly beside?: readonly [name: string, digests: DigestSet] | undefined
  readonly artifacts: HashingArtifacts
  /** Milliseconds of a clock. */
  readonly now: () => number
}

/**
 * Compares what is stored with the products that are to be handed over, and with what the working job notes of them.
 *
 * @throws SIGN_REFUSED, SIGN_TIME_LIMIT, ARTIFACT_ codes
 */
export async function checkHandOverArchive(request: ArchiveRequest): Promise<void> {
  const { step, selected, converted, note, storedBy, beside, artifacts, now } = request
  if (note.files !== selected.size || note.digest !== artifactsDigest(selected))
    throw signRefused(
      step,
      `the working job handed ${count(note.files, 'file')} over, and the signing job's hand-over takes ${count(selected.size, 'product')}`,
      {
        hint: 'Give both jobs the same `hand-over`. If they have it, the working job changed its record. Nothing is signed.'
      }
    )
  const stored = await findProducts(request)
  const deadline = now() + LIMITS.handOverReadMs
  const found = await artifacts.hash(
    stored,
    { packedBytes: LIMITS.productArtifactBytes, bytes: LIMITS.productBytes, files: LIMITS.productFiles },
    () => {
      if (now() > deadline) throw timeIsUp(stored.name)
    }
  )
  const [name, digests] = beside ?? []
  const products = artifactsOf([...found].filter(([path, its]) => path !== name || its !== digests))
  const differences = differencesOf(onDisk(selected, converted), products)
  if (differences === undefined) return
  const [what, [path = '']] =
    differences.missing.length > 0
      ? (['lacks', differences.missing] as const)
      : differences.added.length > 0
        ? (['also holds', differences.added] as const)
        : (['has other bytes for', differences.changed] as const)
  throw signRefused(
    step,
    `${quoteUntrusted(stored.name)}, stored by job ${quoteUntrusted(storedBy.job)}, ${what} ${quoteUntrusted(path)}`
  )
}

async function findProducts({ step, note, storedBy, artifacts }: ArchiveRequest): Promise<StoredArtifact> {
  const { job, attempt } = storedBy
  const listed = await artifacts.list(workflowArtifactPrefix('products'))
  const expected = { kind: 'products', step, job, attempt: Number(attempt) } as const
  const found = findArtifact(listed, note.artifact, expected)
  if (found.kind === 'found') return found.stored
  if (found.kind === 'missing')
    throw signRefused(step, `the run has no workflow artifact ${quoteUntrusted(note.artifact.id, 40)} with products`, {
      hint: 'Something removed what the stage handed over. Run all jobs of the stage again. Nothing is signed.'
    })
  throw signRefused(
    step,
    found.kind === 'other name'
      ? `${quoteUntrusted(found.stored.name)} is not what job ${quoteUntrusted(job)} hands over in attempt ${attempt}`
      : `${quoteUntrusted(found.stored.name)} has the digest ${quoteUntrusted(found.stored.digest ?? 'none', 100)}, and its job told ${quoteUntrusted(note.artifact.digest, 100)}`
  )
}

function timeIsUp(name: string): StagesError {
  return new StagesError(
    'SIGN_TIME_LIMIT',
    `The workflow artifact ${quoteUntrusted(name)} could not be read in ${LIMITS.handOverReadMs / 60_000} minutes.`,
    { hint: 'Let `hand-over` name fewer or smaller files, in both jobs. Nothing is signed.' }
  )
}
