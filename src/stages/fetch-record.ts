// SPDX-License-Identifier: Apache-2.0
// The record of the working job: the one workflow artifact that its outputs name. Only the working job can forge them,
// and its products are its word anyway.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDirectory } from '../files/make-directory.ts'
import { quoteUntrusted } from '../base/escape-untrusted.ts'
import { workflowArtifactPrefix } from '../intoto/link/link-artifact-name.ts'
import { unsignedLinkFileName } from '../intoto/link/link-file-name.ts'
import { LIMITS } from '../base/limits.ts'
import { findArtifact } from './find-artifact.ts'
import { signRefused } from './sign-refused.ts'
import type { SignPlaces, SignPorts, WorkedStage } from './stage-to-sign.ts'
import { readWorkRecord, type ExpectedRecord, type WorkRecord } from './work-record.ts'

const OUTPUTS = {
  hint: 'Pass on the outputs link-artifact-id and link-artifact-digest of the very job that recorded the step. If you do, the working job changed them, or its workflow artifact expired or was deleted: run all jobs of the stage again. Nothing is signed.'
}

/** @throws SIGN_REFUSED, ARTIFACT_ codes */
export async function fetchRecord(
  stage: WorkedStage & Pick<ExpectedRecord, 'isRecorded'>,
  { temporary }: SignPlaces,
  { artifacts }: SignPorts
): Promise<WorkRecord> {
  const { step, record: reference } = stage
  const listed = await artifacts.list(workflowArtifactPrefix('unsigned'))
  const found = findArtifact(listed, reference, { kind: 'unsigned', step })
  if (found.kind === 'missing')
    throw signRefused(
      step,
      `the run has no workflow artifact ${quoteUntrusted(reference.id, 40)} with a record`,
      OUTPUTS
    )
  if (found.kind === 'other name')
    throw signRefused(step, `${quoteUntrusted(found.stored.name)} is not the record of this step`, OUTPUTS)
  if (found.kind === 'other digest')
    throw signRefused(
      step,
      `${quoteUntrusted(found.stored.name)} has the digest ${quoteUntrusted(found.stored.digest ?? 'none', 100)}, and the working job told ${quoteUntrusted(reference.digest, 100)}`,
      OUTPUTS
    )
  const directory = join(temporary, 'record')
  makeDirectory(directory)
  const bounds = { packedBytes: LIMITS.linkArtifactBytes, bytes: LIMITS.linkBytes, files: 1 }
  const [file = ''] = await artifacts.unpack(found.stored, directory, bounds)
  if (file !== unsignedLinkFileName(step))
    throw signRefused(
      step,
      `${quoteUntrusted(found.stored.name)} holds ${quoteUntrusted(file)}, which is not its record`
    )
  const record = readWorkRecord(readFileSync(join(directory, file)), file, stage)
  const { job, attempt } = record.recordedBy
  if (found.name.job === job && String(found.name.attempt) === attempt) return record
  throw signRefused(
    step,
    `its record says job ${quoteUntrusted(job)}, attempt ${attempt}, and is stored as ${quoteUntrusted(found.stored.name)}`
  )
}
