// SPDX-License-Identifier: Apache-2.0

/** Somebody who sees to it that an answer which is asked for ahead may fail before anybody comes to wait for it. */
export interface AsksAhead {
  /** The same answer. */
  ask<Answer>(answer: Promise<Answer>): Promise<Answer>
}
