// SPDX-License-Identifier: Apache-2.0

/** One change of a source that a test should notice. */
export interface Mutant {
  /** The source, from the top of the repository. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** What made it, as `DropStatement`. */
  readonly by: string
  readonly before: string
  readonly after: string
}

/** What tests said of a mutant. `broken`: they could not run it, so they say nothing. */
export type Fate = 'killed' | 'timeout' | 'survived' | 'broken'

/** A mutant that the project's own runner applies: a stretch of the text, by its offsets. */
export interface TextMutant extends Mutant {
  readonly start: number
  readonly end: number
}

/** The text with the mutant in it. */
export function applyMutant(text: string, { start, end, before, after }: TextMutant): string {
  if (text.slice(start, end) !== before) throw new Error('The text is not the one that the mutant was made for.')
  return text.slice(0, start) + after + text.slice(end)
}

/** The line at an offset, counted from 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
