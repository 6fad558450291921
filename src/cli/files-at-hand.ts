// SPDX-License-Identifier: Apache-2.0
import { linkTargets } from '../intoto/link/on-disk.ts'
import type { Failure, FailureCode } from '../intoto/verification/failure.ts'
import type { Verification } from '../intoto/verification/verification.ts'
import { withProducts } from '../intoto/verification/with-products.ts'
import { linksOfProducts } from '../recording/links-of-products.ts'
import { RecordingError, type RecordingCode } from '../recording/codes.ts'
import { notCompared } from '../recording/left-out.ts'
import type { Recorder, RecordRequest } from '../recording/record-artifacts.ts'

/** What cannot be recorded because of what it is, and so is no final product either; all else could not be told. */
const REFUSED: Readonly<Partial<Record<RecordingCode, FailureCode>>> = {
  RECORD_EXCLUDED: 'PRODUCT_NONE',
  RECORD_NOTHING: 'PRODUCT_NONE',
  RECORD_OUTSIDE: 'PRODUCT_OUTSIDE'
}

/** Compares files at hand with the final products of a chain that verifies. @throws every RECORD_ code */
export async function withFilesAtHand(
  verification: Verification,
  recorder: Pick<Recorder, 'record'>,
  request: RecordRequest
): Promise<Verification> {
  if (verification.outcome === 'failed') return verification
  try {
    const { environment, products } = verification.summary
    const tracking = linksOfProducts(linkTargets(environment, products), request)
    const { artifacts, leftOut } = await recorder.record(request, tracking)
    const compared = withProducts(verification, artifacts)
    if (leftOut.size === 0) return compared
    return { ...compared, warnings: [...compared.warnings, { code: 'FILES_EXCLUDED', message: notCompared(leftOut) }] }
  } catch (error) {
    const { items, warnings, source } = verification
    return { outcome: 'failed', failures: [refusalOf(error)], items, warnings, source }
  }
}

/** @throws what is no answer */
function refusalOf(error: unknown): Failure {
  if (!(error instanceof RecordingError)) throw error
  const code = REFUSED[error.code]
  if (code === undefined) throw error
  return { code, errorCode: error.code, message: error.message, details: [], hint: error.hint ?? '' }
}
