// SPDX-License-Identifier: Apache-2.0

/** The patterns of a layout cannot be told apart with the work that one layout may cost. */
export class TooIntricate extends Error {
  /** Which pattern costs most, as it is written; undefined where all are of rules. */
  readonly pattern: string | undefined

  constructor(pattern: string | undefined) {
    super('patterns are too intricate')
    this.pattern = pattern
  }
}
