// SPDX-License-Identifier: Apache-2.0

/** Takes answers that are asked for ahead, each of which may fail before anybody waits for it. */
export interface AsksAhead {
  /** The same answer. */
  ask<Answer>(answer: Promise<Answer>): Promise<Answer>
}
