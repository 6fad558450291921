// SPDX-License-Identifier: Apache-2.0
// What is known of mutants, file by file. A result holds for one text of a file.
import { createHash } from 'node:crypto'
import type { Mutant } from './mutant.ts'

export type Survivor = Omit<Mutant, 'file'>

export interface FileResult {
  /** Of the file's text. */
  readonly hash: string
  readonly commit: string
  /** The day, as YYYY-MM-DD. */
  readonly date: string
  readonly seconds: number
  /** `near` when tests of other rooms were not asked. */
  readonly tests: 'near' | 'all'
  readonly killed: number
  /** Mutants that kept a test from ending, which counts as killed. */
  readonly timeouts: number
  /** Mutants that no test could run; they count for nothing. */
  readonly broken: number
  readonly survived: readonly Survivor[]
}

export type Results = Readonly<Record<string, FileResult>>

/** One word for a text. Tests are no part of it: who adds some makes a score better, and `--again` measures what it is. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** The part of its mutants that tests noticed, in per cent; undefined for a file without any. */
export function scoreOf({ killed, timeouts, survived }: Omit<Counts, 'broken'>): number | undefined {
  const all = killed + timeouts + survived
  return all === 0 ? undefined : ((killed + timeouts) * 100) / all
}

export interface Counts {
  readonly killed: number
  readonly timeouts: number
  readonly broken: number
  readonly survived: number
}

export function countsOf(results: readonly FileResult[]): Counts {
  const sum = (of: (result: FileResult) => number): number => results.reduce((all, each) => all + of(each), 0)
  return {
    killed: sum(({ killed }) => killed),
    timeouts: sum(({ timeouts }) => timeouts),
    broken: sum(({ broken }) => broken),
    survived: sum(({ survived }) => survived.length)
  }
}

/** `src/ROOM/…` */
export const roomOf = (file: string): string => file.split('/')[1] ?? ''
