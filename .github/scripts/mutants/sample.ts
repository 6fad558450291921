// SPDX-License-Identifier: Apache-2.0
// A part of the mutants, where all of them take hours: which are in it is decided by a seed and each mutant's own name.
import { createHash } from 'node:crypto'

/** One in so many mutants. */
export interface Sample {
  readonly oneIn: number
  readonly seed: string
}

/** @param name that the mutant keeps from run to run */
export function isInSample({ oneIn, seed }: Sample, name: string): boolean {
  const digest = createHash('sha256').update(`${seed}\0${name}`).digest()
  return digest.readUInt32BE(0) % oneIn === 0
}

/** What a sample of a room said. */
export interface SampleResult extends Sample {
  readonly commit: string
  /** The day, as YYYY-MM-DD. */
  readonly date: string
  readonly tests: 'near' | 'all'
  /** Files that have a mutant in the sample, and files of which it was drawn. */
  readonly files: readonly [tried: number, all: number]
  readonly noticed: number
  readonly survived: number
}

/** By room. */
export type SampleResults = Readonly<Record<string, SampleResult>>

/**
 * In per cent, between what and what the score of all mutants lies, wrong once in twenty times: Wilson's interval, which
 * holds for small counts as well.
 */
export function intervalOf({ noticed, survived }: Pick<SampleResult, 'noticed' | 'survived'>): [number, number] {
  const all = noticed + survived
  if (all === 0) return [0, 100]
  const [z, share] = [1.96, noticed / all]
  const middle = share + (z * z) / (2 * all)
  const half = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  const percent = (value: number): number => (100 * value) / (1 + (z * z) / all)
  // What is nothing comes out a little below it.
  return [Math.max(0, percent(middle - half)), Math.min(100, percent(middle + half))]
}
