// SPDX-License-Identifier: Apache-2.0
// The patterns of intents: `*` and `?` stop at a slash, `**` stands alone between slashes, brackets hold characters and
// ranges. Nothing else is special, and what could be read in two ways is refused.

/** A pattern that was read. */
export interface IntentPattern {
  /** As it was written. */
  readonly text: string
  /** Whether a path fits, relative to where the pattern stands. An installed directory, `dir:…`, fits none. */
  matches(path: string): boolean
}
