// SPDX-License-Identifier: Apache-2.0
import type { Verification } from '../intoto/verification/verification.ts'
import { withProducts } from '../intoto/verification/with-products.ts'
import type { Recorder, RecordRequest } from '../recording/record-artifacts.ts'

/** Compares files at hand with the final products of a chain that verifies. @throws every RECORD_ code */
export async function withFilesAtHand(
  verification: Verification,
  recorder: Pick<Recorder, 'record'>,
  request: RecordRequest
): Promise<Verification> {
  if (verification.outcome === 'failed') return verification
  return withProducts(verification, (await recorder.record(request)).artifacts)
}
