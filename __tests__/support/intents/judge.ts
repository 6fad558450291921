// SPDX-License-Identifier: Apache-2.0
// Whoever decides over runs, the oracle among them, in one form.
import { judgeRun } from './oracle.ts'
import type { PlainPipeline } from './plain-pipeline.ts'
import type { Files, Knowledge, PlainRun } from './plain-run.ts'

/** One reason that a judge gives. */
export interface Told {
  readonly code: string
  readonly step: string | undefined
  readonly files: readonly string[]
}

export interface Answer {
  /** Empty: it passes. The cause stands first. */
  readonly told: readonly Told[]
  /** What is final, SHA-256 by path; undefined where the judge does not say. */
  readonly released?: Files | undefined
}

/** Undefined for a run that this judge leaves to others. */
export type Decide = (run: PlainRun, known: Knowledge) => Answer | Promise<Answer | undefined>

export interface Judge {
  readonly name: string
  /** Which of its reasons are held against those of the oracle: rules have no codes of intents. */
  readonly reasons: 'all' | 'the cause' | 'none'
  /** Makes ready for one pipeline. */
  readonly of: (pipeline: PlainPipeline) => Decide
}

const byOracle = (pipeline: PlainPipeline, run: PlainRun, known: Knowledge): Answer => ({
  told: judgeRun(pipeline, run, known).first.map(({ codes: [code = ''], step, file }) => ({
    code,
    step,
    files: file === undefined ? [] : [file]
  }))
})

/** The oracle as a judge, which cannot but agree with itself. */
export const ORACLE: Judge = {
  name: 'oracle',
  reasons: 'all',
  of: (pipeline) => (run, known) => byOracle(pipeline, run, known)
}

/** Refuses what is good, and nothing else. */
export const TURNED_AROUND: Judge = {
  name: 'turned around',
  reasons: 'all',
  of: (pipeline) => (run, known) => {
    const { told } = byOracle(pipeline, run, known)
    return { told: told.length > 0 ? [] : [{ code: 'TURNED_AROUND', step: undefined, files: [] }] }
  }
}

export const PASSES_ALL: Judge = { name: 'passes all', reasons: 'none', of: () => () => ({ told: [] }) }
