// SPDX-License-Identifier: Apache-2.0
import { InTotoError } from '../../src/base/errors.ts'

/** The typed error that a call throws; any other outcome fails the test. */
export function errorOf(call: () => unknown): InTotoError {
  try {
    call()
  } catch (error) {
    if (error instanceof InTotoError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** The same for a promise. */
export async function rejectionOf(promise: Promise<unknown>): Promise<InTotoError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof InTotoError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
