// SPDX-License-Identifier: Apache-2.0

/** Thrown when a bound is reached, up to where the outermost layout goes on without the step. Never to a caller. */
export class WorkExceeded extends Error {
  readonly of: 'work' | 'memory'

  constructor(of: 'work' | 'memory') {
    super()
    this.of = of
  }
}
