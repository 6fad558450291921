// SPDX-License-Identifier: Apache-2.0
import type { Release } from './intents.ts'

/** What is known beside the step. */
export interface OwnContext {
  /** The files that the step ended with. */
  readonly ends: readonly string[]
  /** Those that it did not begin with. */
  readonly made: readonly string[]
  readonly release: readonly Release[]
}
